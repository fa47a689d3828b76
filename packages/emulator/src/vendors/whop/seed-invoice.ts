import {
  addExactly,
  type InvoiceSeed,
  type LedgerHistoryEntry,
  type LineSeed,
  parseInstant,
} from '../frame.ts'
import type { Desk } from './call.ts'
import { digitsOf, type WhopCurrency } from './currencies.ts'
import { exactly, wireNumber, wireScale } from './decimals.ts'
import type {
  Company,
  InvoiceStatus,
  PlanTax,
  PlanTerms,
  StoredInvoice,
  StoredLine,
  StoredMember,
  StoredPlan,
} from './entities.ts'
import { ledgerStatusOf, statusFromLedger } from './ledger-projection.ts'
import { nextInvoiceNumber } from './numbering.ts'
import { blankTerms } from './plan-changes.ts'
import { seededProduct } from './seed-product.ts'
import { nextId } from './whop-ids.ts'

interface SeedPlace {
  readonly desk: Desk
  readonly company: Company
  readonly member: StoredMember
  readonly currency: WhopCurrency
}

export interface SeededInvoice {
  readonly invoice: StoredInvoice
  readonly plan: StoredPlan
}

export function seededInvoice(seed: InvoiceSeed, place: SeedPlace): SeededInvoice {
  const { desk, company, currency } = place
  const dates = datesOf(seed, desk)
  const product = seededProduct(seed.whop?.product ?? 'Services', desk, company, dates.createdAtMs)
  const ids = {
    account: company.name,
    id: seed.id ?? nextId(desk.surroundings, 'inv'),
    planId: nextId(desk.surroundings, 'plan'),
    productId: product.id,
  }
  const plan: StoredPlan = {
    ...termsOf(seed, currency),
    ...taxOfSeed(seed),
    id: ids.planId,
    account: ids.account,
    productId: ids.productId,
    invoiceId: ids.id,
    createdAtMs: dates.createdAtMs,
    updatedAtMs: dates.createdAtMs,
  }
  const number = seed.number ?? nextInvoiceNumber(desk, company.name)
  return { invoice: { ...invoiceOf(seed, place, dates), ...ids, number }, plan }
}

function invoiceOf(seed: InvoiceSeed, place: SeedPlace, dates: SeedDates) {
  const { desk, member, currency } = place
  const { createdAtMs, updatedAtMs, issuedAtMs, dueAtMs } = dates
  const { collectionMethod = 'send_invoice', finalizesAt, buyerFee, withoutLineItems } = seed.whop ?? {}
  const status = statusOf(seed, dueAtMs, desk)
  return {
    status,
    deleted: false,
    collectionMethod,
    memberId: member.id,
    customerName: member.name,
    emailAddress: member.email,
    lines: withoutLineItems === true ? [] : seed.lines.map((line) => seededLine(line, currency)),
    chargeBuyerFee: buyerFee ?? false,
    paymentMethodId: collectionMethod === 'charge_automatically' ? 'pmt_seeded' : null,
    mailingAddressId: null,
    dueAtMs,
    finalizesAtMs: finalizesAt === undefined ? null : parseInstant(finalizesAt),
    anchorAtMs: null,
    openedAtMs: status === 'draft' ? null : issuedAtMs,
    createdAtMs,
    updatedAtMs,
    paymentId: null,
    clearingPaymentId: null,
    history: historyOf(status, createdAtMs, updatedAtMs),
  }
}

/** An open one whose date has passed has been past due since then. */
function statusOf(
  seed: InvoiceSeed,
  dueAtMs: number | null,
  { surroundings, switches }: Desk,
): InvoiceStatus {
  const status = statusFromLedger[seed.status]
  const isDue = dueAtMs !== null && dueAtMs + switches.pastDueAfterMs <= surroundings.clock.now()
  const isWaiting =
    seed.whop?.clearsAt !== undefined || seed.whop?.collectionMethod === 'charge_automatically'
  return status === 'open' && isDue && !isWaiting ? 'past_due' : status
}

interface SeedDates {
  readonly createdAtMs: number
  readonly updatedAtMs: number
  readonly issuedAtMs: number
  readonly dueAtMs: number | null
}

function datesOf(seed: InvoiceSeed, { surroundings }: Desk): SeedDates {
  const at = (text: string | undefined, otherwise: number): number =>
    text === undefined ? otherwise : parseInstant(text)
  const createdAtMs = seed.createdAt === undefined ? surroundings.clock.tick() : parseInstant(seed.createdAt)
  return {
    createdAtMs,
    updatedAtMs: at(seed.updatedAt, createdAtMs),
    issuedAtMs: at(seed.issuedAt, createdAtMs),
    dueAtMs: seed.dueAt === undefined ? null : parseInstant(seed.dueAt),
  }
}

function termsOf(seed: InvoiceSeed, currency: WhopCurrency): PlanTerms {
  const price = seed.subtotal ?? seed.lines.reduce((sum, line) => addExactly(sum, line.amount), 0)
  const renewal = seed.whop?.renewal
  return {
    ...blankTerms,
    planType: renewal === undefined ? 'one_time' : 'renewal',
    initialPrice: addExactly(price, -(renewal?.price ?? 0)),
    renewalPrice: renewal?.price ?? 0,
    billingPeriod: renewal === undefined ? null : (renewal.days ?? 30),
    currency,
    description: seed.memo ?? null,
    internalNotes: seed.whop?.internalNotes ?? null,
  }
}

function taxOfSeed(seed: InvoiceSeed): PlanTax {
  const taxAmount = seed.tax ?? 0
  const collectTax = taxAmount !== 0
  return { taxAmount, collectTax, taxType: seed.whop?.taxType ?? (collectTax ? 'exclusive' : 'unspecified') }
}

function seededLine(seed: LineSeed, currency: WhopCurrency): StoredLine {
  const quantity = seed.quantity ?? 1
  const digits = digitsOf(currency)
  const unitPrice =
    seed.unitRate === undefined
      ? evenPrice(seed.amount, quantity, digits)
      : wireNumber(seed.unitRate, digits + 2)
  return { label: seed.description, quantity, unitPrice, total: seed.amount }
}

/** Exact where the division is, else rounded to a hundredth of the smallest unit. */
function evenPrice(amount: number, quantity: number, digits: number): number {
  const count = exactly(quantity)
  if (count === null || count === 0n) return 0
  const fine = (BigInt(amount) * 10_000n * 10n ** BigInt(wireScale)) / count
  return wireNumber(Number((fine + (fine < 0n ? -50n : 50n)) / 100n), digits + 2)
}

/** A draft was only created; everything else was open from its creation until its last update. */
function historyOf(
  status: InvoiceStatus,
  createdAtMs: number,
  updatedAtMs: number,
): readonly LedgerHistoryEntry[] {
  const to = ledgerStatusOf[status]
  const born = to === 'draft' ? 'draft' : 'open'
  const iso = (instant: number): string => new Date(instant).toISOString()
  const created = { at: iso(createdAtMs), event: 'created', from: null, to: born, by: 'seed' } as const
  if (to === born) return [created]
  return [created, { at: iso(updatedAtMs), event: 'status_changed', from: 'open', to, by: 'seed' }]
}
