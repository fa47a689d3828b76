import type { BillingFacts, CreateLimits, PageCapabilities, RateLimit } from '@invoice-adapters/core'
import { documented, inferred, sources, unverified } from './sources.ts'

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

export const billing: BillingFacts = {
  payPage: { offered: true, ...documented(sources.laterClient) },
  drafts: { providerOptions: { saveAsDraft: true }, ...documented(sources.create) },
  customerNeeds: { fields: ['email', 'name'], ...documented(sources.create) },
  mail: {
    sends: true,
    note: 'Whop mails every customer when their invoice opens, and that cannot be switched off for one invoice',
    ...documented(sources.client),
  },
  renewal: { path: ['plan', 'plan_type'], once: ['one_time'], ...inferred(sources.clientPlans) },
}

/** By API operation, of which one operation here can need several. */
export const rateLimits: RateLimit[] = [
  { calls: 600, perMs: 60_000, scope: 'operation and credential', ...documented(sources.rateLimits) },
]
