export type { Database, DialectFacts } from './database.ts'
export {
  type InvalidAddress,
  type MissingDriver,
  type PlainKind,
  type StoreClosed,
  type StoreCorrupt,
  type StoreError,
  type StoreErrorCause,
  type StoreErrorFacts,
  type StoreErrorKind,
  type StoreFailed,
  type StoreFull,
  type StoreLocked,
  type StoreNewerVersion,
  type StoreUnreachable,
  storeError,
} from './errors.ts'
export { type Migration, migrate } from './migrate.ts'
export { type OpenSettings, openDatabase } from './open.ts'
