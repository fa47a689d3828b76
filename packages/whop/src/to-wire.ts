import {
  type CanonicalField,
  type CollectionMethod,
  err,
  type FieldProblem,
  type NewInvoice,
  ok,
  type Result,
} from '@invoice-adapters/core'
import { contentDigest, totalOf } from '@invoice-adapters/core/authoring'
import type { SellerField } from './dialects/dialect.ts'
import { writingScale } from './money.ts'
import type { WhopSettings } from './options.ts'
import { writeKeptKey } from './to-canonical/kept-key.ts'
import { readInvoiceOptions, type WhopInvoiceOptions } from './to-wire/invoice-options.ts'
import { toWireLines, type WireNewLine } from './to-wire/line-items.ts'
import { toWireParty, type WireParty } from './to-wire/party.ts'
import { toWirePlan, type WireNewPlan } from './to-wire/plan.ts'

/** What `POST /invoices` takes, save the seller, whose name differs by version. */
export interface WireNewInvoice extends WireParty {
  collection_method: CollectionMethod
  product?: { title: string; product_tax_code_id?: string }
  product_id?: string
  plan: WireNewPlan
  line_items: WireNewLine[]
  due_date?: string
  save_as_draft?: true
  charge_buyer_fee: boolean
  payment_method_id?: string
  automatically_finalizes_at?: string
  subscription_billing_anchor_at?: string
}

/** The part of a new invoice that input and options decide. */
export interface AskedInvoice {
  externalId: string
  /** Upper case. */
  currency: string
  /** Minor units: the lines with their taxes. */
  total: number
  isDraft: boolean
  customerId: string | null
  email: string | null
  /** Null: the product is made along with the invoice. */
  productId: string | null
  /** Fields beside those of core that were let go. */
  notWritten: CanonicalField[]
  /** Without our line in the notes. */
  body: WireNewInvoice
  /** Digest of all that is asked, whatever the clock and the dialect. */
  content: string
}

type Settings = Pick<WhopSettings, 'productId' | 'collection' | 'dueInDays'>

/** Everything that Whop would refuse, or would bill otherwise than asked, is refused here and named. */
export async function toAskedInvoice(
  invoice: NewInvoice,
  settings: Settings,
  accept: readonly CanonicalField[],
  now: number,
): Promise<Result<AskedInvoice, FieldProblem[]>> {
  const made = toBody(invoice, settings, accept, now)
  if (made.isErr()) return err(made.error)
  const { body, total, currency } = made.value
  const { externalId, customer, dueAt } = invoice
  const due = dueAt ?? (body.due_date === undefined ? null : { days: settings.dueInDays })
  return ok({
    externalId,
    currency,
    total,
    isDraft: body.save_as_draft === true,
    customerId: customer.id ?? null,
    email: customer.email ?? null,
    productId: body.product_id ?? null,
    notWritten: customer.externalId === undefined ? [] : ['customer.externalId'],
    body,
    content: await contentDigest({ ...body, due_date: due }),
  })
}

interface Made {
  body: WireNewInvoice
  total: number
  currency: string
}

function toBody(
  invoice: NewInvoice,
  settings: Settings,
  accept: readonly CanonicalField[],
  now: number,
): Result<Made, FieldProblem[]> {
  const given = readInvoiceOptions(invoice.providerOptions)
  if (given.isErr()) return err(given.error)
  const options = given.value
  const scale = writingScale(invoice.currency)
  if (scale === null) return err([unknownCurrency])
  const total = totalOf(invoice)
  if (total.isErr()) return err([total.error])
  const isDraft = options.saveAsDraft === true
  const collection = invoice.collection ?? settings.collection
  const lines = toWireLines(invoice.lines, scale)
  const plan = toWirePlan({ total: total.value, scale, memo: invoice.memo, options })
  const party = toWireParty(invoice.customer, options, isDraft)
  const due = dueDate(invoice.dueAt, settings.dueInDays, now)
  const problems = [
    ...externalIdProblems(invoice, accept),
    ...productProblems(options, settings),
    ...(due === undefined && !isDraft ? [noDueDate] : []),
    ...(collection === 'charge_automatically' && !isDraft && options.paymentMethodId === undefined
      ? [noPaymentMethod]
      : []),
    ...[lines, plan, party].flatMap((part) => (part.isErr() ? part.error : [])),
  ]
  if (problems.length > 0 || lines.isErr() || plan.isErr() || party.isErr()) return err(problems)
  const body: WireNewInvoice = {
    collection_method: collection,
    ...productOf(options, settings),
    ...party.value,
    plan: plan.value,
    line_items: lines.value,
    ...(due !== undefined && { due_date: due }),
    ...(isDraft && { save_as_draft: true }),
    // Said outright: an account's own setting must not add to the total that was asked for.
    charge_buyer_fee: options.chargeBuyerFee ?? false,
    ...(options.paymentMethodId !== undefined && { payment_method_id: options.paymentMethodId }),
    ...(options.automaticallyFinalizesAt !== undefined && {
      automatically_finalizes_at: options.automaticallyFinalizesAt,
    }),
    ...(options.subscriptionBillingAnchorAt !== undefined && {
      subscription_billing_anchor_at: options.subscriptionBillingAnchorAt,
    }),
  }
  return ok({ body, total: total.value, currency: scale.currency })
}

const dayMs = 86_400_000

/** The end of a UTC day, so that the same call made again on that day sends the same bytes. */
function dueDate(dueAt: string | undefined, inDays: number | null, now: number): string | undefined {
  if (dueAt !== undefined || inDays === null) return dueAt
  return new Date((Math.floor(now / dayMs) + inDays + 1) * dayMs - 1000).toISOString()
}

function productOf(
  { product, productId }: WhopInvoiceOptions,
  settings: Settings,
): Pick<WireNewInvoice, 'product' | 'product_id'> {
  if (product !== undefined) {
    const { title, taxCodeId } = product
    return { product: { title, ...(taxCodeId !== undefined && { product_tax_code_id: taxCodeId }) } }
  }
  const id = productId ?? settings.productId
  return id === null ? {} : { product_id: id }
}

function productProblems({ product, productId }: WhopInvoiceOptions, settings: Settings): FieldProblem[] {
  const field = 'providerOptions.whop.productId'
  if (product !== undefined && productId !== undefined)
    return [{ field, message: 'and product exclude each other' }]
  if (product !== undefined || productId !== undefined || settings.productId !== null) return []
  const message = 'or product is needed: set it here, or productId among the options of the adapter'
  return [{ field, message }]
}

/** An own id is not looked up: Whop's members have none. Beside another name of the customer it can be let go. */
function externalIdProblems({ customer }: NewInvoice, accept: readonly CanonicalField[]): FieldProblem[] {
  if (customer.externalId === undefined || accept.includes('customer.externalId')) return []
  const message =
    'cannot be held: Whop knows customers by a member id, or by e-mail address and name; leave it out, or list it in accept to let it go'
  return [{ field: 'customer.externalId', message }]
}

const unknownCurrency: FieldProblem = { field: 'currency', message: 'is no currency that Whop bills in' }

const noDueDate: FieldProblem = {
  field: 'dueAt',
  message: 'is needed by Whop, save for a draft; give it, or set dueInDays among the options of the adapter',
}

const noPaymentMethod: FieldProblem = {
  field: 'providerOptions.whop.paymentMethodId',
  message: 'is needed to charge automatically',
}

/** The body with its seller and with our line in the notes of the plan. */
export function toWireInvoice(
  { externalId, content, body }: AskedInvoice,
  seller: SellerField,
  companyId: string,
): WireNewInvoice & Partial<Record<SellerField, string>> {
  const plan = { ...body.plan, internal_notes: writeKeptKey({ externalId, content }) }
  return { [seller]: companyId, ...body, plan }
}
