import { type PlainKind, type StoreError, storeError } from '../errors.ts'
import { primaryCode } from './busy.ts'

/** By SQLite's primary result code. */
const kinds: Readonly<Record<number, PlainKind>> = {
  5: 'locked',
  6: 'locked',
  8: 'unreachable',
  10: 'unreachable',
  11: 'corrupt',
  13: 'full',
  14: 'unreachable',
  26: 'corrupt',
}

const systemKinds: Readonly<Record<string, PlainKind>> = {
  ENOSPC: 'full',
  EDQUOT: 'full',
  ENOENT: 'unreachable',
  EACCES: 'unreachable',
  EPERM: 'unreachable',
  EISDIR: 'unreachable',
  ENOTDIR: 'unreachable',
  EROFS: 'unreachable',
}

/** SQLite's messages name tables and columns, never values. */
export function sqliteError(operation: string, thrown: unknown): StoreError {
  const { name, message } = thrown instanceof Error ? thrown : new Error('not an error')
  const primary = primaryCode(thrown)
  if (primary !== null)
    return storeError(kinds[primary] ?? 'failed', operation, { name, code: String(primary), message })
  const code = codeOf(thrown)
  const kind = systemKinds[code ?? ''] ?? 'failed'
  // A system error's own message holds the path, which is the caller's; anything else may hold a value.
  return storeError(kind, operation, { name, code, message: kind === 'failed' ? null : message })
}

function codeOf(thrown: unknown): string | null {
  const code: unknown = typeof thrown === 'object' && thrown !== null ? Reflect.get(thrown, 'code') : null
  return typeof code === 'string' ? code : null
}
