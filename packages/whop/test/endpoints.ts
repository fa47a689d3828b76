import type { DraftChanges, InvoiceError, NewInvoice, ResultAsync } from '@invoice-adapters/core'
import type { WhopAdapter, WhopApiVersion } from '../src/index.ts'
import {
  keptLine,
  wireInvoice,
  wireLine,
  wireListItem,
  wireMember,
  wirePage,
  wirePayment,
  wirePlan,
} from './wire-objects.ts'

export const versions: WhopApiVersion[] = ['2026-10-15-1', '2026-07-20']

/** One call of the vendor: how to make the adapter send it, what must leave, and what comes back. */
export interface Endpoint {
  name: string
  version: WhopApiVersion
  method: string
  /** With its query, as it must leave. */
  path: string
  body: string | null
  /** Whether an uncertain end is `outcome_unknown`. */
  isWrite: boolean
  /** Whether a failed attempt is followed by another one; otherwise only after a 429. */
  repeats: boolean
  /** A part of an invoice: one that may not be read, or is not there, leaves a gap that is told. */
  isPart: boolean
  /** Requests that the operation makes besides, and their answers in turn; the last one stays. */
  beside: { path: string; inTurn: unknown[] }[]
  json: unknown
  call(adapter: WhopAdapter): ResultAsync<unknown, InvoiceError>
}

export const newInvoice: NewInvoice = {
  externalId: 'order 5/ä',
  customer: { email: 'ada@quill.example', name: 'Ada Quill' },
  currency: 'USD',
  lines: [
    { description: 'Set-up', amount: 1000 },
    { description: 'Hours', amount: 1500, quantity: '2', unitPrice: '7.5' },
  ],
  dueAt: '2026-12-01T06:30:00Z',
  memo: 'Thank you',
}

/** Digest of the invoice above, computed apart from the adapter: sha256 of its JSON with sorted keys. */
export const contentDigest = 'e76562cf122f0124f77146999b29c9b8'

export const newLines: unknown[] = [
  wireLine({ unit_price: 10, total: 10 }),
  wireLine({ label: 'Hours', position: 2, quantity: 2, unit_price: 7.5, total: 15 }),
]

/** The plan that holds the invoice above. */
export function keptPlan(): Record<string, unknown> {
  return wirePlan({ internal_notes: keptLine('order%205%2F%C3%A4', contentDigest) })
}

const draftChanges: DraftChanges = {
  customer: {
    email: 'bo@quill.example',
    name: 'Bo Quill',
    address: { line1: 'Gata 2', city: 'Oslo', postalCode: '0151', country: 'NO' },
  },
  lines: [{ description: 'Set-up', amount: 3050 }],
  dueAt: '2027-01-01T00:00:00Z',
  memo: 'Changed',
  collection: 'charge_automatically',
  providerOptions: {
    whop: {
      productId: 'prod_6',
      paymentMethodId: 'pmt_1',
      chargeBuyerFee: false,
      automaticallyFinalizesAt: '2026-12-24T00:00:00Z',
      subscriptionBillingAnchorAt: '2027-02-01T00:00:00Z',
    },
  },
}

/** Every field of the given page save the two that exclude others: `member_id` and `mailing_address_id`. */
const changesBody =
  '{"email_address":"bo@quill.example","customer_name":"Bo Quill",' +
  '"billing_address":{"city":"Oslo","country":"NO","line1":"Gata 2","postal_code":"0151"},' +
  '"automatically_finalizes_at":"2026-12-24T00:00:00Z","charge_buyer_fee":false,"payment_method_id":"pmt_1",' +
  '"product_id":"prod_6","subscription_billing_anchor_at":"2027-02-01T00:00:00Z",' +
  '"collection_method":"charge_automatically","due_date":"2027-01-01T00:00:00Z",' +
  '"line_items":[{"label":"Set-up","unit_price":30.5,"quantity":1}],' +
  '"plan":{"plan_type":"one_time","currency":"usd","initial_price":30.5,"description":"Changed",' +
  '"internal_notes":"invoice-adapters key=order-5 content=0123456789abcdef0123456789abcdef"}}'

type Part = Pick<Endpoint, 'method' | 'path' | 'json' | 'call'> & Partial<Endpoint> & { route: string }

const invoicePath = '/invoices/inv_7Qk'
const planPath = '/plans/plan_9x'
const draft = wireInvoice({ status: 'draft' })
const readPlan = { path: planPath, inTurn: [wirePlan()] }

const plansQuery =
  'first=100&order=created_at&direction=desc&product_ids%5B%5D=prod_5&visibilities%5B%5D=visible' +
  '&visibilities%5B%5D=hidden&visibilities%5B%5D=archived&visibilities%5B%5D=quick_link'

export const plansPath: string = `/plans?account_id=biz_Ab1&${plansQuery}`

function action(name: string, to: 'paid' | 'void' | 'uncollectible'): Part {
  return {
    route: `/invoices/{id}/${name}`,
    method: 'POST',
    path: `${invoicePath}/${name}`,
    isWrite: true,
    beside: [{ path: invoicePath, inTurn: [wireInvoice(), wireInvoice({ status: to })] }, readPlan],
    json: true,
    call: (adapter) => adapter.setStatus('inv_7Qk', to),
  }
}

function reading(): Part[] {
  const open = { path: invoicePath, inTurn: [wireInvoice()] }
  return [
    {
      route: '/invoices/{id}',
      method: 'GET',
      path: invoicePath,
      beside: [readPlan],
      json: wireInvoice(),
      call: (adapter) => adapter.get('inv_7Qk'),
    },
    {
      route: '/plans/{id}',
      method: 'GET',
      path: planPath,
      isPart: true,
      beside: [open],
      json: wirePlan(),
      call: (adapter) => adapter.get('inv_7Qk'),
    },
    {
      route: '/payments/{id}',
      method: 'GET',
      path: '/payments/pay_2m',
      isPart: true,
      beside: [
        { path: invoicePath, inTurn: [wireInvoice({ status: 'paid', payment: { id: 'pay_2m' } })] },
        readPlan,
      ],
      json: wirePayment(),
      call: (adapter) => adapter.get('inv_7Qk'),
    },
    {
      route: '/payments',
      method: 'GET',
      path: '/payments?plan_ids%5B%5D=plan_9x&statuses%5B%5D=paid&first=2',
      isPart: true,
      beside: [
        { path: invoicePath, inTurn: [wireInvoice({ status: 'paid', payment: undefined })] },
        readPlan,
      ],
      json: wirePage([wirePayment()]),
      call: (adapter) => adapter.get('inv_7Qk'),
    },
    {
      route: '/members/{id}',
      method: 'GET',
      path: '/members/mber_41b',
      json: wireMember(),
      call: (adapter) => adapter.customers.get('mber_41b'),
    },
  ]
}

function listing(seller: string): Part[] {
  return [
    {
      route: '/invoices',
      method: 'GET',
      path:
        `/invoices?${seller}=biz_Ab1&first=50&after=c%2F1&order=created_at&direction=asc` +
        '&statuses%5B%5D=draft&statuses%5B%5D=open&statuses%5B%5D=past_due' +
        '&created_after=2026-10-31T23%3A59%3A59.000Z&created_before=2026-12-01T00%3A00%3A01.000Z',
      json: wirePage([wireListItem()], 'c2'),
      call: (adapter) =>
        adapter.list({
          status: ['draft', 'payable'],
          createdFrom: '2026-11-01T00:00:00Z',
          createdUntil: '2026-12-01T00:00:00Z',
          cursor: 'c/1',
          pageSize: 50,
        }),
    },
    {
      route: '/plans',
      method: 'GET',
      path: `/plans?account_id=biz_Ab1&${plansQuery.replace('&product_ids%5B%5D=prod_5', '')}`,
      json: wirePage([wirePlan({ id: 'plan_0', internal_notes: null }), wirePlan()]),
      beside: [{ path: invoicePath, inTurn: [wireInvoice()] }, readPlan],
      call: (adapter) => adapter.findByExternalId('order-5'),
    },
    {
      route: '/members',
      method: 'GET',
      path: `/members?${seller}=biz_Ab1&first=20&after=c1&order=created_at&direction=asc`,
      json: wirePage([wireMember()], 'c2'),
      call: (adapter) => adapter.customers.list({ pageSize: 20, cursor: 'c1' }),
    },
  ]
}

function writing(seller: string): Part[] {
  const changed = wireInvoice({
    status: 'draft',
    email_address: 'bo@quill.example',
    due_date: null,
    collection_method: 'charge_automatically',
    line_items: [wireLine({ unit_price: 30.5, total: 30.5 })],
  })
  const changedPlan = wirePlan({ initial_price: 30.5, description: 'Changed' })
  return [
    {
      route: '/invoices',
      method: 'POST',
      path: '/invoices',
      isWrite: true,
      repeats: false,
      body:
        `{"${seller}":"biz_Ab1","collection_method":"send_invoice","product_id":"prod_5",` +
        '"email_address":"ada@quill.example","customer_name":"Ada Quill",' +
        '"plan":{"plan_type":"one_time","currency":"usd","initial_price":25,"description":"Thank you",' +
        `"internal_notes":"invoice-adapters key=order%205%2F%C3%A4 content=${contentDigest}"},` +
        '"line_items":[{"label":"Set-up","unit_price":10,"quantity":1},' +
        '{"label":"Hours","unit_price":7.5,"quantity":2}],"due_date":"2026-12-01T06:30:00Z",' +
        '"charge_buyer_fee":false}',
      beside: [
        { path: plansPath, inTurn: [wirePage([wirePlan()])] },
        { path: planPath, inTurn: [keptPlan()] },
      ],
      json: wireInvoice({ line_items: newLines }),
      call: (adapter) => adapter.create(newInvoice),
    },
    {
      route: '/invoices/{id}',
      method: 'PATCH',
      path: invoicePath,
      isWrite: true,
      repeats: false,
      body: changesBody,
      beside: [
        { path: invoicePath, inTurn: [draft] },
        { path: planPath, inTurn: [wirePlan(), changedPlan] },
      ],
      json: changed,
      call: (adapter) => adapter.update('inv_7Qk', draftChanges),
    },
    {
      route: '/invoices/{id}',
      method: 'PATCH',
      path: invoicePath,
      isWrite: true,
      body: '{"automatically_finalizes_at":"2026-11-20T12:01:00.000Z"}',
      beside: [{ path: invoicePath, inTurn: [draft] }, readPlan],
      json: wireInvoice({ status: 'draft', automatically_finalizes_at: '2026-11-20T12:01:00.000Z' }),
      call: (adapter) => adapter.finalize('inv_7Qk'),
    },
    {
      route: '/invoices/{id}',
      method: 'DELETE',
      path: invoicePath,
      isWrite: true,
      beside: [{ path: invoicePath, inTurn: [draft] }],
      json: true,
      call: (adapter) => adapter.delete('inv_7Qk'),
    },
    action('mark_paid', 'paid'),
    action('mark_uncollectible', 'uncollectible'),
    action('void', 'void'),
    {
      route: '/invoices/{id}/resend',
      method: 'POST',
      path: `${invoicePath}/resend`,
      isWrite: true,
      repeats: false,
      json: true,
      call: (adapter) => adapter.send('inv_7Qk'),
    },
  ]
}

const usual = { body: null, isWrite: false, repeats: true, isPart: false, beside: [] }

/** Named as the table of endpoints in the documentation names them. */
export const endpoints: Endpoint[] = versions.flatMap((version) => {
  const seller = version === '2026-10-15-1' ? 'account_id' : 'company_id'
  return [...listing(seller), ...reading(), ...writing(seller)].map(({ route, ...part }) => ({
    ...usual,
    ...part,
    version,
    name: `${part.method} ${route} · ${version}`,
  }))
})
