/** What the database itself said, without values from rows and without the address. */
export interface StoreErrorCause {
  name: string
  /** SQLSTATE, SQLite's result code, or the system's code such as `ENOENT`. */
  code: string | null
  message: string | null
}

/** Common to every failure of a store; plain data. */
export interface StoreErrorFacts {
  /** What was being done, such as `open` or `writeReadings`. */
  operation: string
  /** One sentence for a person; never holds a password. */
  message: string
  /** Whether the same call may succeed later as it is. Nothing of a failed call is in the store. */
  retryable: boolean
  cause: StoreErrorCause | null
}

/** Another process holds the store, longer than could be waited for. */
export interface StoreLocked extends StoreErrorFacts {
  kind: 'locked'
}
/** The file is no database of SQLite, or is damaged. */
export interface StoreCorrupt extends StoreErrorFacts {
  kind: 'corrupt'
}
/** A later version of the software has changed the tables; this one must not touch them. */
export interface StoreNewerVersion extends StoreErrorFacts {
  kind: 'newer_version'
  found: number
  known: number
}
/** No room left on the disk, or a quota is used up. */
export interface StoreFull extends StoreErrorFacts {
  kind: 'full'
}
/** The database cannot be reached, refuses the login, or went away in the middle. */
export interface StoreUnreachable extends StoreErrorFacts {
  kind: 'unreachable'
}
/** The address is none that can be opened. */
export interface InvalidAddress extends StoreErrorFacts {
  kind: 'invalid_address'
}
/** The address needs an optional package that is not installed. */
export interface MissingDriver extends StoreErrorFacts {
  kind: 'missing_driver'
  package: string
}
/** The store was closed before the call. */
export interface StoreClosed extends StoreErrorFacts {
  kind: 'closed'
}
/** Anything else that the database refused: a defect of ours, or tables that were changed by hand. */
export interface StoreFailed extends StoreErrorFacts {
  kind: 'failed'
}

/** Every failure of a store, tagged by `kind`; no kind has the name of an `InvoiceError`. */
export type StoreError =
  | StoreLocked
  | StoreCorrupt
  | StoreNewerVersion
  | StoreFull
  | StoreUnreachable
  | InvalidAddress
  | MissingDriver
  | StoreClosed
  | StoreFailed

export type StoreErrorKind = StoreError['kind']

/** Kinds that need no facts of their own. */
export type PlainKind = Exclude<StoreErrorKind, 'newer_version' | 'missing_driver'>

const sentences: Record<PlainKind, string> = {
  locked: 'another process holds the store; try again',
  corrupt: 'the store is damaged, or the file is no SQLite database; restore it, or give another address',
  full: 'no room is left for the store; free some space and make the same call',
  unreachable: 'the database cannot be reached, or refuses the login',
  invalid_address: 'the address must be such as sqlite:./invoices.db or postgres://user@host/database',
  closed: 'the store was closed',
  failed: 'the database refused what was asked',
}

const retryable: ReadonlySet<StoreErrorKind> = new Set(['locked', 'full', 'unreachable'])

export function storeError(
  kind: PlainKind,
  operation: string,
  cause: StoreErrorCause | null,
  message: string = sentences[kind],
): StoreError {
  return { kind, operation, message, retryable: retryable.has(kind), cause }
}
