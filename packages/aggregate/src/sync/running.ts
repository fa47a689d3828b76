import type { InvoiceAdapter, InvoiceError, ListQuery, Result } from '@invoice-adapters/core'
import type { InvoiceStore } from '../store/store.ts'
import type { StoreError } from '../store/store-error.ts'
import type { WholeSyncSettings } from './settings.ts'
import type { SyncProgress, SyncRun } from './sync-run.ts'

/** An adapter as far as a sync needs it. */
export type SyncAdapter = Pick<
  InvoiceAdapter,
  'provider' | 'account' | 'capabilities' | 'list' | 'get' | 'check' | 'customers'
>

export type SyncError = InvoiceError | StoreError

/** One run while it is under way. `run` and `progress` are what the store holds as well. */
export interface Running {
  readonly adapter: SyncAdapter
  readonly store: InvoiceStore
  readonly key: string
  readonly settings: WholeSyncSettings
  readonly signal: AbortSignal
  /** Owner of the account's lease. */
  readonly lease: string
  /** What is listed, in this order. */
  readonly listings: readonly ListQuery[]
  /** The vendor named the account, and it is the one that the store holds. */
  readonly accountIsCertain: boolean
  run: SyncRun
  progress: SyncProgress
}

export type Step = Promise<Result<void, SyncError>>
