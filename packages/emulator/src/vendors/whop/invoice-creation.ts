import { isRecord } from '../frame.ts'
import { type Call, found, type Handler, refuse } from './call.ts'
import type { StoredInvoice } from './entities.ts'
import { errorOf, invalidRequest, missingParameter, type WhopError } from './errors.ts'
import { readerOf } from './field-reader.ts'
import { formatInvoice } from './format-invoice.ts'
import { type InvoiceChanges, readInvoiceChanges } from './invoice-changes.ts'
import { editInvoice, notAnObject } from './invoice-edit.ts'
import { formattingOf } from './invoice-reads.ts'
import { missingToOpen } from './invoice-rules.ts'
import { storeNewInvoice } from './invoice-storing.ts'
import { blankTerms } from './plan-changes.ts'
import { sellerError } from './sellers.ts'

/** What only a create says. */
export interface Beginning {
  /** A product to be made; null for one that is there. */
  readonly productTitle: string | null
  readonly productTaxCodeId: string | null
  readonly savesAsDraft: boolean
}

export const createInvoice: Handler = (call) => {
  const { body, desk, company } = call
  if (!isRecord(body)) return refuse(notAnObject)
  const misnamed = sellerError(call, 'invoices', (name) => body[name], true)
  if (misnamed !== null) return refuse(misnamed)

  const problems: string[] = []
  const changes = readInvoiceChanges(body, problems)
  const beginning = readBeginning(body, problems)
  const incomplete = incompleteness(body, changes)
  if (incomplete !== null) return refuse(incomplete)
  const blank = { invoice: blankInvoice(company.name), terms: { ...blankTerms } }
  const edit = editInvoice(desk, company, blank, changes, problems)
  if (!edit.ok) return refuse(edit.error)

  const { invoice } = edit.edited
  const refusal = beginning.savesAsDraft ? null : openingRefusal(call, invoice)
  if (refusal !== null) return refuse(refusal)
  const stored = storeNewInvoice(call, edit.edited, beginning)
  return found(formatInvoice(stored, formattingOf(call)), desk.switches.createStatus)
}

function readBeginning(body: Record<string, unknown>, problems: string[]): Beginning {
  const fields = readerOf(body, problems)
  const product = fields.object('product')
  const ofProduct = readerOf(product ?? {}, problems, 'product.')
  return {
    productTitle: ofProduct.text('title') ?? null,
    productTaxCodeId: ofProduct.text('product_tax_code_id') ?? null,
    savesAsDraft: fields.flag('save_as_draft') ?? false,
  }
}

/** Documented: what every create needs, drafts too; exactly one of the two ways to name the product. */
function incompleteness(body: Record<string, unknown>, changes: InvoiceChanges): WhopError | null {
  const lacks = (name: string): boolean => body[name] === undefined || body[name] === null
  for (const name of ['collection_method', 'plan']) if (lacks(name)) return missingParameter(name)
  if (lacks('product') && lacks('product_id')) return missingParameter('product_id')
  if (!lacks('product') && !lacks('product_id')) {
    return invalidRequest('product and product_id exclude each other')
  }
  const { product } = body
  const hasTitle = isRecord(product) && typeof product.title === 'string'
  return changes.productId === undefined && !hasTitle ? missingParameter('product.title') : null
}

/** Why an invoice cannot be made that is no mere draft. */
function openingRefusal({ desk }: Call, invoice: StoredInvoice): WhopError | null {
  const missing = missingToOpen(invoice)
  if (missing !== null) return missingParameter(missing)
  const { switches, surroundings } = desk
  const isPast = invoice.dueAtMs !== null && invoice.dueAtMs <= surroundings.clock.now()
  return isPast && switches.pastDueDate === 'refuse'
    ? errorOf(switches.validationStatus, 'due_date must lie ahead')
    : null
}

function blankInvoice(account: string): StoredInvoice {
  return {
    id: '',
    account,
    number: '',
    status: 'draft',
    deleted: false,
    collectionMethod: 'send_invoice',
    planId: '',
    productId: '',
    memberId: null,
    customerName: null,
    emailAddress: null,
    lines: [],
    chargeBuyerFee: false,
    paymentMethodId: null,
    mailingAddressId: null,
    dueAtMs: null,
    finalizesAtMs: null,
    anchorAtMs: null,
    openedAtMs: null,
    createdAtMs: 0,
    updatedAtMs: 0,
    paymentId: null,
    clearingPaymentId: null,
    history: [],
  }
}
