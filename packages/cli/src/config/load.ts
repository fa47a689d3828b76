import { readFile } from 'node:fs/promises'
import { dirname, extname, join, relative, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { err, ok, type Result } from '@invoice-adapters/core'
import { type Failure, failure } from '../failure.ts'
import { type FoundConfig, findConfig } from './find.ts'
import { interpolate, type MissingVariable } from './interpolate.ts'
import { readModule } from './read-module.ts'
import { configSchema, type InvoicesConfig } from './schema.ts'
import { type ConfigPath, type ConfigSource, readJson, readYaml, type SyntaxProblem } from './source.ts'

export interface LoadedConfig extends InvoicesConfig {
  path: string
  folder: string
  /** Variables that the file names and nobody has set. */
  missing: MissingVariable[]
  /** Secrets that stand in the file itself. */
  written: ConfigPath[]
  /** `invoices.config.yaml:12`, for messages. */
  place(path: ConfigPath): string
}

export interface LoadSettings {
  folder: string
  /** The file that was named on the command line. */
  named: string | undefined
  env: NodeJS.ProcessEnv
}

/** Where the store is; a relative file is beside the configuration, wherever the program is started. */
export function storeAddress({ store = 'sqlite:./invoices.db', folder }: LoadedConfig): string {
  if (!store.startsWith('sqlite:') || store === 'sqlite::memory:') return store
  return `sqlite:${resolve(folder, store.slice('sqlite:'.length))}`
}

/** Finds, reads and checks the configuration. Variables come from the process, then from a `.env` beside the file. */
export async function loadConfig(settings: LoadSettings): Promise<Result<LoadedConfig, Failure>> {
  const found = await findConfig(settings.folder, settings.named)
  if (found.isErr()) return err(found.error)
  const { path } = found.value
  const shown = shortest(settings.folder, path)
  const source = await readSource(found.value)
  if (source.isErr()) {
    const { line, message } = source.error
    return err(failure('config', `${shown}${line === null ? '' : `:${line}`}: ${message}`))
  }
  const env = await environment(dirname(path), settings.env)
  return check(source.value, env, path, shown)
}

async function readSource({ path, text }: FoundConfig): Promise<Result<ConfigSource, SyntaxProblem>> {
  if (text.trim() === '') return err({ line: null, message: 'is empty; write one with invoices init' })
  const ending = extname(path)
  if (ending === '.json') return readJson(text)
  return ending === '.yaml' || ending === '.yml' ? readYaml(text) : readModule(path)
}

async function environment(folder: string, env: NodeJS.ProcessEnv): Promise<NodeJS.ProcessEnv> {
  const text = await readFile(join(folder, '.env'), 'utf8').catch(() => '')
  return { ...parseEnv(text), ...env }
}

function check(
  source: ConfigSource,
  env: NodeJS.ProcessEnv,
  path: string,
  shown: string,
): Result<LoadedConfig, Failure> {
  const { value, missing } = interpolate(source.value, env)
  const place = (at: ConfigPath): string => {
    const line = nearestLine(source, at)
    return line === null ? shown : `${shown}:${line}`
  }
  const parsed = configSchema.safeParse(value)
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({
      path: issuePath(issue.path, issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined),
      message: issue.message,
    }))
    // A value with a variable that is not set cannot be judged; whoever needs it is told of the variable.
    const unset = problems.find((one) => missing.some((other) => sameOrInside(other.path, one.path)))
    if (unset !== undefined) return err(missingFailure(place, missingAt(missing, unset.path)))
    const [first] = problems
    const all = problems.map(inWords).join('; ')
    return err(failure('config', `${place(first?.path ?? [])}: ${all}`))
  }
  return ok({
    ...parsed.data,
    path,
    folder: dirname(path),
    missing,
    written: writtenSecrets(source.value),
    place,
  })
}

export function missingFailure(place: (path: ConfigPath) => string, missing: MissingVariable[]): Failure {
  const names = [...new Set(missing.map(({ name }) => name))]
  const at = missing[0]?.path ?? []
  const what = names.length === 1 ? `the variable ${names[0]} is` : `the variables ${names.join(', ')} are`
  return failure(
    'config',
    `${place(at)}: ${what} not set; set it in the environment, or in .env beside the file`,
  )
}

/** What is missing at or below a path. */
export function missingAt(missing: readonly MissingVariable[], path: ConfigPath): MissingVariable[] {
  return missing.filter((one) => sameOrInside(one.path, path))
}

function sameOrInside(path: ConfigPath, folder: ConfigPath): boolean {
  return folder.every((part, index) => path[index] === part)
}

function issuePath(path: readonly PropertyKey[], key: string | undefined): ConfigPath {
  const parts = path.map((part) => (typeof part === 'symbol' ? String(part) : part))
  return key === undefined ? parts : [...parts, key]
}

const typeNames: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
}

function inPlainWords(message: string): string {
  const [, choices] = /^Invalid option: expected one of (.*)$/.exec(message) ?? []
  if (choices !== undefined) return `must be one of ${choices.replaceAll('"', '').replaceAll('|', ', ')}`
  const [, wanted = '', given] = /^Invalid input: expected (\w+), received (\w+)$/.exec(message) ?? []
  const type = typeNames[wanted]
  if (type !== undefined) return `${given === 'undefined' ? 'is missing; it ' : ''}must be ${type}`
  return message === 'Invalid input' ? 'is missing, or is not of the form that is wanted' : message
}

const longestName = 60

/** A name as it was written, unless that would break the sentence or drown it. */
function inOneLine(name: PropertyKey): string {
  const text = String(name)
  if (text.length <= longestName && !/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(text)) return text
  return JSON.stringify(text.length <= longestName ? text : `${text.slice(0, longestName)}…`)
}

function inWords({ path, message }: { path: ConfigPath; message: string }): string {
  const words = message.startsWith('Unrecognized key') ? 'is no option that is known' : inPlainWords(message)
  return path.length === 0 ? words : `${path.map(inOneLine).join('.')}: ${words}`
}

/** Of the value, or of the nearest thing around it where the value is missing. */
function nearestLine(source: ConfigSource, path: ConfigPath): number | null {
  for (let length = path.length; length > 0; length -= 1) {
    const line = source.lineOf(path.slice(0, length))
    if (line !== null) return line
  }
  return null
}

function shortest(folder: string, path: string): string {
  const short = relative(folder, path)
  return short.length > 0 && short.length < path.length ? short : path
}

const secretNames = new Set(['apiKey', 'clientSecret', 'webhookSecrets'])

/** Of an account that is not on this machine: the keys of an emulator open nothing. */
function writtenSecrets(value: unknown, path: ConfigPath = []): ConfigPath[] {
  if (typeof value !== 'object' || value === null) return []
  if (/^http:\/\/(127\.0\.0\.1|localhost|\[::1\])/.test(String(Reflect.get(value, 'baseUrl') ?? '')))
    return []
  return Object.entries(value).flatMap(([name, inner]) =>
    secretNames.has(name) && isWritten(inner) ? [[...path, name]] : writtenSecrets(inner, [...path, name]),
  )
}

function isWritten(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isWritten)
  return typeof value === 'string' && !value.includes('${')
}
