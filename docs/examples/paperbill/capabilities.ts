import {
  type CanonicalField,
  type Capabilities,
  type Coverage,
  canonicalFields,
  type FieldCoverage,
  type Grounded,
  type OperationName,
  type OperationSupport,
  operationNames,
} from '@invoice-adapters/core'

/** For a real vendor: a mark and a source for each statement, such as the address of a page with its date. */
const told: Grounded = { evidence: 'documented', source: 'docs/examples/paperbill/vendor.ts' }

const supported: readonly OperationName[] = [
  'list',
  'get',
  'create',
  'setStatus',
  'findByExternalId',
  'check',
]

function operation(name: OperationName): OperationSupport {
  if (supported.includes(name)) return { supported: true, note: null, ...told }
  return {
    supported: false,
    reason: 'Paperbill has no such call',
    instead: name === 'createMany' ? 'create' : null,
    ...told,
  }
}

type Row = [read: FieldCoverage['read'], write: FieldCoverage['write'], note?: string]

/** What is not listed here is neither read nor written. */
const fields: Partial<Record<CanonicalField, Row>> = {
  'source.mode': ['reported', 'fixed', 'live'],
  externalId: ['reported', 'yes', 'external_ref'],
  kind: ['derived', 'fixed', 'amount_cents is never negative, so it is always an invoice'],
  status: ['reported', 'fixed', 'state; past due is worked out from due_at'],
  providerStatus: ['reported', 'fixed', 'state'],
  collection: ['reported', 'fixed', 'collect'],
  currency: ['reported', 'yes'],
  subtotal: ['derived', 'fixed', 'amount_cents: there is neither tax nor discount'],
  total: ['reported', 'yes', 'amount_cents'],
  amountDue: ['derived', 'fixed', 'amount_cents and state: a bill is settled whole or not at all'],
  createdAt: ['reported', 'fixed', 'created_at'],
  dueAt: ['reported', 'yes', 'due_at'],
  paidAt: ['reported', 'no', 'settled_at'],
  voidedAt: ['reported', 'no', 'cancelled_at'],
  'customer.name': ['reported', 'yes', 'payer.name'],
  'customer.email': ['reported', 'yes', 'payer.email'],
  lines: ['reported', 'yes'],
  'lines.description': ['reported', 'yes', 'text'],
  'lines.kind': ['derived', 'fixed', 'lines: there is only one kind of line'],
  'lines.amount': ['reported', 'yes', 'amount_cents'],
  memo: ['reported', 'yes', 'note'],
}

function fieldCoverage(field: CanonicalField): FieldCoverage {
  const [read, write, note = null] = fields[field] ?? ['never', 'no']
  return { read, readEvidence: 'documented', write, writeEvidence: 'documented', note }
}

const bridged = { how: 'bridged' as const, note: null, ...told }

export const paperbillCapabilities: Capabilities = {
  provider: 'paperbill',
  dialect: '1',
  operations: Object.fromEntries(operationNames.map((name) => [name, operation(name)])) as Record<
    OperationName,
    OperationSupport
  >,
  filters: {
    status: bridged,
    customerId: { how: 'absent', note: 'Paperbill knows payers by e-mail only', ...told },
    subscriptionId: { how: 'absent', note: 'Paperbill has no subscriptions', ...told },
    createdFrom: bridged,
    createdUntil: bridged,
    dueFrom: bridged,
    dueUntil: bridged,
    number: { how: 'absent', note: 'Paperbill numbers nothing', ...told },
    externalId: { how: 'native', note: 'external_ref', ...told },
  },
  status: {
    meanings: [
      { provider: 'unpaid', canonical: 'open', ...told },
      { provider: 'settled', canonical: 'paid', ...told },
      { provider: 'cancelled', canonical: 'void', ...told },
    ],
    derived: [{ canonical: 'past_due', rule: 'unpaid, and due_at lies before the instant of asking' }],
    transitions: [
      { to: 'paid', from: ['open', 'past_due'], by: 'setStatus', sends: 'settle', needs: null, ...told },
      { to: 'void', from: ['open', 'past_due'], by: 'setStatus', sends: 'cancel', needs: null, ...told },
    ],
  },
  pages: {
    defaultSize: 10,
    maximumSize: 50,
    order: 'created_ascending',
    cursor: 'opaque',
    extraCallsForFullDetail: 1,
    ...told,
  },
  create: { maximumLines: 20, creditNotes: false, zeroTotal: false, batchSize: null, ...told },
  billing: {
    payPage: { offered: true, ...told },
    drafts: null,
    customerNeeds: { fields: ['email'], ...told },
    mail: { sends: true, note: 'Paperbill mails every new bill', ...told },
    renewal: null,
  },
  rateLimits: [],
  idempotency: [
    {
      operation: 'create',
      holds: 'for ever',
      by: 'vendor_key',
      how: 'A second bill with the same external_ref is refused; then the first one is looked for and compared',
      ...told,
    },
    {
      operation: 'setStatus',
      holds: 'for ever',
      by: 'look',
      how: 'The bill is read first; a state that it has already is not sent again',
      ...told,
    },
  ],
  incremental: {
    method: 'created_and_unsettled',
    rule: 'Page from the last known id for new bills; read again what was unpaid',
    sees: ['new bills', 'status changes'],
    misses: ['nothing else changes'],
    ...told,
  },
  webhooks: null,
  coverage: Object.fromEntries(canonicalFields.map((field) => [field, fieldCoverage(field)])) as Coverage,
}
