import type {
  Invoice,
  InvoiceCustomer,
  InvoiceLine,
  InvoicePayment,
  InvoiceSource,
} from '@invoice-adapters/core'

/** Every field of the canonical invoice, so that a new one cannot stay undescribed. A list's fields are `lines.amount`. */
export type FieldPath =
  | Exclude<keyof Invoice, 'source' | 'customer'>
  | `source.${keyof InvoiceSource}`
  | `customer.${keyof InvoiceCustomer}`
  | `lines.${keyof InvoiceLine}`
  | `payments.${keyof InvoicePayment}`

export interface FieldFacts {
  meaning: string
  /** Empty: text or a list of the fields below it. */
  unit: string
  /** The business term or group of EN 16931; empty where the standard has none. */
  term: string
}

const minorUnits = 'minor units'
const instant = 'RFC 3339, UTC'

function fact(meaning: string, unit = '', term = ''): FieldFacts {
  return { meaning, unit, term }
}

export const fieldFacts: Record<FieldPath, FieldFacts> = {
  schemaVersion: fact('Version of this model', 'always 1'),
  'source.provider': fact('The vendor, by the name of its adapter'),
  'source.account': fact('The account, by the local name given in the options of the adapter'),
  'source.mode': fact('Real money or the sandbox of the vendor', '`live`, `test`'),
  'source.id': fact('The id of the vendor; together with vendor and account it names an invoice for ever'),
  'source.apiVersion': fact('The version of the API that was asked'),
  'source.readAt': fact('When the request of this reading began', instant),
  number: fact('The number printed on the document', '', 'BT-1'),
  externalId: fact('The key that the caller gave to `create`'),
  buyerReference: fact('The reference that the buyer asked for', '', 'BT-10'),
  subscriptionId: fact('The subscription that the invoice belongs to, by the id of the vendor'),
  kind: fact('An invoice, or a credit note, whose amounts stay negative', '`invoice`, `credit_note`', 'BT-3'),
  corrects: fact('Number of the invoice that a credit note corrects', '', 'BT-25'),
  status: fact('One of the closed set of [statuses](statuses.md)'),
  providerStatus: fact('The word of the vendor, unchanged'),
  paymentPending: fact('A payment has begun and is not settled yet', 'true, false'),
  collection: fact(
    'Whether a bill is sent or a stored method charged',
    '`send_invoice`, `charge_automatically`',
  ),
  opensAt: fact('When a draft will open by itself', instant),
  currency: fact('The currency of all amounts', 'ISO 4217, upper case', 'BT-5'),
  minorUnitDigits: fact('How many digits the minor unit has: 2 for USD, 0 for JPY, 3 for KWD', 'digits'),
  taxInclusive: fact('Whether the amounts of the lines contain the tax', 'true, false'),
  subtotal: fact('The lines together, before what applies to the whole document', minorUnits, 'BT-106'),
  discount: fact('Discount on the whole document', minorUnits, 'BT-107'),
  tax: fact('Tax of the whole document', minorUnits, 'BT-110'),
  creditApplied: fact('Credit that lowers the total', minorUnits),
  total: fact('What is billed in all, tax included', minorUnits, 'BT-112'),
  amountPaid: fact('What has been paid', minorUnits, 'BT-113'),
  amountDue: fact(
    'What is still to be paid: total less paid while payable, 0 when paid or void',
    minorUnits,
    'BT-115',
  ),
  amountRefunded: fact('What went back to the customer', minorUnits),
  createdAt: fact('When the vendor made the record', instant),
  issuedAt: fact('The date of the invoice', instant, 'BT-2'),
  dueAt: fact('When payment is due', instant, 'BT-9'),
  paidAt: fact('When it was settled', instant),
  voidedAt: fact('When it was cancelled', instant),
  updatedAt: fact('When the vendor last changed the record', instant),
  periodStart: fact('Beginning of the period billed', instant, 'BT-73'),
  periodEnd: fact('End of the period billed', instant, 'BT-74'),
  'customer.id': fact('The customer, by the id of the vendor', '', 'BT-46'),
  'customer.externalId': fact('The customer, by the id of the application'),
  'customer.name': fact('Name', '', 'BT-44'),
  'customer.email': fact('E-mail address', '', 'BT-58'),
  'customer.address': fact('Postal address', '', 'BG-8'),
  lines: fact('The lines; null in a summary that does not tell them', '', 'BG-25'),
  'lines.id': fact('The line, by the id of the vendor', '', 'BT-126'),
  'lines.description': fact('What is billed', '', 'BT-153'),
  'lines.kind': fact(
    'What sort of line it is',
    '`item`, `subscription`, `usage`, `discount`, `credit`, `prepayment`, `unknown`',
  ),
  'lines.providerKind': fact('The word of the vendor for it, unchanged'),
  'lines.quantity': fact('How many', 'decimal text', 'BT-129'),
  'lines.unitPrice': fact(
    'Price of one; may be finer than the minor unit',
    'decimal text, major units',
    'BT-146',
  ),
  'lines.discount': fact('Discount on the line', minorUnits, 'BT-136'),
  'lines.tax': fact('Tax of the line', minorUnits),
  'lines.taxRate': fact('Tax rate of the line', 'percent, decimal text', 'BT-152'),
  'lines.amount': fact('What the line adds to the invoice', minorUnits, 'BT-131'),
  'lines.periodStart': fact('Beginning of the period the line bills', instant, 'BT-134'),
  'lines.periodEnd': fact('End of the period the line bills', instant, 'BT-135'),
  'lines.metadata': fact('Free data of the caller', 'JSON'),
  payments: fact('What settled it, in whole or in part; null where it is not told'),
  'payments.id': fact('The payment, by the id of the vendor'),
  'payments.amount': fact('How much', minorUnits),
  'payments.at': fact('When', instant),
  'payments.kind': fact('Money, credit of the customer, or given up', '`payment`, `credit`, `write_off`'),
  memo: fact('Free text on the document', '', 'BT-22'),
  purchaseOrder: fact('Number of the order of the buyer', '', 'BT-13'),
  links: fact(
    'Pages and documents, each `pay`, `pdf` or `view`; never followed with credentials',
    'URLs',
    'BG-24',
  ),
  metadata: fact('Free data of the caller', 'JSON'),
  detail: fact('Whether a list told less than a single read would', '`summary`, `full`'),
  derived: fact('Everything worked out instead of read: which field, from what, by which rule'),
  notes: fact('Why a reading deserves a second look; a remark, never a correction'),
  raw: fact('The answers of the vendor by call, secrets replaced; null when switched off', 'JSON'),
}

/** Headings of the reference and the fields below them, in order. */
export const fieldGroups: { title: string; fields: FieldPath[] }[] = [
  {
    title: 'Identity',
    fields: pick(
      'schemaVersion',
      'source.provider',
      'source.account',
      'source.mode',
      'source.id',
      'source.apiVersion',
      'source.readAt',
      'number',
      'externalId',
      'buyerReference',
      'subscriptionId',
    ),
  },
  { title: 'Kind', fields: pick('kind', 'corrects') },
  { title: 'State', fields: pick('status', 'providerStatus', 'paymentPending', 'collection', 'opensAt') },
  {
    title: 'Money',
    fields: pick(
      'currency',
      'minorUnitDigits',
      'taxInclusive',
      'subtotal',
      'discount',
      'tax',
      'creditApplied',
      'total',
      'amountPaid',
      'amountDue',
      'amountRefunded',
    ),
  },
  {
    title: 'Dates',
    fields: pick(
      'createdAt',
      'issuedAt',
      'dueAt',
      'paidAt',
      'voidedAt',
      'updatedAt',
      'periodStart',
      'periodEnd',
    ),
  },
  { title: 'Customer', fields: below('customer') },
  { title: 'Lines', fields: [...pick('lines'), ...below('lines')] },
  { title: 'Payments', fields: [...pick('payments'), ...below('payments')] },
  { title: 'Text', fields: pick('memo', 'purchaseOrder', 'links', 'metadata') },
  { title: 'Honesty', fields: pick('detail', 'derived', 'notes', 'raw') },
]

function pick(...fields: FieldPath[]): FieldPath[] {
  return fields
}

function below(list: 'customer' | 'lines' | 'payments'): FieldPath[] {
  return (Object.keys(fieldFacts) as FieldPath[]).filter((path) => path.startsWith(`${list}.`))
}
