import type { NewInvoice } from '@invoice-adapters/core'
import type { Difference } from '@invoice-adapters/tooling/official-client'
import type { InvoiceCreateParams } from '@whop/sdk/resources/invoices'
import { product } from '../world.ts'
import type { ClientCall, Pair } from './call.ts'
import { besides, keptKey, onEveryPost, ours } from './differences.ts'
import { seller } from './judge.ts'

type Asked = InvoiceCreateParams.CreateInvoiceInputWithProductID
type AskedWithProduct = InvoiceCreateParams.CreateInvoiceInputWithProduct

const plans = (ofProduct: string): string =>
  `GET /plans?account_id=biz_main&first=100&order=created_at&direction=desc${ofProduct}` +
  '&visibilities%5B%5D=visible&visibilities%5B%5D=hidden&visibilities%5B%5D=archived&visibilities%5B%5D=quick_link'

const ofProduct = `&product_ids%5B%5D=${product}`

/** Around every create. */
function around(query = ofProduct, planId = 'plan_W0000000000005'): Difference {
  return besides(
    [plans(query), `GET /plans/${planId}`],
    'a key that is used already is looked for first, and the invoice’s price stands in its plan',
  )
}

const order: NewInvoice = {
  externalId: 'order-5',
  customer: { id: 'mber_ada' },
  currency: 'USD',
  lines: [{ description: 'Set-up', amount: 2510 }],
  dueAt: '2026-09-01T00:00:00Z',
}

const asked: Asked = {
  company_id: seller,
  collection_method: 'send_invoice',
  product_id: product,
  member_id: 'mber_ada',
  plan: { plan_type: 'one_time', currency: 'usd', initial_price: 25.1 },
  line_items: [{ label: 'Set-up', unit_price: 25.1, quantity: 1 }],
  due_date: '2026-09-01T00:00:00Z',
  charge_buyer_fee: false,
}

/** One pair whose requests differ in nothing but what ours adds to every create. */
function alike(name: string, wanted: Asked | AskedWithProduct, invoice: NewInvoice, looks = around()): Pair {
  return {
    name,
    client: (whop) => whop.invoices.create(wanted),
    adapter: (adapter) => adapter.create(invoice),
    differences: [...onEveryPost, looks, keptKey('order-5', wanted)],
  }
}

const address = { line1: 'Gata 2', line2: 'B', city: 'Oslo', postalCode: '0151', state: '03', country: 'NO' }
const wireAddress = {
  line1: 'Gata 2',
  line2: 'B',
  city: 'Oslo',
  postal_code: '0151',
  state: '03',
  country: 'NO',
}

const somebody: Pair[] = [
  alike('for a member', asked, order),
  alike(
    'for somebody by e-mail address and name, with an address and a text',
    {
      ...withoutMember(asked),
      email_address: 'cy@quill.example',
      customer_name: 'Cy Quill',
      billing_address: wireAddress,
      plan: { ...asked.plan, description: 'Thank you' },
    },
    {
      ...order,
      customer: { email: 'cy@quill.example', name: 'Cy Quill', address },
      memo: 'Thank you',
    },
  ),
]

function withoutMember({ member_id: _, ...rest }: Asked): Asked {
  return rest
}

const prices: Pair[] = [
  alike(
    'several lines, one of them a discount',
    {
      ...asked,
      plan: { ...asked.plan, initial_price: 17.5 },
      line_items: [
        { label: 'Hours', unit_price: 7.5, quantity: 2.5 },
        { label: 'Travel', unit_price: 0.25, quantity: 1 },
        { label: 'Discount', unit_price: -1.5, quantity: 1 },
      ],
    },
    {
      ...order,
      lines: [
        { description: 'Hours', amount: 1875, quantity: '2.5', unitPrice: '7.5' },
        { description: 'Travel', amount: 25 },
        { description: 'Discount', amount: -150 },
      ],
    },
  ),
  ...[
    { code: 'JPY', minor: 2500, wire: 2500 },
    { code: 'KWD', minor: 2500, wire: 2.5 },
  ].map(({ code, minor, wire }) =>
    alike(
      `in ${code}`,
      {
        ...asked,
        plan: { ...asked.plan, currency: code.toLowerCase() as 'jpy', initial_price: wire },
        line_items: [{ label: 'Set-up', unit_price: wire, quantity: 1 }],
      },
      { ...order, currency: code, lines: [{ description: 'Set-up', amount: minor }] },
    ),
  ),
]

const others: Pair[] = [
  alike(
    'a draft for a mere name, without a date',
    { ...withoutDate(withoutMember(asked)), customer_name: 'Cy Quill', save_as_draft: true },
    {
      ...withoutDue(order),
      customer: { name: 'Cy Quill' },
      providerOptions: { whop: { saveAsDraft: true } },
    },
  ),
  alike(
    'everything else: renewing, charged by itself, with a product of its own and a fee',
    everything(),
    {
      ...order,
      collection: 'charge_automatically',
      providerOptions: {
        whop: {
          product: { title: 'Access', taxCodeId: 'ptc_1' },
          paymentMethodId: 'pmt_1',
          chargeBuyerFee: true,
          planType: 'renewal',
          renewalAmount: 1000,
          billingPeriodDays: 30,
          trialPeriodDays: 7,
          expirationDays: 365,
          billingAddress: { city: 'Oslo', taxIdType: 'no_vat', taxIdValue: 'NO1' },
          automaticallyFinalizesAt: '2026-08-01T00:00:00Z',
          subscriptionBillingAnchorAt: '2026-10-01T00:00:00Z',
        },
      },
    },
    around(''),
  ),
]

function withoutDate({ due_date: _, ...rest }: Asked): Asked {
  return rest
}

function withoutDue({ dueAt: _, ...rest }: NewInvoice): NewInvoice {
  return rest
}

function everything(): AskedWithProduct {
  const { product_id: _, ...rest } = asked
  return {
    ...rest,
    collection_method: 'charge_automatically',
    product: { title: 'Access', product_tax_code_id: 'ptc_1' },
    payment_method_id: 'pmt_1',
    charge_buyer_fee: true,
    plan: {
      plan_type: 'renewal',
      currency: 'usd',
      initial_price: 15.1,
      renewal_price: 10,
      billing_period: 30,
      trial_period_days: 7,
      expiration_days: 365,
    },
    billing_address: { city: 'Oslo', tax_id_type: 'no_vat', tax_id_value: 'NO1' },
    automatically_finalizes_at: '2026-08-01T00:00:00Z',
    subscription_billing_anchor_at: '2026-10-01T00:00:00Z',
  }
}

/** No more than the client demands; each field that ours says all the same stands below. */
const least: Pair = {
  name: 'saying the least that there is to say',
  client: (whop) =>
    whop.invoices.create({
      company_id: seller,
      collection_method: 'send_invoice',
      product_id: product,
      member_id: 'mber_ada',
      plan: { initial_price: 25.1 },
      due_date: '2026-09-01T00:00:00Z',
    }),
  adapter: (adapter) => adapter.create(order),
  differences: [
    ...onEveryPost,
    around(),
    keptKey('order-5', asked),
    ours('body.charge_buyer_fee', false, 'whether a fee comes on top is not stated where nothing is said'),
    ours('body.plan.currency', 'usd', 'no default is stated'),
    ours('body.plan.plan_type', 'one_time', 'the same'),
    ours(
      'body.line_items.0.label',
      'Set-up',
      'the lines are what the caller wants billed, also a single one',
    ),
    ours('body.line_items.0.unit_price', 25.1, 'the same'),
    ours('body.line_items.0.quantity', 1, 'the same'),
  ],
}

export const createCalls: ClientCall[] = [
  {
    name: 'invoices.create',
    operation: 'create_invoice',
    endpoint: 'POST /invoices',
    pairs: [...somebody, ...prices, ...others, least],
  },
]
