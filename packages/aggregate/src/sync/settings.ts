import type { SyncMode } from './sync-run.ts'

const hourMs = 3_600_000

export interface SyncSettings {
  /**
   * `full`: walks the whole list and reads every invoice. `incremental`: by the adapter's declared rule; becomes full while
   * there was no complete full walk yet, or where the latest is older than `greatestFullAgeMs`.
   */
  mode: SyncMode
  signal?: AbortSignal
  /** Milliseconds; default seven days. */
  greatestFullAgeMs?: number
  /**
   * Walk the list twice with other page borders. Default: in full runs, where the vendor's cursor is a time and can
   * hide records at a border.
   */
  crossCheck?: boolean
  /** Records asked in one page; default the vendor's maximum. */
  pageSize?: number
  /** Single reads at a time; default 4. The vendor's rate limits are kept by the adapter. */
  readsAtATime?: number
  /** How long the account stays reserved after a sign of life, in milliseconds; default 30,000. */
  leaseMs?: number
  /** How long an interrupted run may be taken up again, in milliseconds; default 24 hours. */
  resumeWithinMs?: number
  /**
   * Rule `created_and_unsettled`: how far before the latest full run new invoices are listed from, in milliseconds; default
   * 24 hours.
   */
  overlapMs?: number
}

export interface WholeSyncSettings {
  mode: SyncMode
  signal: AbortSignal | undefined
  greatestFullAgeMs: number
  crossCheck: boolean | undefined
  pageSize: number | undefined
  readsAtATime: number
  leaseMs: number
  resumeWithinMs: number
  overlapMs: number
}

export function wholeSettings(settings: SyncSettings): WholeSyncSettings {
  return {
    mode: settings.mode,
    signal: settings.signal,
    greatestFullAgeMs: settings.greatestFullAgeMs ?? 7 * 24 * hourMs,
    crossCheck: settings.crossCheck,
    pageSize: settings.pageSize,
    readsAtATime: Math.max(1, settings.readsAtATime ?? 4),
    leaseMs: settings.leaseMs ?? 30_000,
    resumeWithinMs: settings.resumeWithinMs ?? 24 * hourMs,
    overlapMs: settings.overlapMs ?? 24 * hourMs,
  }
}
