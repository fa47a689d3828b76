import {
  type BillingFacts,
  type Capabilities,
  type FilterName,
  type FilterSupport,
  filterNames,
  type Grounded,
  type IdempotencySupport,
  type InvoiceStatus,
  type OperationName,
  type OperationSupport,
  operationNames,
  type StatusMeaning,
  type StatusTransition,
  type WebhookCapabilities,
} from '@invoice-adapters/core'
import { referenceCoverage } from './coverage.ts'
import type { ReferenceStatus } from './records.ts'

const here: Grounded = { evidence: 'documented', source: 'src/reference of this package' }

const filters: Record<FilterName, FilterSupport['how']> = {
  status: 'native',
  customerId: 'native',
  subscriptionId: 'absent',
  createdFrom: 'native',
  createdUntil: 'native',
  dueFrom: 'bridged',
  dueUntil: 'bridged',
  number: 'bridged',
  externalId: 'native',
}

const meanings: Record<ReferenceStatus, InvoiceStatus> = {
  draft: 'draft',
  issued: 'open',
  settled: 'paid',
  part_refunded: 'partially_refunded',
  refunded: 'refunded',
  written_off: 'uncollectible',
  cancelled: 'void',
}

const payable: InvoiceStatus[] = ['open', 'past_due']

function step(to: StatusTransition['to'], from: InvoiceStatus[], sends: ReferenceStatus): StatusTransition {
  return { to, from, by: 'setStatus', sends, needs: null, ...here }
}

const transitions: readonly StatusTransition[] = [
  { ...step('open', ['draft'], 'issued'), by: 'finalize' },
  step('open', ['uncollectible'], 'issued'),
  step('paid', payable, 'settled'),
  step('void', payable, 'cancelled'),
  step('uncollectible', payable, 'written_off'),
  { ...step('refunded', ['paid'], 'refunded'), needs: 'unsafe' },
]

const keyed: readonly OperationName[] = [
  'create',
  'createMany',
  'recordPayment',
  'refund',
  'customers.create',
]

const webhooks: WebhookCapabilities = {
  events: [
    { provider: 'invoice.issued', canonical: 'created' },
    { provider: 'invoice.settled', canonical: 'paid' },
    { provider: 'invoice.late', canonical: 'past_due' },
    { provider: 'invoice.cancelled', canonical: 'voided' },
    { provider: 'invoice.written_off', canonical: 'uncollectible' },
    { provider: 'invoice.refunded', canonical: 'refunded' },
    { provider: 'invoice.changed', canonical: 'changed' },
    { provider: 'account.changed', canonical: 'other' },
  ],
  neverSent: [],
  signsTime: true,
  ...here,
}

const billing: BillingFacts = {
  payPage: { offered: true, ...here },
  drafts: null,
  customerNeeds: { fields: [], ...here },
  mail: { sends: false, note: null, ...here },
  renewal: null,
}

/** What the reference adapter can do, without the operations that were left out. */
export function referenceCapabilities(without: readonly OperationName[] = []): Capabilities {
  const has = (name: OperationName): boolean => !without.includes(name)
  return {
    provider: 'reference',
    dialect: '1',
    operations: Object.fromEntries(operationNames.map((name) => [name, support(has(name))])) as Record<
      OperationName,
      OperationSupport
    >,
    filters: Object.fromEntries(filterNames.map((name) => [name, filter(name)])) as Record<
      FilterName,
      FilterSupport
    >,
    status: {
      meanings: Object.entries(meanings).map(
        ([provider, canonical]): StatusMeaning => ({ provider, canonical, ...here }),
      ),
      derived: [{ canonical: 'past_due', rule: 'issued, and dueAt lies before the instant of asking' }],
      transitions: transitions.filter((one) => has(one.by)),
    },
    pages: {
      defaultSize: 10,
      maximumSize: 100,
      order: 'created_ascending',
      cursor: 'opaque',
      extraCallsForFullDetail: 1,
      ...here,
    },
    create: { maximumLines: null, creditNotes: true, zeroTotal: true, batchSize: null, ...here },
    billing,
    rateLimits: [],
    idempotency: keyed.filter(has).map(held),
    incremental: {
      method: 'updated_at',
      rule: 'Page the list and read what has a newer updatedAt',
      sees: ['new invoices', 'every change'],
      misses: ['deleted drafts'],
      ...here,
    },
    webhooks: has('webhooks.read') ? webhooks : null,
    coverage: referenceCoverage(has('create')),
  }
}

function support(present: boolean): OperationSupport {
  if (present) return { supported: true, note: null, ...here }
  return { supported: false, reason: 'it was left out of this reference adapter', instead: null, ...here }
}

function filter(name: FilterName): FilterSupport {
  const how = filters[name]
  return { how, note: how === 'absent' ? 'the reference vendor has no subscriptions' : null, ...here }
}

function held(operation: OperationName): IdempotencySupport {
  return {
    operation,
    holds: 'for ever',
    by: 'vendor_key',
    how: 'The vendor answers a repeated key with its first answer',
    ...here,
  }
}
