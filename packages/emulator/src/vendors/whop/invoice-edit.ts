import type { Desk } from './call.ts'
import type { Company, PlanTerms, StoredInvoice } from './entities.ts'
import { errorOf, invalidRequest, type WhopError } from './errors.ts'
import type { Given } from './field-reader.ts'
import type { AddressOrder, InvoiceChanges } from './invoice-changes.ts'
import { pricedLines } from './line-items.ts'
import { memberByEmail } from './payers.ts'
import { changedTerms } from './plan-changes.ts'

/** An invoice as a request would have it, before anything is stored. */
export interface EditedInvoice {
  readonly invoice: StoredInvoice
  readonly terms: PlanTerms
  /** To be kept under an id of its own. */
  readonly newAddress: AddressOrder | null
}

export type Edit =
  | { readonly ok: true; readonly edited: EditedInvoice }
  | { readonly ok: false; readonly error: WhopError }

/** guess: null clears, the list of lines is replaced as a whole, the plan is changed key by key. */
const keptOr = <T>(given: Given<T>, kept: T | null): T | null => (given === undefined ? kept : given)

/** The changes laid over an invoice; the rules hold for the result. `problems` come from reading the request. */
export function editInvoice(
  desk: Desk,
  company: Company,
  before: { readonly invoice: StoredInvoice; readonly terms: PlanTerms },
  changes: InvoiceChanges,
  problems: string[],
): Edit {
  const { switches } = desk
  const terms =
    changes.plan === undefined || changes.plan === null
      ? before.terms
      : changedTerms(before.terms, changes.plan, switches, problems)
  const orders = changes.lines === undefined ? before.invoice.lines : (changes.lines ?? [])
  const lines = pricedLines(
    orders.map(({ label, quantity, unitPrice }) => ({ label, quantity, unitPrice })),
    terms,
    switches,
    problems,
  )
  const invoice = { ...withPlainFields(before.invoice, changes), lines }
  problems.push(...datesProblems(desk, changes))
  if (switches.zeroTotal === 'refuse' && terms.initialPrice === 0 && terms.renewalPrice === 0) {
    problems.push('The price must not be zero')
  }
  const [first] = problems
  if (first !== undefined)
    return { ok: false, error: errorOf(switches.validationStatus, problems.join('; ')) }
  const { billingAddress, mailingAddressId } = changes
  if (isGiven(billingAddress) && isGiven(mailingAddressId)) {
    const message = 'billing_address and mailing_address_id exclude each other'
    return { ok: false, error: errorOf(switches.validationStatus, message) }
  }
  const unknown = unknownReference(desk, company, changes)
  if (unknown !== null) return { ok: false, error: errorOf(switches.unknownReferenceStatus, unknown) }
  return {
    ok: true,
    edited: {
      invoice: withCustomer(desk, company, invoice, changes),
      terms,
      newAddress: billingAddress ?? null,
    },
  }
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null

function withPlainFields(before: StoredInvoice, changes: InvoiceChanges): StoredInvoice {
  const address = changes.billingAddress === null ? null : before.mailingAddressId
  return {
    ...before,
    collectionMethod: changes.collectionMethod ?? before.collectionMethod,
    productId: changes.productId ?? before.productId,
    memberId: keptOr(changes.memberId, before.memberId),
    emailAddress: keptOr(changes.emailAddress, before.emailAddress),
    customerName: keptOr(changes.customerName, before.customerName),
    dueAtMs: keptOr(changes.dueAtMs, before.dueAtMs),
    finalizesAtMs: keptOr(changes.finalizesAtMs, before.finalizesAtMs),
    anchorAtMs: keptOr(changes.anchorAtMs, before.anchorAtMs),
    mailingAddressId: keptOr(changes.mailingAddressId, address),
    paymentMethodId: keptOr(changes.paymentMethodId, before.paymentMethodId),
    chargeBuyerFee:
      changes.chargeBuyerFee ?? (changes.chargeBuyerFee === null ? false : before.chargeBuyerFee),
  }
}

function datesProblems(
  { switches, surroundings }: Desk,
  { finalizesAtMs }: InvoiceChanges,
): readonly string[] {
  const isPast = isGiven(finalizesAtMs) && Number(finalizesAtMs) <= surroundings.clock.now()
  return isPast && switches.pastFinalization === 'refuse' ? ['automatically_finalizes_at must lie ahead'] : []
}

function unknownReference({ store }: Desk, company: Company, changes: InvoiceChanges): string | null {
  const { products, members, addresses } = store.shelf(company.name)
  const references = [
    ['product', changes.productId, products],
    ['member', changes.memberId, members],
    ['mailing address', changes.mailingAddressId, addresses],
  ] as const
  for (const [what, id, collection] of references) {
    if (id !== undefined && id !== null && collection.get(id) === undefined)
      return `No ${what} has the id ${id}`
  }
  return null
}

/** A member brings an e-mail address along; guess: an address that is a member's stands for that member. */
function withCustomer(
  desk: Desk,
  company: Company,
  invoice: StoredInvoice,
  changes: InvoiceChanges,
): StoredInvoice {
  if (invoice.memberId === null) {
    const member = changes.memberId === null ? undefined : memberByEmail(desk, company, invoice.emailAddress)
    return member === undefined ? invoice : { ...invoice, memberId: member.id }
  }
  const member = desk.store.shelf(company.name).members.get(invoice.memberId)
  const emailAddress = changes.emailAddress ?? (isGiven(changes.memberId) ? null : invoice.emailAddress)
  return { ...invoice, emailAddress: emailAddress ?? member?.email ?? null }
}

export const notAnObject: WhopError = invalidRequest('The body must be an object')
