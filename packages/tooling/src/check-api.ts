// `pnpm check:api`: the public interface of each package, against the committed report in docs/api/.
// `pnpm check:api --update` accepts a change, which then shows in review.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { apiReport, reportDifference } from './api-report.ts'
import { codeEntries, type ExportTarget, publicPackages, specifier } from './public-packages.ts'
import { root } from './root.ts'
import { build } from './run.ts'

interface Entry {
  name: string
  fileName: string
  folder: string
  declarations: string
}

function entries(): Entry[] {
  return publicPackages().flatMap((one) =>
    codeEntries(one.manifest).map((entry) => ({
      name: specifier(one.manifest.name, entry),
      fileName: `${[one.short, ...(entry === '.' ? [] : [entry.slice(2)])].join('.')}.api.md`,
      folder: one.folder,
      declarations: join(one.folder, typesOf(one.manifest.publishConfig?.exports?.[entry])),
    })),
  )
}

function typesOf(target: ExportTarget | undefined): string {
  return (typeof target === 'string' ? undefined : target?.types) ?? ''
}

/** The report, or undefined with the reason printed: one broken entry must not hide what the others say. */
function reportOf(entry: Entry, paths: Record<string, string[]>): string | undefined {
  try {
    return apiReport({ folder: entry.folder, declarations: entry.declarations, paths })
  } catch (error) {
    console.error(`${entry.name}: ${error instanceof Error ? error.message : String(error)}`)
    return undefined
  }
}

/** Prints what changed, and returns whether nothing did. */
function compare(fileName: string, report: string, folder: string): boolean {
  const committed = join(folder, fileName)
  if (existsSync(committed) && readFileSync(committed, 'utf8') === report) return true
  const found = join(mkdtempSync(join(tmpdir(), 'api-found-')), fileName)
  writeFileSync(found, report)
  console.error(`docs/api/${fileName} ${existsSync(committed) ? 'differs' : 'is missing'}:`)
  if (existsSync(committed)) console.error(reportDifference(committed, found))
  return false
}

function main(update: boolean): number {
  build(root)
  const folder = join(root, 'docs', 'api')
  mkdirSync(folder, { recursive: true })
  const all = entries()
  const paths = Object.fromEntries(all.map((entry) => [entry.name, [entry.declarations]]))
  const stale = readdirSync(folder).filter(
    (name) => name.endsWith('.api.md') && !all.some((one) => one.fileName === name),
  )
  let same = 0
  for (const entry of all) {
    const report = reportOf(entry, paths)
    if (report === undefined) continue
    if (update) writeFileSync(join(folder, entry.fileName), report)
    if (compare(entry.fileName, report, folder)) same += 1
  }
  if (update) {
    for (const name of stale) rmSync(join(folder, name))
    console.log(`api: ${same} of ${all.length} reports written to docs/api/`)
    return same === all.length ? 0 : 1
  }
  for (const name of stale) console.error(`docs/api/${name} belongs to no entry.`)
  const ok = same === all.length && stale.length === 0 && all.length > 0
  if (!ok) console.error('If the change is meant, accept it with: pnpm check:api --update')
  console.log(`api: ${same} of ${all.length} entries as reported`)
  return ok ? 0 : 1
}

const unknown = process.argv.slice(2).filter((argument) => argument !== '--update')
if (unknown.length > 0) {
  console.error(`Only --update is understood, not "${unknown.join(' ')}".`)
  process.exitCode = 2
} else process.exitCode = main(process.argv.includes('--update'))
