import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { err, ok, type Result } from '@invoice-adapters/core'
import { lilconfig } from 'lilconfig'
import { type Failure, failure } from '../failure.ts'

export const configNames: string[] = ['ts', 'mts', 'js', 'mjs', 'cjs', 'json', 'yaml', 'yml'].map(
  (ending) => `invoices.config.${ending}`,
)

export interface FoundConfig {
  path: string
  text: string
}

/** The file that was named, or the nearest one from `folder` upwards (as far as the home folder, where it is inside). */
export async function findConfig(
  folder: string,
  named: string | undefined,
): Promise<Result<FoundConfig, Failure>> {
  if (named !== undefined) return readNamed(resolve(folder, named))
  const loaders = Object.fromEntries(configNames.map((name) => [`.${name.split('.').pop()}`, keep]))
  try {
    const search = lilconfig('invoices', {
      searchPlaces: configNames,
      loaders,
      cache: false,
      ignoreEmptySearchPlaces: false,
    })
    const found = await search.search(folder)
    if (found === null) {
      const message = `no invoices.config.{ts,js,json,yaml} in ${folder} or above it; write one with invoices init`
      return err(failure('config', message))
    }
    return alone({ path: found.filepath, text: String(found.config ?? '') })
  } catch (error) {
    return err(failure('config', `the configuration cannot be read: ${reason(error)}`))
  }
}

function keep(_path: string, text: string): string {
  return text
}

/** Which of two files counts must not be a matter of their endings. */
function alone(found: FoundConfig): Result<FoundConfig, Failure> {
  const folder = dirname(found.path)
  const all = readdirSync(folder).filter((name) => configNames.includes(name))
  return all.length === 1
    ? ok(found)
    : err(
        failure('config', `${folder} holds ${all.sort().join(' and ')}; keep one, or name it with --config`),
      )
}

async function readNamed(path: string): Promise<Result<FoundConfig, Failure>> {
  if (!configNames.some((name) => path.endsWith(`.${name.split('.').pop()}`))) {
    return err(failure('config', `${path}: a configuration ends in .ts, .js, .json or .yaml`))
  }
  try {
    return ok({ path, text: await readFile(path, 'utf8') })
  } catch (error) {
    return err(failure('config', `${path} cannot be read: ${reason(error)}`))
  }
}

const reasons: Record<string, string> = {
  ENOENT: 'there is no such file',
  EACCES: 'no permission to read it',
  EISDIR: 'it is a folder',
}

function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return reasons[code] ?? (code || String(error))
}
