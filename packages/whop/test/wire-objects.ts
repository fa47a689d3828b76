/** Invented values in the documented shapes. */
export type Wire = Record<string, unknown>

export const token = 'eyJhbGciOiJub25lIn0.eyJpbnYiOiI3UWsifQ.c2lnbmVk'

export function wireLine(changes: Wire = {}): Wire {
  return { label: 'Set-up', position: 1, quantity: 1, unit_price: 25, total: 25, ...changes }
}

/** As a single read answers it today: 25.00 for one line, no fee. */
export function wireInvoice(changes: Wire = {}): Wire {
  return {
    id: 'inv_7Qk',
    created_at: '2026-11-01T06:30:00.401Z',
    updated_at: '2026-11-02T08:00:00.000Z',
    status: 'open',
    number: '#0107',
    due_date: '2026-12-01T06:30:00.000Z',
    automatically_finalizes_at: null,
    charge_buyer_fee: false,
    collection_method: 'send_invoice',
    company: { id: 'biz_Ab1' },
    current_plan: { id: 'plan_9x', currency: 'usd', formatted_price: '$25.00', description: 'Thank you' },
    customer_name: 'Ada Quill',
    email_address: 'ada@quill.example',
    fetch_invoice_token: token,
    line_items: [wireLine()],
    mailing_address: {
      city: 'Oslo',
      country: 'NO',
      line1: 'Gata 1',
      line2: null,
      name: 'Ada Quill',
      phone: null,
      postal_code: '0150',
      state: null,
    },
    member: { id: 'mber_41b' },
    pay_online_url: 'https://whop.example/pay/7Qk',
    payment: null,
    payment_processing: false,
    product: { id: 'prod_5', title: 'Consulting' },
    subscription_billing_anchor_at: null,
    user: { id: 'user_3', name: 'A. Quill', username: 'aquill', email: 'ada@home.example' },
    ...changes,
  }
}

/** The ten fields of `@whop/sdk` 0.0.42, and of every list item. */
export const summaryFields: string[] = [
  'id',
  'created_at',
  'status',
  'number',
  'due_date',
  'email_address',
  'fetch_invoice_token',
  'current_plan',
  'line_items',
  'user',
]

export function wireListItem(changes: Wire = {}): Wire {
  const whole = wireInvoice()
  const kept = Object.fromEntries(summaryFields.map((name) => [name, whole[name]]))
  return {
    ...kept,
    current_plan: { id: 'plan_9x', currency: 'usd', formatted_price: '$25.00' },
    user: { id: 'user_3', name: 'A. Quill', username: 'aquill' },
    ...changes,
  }
}

/** The line that the adapter keeps its key in; key and digest computed apart from it. */
export function keptLine(key: string, content: string): string {
  return `invoice-adapters key=${key} content=${content}`
}

export function wirePlan(changes: Wire = {}): Wire {
  return {
    id: 'plan_9x',
    account: { id: 'biz_Ab1' },
    adaptive_pricing_enabled: false,
    billing_period: null,
    collect_tax: false,
    created_at: '2026-11-01T06:30:00.401Z',
    currency: 'usd',
    custom_fields: [],
    description: 'Thank you',
    expiration_days: null,
    initial_price: 25,
    internal_notes: keptLine('order-5', '0123456789abcdef0123456789abcdef'),
    invoice: { id: 'inv_7Qk' },
    member_count: 0,
    metadata: null,
    payment_method_configuration: null,
    plan_type: 'one_time',
    product: { id: 'prod_5' },
    purchase_url: 'https://whop.example/checkout/plan_9x',
    release_method: 'buy_now',
    renewal_price: 0,
    split_pay_required_payments: null,
    stock: null,
    tax_type: 'unspecified',
    three_ds_level: null,
    title: null,
    trial_period_days: null,
    unlimited_stock: true,
    updated_at: '2026-11-01T06:30:00.401Z',
    visibility: 'hidden',
    ...changes,
  }
}

export function wirePayment(changes: Wire = {}): Wire {
  return {
    id: 'pay_2m',
    status: 'paid',
    substatus: 'succeeded',
    currency: 'usd',
    total: 30.5,
    subtotal: 25,
    tax_amount: 5.5,
    tax_behavior: 'exclusive',
    usd_total: 30.5,
    settlement_amount: 30.5,
    refunded_amount: 0,
    amount_after_fees: 29.1,
    paid_at: '2026-11-05T10:00:00.000Z',
    created_at: '2026-11-05T09:59:00.000Z',
    plan: { id: 'plan_9x' },
    member: { id: 'mber_41b' },
    ...changes,
  }
}

export function wireMember(changes: Wire = {}): Wire {
  return {
    id: 'mber_41b',
    access_level: 'customer',
    created_at: '2026-06-01T10:00:00.000Z',
    joined_at: '2026-06-01T10:00:00.000Z',
    updated_at: '2026-06-02T10:00:00.000Z',
    phone: null,
    status: 'joined',
    usd_total_spent: 12.5,
    user: { id: 'user_3', name: 'A. Quill', username: 'aquill', email: 'ada@home.example' },
    ...changes,
  }
}

export function wirePage(data: unknown[], end: string | null = null): Wire {
  return {
    data,
    page_info: {
      end_cursor: end,
      start_cursor: null,
      has_next_page: end !== null,
      has_previous_page: false,
    },
  }
}

export function without(object: Wire, names: string[]): Wire {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)))
}
