import type { Invoice, InvoiceLine } from '@invoice-adapters/core'

export function line(index: number): InvoiceLine {
  return {
    id: `li_${index}`,
    description: `Consulting ${index}`,
    kind: 'item',
    providerKind: null,
    quantity: '2',
    unitPrice: '50',
    discount: null,
    tax: null,
    taxRate: '8.25',
    amount: 10_000,
    periodStart: null,
    periodEnd: null,
    metadata: { note: `Ada ${index}` },
  }
}

/** A whole invoice to vary: `id`, `readAt` and `updatedAt` in short, anything else by its field. */
export function sample(
  changes: Partial<Invoice> & { id?: string; account?: string; readAt?: string } = {},
): Invoice {
  const { id = 'inv_1', account = 'main', readAt = '2026-07-02T10:00:00.000Z', ...fields } = changes
  return {
    schemaVersion: 1,
    source: { provider: 'commet', account, mode: 'live', id, apiVersion: '2026-07-11', readAt },
    number: `N-${id}`,
    externalId: `order-${id}`,
    buyerReference: 'Ask for Ada',
    subscriptionId: null,
    kind: 'invoice',
    corrects: null,
    status: 'open',
    providerStatus: 'outstanding',
    paymentPending: null,
    collection: 'send_invoice',
    opensAt: null,
    currency: 'USD',
    minorUnitDigits: 2,
    taxInclusive: false,
    subtotal: 10_000,
    discount: 0,
    tax: 800,
    creditApplied: 0,
    total: 10_800,
    amountPaid: 0,
    amountDue: 10_800,
    amountRefunded: null,
    createdAt: '2026-07-01T00:00:00Z',
    issuedAt: '2026-07-01T00:00:00Z',
    dueAt: '2026-07-31T00:00:00Z',
    paidAt: null,
    voidedAt: null,
    updatedAt: '2026-07-01T00:00:00.123Z',
    periodStart: null,
    periodEnd: null,
    customer: {
      id: 'cus_1',
      externalId: 'user-7',
      name: 'Ada Example',
      email: 'ada@example.com',
      address: { line1: 'Lane 1', line2: null, city: 'Bern', state: null, postalCode: '3000', country: 'CH' },
    },
    lines: [line(1)],
    payments: [],
    memo: 'Thank you, Ada',
    purchaseOrder: 'PO-Ada',
    links: [{ rel: 'pay', url: 'https://pay.example/secret' }],
    metadata: { note: 'Ada' },
    detail: 'full',
    derived: [],
    notes: [],
    raw: { invoice: { email: 'ada@example.com' } },
    ...fields,
  }
}
