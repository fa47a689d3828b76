import type { Call } from './call.ts'
import type { StoredInvoice, StoredProduct } from './entities.ts'
import type { AddressOrder } from './invoice-changes.ts'
import type { Beginning } from './invoice-creation.ts'
import type { EditedInvoice } from './invoice-edit.ts'
import { nextInvoiceNumber } from './numbering.ts'
import { afterOpening, watchFinalization } from './opening.ts'
import { enrol } from './payers.ts'
import { newTaxKind, taxOf } from './pricing.ts'
import { buildProduct } from './product-building.ts'
import { reportInvoice } from './reports.ts'
import { nextId } from './whop-ids.ts'

/** Stores a new invoice with its plan, and lets its life begin. */
export function storeNewInvoice(call: Call, edited: EditedInvoice, beginning: Beginning): StoredInvoice {
  const { desk, company, conditions } = call
  const { store, switches, surroundings } = desk
  const nowMs = surroundings.clock.tick()
  const id = nextId(surroundings, 'inv')
  const planId = nextId(surroundings, 'plan')
  const isDraft = beginning.savesAsDraft || opensLater(call, edited.invoice)
  const productId = productFor(call, edited, beginning, nowMs)
  store.putPlan({
    ...edited.terms,
    ...taxOf(edited.terms, newTaxKind(switches), switches),
    id: planId,
    account: company.name,
    productId,
    invoiceId: id,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  })
  const isNumbered = !isDraft || switches.numbering === 'at_creation'
  const invoice = store.commit({
    invoice: {
      ...withStoredAddress(call, edited.invoice, edited.newAddress),
      id,
      planId,
      productId,
      memberId: memberIdFor(call, edited.invoice),
      number: isNumbered ? nextInvoiceNumber(desk, company.name) : '',
      status: isDraft ? 'draft' : 'open',
      openedAtMs: isDraft ? null : nowMs,
      createdAtMs: nowMs,
      updatedAtMs: nowMs,
    },
    event: 'created',
    by: 'api',
    operation: call.operation,
  })
  conditions.created(id)
  conditions.created(planId)
  if (!isDraft || switches.draftsFireCreated) reportInvoice(desk, company, 'invoice.created', invoice)
  return beginLife(call, invoice)
}

/** What the clock has in store for it may happen at once; answers the invoice as it is then. */
export function beginLife({ desk, company }: Call, invoice: StoredInvoice): StoredInvoice {
  if (invoice.status === 'open') return afterOpening(desk, company, invoice)
  watchFinalization(desk, company, invoice)
  return desk.store.shelf(company.name).invoices.get(invoice.id) ?? invoice
}

function opensLater({ desk }: Call, { finalizesAtMs }: StoredInvoice): boolean {
  const { scheduledBirth } = desk.switches
  return scheduledBirth === 'draft' && finalizesAtMs !== null && finalizesAtMs > desk.surroundings.clock.now()
}

function productFor(call: Call, edited: EditedInvoice, beginning: Beginning, nowMs: number): string {
  const { productTitle: title, productTaxCodeId: taxCodeId } = beginning
  if (title === null) return edited.invoice.productId
  const product: StoredProduct = buildProduct(call, { title, taxCodeId, nowMs })
  // Part of the one write that the invoice is.
  call.desk.store.putProduct(product, null)
  return product.id
}

function memberIdFor({ desk, company }: Call, invoice: StoredInvoice): string | null {
  const { memberId, emailAddress: email, customerName: name } = invoice
  if (memberId !== null || email === null || desk.switches.customerByEmail !== 'member_at_once')
    return memberId
  return enrol(desk, company, { name, email }).id
}

export function withStoredAddress(
  { desk, company }: Call,
  invoice: StoredInvoice,
  fields: AddressOrder | null,
): StoredInvoice {
  if (fields === null) return invoice
  const id = nextId(desk.surroundings, 'ma')
  desk.store.putAddress({ id, account: company.name, fields, createdAtMs: desk.surroundings.clock.now() })
  return { ...invoice, mailingAddressId: id }
}
