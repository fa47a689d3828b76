/** Invented values in the documented shapes. */
export function wireLine(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    lineType: 'plan_base',
    featureName: null,
    description: 'Team plan',
    quantity: 2,
    unitAmount: 4500,
    amount: 9000,
    includedAmount: null,
    usedAmount: null,
    overageAmount: null,
    discountType: null,
    discountValue: null,
    discountName: null,
    chargeType: 'advance',
    ...changes,
  }
}

/** 90.00 less 10.00 discount less 5.00 credit plus 7.50 tax. */
export function wireInvoice(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    object: 'invoice',
    livemode: true,
    id: 'inv_7Qk',
    customerId: 'cus_41b',
    subscriptionId: 'sub_9',
    invoiceNumber: 'INV-0107',
    status: 'outstanding',
    invoiceType: 'recurring',
    currency: 'usd',
    subtotal: 9000,
    discountAmount: 1000,
    creditApplied: 500,
    taxAmount: 750,
    total: 8250,
    periodStart: '2026-07-01T00:00:00Z',
    periodEnd: '2026-08-01T00:00:00Z',
    issueDate: '2026-07-01T06:30:00.000Z',
    dueDate: '2026-07-31T06:30:00.000Z',
    planName: 'Team',
    memo: 'Thank you',
    poNumber: 'PO-77',
    reference: 'cost centre 4',
    metadata: { team: 'blue', invoice_adapters_key: 'order-5', invoice_adapters_content: 'c0ffee' },
    createdAt: '2026-07-01T06:30:00.000Z',
    updatedAt: '2026-07-02T08:00:00.000Z',
    lineItems: [wireLine()],
    ...changes,
  }
}

const detailFields = ['creditApplied', 'planName', 'poNumber', 'reference', 'lineItems']

/** As lists answer it in 2026-07-31, and in the older rendering of 2026-07-11. */
export function wireListItem(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return without(wireInvoice(changes), detailFields)
}

/** As `POST /invoices` answers in 2026-07-11. */
export function wireCreated(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return without(wireAdjustment(changes), [
    ...detailFields,
    'subscriptionId',
    'discountAmount',
    'periodStart',
    'periodEnd',
  ])
}

/** An invoice that was created through the API: 25.00 for one text. */
export function wireAdjustment(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return wireInvoice({
    id: 'inv_new1',
    subscriptionId: null,
    invoiceType: 'adjustment',
    subtotal: 2500,
    discountAmount: 0,
    creditApplied: 0,
    taxAmount: 0,
    total: 2500,
    memo: null,
    planName: null,
    poNumber: null,
    reference: null,
    lineItems: [
      wireLine({ lineType: 'one_time', description: 'Set-up', quantity: 1, unitAmount: 2500, amount: 2500 }),
    ],
    ...changes,
  })
}

export function wireCustomer(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    object: 'customer',
    livemode: true,
    id: 'cus_41b',
    externalId: 'shop-12',
    fullName: 'Ada Quill',
    email: 'ada@quill.example',
    taxDocument: null,
    documentType: null,
    timezone: 'UTC',
    metadata: { tier: 3 },
    createdAt: '2026-06-01T10:00:00Z',
    updatedAt: '2026-06-02T10:00:00Z',
    ...changes,
  }
}

export function without(object: Record<string, unknown>, names: string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)))
}
