import { type StoreError, storeError } from '@invoice-adapters/storage'

/** The queue is an optional peer. */
export function missingQueue(): StoreError {
  const message = 'jobs need the package pg-boss: npm install pg-boss'
  return {
    ...storeError('failed', 'startSyncWorker', null, message),
    kind: 'missing_driver',
    package: 'pg-boss',
  }
}

export function queueNeedsPostgres(): StoreError {
  const message = 'jobs on several machines need a store in PostgreSQL, and its address'
  return storeError('invalid_address', 'startSyncWorker', null, message)
}
