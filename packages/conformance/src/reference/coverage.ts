import {
  type CanonicalField,
  type Coverage,
  canonicalFields,
  type FieldCoverage,
} from '@invoice-adapters/core'

type Row = [read: FieldCoverage['read'], write: FieldCoverage['write'], note?: string]

const never: Row = ['never', 'no']

/** What is not listed here is neither read nor written. */
const rows: Partial<Record<CanonicalField, Row>> = {
  'source.mode': ['reported', 'fixed'],
  'source.apiVersion': ['reported', 'fixed'],
  number: ['reported', 'yes'],
  externalId: ['reported', 'yes'],
  kind: ['reported', 'yes'],
  status: ['reported', 'fixed', 'past due is worked out from the due date'],
  providerStatus: ['reported', 'fixed'],
  collection: ['reported', 'yes'],
  currency: ['reported', 'yes'],
  taxInclusive: ['derived', 'fixed', 'tax always comes on top'],
  subtotal: ['reported', 'fixed'],
  discount: ['reported', 'no'],
  creditApplied: ['derived', 'no', 'always 0: there is no credit at this vendor'],
  tax: ['reported', 'fixed'],
  total: ['reported', 'yes'],
  amountPaid: ['reported', 'no'],
  amountDue: ['derived', 'fixed', 'from status, total and amountPaid'],
  amountRefunded: ['reported', 'no'],
  createdAt: ['reported', 'fixed'],
  issuedAt: ['reported', 'fixed', 'stamped when it is issued'],
  dueAt: ['reported', 'yes'],
  paidAt: ['reported', 'no'],
  voidedAt: ['reported', 'no'],
  updatedAt: ['reported', 'fixed'],
  'customer.id': ['reported', 'yes'],
  'customer.externalId': ['reported', 'yes'],
  'customer.name': ['reported', 'yes'],
  'customer.email': ['reported', 'yes'],
  'customer.address': ['reported', 'yes'],
  lines: ['reported', 'yes'],
  'lines.id': ['reported', 'fixed'],
  'lines.description': ['reported', 'yes'],
  'lines.kind': ['reported', 'fixed'],
  'lines.quantity': ['reported', 'yes'],
  'lines.unitPrice': ['reported', 'yes'],
  'lines.tax': ['reported', 'yes'],
  'lines.taxRate': ['reported', 'yes'],
  'lines.amount': ['reported', 'yes'],
  payments: ['reported', 'no'],
  'payments.id': ['reported', 'no'],
  'payments.amount': ['reported', 'no'],
  'payments.at': ['reported', 'no'],
  'payments.kind': ['reported', 'no'],
  memo: ['reported', 'yes'],
  links: ['reported', 'fixed'],
  metadata: ['reported', 'yes'],
}

function fieldCoverage([read, write, note = '']: Row): FieldCoverage {
  const evidence = 'documented' as const
  return { read, readEvidence: evidence, write, writeEvidence: evidence, note: note === '' ? null : note }
}

/** The same with nothing written, for an adapter that cannot create. */
export function referenceCoverage(creates: boolean): Coverage {
  const entries = canonicalFields.map((field): [CanonicalField, FieldCoverage] => {
    const row = fieldCoverage(rows[field] ?? never)
    return [field, creates || row.write !== 'yes' ? row : { ...row, write: 'no' }]
  })
  return Object.fromEntries(entries) as Coverage
}
