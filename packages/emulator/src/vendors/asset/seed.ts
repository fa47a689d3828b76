import { addExactly, type CustomerSeed, type EmulatorData, type InvoiceSeed, parseInstant } from '../frame.ts'
import type { Businesses } from './businesses.ts'
import type { Desk } from './call.ts'
import type { Business, InvoiceStatus, StoredCustomer, StoredInvoice, StoredPayment } from './entities.ts'
import { nextId } from './identifiers.ts'
import { statusFromLedger } from './ledger-projection.ts'
import { createOutsideEvents } from './outside.ts'
import { seedHistory } from './seed-history.ts'
import { seedLines } from './seed-lines.ts'
import { seedRefund } from './seed-refund.ts'
import { newPayment } from './settlement.ts'
import { recordTransaction } from './transaction-book.ts'

export interface Seeding {
  readonly desk: Desk
  readonly businesses: Businesses
}

/** Puts data in place as if it had always been there: no writes. */
export function seedAsset(data: EmulatorData, seeding: Seeding): void {
  for (const account of data.accounts ?? []) {
    if (account.vendor === 'asset') seeding.businesses.found(account)
  }
  for (const customer of data.customers ?? []) {
    if (customer.vendor === 'asset') seedCustomer(customer, seeding)
  }
  for (const invoice of data.invoices ?? []) {
    if (invoice.vendor === 'asset') seedInvoice(invoice, seeding)
  }
}

function seedCustomer(seed: CustomerSeed, { desk, businesses }: Seeding): StoredCustomer {
  const { store, surroundings } = desk
  const business = businesses.named(seed.account)
  refuseForeign(seed.currency, business)
  const id = seed.id ?? nextId(surroundings, 'cus')
  const customer: StoredCustomer = {
    id,
    account: business.name,
    name: seed.name ?? seed.externalId ?? id,
    externalId: seed.externalId ?? null,
    email: seed.email ?? null,
    phoneNumber: null,
    billingAddress: null,
    shippingAddress: null,
    credit: 0,
    createdAtMs: seed.createdAt === undefined ? surroundings.clock.tick() : parseInstant(seed.createdAt),
  }
  store.putCustomer(customer, null)
  return customer
}

function customerFor(seed: InvoiceSeed, business: Business, seeding: Seeding): StoredCustomer {
  const { store } = seeding.desk
  const { customers } = store.books(business.name)
  const known = customers.get(seed.customer) ?? store.customerByExternalId(business.name, seed.customer)
  if (known !== undefined) return known
  const named = seed.customer.startsWith('cus_') ? { id: seed.customer } : { externalId: seed.customer }
  return seedCustomer({ vendor: 'asset', account: business.name, ...named }, seeding)
}

function seedInvoice(seed: InvoiceSeed, seeding: Seeding): void {
  const { desk, businesses } = seeding
  const { store, surroundings } = desk
  const business = businesses.named(seed.account)
  refuseForeign(seed.currency, business)
  if (seed.kind === 'credit_note') throw new RangeError('Asset keeps no credit notes among its invoices')
  const customer = customerFor(seed, business, seeding)
  const lines = seedLines(seed, business, desk)
  const total = seed.total ?? lines.reduce((sum, line) => addExactly(sum, line.amount), 0)
  const dates = datesOf(seed, seeding)
  const number = seed.number ?? nextNumber(desk, business.name)
  const status = statusFromLedger[seed.status]
  const invoice: StoredInvoice = {
    id: seed.id ?? nextId(surroundings, 'inv'),
    account: business.name,
    customerId: customer.id,
    number,
    description: seed.memo ?? `Invoice ${number}`,
    source: seed.invoiceType ?? desk.switches.source,
    status,
    total,
    creditAmount: 0,
    amountRefunded: seed.amountRefunded ?? amountRefundedOf(status, total),
    voidedAtMs: status === 'voided' ? dates.updatedAtMs : null,
    ...dates,
    metadata: seed.metadata ?? {},
    tags: {},
    lines,
    payments: seedPayments(seed, { desk, business, number, total, atMs: dates.updatedAtMs }),
    history: seedHistory(status, dates),
  }
  store.commit({ invoice, event: 'created', by: 'seed', operation: 'seed' })
  seedRefund(invoice, business, desk)
  if (seed.uncollectibleAt !== undefined) {
    createOutsideEvents(desk, () => business).markUncollectible(invoice.id, seed.uncollectibleAt)
  }
}

/** What the status says, where the seed does not. */
function amountRefundedOf(status: InvoiceStatus, total: number): number {
  if (status === 'refunded') return total
  return status === 'partially_refunded' ? Math.floor(total / 2) : 0
}

function refuseForeign(given: string | undefined, { name, currency }: Business): void {
  if ((given ?? currency).toUpperCase() === currency) return
  throw new RangeError(`the account ${name} keeps its books in ${currency}, not ${given}`)
}

function datesOf(seed: InvoiceSeed, { desk }: Seeding) {
  const { clock } = desk.surroundings
  const createdAtMs = seed.createdAt === undefined ? clock.tick() : parseInstant(seed.createdAt)
  const at = (text: string | undefined): number => (text === undefined ? createdAtMs : parseInstant(text))
  return {
    createdAtMs,
    updatedAtMs: at(seed.updatedAt),
    sentAtMs: at(seed.issuedAt),
    dueAtMs: at(seed.dueAt),
  }
}

function nextNumber({ store, surroundings }: Desk, account: string): string {
  for (;;) {
    const count = surroundings.ids.count(`asset invoice number ${account}`)
    const number = `INV-${String(count).padStart(3, '0')}`
    if (!store.books(account).invoiceNumbers.has(number)) return number
  }
}

interface PaymentFacts {
  readonly desk: Desk
  readonly business: Business
  readonly number: string
  readonly total: number
  readonly atMs: number
}

/** Paid by bank transactions; what is left of an uncollectible invoice is written off. */
function seedPayments(seed: InvoiceSeed, facts: PaymentFacts): readonly StoredPayment[] {
  const { desk, business, number, total, atMs } = facts
  const status = statusFromLedger[seed.status]
  const wasPaid = status === 'paid' || status === 'refunded' || status === 'partially_refunded'
  const paid = seed.amountPaid ?? (wasPaid ? total : 0)
  const payments: StoredPayment[] = []
  if (paid > 0) {
    const description = `Payment of ${number}`
    const order = { business, description, amount: paid, applied: paid, atMs, operation: null }
    const transaction = recordTransaction(desk, order)
    const source = { kind: 'transaction', transactionId: transaction.id } as const
    payments.push({ ...newPayment(desk, paid, source), atMs })
  }
  const writesOff = desk.switches.writeOff === 'payment' && desk.traits.creditPayments
  if (status === 'uncollectible' && writesOff && total > paid) {
    payments.push({ ...newPayment(desk, total - paid, { kind: 'write_off' }), atMs })
  }
  return payments
}
