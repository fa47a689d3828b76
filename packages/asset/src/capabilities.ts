import type {
  Capabilities,
  CreateLimits,
  IdempotencySupport,
  IncrementalRule,
  PageCapabilities,
  RateLimit,
} from '@invoice-adapters/core'
import { billing } from './capabilities/billing.ts'
import { filters } from './capabilities/filters.ts'
import { amountLineOperations, unitPriceLineOperations } from './capabilities/operations.ts'
import { documented, inferred, sources, unverified } from './capabilities/sources.ts'
import { status } from './capabilities/status.ts'
import { amountLineCoverage, unitPriceLineCoverage } from './coverage.ts'

/** `amount-lines`: one amount per line, as the newest pages have it. `unit-price-lines`: the older pages. */
export type AssetDialect = 'amount-lines' | 'unit-price-lines'

const pages: PageCapabilities = {
  defaultSize: 100,
  maximumSize: 100,
  order: 'unknown',
  cursor: 'opaque',
  extraCallsForFullDetail: 0,
  ...inferred(`${sources.paging}; sizes as its sister lists have them (the invoice list’s own are cut off)`),
}

const create: CreateLimits = {
  maximumLines: null,
  creditNotes: false,
  zeroTotal: false,
  batchSize: 100,
  ...unverified(`${sources.create} (states the 100; says nothing about negative or zero lines)`),
}

export const rateLimits: RateLimit[] = ['tenant', 'business'].map((scope) => ({
  calls: 300,
  perMs: 60_000,
  scope,
  ...documented(sources.rateLimits),
}))

const lookedFor =
  'One call after the other: the vendor has no key, so the list is walked first for our key in the metadata. Not found where lists leave out a voided invoice (not stated), nor, with lookBeforeCreate due_date, under another due date'
const inTurn =
  'Two calls at once: within one process they wait for each other; nothing at the vendor keeps two processes from writing both'

const transactionPayment: IdempotencySupport = {
  operation: 'recordPayment',
  holds: 'for ever',
  by: 'look',
  how: 'With a transaction: the invoice is read first, and a payment of that transaction and amount is the same one; two calls at once wait for each other within one process only',
  ...inferred(sources.pay),
}

const idempotency: IdempotencySupport[] = [
  { operation: 'create', holds: 'for ever', by: 'look', how: lookedFor, ...inferred(sources.create) },
  { operation: 'create', holds: 'process', by: 'memory', how: inTurn, ...inferred(sources.create) },
  { operation: 'createMany', holds: 'for ever', by: 'look', how: lookedFor, ...inferred(sources.create) },
  { operation: 'createMany', holds: 'process', by: 'memory', how: inTurn, ...inferred(sources.create) },
  {
    operation: 'setStatus',
    holds: 'for ever',
    by: 'look',
    how: 'The invoice is read first; a status that it has already is not sent again',
    ...inferred(sources.status),
  },
  transactionPayment,
  ...(['refund', 'customers.create'] as const).map(
    (operation): IdempotencySupport => ({
      operation,
      holds: 'process',
      by: 'memory',
      how: inTurn,
      ...inferred(sources.noPage),
    }),
  ),
  {
    operation: 'refund',
    holds: 'for ever',
    by: 'look',
    how: 'Our key is the refund_external_id, which is looked for among all refunds of the business first',
    ...inferred(sources.refund),
  },
  {
    operation: 'customers.create',
    holds: 'for ever',
    by: 'look',
    how: 'The pages of customers are read for the same external_id first',
    ...inferred(sources.customerCreate),
  },
]

/** A draw from credit leaves nothing behind by which it could be recognised. */
const creditDraw: IdempotencySupport = {
  operation: 'recordPayment',
  holds: 'process',
  by: 'memory',
  how: 'Without a transaction: remembered only while the process lives, as a draw from credit carries no mark of ours. Two calls at once wait for each other within one process only',
  ...inferred(sources.pay),
}

const incremental: IncrementalRule = {
  method: 'compare_list',
  rule: 'Page the whole list each time and compare: there is no date of change, and lines and payments are in the items',
  sees: [
    'new invoices',
    'status changes',
    'payments, also those the vendor matched by itself',
    'line changes',
  ],
  misses: [
    'amounts of refunds, which stand in lists of their own',
    'voided invoices, should the list leave them out (not stated)',
  ],
  ...inferred(sources.list),
}

const amountLines: Capabilities = {
  provider: 'asset',
  dialect: 'amount-lines',
  operations: amountLineOperations,
  filters,
  status,
  pages,
  create,
  billing,
  rateLimits,
  idempotency: [...idempotency, creditDraw],
  incremental,
  webhooks: null,
  coverage: amountLineCoverage,
}

/** By dialect, the default one first. */
export const assetCapabilities: Record<AssetDialect, Capabilities> = {
  'amount-lines': amountLines,
  'unit-price-lines': {
    ...amountLines,
    dialect: 'unit-price-lines',
    operations: unitPriceLineOperations,
    idempotency,
    coverage: unitPriceLineCoverage,
  },
}
