import type Whop from '@whop/sdk'
import { describe, expect, it } from 'vitest'
import type { WireListedPayment, WirePayment } from '../src/vendors/whop/wire-payments.ts'
import type {
  WireEvent,
  WireInvoice,
  WireInvoiceTen,
  WireListedInvoice,
  WireListedMember,
  WireListedPlan,
  WireListedProduct,
  WireMember,
  WirePlan,
  WireProduct,
  WireSeller,
  WireTaxPreview,
} from '../src/vendors/whop/wire-shapes.ts'
import { callerFor, companyVersion, createOne, listIn, whopSetting } from './whop-support.ts'

// What the formatters give must be what @whop/sdk 0.0.42 says it receives. The assignments are the test: a shape that
// drifts does not compile. Fields that only newer pages know are named, so that no other creeps in.

type NewerInvoiceField =
  | 'updated_at'
  | 'automatically_finalizes_at'
  | 'charge_buyer_fee'
  | 'collection_method'
  | 'company'
  | 'customer_name'
  | 'mailing_address'
  | 'member'
  | 'pay_online_url'
  | 'payment'
  | 'payment_processing'
  | 'product'
  | 'subscription_billing_anchor_at'

type Sold<P> = P & { account: WireSeller | null }

/** Ours, the client's, and the fields that the client does not type yet. */
interface Official {
  list_invoices: readonly [WireListedInvoice, Whop.InvoiceListItem, 'payment_processing']
  list_invoices_ten: readonly [WireInvoiceTen, Whop.InvoiceListItem, never]
  get_invoice: readonly [WireInvoice, Whop.Invoice, NewerInvoiceField]
  get_invoice_ten: readonly [WireInvoiceTen, Whop.Invoice, never]
  list_plans: readonly [Sold<WireListedPlan>, Whop.PlanListResponse, never]
  get_plan: readonly [Sold<WirePlan>, Whop.Plan, never]
  calculate_tax: readonly [WireTaxPreview, Whop.PlanCalculateTaxResponse, never]
  list_payments: readonly [WireListedPayment, Whop.PaymentListResponse, never]
  get_payment: readonly [WirePayment, Whop.Payment, never]
  list_members: readonly [WireListedMember, Whop.MemberListResponse, never]
  get_member: readonly [WireMember, Whop.MemberRetrieveResponse, never]
  list_products: readonly [WireListedProduct, Whop.ProductListItem, never]
  get_product: readonly [WireProduct, Whop.Product, never]
  'invoice.created': Event<'invoice.created', WireInvoice, Whop.InvoiceCreatedWebhookEvent>
  'invoice.paid': Event<'invoice.paid', WireInvoice, Whop.InvoicePaidWebhookEvent>
  'invoice.past_due': Event<'invoice.past_due', WireInvoice, Whop.InvoicePastDueWebhookEvent>
  'invoice.voided': Event<'invoice.voided', WireInvoice, Whop.InvoiceVoidedWebhookEvent>
  'invoice.marked_uncollectible': Event<
    'invoice.marked_uncollectible',
    WireInvoice,
    Whop.InvoiceMarkedUncollectibleWebhookEvent
  >
  'payment.succeeded': Event<'payment.succeeded', WirePayment, Whop.PaymentSucceededWebhookEvent>
  'payment.pending': Event<'payment.pending', WirePayment, Whop.PaymentPendingWebhookEvent>
  'payment.failed': Event<'payment.failed', WirePayment, Whop.PaymentFailedWebhookEvent>
}

type Event<Name extends string, Data, Theirs> = readonly [
  WireEvent<Name, Data>,
  Theirs,
  'api_version_date' | 'account_id',
]

/** `true` for every entry whose wire shape is assignable and has no field beyond those that are named. */
type Agreement = {
  [Name in keyof Official]: Official[Name][0] extends Official[Name][1]
    ? Exclude<keyof Official[Name][0], keyof Official[Name][1] | Official[Name][2]> extends never
      ? true
      : 'has fields the official type does not know'
    : 'is not assignable to the official type'
}

const agreement: Agreement = {
  list_invoices: true,
  list_invoices_ten: true,
  get_invoice: true,
  get_invoice_ten: true,
  list_plans: true,
  get_plan: true,
  calculate_tax: true,
  list_payments: true,
  get_payment: true,
  list_members: true,
  get_member: true,
  list_products: true,
  get_product: true,
  'invoice.created': true,
  'invoice.paid': true,
  'invoice.past_due': true,
  'invoice.voided': true,
  'invoice.marked_uncollectible': true,
  'payment.succeeded': true,
  'payment.pending': true,
  'payment.failed': true,
}

// The runtime half: the fields of real answers, spelled from the official types.
type FieldsOf<T> = Record<keyof T, true>

const invoiceFields: FieldsOf<Whop.Invoice> = {
  id: true,
  created_at: true,
  current_plan: true,
  due_date: true,
  email_address: true,
  fetch_invoice_token: true,
  line_items: true,
  number: true,
  status: true,
  user: true,
}

const nine = Object.keys(invoiceFields)
  .filter((name) => name !== 'line_items')
  .toSorted()

describe('the answers of Whop', () => {
  it('have the official types', () => {
    expect(Object.values(agreement).every((agrees) => agrees === true)).toBe(true)
  })

  it.each([
    { invoiceFields: 'nine', expected: nine },
    { invoiceFields: 'ten', expected: Object.keys(invoiceFields).toSorted() },
  ] as const)('can be those of an older day: $invoiceFields fields', async ({ invoiceFields, expected }) => {
    const { call } = whopSetting({ invoiceFields })
    const created = await createOne(call)
    const listed = listIn(await call('GET', '/invoices'))[0] ?? {}
    const read = (await call('GET', `/invoices/${String(created.id)}`)).body
    for (const invoice of [created, listed, read]) expect(Object.keys(invoice).toSorted()).toEqual(expected)
  })

  it('have in full what newer pages have, in lists only whether a payment is processed', async () => {
    const { call } = whopSetting()
    const created = await createOne(call)
    expect(Object.keys(created)).toHaveLength(23)
    expect(created).toMatchObject({
      company: { id: 'biz_main' },
      member: { id: 'mber_ada' },
      current_plan: { description: null },
      user: { email: 'ada@x.example' },
    })
    const listed = listIn(await call('GET', '/invoices'))[0] ?? {}
    expect(Object.keys(listed)).toHaveLength(11)
    expect(listed).toMatchObject({ payment_processing: false })
    expect(listed.user).not.toHaveProperty('email')
  })

  it('name the seller of a plan as its version does', async () => {
    const { emulator, call } = whopSetting()
    const { current_plan: plan } = await createOne(call)
    const path = `/plans/${(plan as { id: string }).id}`
    expect((await call('GET', path)).body).toHaveProperty('account.id', 'biz_main')
    const today = await callerFor(emulator, { version: companyVersion })('GET', path)
    expect(today.body).toHaveProperty('account.id', 'biz_main')
    const older = await callerFor(emulator, { version: '2026-06-08' })('GET', path)
    expect(older.body).toHaveProperty('company.id', 'biz_main')
    expect(older.body).not.toHaveProperty('account')
  })
})
