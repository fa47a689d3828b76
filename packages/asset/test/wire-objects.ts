import type { AssetDialect } from '../src/index.ts'

export const businessId = 'biz_H4kQ9vTn2LcWxR7sYbMpZe'

/** Invented values in the documented shapes: 120.50 and 30.00, of which 50.25 is paid. */
export function wireInvoice(
  dialect: AssetDialect = 'amount-lines',
  changes: Record<string, unknown> = {},
): Record<string, unknown> {
  const older = dialect === 'unit-price-lines'
  return {
    business_id: businessId,
    number: 'INV-0107',
    description: 'Advice in June',
    total_amount: 150.5,
    source: 'manual',
    due_at: '2026-07-31T00:00:00Z',
    sent_at: '2026-07-01T06:30:00Z',
    status: 'open',
    id: 'inv_7QkRt',
    customer_id: 'cus_41bXw',
    total_paid: 50.25,
    voided_at: null,
    ...(older ? { credit_amount: 0 } : { tags: {} }),
    [older ? 'metadata_' : 'metadata']: { team: 'blue', invoice_adapters_key: 'order-5' },
    lines: older ? unitPriceLines() : amountLines(),
    payments: [wirePayment()],
    ...changes,
  }
}

export function amountLines(): Record<string, unknown>[] {
  return [
    {
      description: 'Advice',
      amount: 120.5,
      ledger_id: 'ldg_Rev1',
      id: 'inl_1a',
      invoice_id: 'inv_7QkRt',
      metadata: { sku: 'A-1' },
    },
    {
      description: 'Travel',
      amount: 30,
      ledger_id: 'ldg_Rev1',
      id: 'inl_2b',
      invoice_id: 'inv_7QkRt',
      metadata: {},
    },
  ]
}

/** 4 × 30.25 less 0.50 is 120.50; 1 × 27.50 with 2.50 tax is 30.00. */
export function unitPriceLines(): Record<string, unknown>[] {
  return [
    {
      description: 'Advice',
      ledger_id: 'ldg_Rev1',
      unit_price: 30.25,
      quantity: 4,
      id: 'inl_1a',
      invoice_id: 'inv_7QkRt',
      discount_amount: 0.5,
      discount_rate: 0,
      tax_amount: 0,
      tax_rate: 0,
      is_prepayment: false,
      metadata_: { sku: 'A-1' },
    },
    {
      description: 'Travel',
      ledger_id: 'ldg_Rev1',
      unit_price: 27.5,
      quantity: 1,
      id: 'inl_2b',
      invoice_id: 'inv_7QkRt',
      discount_amount: 0,
      discount_rate: 0,
      tax_amount: 2.5,
      tax_rate: 0,
      is_prepayment: true,
      metadata_: {},
    },
  ]
}

export function wirePayment(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    invoice_id: 'inv_7QkRt',
    payment_id: '8f2c',
    datetime: '2026-07-10T12:00:00Z',
    payment_amount: 50.25,
    id: 'inp_9z',
    transaction_id: 'txn_5p',
    ...changes,
  }
}

export function wireRefund(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    business_id: businessId,
    external_id: 'back-1',
    amount: 30,
    method: 'ach',
    refunded_at: '2026-07-12T00:00:00Z',
    id: 'rfu_3c',
    amount_paid: 0,
    memo: null,
    processor: null,
    is_return: false,
    status: 'pending',
    payments: [],
    refund_invoices: [
      { amount: 30, id: 'rfi_1', invoice_id: 'inv_7QkRt', invoice_line_id: 'inl_2b', external_id: null },
    ],
    ...changes,
  }
}

export function wireCustomer(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    name: 'Ada Quill',
    external_id: 'shop-12',
    email: 'ada@quill.example',
    billing_address: {
      street_1: 'Harbour Lane 3',
      city: 'Portsend',
      state: 'ME',
      postal_code: '04101',
      country: 'US',
      street_2: null,
    },
    shipping_address: null,
    phone_number: null,
    id: 'cus_41bXw',
    ...changes,
  }
}

export function wireList(
  data: unknown[],
  nextPageToken: string | null = null,
): { data: unknown[]; pagination: Record<string, unknown> } {
  return { data, pagination: { next_page_token: nextPageToken, previous_page_token: null } }
}

export const tokenAnswer = { access_token: 'tok_first_9d3e', token_type: 'Bearer', expires_in: 4102444800 }
