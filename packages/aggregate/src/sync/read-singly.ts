import { err, type Invoice, type InvoiceError, ok, type Result } from '@invoice-adapters/core'
import { toInstant } from '../store/instants.ts'
import type { GoneInvoice } from '../store/write-gone.ts'
import type { Running } from './running.ts'
import type { UnreadByRun } from './sync-run.ts'

export interface SingleReads {
  invoices: Invoice[]
  /** Not found at the vendor. */
  gone: GoneInvoice[]
  unread: UnreadByRun[]
  calls: number
}

/** Problems of one record; anything else concerns the account, and ends the run. */
const ofOneRecord: ReadonlySet<InvoiceError['kind']> = new Set(['unexpected_response', 'unreadable_record'])

/** Reads these invoices, a few at a time. */
export async function readSingly(
  running: Pick<Running, 'adapter' | 'store' | 'signal' | 'settings'>,
  ids: readonly string[],
): Promise<Result<SingleReads, InvoiceError>> {
  const { adapter, store, signal, settings } = running
  const reads: SingleReads = { invoices: [], gone: [], unread: [], calls: ids.length }
  const queue = [...ids]
  const failures: InvoiceError[] = []
  const worker = async (): Promise<void> => {
    for (let id = queue.shift(); id !== undefined && failures.length === 0; id = queue.shift()) {
      const readAt = toInstant(store.now())
      const result = await adapter.get(id, { signal })
      if (result.isOk()) reads.invoices.push(result.value)
      else if (result.error.kind === 'not_found') reads.gone.push({ invoiceId: id, readAt })
      else if (ofOneRecord.has(result.error.kind))
        reads.unread.push({ recordId: id, message: result.error.message })
      else failures.push(result.error)
    }
  }
  await Promise.all(Array.from({ length: Math.min(settings.readsAtATime, ids.length) }, worker))
  const [failure] = failures
  return failure === undefined ? ok(reads) : err(failure)
}
