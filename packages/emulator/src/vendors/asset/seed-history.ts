import type { LedgerHistoryEntry } from '../frame.ts'
import type { InvoiceStatus } from './entities.ts'
import { ledgerStatusOf } from './ledger-projection.ts'

/** Open from its creation until its last update. What was refunded had been paid, at an instant nobody gave. */
export function seedHistory(
  status: InvoiceStatus,
  { createdAtMs, updatedAtMs }: { readonly createdAtMs: number; readonly updatedAtMs: number },
): readonly LedgerHistoryEntry[] {
  const created: LedgerHistoryEntry = {
    at: new Date(createdAtMs).toISOString(),
    event: 'created',
    from: null,
    to: 'open',
    by: 'seed',
  }
  if (status === 'open') return [created]
  const last: LedgerHistoryEntry = {
    at: new Date(updatedAtMs).toISOString(),
    event: 'status_changed',
    from: 'open',
    to: ledgerStatusOf[status],
    by: 'seed',
  }
  return [created, last]
}
