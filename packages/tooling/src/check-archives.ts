// `pnpm check:archives`: packs each public package, and uses the archives as somebody who installs them would.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { runCommands } from './archives/commands.ts'
import { compileConsumer, installArchives, writeEntries } from './archives/consumer.ts'
import { archiveProblems, exportProblems } from './archives/contents.ts'
import { edgeSteps } from './archives/edge.ts'
import { pack } from './archives/pack.ts'
import { runConsumer, type Step, skippedRuntimes } from './archives/runtimes.ts'
import {
  codeEntries,
  type PublicPackage,
  publicPackages,
  readManifest,
  specifier,
} from './public-packages.ts'
import { root } from './root.ts'
import { build } from './run.ts'

const problems: string[] = []
const packages = publicPackages()

async function checkWithPublint(one: PublicPackage, archive: string): Promise<void> {
  const bytes = new Uint8Array(readFileSync(archive))
  const { messages, pkg } = await publint({ strict: true, pack: { tarball: bytes.buffer } })
  for (const message of messages) problems.push(`${one.short}: ${formatMessage(message, pkg)} (publint)`)
}

function checkInstalled(one: PublicPackage, project: string): void {
  const folder = join(project, 'node_modules', ...one.manifest.name.split('/'))
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((path) => !path.startsWith('node_modules/'))
  problems.push(...archiveProblems(readManifest(folder), files).map((problem) => `${one.short}: ${problem}`))
}

/** The names that the sources export, by what a user imports. */
async function sourceNames(): Promise<Record<string, string[]>> {
  const names: Record<string, string[]> = {}
  for (const one of packages) {
    // An entry that only the workspace has, such as one for tests, is not published and so not looked for.
    const published = codeEntries(one.manifest)
    for (const [entry, target] of Object.entries(one.manifest.exports ?? {})) {
      if (!published.includes(entry)) continue
      const module: object = await import(pathToFileURL(join(one.folder, String(target))).href)
      names[specifier(one.manifest.name, entry)] = Object.keys(module).sort()
    }
  }
  return names
}

function report(steps: Step[]): void {
  for (const { name, ok, output } of steps) {
    console.log(`  ${ok ? 'ok' : 'FAILED'}  ${name}`)
    if (!ok) problems.push(`${name}:\n${output.trim()}`)
  }
}

async function checkConsumer(project: string): Promise<void> {
  writeEntries(project, packages)
  report(compileConsumer(project))
  const entries = runConsumer(project, 'entries.ts')
  report(entries)
  const expected = await sourceNames()
  for (const { name, ok, output } of entries) {
    if (!ok) continue
    const found = JSON.parse(output) as Record<string, string[]>
    for (const [entry, source] of Object.entries(expected)) {
      problems.push(
        ...exportProblems(entry, source, found[entry] ?? []).map((problem) => `${name}: ${problem}`),
      )
    }
  }
  for (const program of ['call.ts', 'store.ts']) report(runConsumer(project, program))
  report(runCommands(project, packages))
  report(await edgeSteps(project))
  for (const name of skippedRuntimes()) console.log(`  skipped  ${name}: this platform has none`)
}

async function main(folder: string): Promise<void> {
  build(root)
  const archives: string[] = []
  for (const one of packages) {
    const archive = pack(one, folder)
    archives.push(archive)
    await checkWithPublint(one, archive)
  }
  const project = join(folder, 'consumer')
  mkdirSync(project)
  installArchives(project, archives)
  for (const one of packages) checkInstalled(one, project)
  await checkConsumer(project)
}

const folder = mkdtempSync(join(tmpdir(), 'archives-'))
try {
  await main(folder)
} catch (error) {
  problems.push(error instanceof Error ? error.message : String(error))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
for (const problem of problems) console.error(problem)
console.log(`archives: ${packages.length} packages, ${problems.length} problems`)
process.exitCode = problems.length === 0 && packages.length > 0 ? 0 : 1
