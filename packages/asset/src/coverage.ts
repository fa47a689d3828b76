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
/** The invoice as the pages show it has no such field. */
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
  'source.apiVersion': field(reported, fixed, 'the version in the path, v0'),
  number: field(reported, written, 'number; required by the vendor, so externalId where it is left out'),
  externalId: field(
    reportedAsRead,
    writtenAsRead,
    'our key in metadata; whether metadata has limits is not stated',
  ),
  buyerReference: absent,
  subscriptionId: absent,
  kind: field(
    derived,
    ['fixed', 'unverified'],
    'from the sign of total_amount; a credit memo is no invoice here',
  ),
  corrects: absent,
}

const state = {
  status: field(reportedAsRead, fixedAsRead, 'status; born open; the newest samples leave the field out'),
  providerStatus: field(reportedAsRead, fixedAsRead, 'status, verbatim'),
  paymentPending: absent,
  collection: absent,
  opensAt: field(never, no, 'there are no drafts'),
}

const money = {
  currency: field(derived, fixedAsRead, 'no currency on the wire: the one of the adapter’s options'),
  taxInclusive: absent,
  subtotal: field(derived, no, 'sum of the lines'),
  discount: absent,
  tax: field(never, no, 'there is no tax in this shape'),
  creditApplied: field(never, no, 'credit settles an invoice, as a payment of kind credit'),
  total: field(
    reported,
    writtenAsRead,
    'total_amount in major units (inferred); written as the sum of the lines',
  ),
  amountPaid: field(
    derived,
    fixed,
    'total_paid, less write-offs where it counts them: whether it does is not stated, and the payments tell',
  ),
  amountDue: field(derived, fixedAsRead, 'from status, total and total_paid'),
  amountRefunded: field(never, fixed, 'refunds stand in lists of their own: listRefunds'),
}

const dates = {
  createdAt: absent,
  issuedAt: field(
    reportedAsRead,
    writtenAsRead,
    'sent_at, the date of sending; required by the vendor, so the present where it is left out',
  ),
  dueAt: field(
    reported,
    written,
    'due_at; required by the vendor, so the option dueInDays where it is left out',
  ),
  paidAt: field(derived, fixedAsRead, 'datetime of the last payment, where paid'),
  voidedAt: field(reported, fixedAsRead, 'voided_at'),
  updatedAt: absent,
  periodStart: absent,
  periodEnd: absent,
}

const party = {
  'customer.id': field(reported, written, 'customer_id'),
  'customer.externalId': field(never, written, 'customer_external_id'),
  'customer.name': field(never, no, 'stands on the customer, which has to exist'),
  'customer.email': field(never, no, 'stands on the customer, which has to exist'),
  'customer.address': field(never, no, 'stands on the customer, which has to exist'),
}

const lines = {
  lines: field(reported, written, 'each needs a ledger, of its own or of the adapter’s options'),
  'lines.id': field(reported, fixed, 'a changed line is a new one with a new id'),
  'lines.description': field(reported, written),
  'lines.kind': field(derived, fixedAsRead, 'always item: lines have no kind'),
  'lines.quantity': field(never, no, 'a line is one amount'),
  'lines.unitPrice': field(never, no, 'a line is one amount'),
  'lines.discount': field(never, no, 'the amount is net of it'),
  'lines.tax': field(
    never,
    no,
    'could only be a line of its own on a tax ledger; let go, it stays in the amount of its line',
  ),
  'lines.taxRate': absent,
  'lines.amount': field(reported, written, 'amount in major units (inferred)'),
  'lines.periodStart': absent,
  'lines.periodEnd': absent,
  'lines.metadata': field(reported, written, 'metadata'),
}

const rest = {
  payments: field(reported, fixed, 'made by recordPayment or by the vendor’s own matching'),
  'payments.id': field(reported, fixed),
  'payments.amount': field(reported, fixed, 'payment_amount'),
  'payments.at': field(reported, fixed, 'datetime'),
  'payments.kind': field(
    derived,
    fixedAsRead,
    'is_write_off; credit where transaction_id is null; else payment',
  ),
  memo: field(
    reportedAsRead,
    writtenAsRead,
    'description; required by the vendor, so the texts of the lines where it is left out',
  ),
  purchaseOrder: absent,
  links: field(never, no, 'there is neither a pay page nor a document'),
  metadata: field(reported, written, 'metadata, without our key'),
}

/** One amount per line: the shape of the newest pages. */
export const amountLineCoverage: Coverage = {
  ...identity,
  ...state,
  ...money,
  ...dates,
  ...party,
  ...lines,
  ...rest,
}

/** Price, quantity, discount and tax per line: the shape of the older pages. */
export const unitPriceLineCoverage: Coverage = {
  ...amountLineCoverage,
  status: field(reportedAsRead, fixedAsRead, 'status; born open, the only word that samples show'),
  providerStatus: field(reportedAsRead, fixedAsRead, 'status, verbatim'),
  taxInclusive: field(derived, fixedAsRead, 'false: the amount of a line is worked out without its tax'),
  tax: field(derived, fixedAsRead, 'sum of the tax of the lines'),
  creditApplied: field(
    ['never', 'unverified'],
    no,
    'credit_amount: whether it lowers total_amount is not stated, so it stays in raw',
  ),
  'customer.externalId': field(never, writtenAsRead, 'looked up among the customers and sent as customer_id'),
  'lines.kind': field(derived, fixedAsRead, 'prepayment where is_prepayment, else item'),
  'lines.quantity': field(reported, written, 'quantity; whether fractions are taken is not stated'),
  'lines.unitPrice': field(reported, written, 'unit_price in major units (inferred)'),
  'lines.discount': field(
    reported,
    no,
    'discount_amount; null where discount_rate stands alone; a new line is given net of discount',
  ),
  'lines.tax': field(
    reported,
    written,
    'tax_amount; null where tax_rate stands alone, since which of the two wins is not stated',
  ),
  'lines.taxRate': field(
    reportedAsRead,
    no,
    'tax_rate, a fraction (inferred from an example); never sent, as it might count beside tax_amount',
  ),
  'lines.amount': field(derived, writtenAsRead, 'unit_price times quantity less discount_amount'),
  'lines.metadata': field(reported, written, 'metadata_'),
  'payments.kind': field(derived, fixedAsRead, 'always payment: each has a transaction'),
  metadata: field(
    reported,
    ['yes', 'unverified'],
    'metadata_, without our key; not seen among what a create of this shape takes, so it is compared afterwards',
  ),
}
