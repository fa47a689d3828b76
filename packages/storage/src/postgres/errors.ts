import { type PlainKind, type StoreError, storeError } from '../errors.ts'

/** By SQLSTATE, else by its class, the first two characters. */
const kinds: Readonly<Record<string, PlainKind>> = {
  '08': 'unreachable',
  '28': 'unreachable',
  '3D': 'unreachable',
  '53': 'unreachable',
  '53100': 'full',
  '55P03': 'locked',
  '40001': 'locked',
  '40P01': 'locked',
  '57014': 'locked',
  '57P': 'unreachable',
  '58': 'unreachable',
  '25006': 'unreachable',
  XX001: 'corrupt',
  XX002: 'corrupt',
}

/** Classes whose messages can quote a value from a row. */
const quotesValues: ReadonlySet<string> = new Set(['22', '23'])

const systemCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
])

/** What the driver says when the connection is gone; it gives no code. */
const connectionWords = /connection|client (has|was)|timeout exceeded|not queryable/i

export function postgresError(operation: string, thrown: unknown): StoreError {
  const { name, message } = thrown instanceof Error ? thrown : new Error('not an error')
  const code = codeOf(thrown)
  if (code !== null && /^[0-9A-Z]{5}$/.test(code)) {
    const kind = kinds[code] ?? kinds[code.slice(0, 3)] ?? kinds[code.slice(0, 2)] ?? 'failed'
    const told = quotesValues.has(code.slice(0, 2)) ? null : message
    return storeError(kind, operation, { name, code, message: told })
  }
  const unreachable = (code !== null && systemCodes.has(code)) || connectionWords.test(message)
  return storeError(unreachable ? 'unreachable' : 'failed', operation, { name, code, message: null })
}

function codeOf(thrown: unknown): string | null {
  if (typeof thrown !== 'object' || thrown === null) return null
  const code: unknown = Reflect.get(thrown, 'code')
  if (typeof code === 'string') return code
  // Several addresses of one host, each refused.
  const errors: unknown = Reflect.get(thrown, 'errors')
  return Array.isArray(errors) ? codeOf(errors[0]) : null
}
