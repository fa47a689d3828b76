import type { NewInvoice, NewInvoiceLine } from '../invoice/new-invoice.ts'
import type { Capabilities } from './capabilities.ts'
import type { CanonicalField } from './coverage.ts'

/** A field with a value that the vendor would not hold as given. */
export interface Loss {
  field: CanonicalField
  /** `dropped`: the vendor has no place for it. `decided_by_vendor`: it has, and fills it itself. */
  effect: 'dropped' | 'decided_by_vendor'
  message: string
}

function someLine(has: (line: NewInvoiceLine) => boolean): (invoice: NewInvoice) => boolean {
  return (invoice) => invoice.lines.some(has)
}

/** Whether the input gives the field a value that would be missed. */
const hasValue: Partial<Record<CanonicalField, (invoice: NewInvoice) => boolean>> = {
  number: (invoice) => invoice.number !== undefined,
  externalId: () => true,
  collection: (invoice) => invoice.collection !== undefined,
  issuedAt: (invoice) => invoice.issuedAt !== undefined,
  dueAt: (invoice) => invoice.dueAt !== undefined,
  memo: (invoice) => invoice.memo !== undefined,
  // Where the vendor keeps these with the customer, they would be dropped beside the reference to it.
  'customer.externalId': ({ customer }) => customer.externalId !== undefined,
  'customer.name': ({ customer }) => customer.name !== undefined,
  'customer.email': ({ customer }) => customer.email !== undefined,
  'customer.address': ({ customer }) => customer.address !== undefined,
  purchaseOrder: (invoice) => invoice.purchaseOrder !== undefined,
  metadata: (invoice) => Object.keys(invoice.metadata ?? {}).length > 0,
  'lines.description': () => true,
  'lines.amount': () => true,
  // One piece at the line's own amount says nothing that the amount does not say.
  'lines.quantity': someLine((line) => line.quantity !== undefined && line.quantity !== '1'),
  'lines.unitPrice': someLine((line) => line.unitPrice !== undefined && line.quantity !== '1'),
  'lines.tax': someLine((line) => line.tax !== undefined && line.tax !== 0),
  'lines.taxRate': someLine((line) => line.taxRate !== undefined),
  'lines.metadata': someLine((line) => Object.keys(line.metadata ?? {}).length > 0),
}

/**
 * What would be lost by creating this invoice with that adapter: worked out from its coverage data and the values that the
 * input really has. Pure; `create`, the dry run and the migration plan all ask it. Currency is not among them: an
 * adapter compares it, and never lets it go.
 */
export function losses(adapter: { capabilities: Capabilities }, invoice: NewInvoice): Loss[] {
  const { coverage, create, provider } = adapter.capabilities
  const found: Loss[] = []
  if (create.maximumLines !== null && invoice.lines.length > create.maximumLines) {
    const message = `${provider} holds ${create.maximumLines} line(s) and this has ${invoice.lines.length}; they would become one amount`
    found.push({ field: 'lines', effect: 'dropped', message })
  }
  for (const [field, given] of Object.entries(hasValue) as [
    CanonicalField,
    (invoice: NewInvoice) => boolean,
  ][]) {
    const { write, note } = coverage[field]
    if (write === 'yes' || !given(invoice)) continue
    const because = note === null ? '' : ` (${note})`
    if (write === 'no')
      found.push({ field, effect: 'dropped', message: `${provider} cannot hold it${because}` })
    else
      found.push({ field, effect: 'decided_by_vendor', message: `${provider} decides it itself${because}` })
  }
  return found
}
