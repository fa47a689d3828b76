import type { Transaction } from 'kysely'
import type { KnownInvoice } from './decide.ts'
import { compareInstants } from './instants.ts'
import type { StoreTables } from './tables.ts'

export interface GoneInvoice {
  invoiceId: string
  /** When the request began that the vendor answered with "not found"; RFC 3339, UTC. */
  readAt: string
}

/** Appends that the vendor does not have them any more; what is known of them stays for reports of earlier dates. */
export async function writeGone(
  tables: Transaction<StoreTables>,
  state: { key: string; seq: number; known: Map<string, KnownInvoice> },
  gone: readonly GoneInvoice[],
): Promise<number> {
  let count = 0
  for (const { invoiceId, readAt } of gone) {
    const known = state.known.get(invoiceId)
    // Unknown, gone already, or read again later than this answer.
    if (known === undefined || known.gone === 1 || compareInstants(readAt, known.read_at) < 0) continue
    state.seq += 1
    count += 1
    await tables
      .insertInto('readings')
      .values({
        account_key: state.key,
        invoice_id: invoiceId,
        seq: state.seq,
        effective_ms: Date.parse(readAt),
        read_at: readAt,
        customer_id: null,
        gone: 1,
        content: null,
      })
      .execute()
    await tables
      .updateTable('invoices')
      .set({ gone: 1, seq: state.seq, effective_ms: Date.parse(readAt), read_at: readAt })
      .where('account_key', '=', state.key)
      .where('invoice_id', '=', invoiceId)
      .execute()
  }
  return count
}
