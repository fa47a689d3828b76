import { access, link, open, rename, unlink } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { err, ok, type Result } from '@invoice-adapters/core'
import { type Failure, failure } from '../failure.ts'

export interface FileSettings {
  /** Instead of a file that is there already. `never`: there is not even a flag for it. */
  replace: boolean | 'never'
  /** As messages call it; default its path. */
  name?: string
  /** Only its owner may read it. */
  secret?: boolean
}

const reasons: Record<string, string> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'there is no such folder',
  EACCES: 'no permission to write there',
  EPERM: 'no permission to write there',
  EROFS: 'no permission to write there',
  EISDIR: 'it is a folder',
  ENOSPC: 'no room is left',
}

/** Writes all of it or nothing: what is under the name is never half a file. */
export async function writeFileWhole(
  path: string,
  content: string | Uint8Array,
  settings: FileSettings,
): Promise<Result<void, Failure>> {
  const { name = path } = settings
  const target = resolve(path)
  const beside = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`)
  try {
    const handle = await open(beside, 'wx', settings.secret === true ? 0o600 : 0o666)
    try {
      await handle.writeFile(content)
      await handle.sync()
    } finally {
      await handle.close()
    }
    if (settings.replace === true) await rename(beside, target)
    // Unlike a rename, a link fails where the name is taken, even by somebody who came in between.
    else await link(beside, target)
    return ok(undefined)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    if (code === 'EEXIST') return err(alreadyThere(name, settings.replace))
    return err(failure('input', `${name} cannot be written: ${reasons[code] ?? code}`))
  } finally {
    await unlink(beside).catch(() => {})
  }
}

/** Told before work begins whose result would have no place; writing looks once more. */
export async function isFree(path: string, name: string, replace: boolean): Promise<Result<void, Failure>> {
  const taken = await access(path).then(
    () => true,
    () => false,
  )
  return taken && !replace ? err(alreadyThere(name, replace)) : ok(undefined)
}

function alreadyThere(name: string, replace: boolean | 'never'): Failure {
  return failure('input', `${name} exists already${replace === 'never' ? '' : '; --force replaces it'}`)
}
