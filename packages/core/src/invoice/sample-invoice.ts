import type { Invoice, InvoiceLine } from './invoice.ts'

// For tests: a whole invoice whose amounts add up, and its parts to vary.

export function sampleLine(changes: Partial<InvoiceLine> = {}): InvoiceLine {
  return {
    id: 'li_1',
    description: 'Consulting',
    kind: 'item',
    providerKind: null,
    quantity: '2',
    unitPrice: '50',
    discount: null,
    tax: null,
    taxRate: null,
    amount: 10000,
    periodStart: null,
    periodEnd: null,
    metadata: null,
    ...changes,
  }
}

const customer: Invoice['customer'] = {
  id: 'cus_1',
  externalId: 'user-7',
  name: 'Ada Example',
  email: 'ada@example.com',
  address: { line1: 'Lane 1', line2: null, city: 'Bern', state: null, postalCode: '3000', country: 'CH' },
}

const amounts = {
  subtotal: 10000,
  discount: 0,
  tax: 800,
  creditApplied: 0,
  total: 10800,
  amountPaid: 0,
  amountDue: 10800,
  amountRefunded: null,
}

const dates = {
  opensAt: null,
  createdAt: '2026-07-01T00:00:00Z',
  issuedAt: '2026-07-01T00:00:00Z',
  dueAt: '2026-07-31T00:00:00Z',
  paidAt: null,
  voidedAt: null,
  updatedAt: '2026-07-01T00:00:00.123Z',
  periodStart: null,
  periodEnd: null,
}

export function sampleInvoice(changes: Partial<Invoice> = {}): Invoice {
  return {
    schemaVersion: 1,
    source: {
      provider: 'commet',
      account: 'main',
      mode: 'live',
      id: 'inv_1',
      apiVersion: '2026-07-11',
      readAt: '2026-07-02T10:00:00Z',
    },
    number: 'INV-1',
    externalId: 'order-1',
    buyerReference: 'Ask for Ada',
    subscriptionId: null,
    kind: 'invoice',
    corrects: null,
    status: 'open',
    providerStatus: 'outstanding',
    paymentPending: null,
    collection: 'send_invoice',
    currency: 'USD',
    minorUnitDigits: 2,
    taxInclusive: false,
    ...amounts,
    ...dates,
    customer,
    lines: [sampleLine()],
    payments: [],
    memo: 'Thank you, Ada',
    purchaseOrder: 'PO-Ada',
    links: [{ rel: 'pay', url: 'https://pay.example/secret' }],
    metadata: { note: 'Ada' },
    detail: 'full',
    derived: [],
    notes: [],
    raw: { invoice: { email: 'ada@example.com' } },
    ...changes,
  }
}
