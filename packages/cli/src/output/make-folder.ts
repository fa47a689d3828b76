import { mkdir } from 'node:fs/promises'
import { err, ok, type Result } from '@invoice-adapters/core'
import { type Failure, failure } from '../failure.ts'

/** With those above it; one that is there already will do. `name` is what messages call it. */
export async function makeFolder(path: string, name: string): Promise<Result<void, Failure>> {
  try {
    await mkdir(path, { recursive: true })
    return ok(undefined)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    const why = code === 'EEXIST' || code === 'ENOTDIR' ? 'a file has that name' : code
    return err(failure('input', `the folder ${name} cannot be made: ${why}`))
  }
}
