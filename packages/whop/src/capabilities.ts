import type { Capabilities, IdempotencySupport, IncrementalRule } from '@invoice-adapters/core'
import { filters } from './capabilities/filters.ts'
import { billing, create, pages, rateLimits } from './capabilities/limits.ts'
import { companyIdOperations, operations } from './capabilities/operations.ts'
import { inferred, sources } from './capabilities/sources.ts'
import { status } from './capabilities/status.ts'
import { webhooks } from './capabilities/webhooks.ts'
import { accountIdCoverage, companyIdCoverage } from './coverage.ts'

/** The version header that is sent. Requests name the seller `account_id` in the newer one, `company_id` in the older. */
export type WhopApiVersion = '2026-10-15-1' | '2026-07-20'

export const defaultApiVersion: WhopApiVersion = '2026-10-15-1'

const idempotency: IdempotencySupport[] = [
  {
    operation: 'create',
    holds: '24 hours',
    by: 'vendor_key',
    how:
      'Idempotency-Key made of the caller’s: Whop answers the same request from the first one. Stated for every POST; ' +
      'that it covers legacy invoices is concluded, so a request whose answer was lost is not sent again within one call',
    ...inferred(sources.idempotency),
  },
  {
    operation: 'create',
    holds: 'for ever',
    by: 'look',
    how:
      'Our key stands in the internal_notes of the plan that Whop makes for the invoice: the plans are walked for it before ' +
      'every create and after a lost answer. Two calls at the same moment are kept apart by the header alone',
    ...inferred(sources.clientPlans),
  },
  {
    operation: 'setStatus',
    holds: 'for ever',
    by: 'look',
    how: 'The invoice is read first; a status that it has already is not sent again',
    ...inferred(sources.client),
  },
]

const incremental: IncrementalRule = {
  method: 'created_and_unsettled',
  rule:
    'List what was created since, with an overlap; list all drafts, open and past due ones; read singly what is new ' +
    'or unsettled; read settled ones again on a stated cycle',
  sees: [
    'new invoices',
    'status changes of drafts, open and past due invoices',
    'changes and deletions of drafts',
  ],
  misses: ['changes of settled invoices between two cycles, such as refunds'],
  ...inferred(sources.list),
}

const newer: Capabilities = {
  provider: 'whop',
  dialect: '2026-10-15-1',
  operations,
  filters,
  status,
  pages,
  create,
  billing,
  rateLimits,
  idempotency,
  incremental,
  webhooks,
  coverage: accountIdCoverage,
}

/** By dialect, the default one first. Only the legacy invoices (`inv_`); native ones (`pay_`) are another API. */
export const whopCapabilities: Record<WhopApiVersion, Capabilities> = {
  '2026-10-15-1': newer,
  '2026-07-20': {
    ...newer,
    dialect: '2026-07-20',
    operations: companyIdOperations,
    coverage: companyIdCoverage,
  },
}
