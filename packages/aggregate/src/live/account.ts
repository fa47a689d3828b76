import {
  type AccountMode,
  err,
  type Invoice,
  type InvoiceError,
  type InvoiceListing,
  type ListQuery,
  listAll,
  type Result,
} from '@invoice-adapters/core'
import { invoiceError } from '@invoice-adapters/core/authoring'
import type { AccountEvidence, AggregateAdapter, AggregateSettings } from './aggregate.ts'
import { strayMode } from './modes.ts'

/** One account while it is read. */
export interface Reading {
  adapter: AggregateAdapter
  listing: InvoiceListing
  invoices: number
  failure: InvoiceError | null
  evidence(): AccountEvidence
}

/** Shared by the accounts of one aggregate: the mode that the first invoice of any of them had. */
export interface ModeGuard {
  mode: AccountMode | null
  oneMode: boolean
}

export function createReading(
  adapter: AggregateAdapter,
  query: ListQuery,
  settings: AggregateSettings,
): Reading {
  const { signal, crossCheck = false } = settings
  const listing = listAll(adapter, query, { signal, crossCheck })
  const reading: Reading = {
    adapter,
    listing,
    invoices: 0,
    failure: null,
    evidence: () => {
      const { provider, account } = adapter
      return {
        provider,
        account,
        invoices: reading.invoices,
        failure: reading.failure,
        evidence: listing.evidence(),
      }
    },
  }
  return reading
}

/** The account's items. A failure is the last one, also one that no listing should ever throw. */
export async function* readAccount(
  reading: Reading,
  guard: ModeGuard,
): AsyncGenerator<Result<Invoice, InvoiceError>, void> {
  try {
    for await (const item of reading.listing) {
      if (item.isErr()) {
        if (item.error.kind !== 'unreadable_record') reading.failure = item.error
        yield item
        continue
      }
      const stray = strayModeOf(reading, item.value, guard)
      if (stray !== null) {
        reading.failure = stray
        return yield err(stray)
      }
      reading.invoices += 1
      yield item
    }
  } catch (thrown) {
    reading.failure = defect(reading.adapter, thrown)
    yield err(reading.failure)
  }
}

function strayModeOf({ adapter }: Reading, { source }: Invoice, guard: ModeGuard): InvoiceError | null {
  if (!guard.oneMode || source.mode === null) return null
  guard.mode ??= source.mode
  return guard.mode === source.mode ? null : strayMode(adapter, source.mode, guard.mode)
}

function defect({ provider, account }: AggregateAdapter, thrown: unknown): InvoiceError {
  const name = thrown instanceof Error ? thrown.name : 'Error'
  const cause = { name, message: 'defect in the adapter', code: null, httpStatus: null }
  const context = { provider, account, operation: 'list' }
  return invoiceError(
    'unexpected_response',
    context,
    'the adapter failed on its own',
    { fields: [], invoice: null },
    { cause },
  )
}
