import type { Coverage, Evidence, FieldCoverage, ReadCoverage, WriteCoverage } from '@invoice-adapters/core'

function field(
  [read, readEvidence]: [ReadCoverage, Evidence],
  [write, writeEvidence]: [WriteCoverage, Evidence],
  note: string | null = null,
): FieldCoverage {
  return { read, readEvidence, write, writeEvidence, note }
}

const reported: [ReadCoverage, Evidence] = ['reported', 'documented']
const derived: [ReadCoverage, Evidence] = ['derived', 'inferred']
const never: [ReadCoverage, Evidence] = ['never', 'documented']

const written: [WriteCoverage, Evidence] = ['yes', 'documented']
/** Commet sets it; which value an adjustment gets is mostly not documented. */
const fixed: [WriteCoverage, Evidence] = ['fixed', 'unverified']
const fixedByRule: [WriteCoverage, Evidence] = ['fixed', 'documented']
const no: [WriteCoverage, Evidence] = ['no', 'documented']

const identity = {
  'source.mode': field(reported, fixedByRule, 'livemode; the organization of the key decides it'),
  'source.apiVersion': field(reported, fixedByRule, 'the version sent in the header commet-version'),
  number: field(reported, fixed, 'invoiceNumber'),
  externalId: field(['reported', 'inferred'], ['yes', 'inferred'], 'metadata.invoice_adapters_key'),
  buyerReference: field(reported, no, 'reference; read-only in the API'),
  subscriptionId: field(reported, no, 'null for adjustments'),
  kind: field(derived, written, 'a negative total is a credit note'),
  corrects: field(never, no),
}

const state = {
  status: field(reported, fixed, 'past_due is derived from outstanding and dueDate; nothing tells a refund'),
  providerStatus: field(reported, fixed, 'status, verbatim'),
  paymentPending: field(never, no),
  collection: field(never, no),
  opensAt: field(never, no),
}

const money = {
  currency: field(reported, ['fixed', 'inferred'], 'the currency of the customer; learnt first and compared'),
  taxInclusive: field(derived, fixed, 'Commet adds tax on top'),
  subtotal: field(reported, fixed),
  discount: field(reported, no, 'discountAmount'),
  tax: field(reported, fixed, 'taxAmount; whether Commet adds tax to an adjustment is not documented'),
  creditApplied: field(reported, no, 'creditApplied'),
  total: field(reported, written, 'the amount that was asked is compared with what came out'),
  amountPaid: field(derived, no, 'from status and total: Commet knows no part payments'),
  amountDue: field(derived, fixed, 'from status and total'),
  amountRefunded: field(never, no, 'refunds are kept with transactions'),
}

const dates = {
  createdAt: field(reported, fixedByRule),
  issuedAt: field(reported, fixed, 'issueDate'),
  dueAt: field(reported, fixed, 'dueDate'),
  paidAt: field(never, no, 'kept with transactions'),
  voidedAt: field(never, no),
  updatedAt: field(reported, fixedByRule),
  periodStart: field(reported, fixed),
  periodEnd: field(reported, fixed),
}

const party = {
  'customer.id': field(reported, written, 'customerId'),
  'customer.externalId': field(
    never,
    written,
    'looked up among the customers; an invoice does not repeat it',
  ),
  'customer.name': field(never, no),
  'customer.email': field(never, no),
  'customer.address': field(never, no, 'Commet never returns an address'),
}

const lines = {
  lines: field(reported, written, 'lineItems; one line can be written'),
  'lines.id': field(never, no),
  'lines.description': field(reported, written),
  'lines.kind': field(reported, fixed, 'lineType'),
  'lines.quantity': field(reported, no, 'an adjustment is one amount'),
  'lines.unitPrice': field(
    derived,
    no,
    'unitAmount, whose scale is told from quantity and amount, else null',
  ),
  'lines.discount': field(never, no),
  'lines.tax': field(never, no),
  'lines.taxRate': field(never, no),
  'lines.amount': field(reported, written),
  'lines.periodStart': field(never, no),
  'lines.periodEnd': field(never, no),
  'lines.metadata': field(never, no),
}

const rest = {
  payments: field(never, no, 'kept with transactions'),
  'payments.id': field(never, no),
  'payments.amount': field(never, no),
  'payments.at': field(never, no),
  'payments.kind': field(never, no),
  memo: field(reported, no, 'whether an adjustment repeats its description here is not documented'),
  purchaseOrder: field(reported, no, 'poNumber; read-only in the API'),
  links: field(never, no, 'a signed link is asked for by pdf and never stored'),
  metadata: field(reported, written, 'without the two keys of ours'),
}

/** The same in both dialects: they differ in which answers are whole, not in what an invoice holds. */
export const commetCoverage: Coverage = {
  ...identity,
  ...state,
  ...money,
  ...dates,
  ...party,
  ...lines,
  ...rest,
}
