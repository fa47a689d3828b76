import type {
  Capabilities,
  CreateLimits,
  IdempotencySupport,
  IncrementalRule,
  PageCapabilities,
} from '@invoice-adapters/core'
import { billing } from './capabilities/billing.ts'
import { filters, operations } from './capabilities/operations.ts'
import { documented, inferred, sources } from './capabilities/sources.ts'
import { status } from './capabilities/status.ts'
import { webhooks } from './capabilities/webhooks.ts'
import { commetCoverage } from './coverage.ts'

export type CommetApiVersion = '2026-07-11' | '2026-07-31'

export const defaultApiVersion: CommetApiVersion = '2026-07-11'

const create: CreateLimits = {
  maximumLines: 1,
  creditNotes: true,
  zeroTotal: false,
  batchSize: null,
  ...documented(sources.createPage),
}

const idempotency: IdempotencySupport[] = [
  {
    operation: 'create',
    holds: 'for ever',
    by: 'look',
    how: 'Our key is kept in the metadata and looked for among the invoices of the customer; for 24 hours Commet recognises it in the whole account',
    ...inferred(sources.invoiceReference),
  },
  {
    operation: 'setStatus',
    holds: 'for ever',
    by: 'look',
    how: 'The invoice is read first; a status that it has already is not sent again',
    ...documented(sources.statusPage),
  },
  {
    operation: 'customers.create',
    holds: 'for ever',
    by: 'vendor_key',
    how: 'The same own id answers the existing customer; without one, Commet recognises nothing',
    ...documented(sources.customerGuide),
  },
]

function pages(cursor: PageCapabilities['cursor']): PageCapabilities {
  return {
    defaultSize: 25,
    maximumSize: 100,
    order: 'unknown',
    cursor,
    extraCallsForFullDetail: 1,
    ...documented(sources.listPage),
  }
}

function incremental(misses: string[]): IncrementalRule {
  return {
    method: 'updated_at',
    rule: 'Page the whole list, whose items carry updatedAt, and read what is new or changed',
    sees: ['new invoices', 'status changes', 'every change that moves updatedAt'],
    misses: ['changes that do not move updatedAt', ...misses],
    ...inferred(sources.client7),
  }
}

function dialect(version: CommetApiVersion, page: PageCapabilities, misses: string[]): Capabilities {
  return {
    provider: 'commet',
    dialect: version,
    operations,
    filters,
    status,
    pages: page,
    create,
    billing,
    rateLimits: [],
    idempotency,
    incremental: incremental(misses),
    webhooks,
    coverage: commetCoverage,
  }
}

export const commetCapabilities: Record<CommetApiVersion, Capabilities> = {
  '2026-07-11': dialect('2026-07-11', pages('time'), [
    'invoices created at the same instant as the last one of a page',
  ]),
  '2026-07-31': dialect('2026-07-31', pages('opaque'), []),
}
