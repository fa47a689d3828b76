import type { StoreError, StoreErrorKind } from '@invoice-adapters/storage'
import type { MigrationError } from '../errors.ts'

const words: Partial<Record<StoreErrorKind, string>> = {
  full: 'the disk under the journal is full',
  corrupt: 'the file is no journal of a migration, or is damaged',
  closed: 'the journal was closed',
}

/** Of a store's own words, only those that hold neither rows nor the address. */
export function journalFailed({ kind, message }: StoreError): MigrationError {
  if (kind === 'locked') {
    return { kind: 'journal_in_use', message: 'another process works with this journal' }
  }
  return { kind: 'journal_failed', message: words[kind] ?? `the journal cannot be used: ${message}` }
}
