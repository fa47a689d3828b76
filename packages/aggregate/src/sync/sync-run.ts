import type { InvoiceError, ListingEvidence } from '@invoice-adapters/core'
import type { StoreError } from '../store/store-error.ts'

export type SyncMode = 'full' | 'incremental'

/** One record that the vendor listed and that could not be read, or only in part. */
export interface UnreadByRun {
  recordId: string | null
  message: string
}

/** The record of one run, kept in the store. Instants are RFC 3339, UTC. */
export interface SyncRun {
  provider: string
  account: string
  /** Counts the runs of the account. */
  number: number
  mode: SyncMode
  /** Why this mode: as asked, or a full run in place of an incremental one. */
  because: 'asked' | 'no_full_walk_yet' | 'full_walk_too_old' | 'full_run_unfinished'
  /** What the run does, in the words of the adapter's capability data. */
  rule: string
  /** Changes that such a run cannot see, each in a sentence; the next full run finds them. Empty for a full run. */
  cannotSee: string[]
  /** `interrupted`: goes on where it stopped, with the next call. `superseded`: another run took its place. */
  state: 'running' | 'done' | 'interrupted' | 'superseded'
  startedAt: string
  endedAt: string | null
  /** How often it was taken up again after an interruption. */
  resumed: number
  /** Single reads, beside the pages that the evidence counts. */
  singleReads: number
  new: number
  changed: number
  /** Read again and found as it was known. */
  unchanged: number
  /** Answers older than what is stored, left out. */
  stale: number
  /** Known invoices that the vendor does not have any more. */
  gone: number
  /** The first 100 of `evidence.unreadable`. */
  unread: UnreadByRun[]
  /** Invoices that only slices of the list showed, where many share one instant. */
  foundInSlices: number
  /** Of the run's own walk; `incomplete` until it has ended well. */
  evidence: ListingEvidence
  /** What interrupted it; null: nothing did. */
  failure: InvoiceError | StoreError | null
}

/** Another run has the account. */
export interface AccountBusy {
  kind: 'account_busy'
  /** When its lease ends unless it is renewed; RFC 3339, UTC. */
  until: string
  message: string
  retryable: true
}

/** Why a sync ended early, and what it had done by then; the next call goes on from there. */
export interface SyncFailure {
  error: InvoiceError | StoreError | AccountBusy
  run: SyncRun | null
}

/** Where a run stands, stored with every page. */
export interface SyncProgress {
  phase: 'list' | 'again' | 'slices' | 'missing' | 'end'
  /** Number of the walk whose pages are being read. */
  walk: number
  /** Index of the listing, where the rule has several. */
  listing: number
  cursor: string | null
  /** `createdAt` of the last record of the page before. */
  lastTime: string | null
  /** Its id: a cursor that is a time may bring it once more. */
  lastId: string | null
  pagesWithoutNews: number
  /** The last id that was looked for singly. */
  lookedUpTo: string
  /** A later walk saw records that an earlier one had not. */
  surprises: number
  /** Ties of the walks that slices have not repaired. */
  ties: number
}

export const startingProgress: SyncProgress = {
  phase: 'list',
  walk: 0,
  listing: 0,
  cursor: null,
  lastTime: null,
  lastId: null,
  pagesWithoutNews: 0,
  lookedUpTo: '',
  surprises: 0,
  ties: 0,
}
