import type { Desk } from './call.ts'
import type { Company, PlanTerms, StoredInvoice } from './entities.ts'
import { errorOf, invalidRequest, type WhopError } from './errors.ts'
import type { Given } from './field-reader.ts'
import type { AddressOrder, InvoiceChanges } from './invoice-changes.ts'
import { pricedLines } from './line-items.ts'
import { memberByEmail } from './payers.ts'
import { changedTerms } from './plan-changes.ts'
import { isSamePrice } from './pricing.ts'
import type { WhopSwitches } from './switches.ts'

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
  const { terms, lines } = pricedAnew(before, changes, switches, problems)
  problems.push(...otherProblems(desk, terms, changes))
  if (problems.length > 0) return refusal(switches.validationStatus, problems.join('; '))
  const unknown = unknownReference(desk, company, changes)
  if (unknown !== null) return refusal(switches.unknownReferenceStatus, unknown)
  const invoice = withCustomer(desk, company, { ...withPlainFields(before.invoice, changes), lines }, changes)
  return { ok: true, edited: { invoice, terms, newAddress: changes.billingAddress ?? null } }
}

const refusal = (status: number, message: string): Edit => ({ ok: false, error: errorOf(status, message) })

/** Prices and lines belong together: lines are priced again when only the price or the currency changes. */
function pricedAnew(
  before: { readonly invoice: StoredInvoice; readonly terms: PlanTerms },
  { plan, lines }: InvoiceChanges,
  switches: WhopSwitches,
  problems: string[],
) {
  const terms = isAbsent(plan) ? before.terms : changedTerms(before.terms, plan, switches, problems)
  if (lines === undefined && isSamePrice(terms, before.terms)) return { terms, lines: before.invoice.lines }
  const orders = lines === undefined ? before.invoice.lines : (lines ?? [])
  const plain = orders.map(({ label, quantity, unitPrice }) => ({ label, quantity, unitPrice }))
  return { terms, lines: pricedLines(plain, terms, switches, problems) }
}

const isAbsent = <T>(value: Given<T>): value is null | undefined => value === undefined || value === null

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

function otherProblems(
  { switches, surroundings }: Desk,
  terms: PlanTerms,
  changes: InvoiceChanges,
): readonly string[] {
  const { finalizesAtMs, billingAddress, mailingAddressId } = changes
  const problems: string[] = []
  const isPast = !isAbsent(finalizesAtMs) && finalizesAtMs <= surroundings.clock.now()
  if (isPast && switches.pastFinalization === 'refuse') {
    problems.push('automatically_finalizes_at must lie ahead')
  }
  if (switches.zeroTotal === 'refuse' && terms.initialPrice === 0 && terms.renewalPrice === 0) {
    problems.push('The price must not be zero')
  }
  if (!isAbsent(billingAddress) && !isAbsent(mailingAddressId)) {
    problems.push('billing_address and mailing_address_id exclude each other')
  }
  return problems
}

function unknownReference({ store }: Desk, company: Company, changes: InvoiceChanges): string | null {
  const { products, members, addresses } = store.shelf(company.name)
  const references = [
    ['product', changes.productId, products],
    ['member', changes.memberId, members],
    ['mailing address', changes.mailingAddressId, addresses],
  ] as const
  for (const [what, id, collection] of references) {
    if (!isAbsent(id) && collection.get(id) === undefined) return `No ${what} has the id ${id}`
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
  const emailAddress = changes.emailAddress ?? (isAbsent(changes.memberId) ? invoice.emailAddress : null)
  return { ...invoice, emailAddress: emailAddress ?? member?.email ?? null }
}

export const notAnObject: WhopError = invalidRequest('The body must be an object')
