import { dirname, join, resolve } from 'node:path'
import { err, ok, type Result } from '@invoice-adapters/core'
import { archiveSource, idMapCsv, type Verification, verificationMarkdown } from '@invoice-adapters/migrate'
import type { CommandContext } from '../context.ts'
import { type Failure, failure } from '../failure.ts'
import { isFree, writeFileWhole } from '../output/files.ts'
import { makeFolder } from '../output/make-folder.ts'
import { ofMigrationError } from './failure.ts'
import type { OpenPlan } from './plan-file.ts'

export interface VerifyFiles {
  cwd: string
  report: string | undefined
  archive: string | undefined
  force: boolean
}

const names = { markdown: 'verification.md', map: 'id-map.csv', data: 'verification.json' } as const

/** Told before anything is read. An archive is begun in a folder of its own, so that it is of one time. */
export async function areFree({ cwd, report, archive, force }: VerifyFiles): Promise<Result<void, Failure>> {
  const files = report === undefined ? [] : Object.values(names).map((name) => join(report, name))
  const marks = archive === undefined ? [] : [join(archive, 'plan.jsonl')]
  for (const name of [...files, ...marks]) {
    const free = await isFree(resolve(cwd, name), name, force)
    if (free.isErr()) return free
  }
  return ok(undefined)
}

export async function writeVerification(
  { plan }: OpenPlan,
  found: Verification,
  { cwd, report, force }: VerifyFiles,
): Promise<Result<string[], Failure>> {
  if (report === undefined) return ok([])
  const contents: [string, string][] = [
    [names.markdown, verificationMarkdown(plan, found)],
    [names.map, idMapCsv(plan, found)],
    [names.data, `${JSON.stringify(found, null, 2)}\n`],
  ]
  const written: string[] = []
  for (const [file, content] of contents) {
    const name = join(report, file)
    const done = await writeInto(cwd, name, content, force)
    if (done.isErr()) return err(done.error)
    written.push(name)
  }
  return ok(written)
}

/** File by file; one that cannot be had is told, and the others go on. */
export async function writeArchive(
  context: CommandContext,
  { plan, source }: OpenPlan,
  { cwd, archive, force }: VerifyFiles,
): Promise<{ count: number; failures: Failure[] }> {
  const failures: Failure[] = []
  let count = 0
  if (archive === undefined) return { count, failures }
  const progress = context.progress('files archived')
  for await (const file of archiveSource(plan, { source, signal: context.signal })) {
    const done = file.isErr()
      ? err(ofMigrationError(file.error))
      : await writeInto(cwd, join(archive, file.value.path), file.value.content, force)
    if (done.isErr()) failures.push(done.error)
    else count += 1
    progress.update(count)
  }
  progress.stop()
  if (context.signal.aborted) failures.unshift(failure('interrupted', `stopped; ${archive} is not whole`))
  return { count, failures }
}

async function writeInto(
  cwd: string,
  name: string,
  content: string | Uint8Array,
  replace: boolean,
): Promise<Result<void, Failure>> {
  const path = resolve(cwd, name)
  const made = await makeFolder(dirname(path), dirname(name))
  return made.isErr() ? made : writeFileWhole(path, content, { name, replace, secret: true })
}
