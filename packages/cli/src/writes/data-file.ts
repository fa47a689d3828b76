import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { text as readStream } from 'node:stream/consumers'
import { err, ok, type Result } from '@invoice-adapters/core'
import { type ConfigSource, readJson, readYaml } from '../config/source.ts'
import { type Failure, failure } from '../failure.ts'

export interface DataFile extends ConfigSource {
  /** As messages name it. */
  name: string
}

/** JSON or YAML, by its ending; `-` is standard input. */
export async function readDataFile(folder: string, given: string): Promise<Result<DataFile, Failure>> {
  const name = given === '-' ? 'standard input' : given
  const content = await contentOf(folder, given)
  if (content.isErr()) return err(failure('input', `${name} cannot be read: ${content.error}`))
  const isJson = given === '-' ? /^\s*[[{]/.test(content.value) : given.endsWith('.json')
  return (isJson ? readJson : readYaml)(content.value)
    .map((source) => ({ ...source, name }))
    .mapErr(({ line, message }) => failure('input', `${name}${line === null ? '' : `:${line}`}: ${message}`))
}

async function contentOf(folder: string, given: string): Promise<Result<string, string>> {
  try {
    return ok(
      given === '-' ? await readStream(process.stdin) : await readFile(resolve(folder, given), 'utf8'),
    )
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return err(code === 'ENOENT' ? 'there is no such file' : code)
  }
}
