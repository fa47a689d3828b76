import { type CustomerSeed, type EmulatorData, type InvoiceSeed, parseInstant } from '../frame.ts'
import type { Desk } from './call.ts'
import type { Companies } from './companies.ts'
import { asCurrency, type WhopCurrency } from './currencies.ts'
import { watchDueDate } from './due-dates.ts'
import type { Company, StoredMember } from './entities.ts'
import { watchFinalization } from './opening.ts'
import { createOutsideEvents } from './outside.ts'
import { usernameFrom } from './payers.ts'
import { seededInvoice } from './seed-invoice.ts'
import { seedPayment } from './seed-payment.ts'
import { clearLater } from './settlement.ts'
import { nextId } from './whop-ids.ts'

export interface Seeding {
  readonly desk: Desk
  readonly companies: Companies
}

/** Puts data in place as if it had always been there: no events, no writes. */
export function seedWhop(data: EmulatorData, seeding: Seeding): void {
  for (const account of data.accounts ?? []) {
    if (account.vendor === 'whop') seeding.companies.found(account)
  }
  for (const customer of data.customers ?? []) {
    if (customer.vendor === 'whop') seedMember(customer, seeding)
  }
  for (const invoice of data.invoices ?? []) {
    if (invoice.vendor === 'whop') seedInvoice(invoice, seeding)
  }
}

export function currencyNamed(name: string): WhopCurrency {
  const currency = asCurrency(name.toLowerCase())
  if (currency === undefined) throw new RangeError(`Whop has no currency ${name}`)
  return currency
}

function seedMember(seed: CustomerSeed, { desk, companies }: Seeding): StoredMember {
  const { store, surroundings } = desk
  const id = seed.id ?? nextId(surroundings, 'mber')
  const createdAtMs = seed.createdAt === undefined ? surroundings.clock.tick() : parseInstant(seed.createdAt)
  const email = seed.email ?? `${seed.externalId ?? id}@customers.example`
  const member: StoredMember = {
    id,
    account: companies.named(seed.account).name,
    userId: nextId(surroundings, 'user'),
    userRemoved: seed.whop?.userRemoved ?? false,
    name: seed.name ?? null,
    username: usernameFrom(email),
    email,
    createdAtMs,
    updatedAtMs: createdAtMs,
    alias: seed.externalId ?? null,
    currency: seed.currency === undefined ? null : currencyNamed(seed.currency),
  }
  store.putMember(member, null)
  return member
}

function memberFor(seed: InvoiceSeed, company: Company, seeding: Seeding): StoredMember {
  const { members } = seeding.desk.store.shelf(company.name)
  const aliased = members.ordered.find((member) => member.alias === seed.customer)
  const known = members.get(seed.customer) ?? aliased
  if (known !== undefined) return known
  const named = seed.customer.startsWith('mber_') ? { id: seed.customer } : { externalId: seed.customer }
  return seedMember({ vendor: 'whop', account: company.name, ...named }, seeding)
}

function seedInvoice(seed: InvoiceSeed, seeding: Seeding): void {
  const { desk, companies } = seeding
  const company = companies.named(seed.account)
  const member = memberFor(seed, company, seeding)
  const currency =
    seed.currency === undefined ? (member.currency ?? company.currency) : currencyNamed(seed.currency)
  const { invoice, plan } = seededInvoice(seed, { desk, company, member, currency })
  desk.store.putPlan(plan)
  desk.store.commit({ invoice, event: 'created', by: 'seed', operation: 'seed' })
  const payment = seedPayment(seed, invoice, desk)
  if (payment !== null && payment.status === 'pending' && seed.whop?.clearsAt !== undefined) {
    clearLater(desk, company, payment, parseInstant(seed.whop.clearsAt))
  }
  watchFinalization(desk, company, invoice)
  if (invoice.status === 'open') watchDueDate(desk, company, invoice)
  if (seed.uncollectibleAt !== undefined) {
    createOutsideEvents(desk, company).markUncollectible(invoice.id, seed.uncollectibleAt)
  }
}
