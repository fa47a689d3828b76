import type { Capabilities, IdempotencySupport, IncrementalRule, OperationName } from '@invoice-adapters/core'
import { filters } from './capabilities/filters.ts'
import { create, pages, rateLimits } from './capabilities/limits.ts'
import { companyIdOperations, operations } from './capabilities/operations.ts'
import { inferred, sources } from './capabilities/sources.ts'
import { status } from './capabilities/status.ts'
import { webhooks } from './capabilities/webhooks.ts'
import { accountIdCoverage, companyIdCoverage } from './coverage.ts'

/** The version header that is sent. Requests name the seller `account_id` in the newer one, `company_id` in the older. */
export type WhopApiVersion = '2026-10-15-1' | '2026-07-20'

export const defaultApiVersion: WhopApiVersion = '2026-10-15-1'

/** Stated for every POST of the current API; that it covers legacy invoices is a conclusion from that word. */
function byHeader(operation: OperationName): IdempotencySupport {
  return {
    operation,
    holds: '24 hours',
    how: 'Idempotency-Key: the same request within that time is answered from the first one',
    ...inferred(sources.idempotency),
  }
}

const idempotency: IdempotencySupport[] = [
  byHeader('create'),
  {
    operation: 'create',
    holds: 'for ever',
    how: 'Before a repetition after that time, the plans are walked for our key in their internal_notes',
    ...inferred(sources.clientPlans),
  },
  byHeader('setStatus'),
  {
    operation: 'setStatus',
    holds: 'for ever',
    how: 'The invoice is read first; a status that it has already is not sent again',
    ...inferred(sources.client),
  },
  byHeader('send'),
]

const incremental: IncrementalRule = {
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
