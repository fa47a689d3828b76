import type { CreateLimits, PageCapabilities, RateLimit } from '@invoice-adapters/core'
import { documented, sources, unverified } from './sources.ts'

export const pages: PageCapabilities = {
  defaultSize: null,
  maximumSize: null,
  order: 'created_ascending',
  cursor: 'opaque',
  // A single read, the plan, and the payment of a settled invoice.
  extraCallsForFullDetail: 3,
  ...documented(
    `${sources.client} (order and direction are parameters, and are sent; no page size is stated)`,
  ),
}

export const create: CreateLimits = {
  maximumLines: null,
  creditNotes: false,
  zeroTotal: false,
  batchSize: null,
  ...unverified(sources.create),
}

/** By API operation, of which one operation here can need several. */
export const rateLimits: RateLimit[] = [
  { calls: 600, perMs: 60_000, scope: 'operation and credential', ...documented(sources.rateLimits) },
]
