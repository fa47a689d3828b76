// For tests of single functions: an invoice, and its line of a plan.
import type { Invoice, InvoiceLine } from '@invoice-adapters/core'
import type { ResolvedMapping } from '../src/plan/mapping.ts'
import type { PlannedInvoice } from '../src/plan/plan.ts'

export const defaults: ResolvedMapping = {
  customers: { by: 'email', map: {}, create: true, withoutName: 'block' },
  dueDate: { missing: 'block', past: 'default' },
  numbering: 'keep',
  details: 'one_amount',
  partPaid: 'block',
  drafts: false,
  order: null,
  providerOptions: {},
  generation: 1,
}

export function sampleLine(changes: Partial<InvoiceLine> = {}): InvoiceLine {
  return {
    id: 'li_1',
    description: 'Consulting',
    kind: 'item',
    providerKind: null,
    quantity: '2',
    unitPrice: '5',
    discount: null,
    tax: null,
    taxRate: null,
    amount: 1000,
    periodStart: null,
    periodEnd: null,
    metadata: null,
    ...changes,
  }
}

/** Open, wholly unpaid, of ten dollars. */
export function sampleInvoice(changes: Partial<Invoice> = {}): Invoice {
  return {
    schemaVersion: 1,
    source: {
      provider: 'commet',
      account: 'a',
      mode: 'test',
      id: 'inv_1',
      apiVersion: null,
      readAt: '2026-07-02T00:00:00Z',
    },
    number: 'N-1',
    externalId: null,
    buyerReference: null,
    subscriptionId: null,
    kind: 'invoice',
    corrects: null,
    status: 'open',
    providerStatus: 'outstanding',
    paymentPending: null,
    collection: 'send_invoice',
    currency: 'USD',
    minorUnitDigits: 2,
    taxInclusive: null,
    subtotal: 1000,
    discount: null,
    tax: null,
    creditApplied: null,
    total: 1000,
    amountPaid: 0,
    amountDue: 1000,
    amountRefunded: null,
    opensAt: null,
    createdAt: '2026-07-01T00:00:00Z',
    issuedAt: '2026-07-01T00:00:00Z',
    dueAt: '2026-08-10T00:00:00Z',
    paidAt: null,
    voidedAt: null,
    updatedAt: '2026-07-01T00:00:00Z',
    periodStart: null,
    periodEnd: null,
    customer: { id: 'cus_1', externalId: null, name: 'Ada', email: 'ada@example.com', address: null },
    lines: [sampleLine()],
    payments: [],
    memo: null,
    purchaseOrder: null,
    links: [],
    metadata: null,
    detail: 'full',
    derived: [],
    notes: [],
    raw: null,
    ...changes,
  }
}

/** The line of a plan that moves {@link sampleInvoice}. */
export function plannedLine(changes: Partial<PlannedInvoice> = {}): PlannedInvoice {
  return {
    type: 'invoice',
    id: 'inv_1',
    number: 'N-1',
    status: 'open',
    currency: 'USD',
    total: 1000,
    amountDue: 1000,
    decision: 'move',
    class: 'payable',
    reason: 'is open and wholly unpaid',
    customer: {
      how: 'existing',
      sourceId: 'cus_1',
      name: 'Ada',
      email: 'ada@example.com',
      target: 'cus_9',
      because: null,
    },
    steps: [],
    losses: [],
    copy: {
      externalId: 'key-1',
      customer: { id: 'cus_9' },
      currency: 'USD',
      lines: [{ description: 'Consulting', amount: 1000 }],
    },
    accept: [],
    expected: { currency: 'USD', total: 1000, tax: null, state: 'payable' },
    sourceDigest: 'digest',
    ...changes,
  }
}

/** The copy of {@link plannedLine} at the target, as it should be. */
export function sampleCopy(changes: Partial<Invoice> = {}): Invoice {
  const { source } = sampleInvoice()
  return sampleInvoice({
    source: { ...source, provider: 'asset', account: 'b', id: 'copy_1' },
    externalId: 'key-1',
    number: 'C-1',
    ...changes,
  })
}
