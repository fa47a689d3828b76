import type { Coverage, Evidence, FieldCoverage, ReadCoverage, WriteCoverage } from '@invoice-adapters/core'

type Read = [ReadCoverage, Evidence]
type Write = [WriteCoverage, Evidence]

function field(
  [read, readEvidence]: Read,
  [write, writeEvidence]: Write,
  note: string | null = null,
): FieldCoverage {
  return { read, readEvidence, write, writeEvidence, note }
}

const reported: Read = ['reported', 'documented']
const reportedAsRead: Read = ['reported', 'inferred']
const derived: Read = ['derived', 'inferred']
/** No version of the client and no page has such a field. */
const never: Read = ['never', 'documented']

const written: Write = ['yes', 'documented']
const writtenAsRead: Write = ['yes', 'inferred']
const fixed: Write = ['fixed', 'documented']
const fixedAsRead: Write = ['fixed', 'inferred']
const no: Write = ['no', 'documented']

const absent: FieldCoverage = field(never, no)

const identity = {
  'source.mode': field(
    ['derived', 'documented'],
    fixed,
    'from the host: sandbox and production have their own',
  ),
  'source.apiVersion': field(reported, fixed, 'the version sent in the header Api-Version-Date'),
  number: field(reported, fixed, 'number, such as #0001'),
  externalId: field(reportedAsRead, written, 'internal_notes of the plan'),
  buyerReference: absent,
  subscriptionId: absent,
  kind: field(
    derived,
    ['fixed', 'unverified'],
    'from the sign of the price; negative totals are not documented',
  ),
  corrects: absent,
}

const state = {
  status: field(reported, fixedAsRead, 'status; open, or a draft with save_as_draft'),
  providerStatus: field(reported, fixedAsRead, 'status, verbatim'),
  paymentPending: field(reported, fixed, 'payment_processing'),
  collection: field(
    reported,
    written,
    'collection_method; charge_automatically needs providerOptions.whop.paymentMethodId',
  ),
  opensAt: field(reported, fixed, 'automatically_finalizes_at; set by finalize'),
}

const money = {
  currency: field(reported, written, 'current_plan.currency; written as plan.currency'),
  taxInclusive: field(reported, fixed, 'tax_type of the plan, or tax_behavior of the payment'),
  subtotal: field(derived, writtenAsRead, 'sum of line_items, else the price of the plan'),
  discount: absent,
  tax: field(reported, fixed, 'tax_amount of the payment, where there is one'),
  creditApplied: absent,
  total: field(
    derived,
    writtenAsRead,
    'total of the payment, else the price where no tax and no buyer fee comes on top, else null; written as plan.initial_price',
  ),
  amountPaid: field(
    derived,
    fixedAsRead,
    'from status and the total of the payment, or the total where it was marked paid by hand: there are no part payments',
  ),
  amountDue: field(derived, fixedAsRead, 'from status and total'),
  amountRefunded: field(reported, fixed, 'refunded_amount of the payment'),
}

const dates = {
  createdAt: field(reported, fixed, 'created_at'),
  issuedAt: absent,
  dueAt: field(
    reported,
    written,
    'due_date; needed unless it is a draft; null for automatic collection; whether a past one is taken is not stated',
  ),
  paidAt: field(reported, fixed, 'paid_at of the payment; null when marked paid by hand'),
  voidedAt: absent,
  updatedAt: field(reported, fixed, 'updated_at; not on list items'),
  periodStart: absent,
  periodEnd: absent,
}

const party = {
  'customer.id': field(reported, written, 'member.id; written as member_id'),
  'customer.externalId': absent,
  'customer.name': field(reported, written, 'customer_name, else the name of the user'),
  'customer.email': field(reported, written, 'email_address, else that of the user'),
  'customer.address': field(reported, written, 'mailing_address; written as billing_address'),
}

const lines = {
  lines: field(
    reported,
    written,
    'line_items, which may be empty; they have to sum up to the price of the plan',
  ),
  'lines.id': absent,
  'lines.description': field(reported, written, 'label'),
  'lines.kind': field(derived, fixedAsRead, 'credit where the total is negative, else item'),
  'lines.quantity': field(reported, written, 'quantity; times unit_price, it has to be the amount exactly'),
  'lines.unitPrice': field(
    reported,
    written,
    'unit_price; none finer than the minor unit is written; whether negative ones are taken is not stated',
  ),
  'lines.discount': absent,
  'lines.tax': field(never, no, 'tax stands on the payment alone'),
  'lines.taxRate': absent,
  'lines.amount': field(reported, written, 'total; written as quantity times unit_price'),
  'lines.periodStart': absent,
  'lines.periodEnd': absent,
  'lines.metadata': absent,
}

const rest = {
  payments: field(
    reported,
    fixed,
    'the payment, at most one, found by its id or by the plan; not told when marked paid by hand',
  ),
  'payments.id': field(reported, fixed, 'payment.id'),
  'payments.amount': field(reported, fixed, 'total of the payment'),
  'payments.at': field(reported, fixed, 'paid_at of the payment'),
  'payments.kind': field(derived, fixedAsRead, 'always payment'),
  memo: field(reportedAsRead, writtenAsRead, 'description of the plan, of at most 1000 characters'),
  purchaseOrder: absent,
  links: field(
    reported,
    fixed,
    'pay_online_url, or the page of the plan where the shape lacks it; none that carries a token',
  ),
  metadata: field(never, no, 'a legacy invoice has none; the notes of the plan hold our key'),
}

/** Seller named by `account_id`: the pages of today. */
export const accountIdCoverage: Coverage = {
  ...identity,
  ...state,
  ...money,
  ...dates,
  ...party,
  ...lines,
  ...rest,
}

/**
 * Seller named by `company_id`. The official client of this version types ten fields of an invoice. Whop says that new
 * optional fields appear in every version, so that the others are expected, not known, to arrive.
 */
export const companyIdCoverage: Coverage = {
  ...accountIdCoverage,
  paymentPending: { ...state.paymentPending, readEvidence: 'inferred' },
  collection: { ...state.collection, readEvidence: 'inferred' },
  opensAt: { ...state.opensAt, readEvidence: 'inferred' },
  updatedAt: { ...dates.updatedAt, readEvidence: 'inferred' },
  'customer.id': { ...party['customer.id'], readEvidence: 'inferred' },
  'customer.address': { ...party['customer.address'], readEvidence: 'inferred' },
  links: { ...rest.links, readEvidence: 'inferred' },
}
