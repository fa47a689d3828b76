import {
  addExactly,
  type CustomerSeed,
  divideRounded,
  type EmulatorData,
  type InvoiceSeed,
  type LedgerHistoryEntry,
  type LineSeed,
  parseInstant,
  type Surroundings,
} from '../frame.ts'
import type { Desk } from './call.ts'
import type {
  ChargeType,
  InvoiceType,
  LineType,
  Organization,
  StoredCustomer,
  StoredInvoice,
  StoredLine,
} from './entities.ts'
import { ledgerStatusOf, statusFromLedger } from './ledger-projection.ts'
import { nextInvoiceNumber } from './numbering.ts'
import type { Organizations } from './organizations.ts'

export interface Seeding {
  readonly desk: Desk
  readonly organizations: Organizations
  /** Lets the vendor give up on an invoice at an instant. */
  giveUpAt(invoiceId: string, organization: Organization, instant: string): void
}

const invoiceTypes: readonly InvoiceType[] = [
  'recurring',
  'overage',
  'plan_change',
  'adjustment',
  'credit_purchase',
  'balance_topup',
  'addon_activation',
  'one_time_payment',
  'reactivation',
]

const lineTypes: readonly LineType[] = [
  'plan_base',
  'feature_overage',
  'feature_seats',
  'feature_quota',
  'discount',
  'promo_code_discount',
  'credit',
  'balance_overage',
  'addon_base',
  'one_time',
]

const chargeTypes: readonly ChargeType[] = ['standard', 'advance', 'true_up']

function word<T extends string>(words: readonly T[], given: string | undefined, otherwise: T): T {
  if (given === undefined) return otherwise
  const known = words.find((candidate) => candidate === given)
  if (known === undefined) throw new RangeError(`Commet has no ${given}; it has ${words.join(', ')}`)
  return known
}

/** Puts data in place as if it had always been there: no events, no writes. */
export function seedCommet(data: EmulatorData, seeding: Seeding): void {
  for (const account of data.accounts ?? []) {
    if (account.vendor === 'commet') seeding.organizations.found(account)
  }
  for (const customer of data.customers ?? []) {
    if (customer.vendor === 'commet') seedCustomer(customer, seeding)
  }
  for (const invoice of data.invoices ?? []) {
    if (invoice.vendor === 'commet') seedInvoice(invoice, seeding)
  }
}

function seedCustomer(seed: CustomerSeed, seeding: Seeding): StoredCustomer {
  const { store, surroundings } = seeding.desk
  const organization = seeding.organizations.named(seed.account)
  const id = seed.id ?? surroundings.ids.next('cus')
  const createdAtMs = seed.createdAt === undefined ? surroundings.clock.now() : parseInstant(seed.createdAt)
  const customer: StoredCustomer = {
    id,
    account: organization.name,
    externalId: seed.externalId ?? null,
    fullName: seed.name ?? null,
    email: seed.email ?? `${seed.externalId ?? id}@customers.example`,
    taxDocument: null,
    documentType: null,
    timezone: 'UTC',
    metadata: seed.metadata ?? {},
    createdAtMs,
    updatedAtMs: createdAtMs,
    currency: (seed.currency ?? organization.currency).toLowerCase(),
  }
  store.putCustomer(customer, null)
  return customer
}

function customerFor(seed: InvoiceSeed, seeding: Seeding): StoredCustomer {
  const { store } = seeding.desk
  const organization = seeding.organizations.named(seed.account)
  const known = store.findCustomer(organization.name, seed.customer, true)
  if (known !== undefined) return known
  const named = seed.customer.startsWith('cus_') ? { id: seed.customer } : { externalId: seed.customer }
  const currency = seed.currency === undefined ? {} : { currency: seed.currency }
  return seedCustomer({ vendor: 'commet', account: organization.name, ...named, ...currency }, seeding)
}

function seedInvoice(seed: InvoiceSeed, seeding: Seeding): void {
  const { store, surroundings } = seeding.desk
  const customer = customerFor(seed, seeding)
  const id = seed.id ?? surroundings.ids.next('inv')
  const amounts = amountsOf(seed)
  const dates = datesOf(seed, surroundings)
  const invoice: StoredInvoice = {
    id,
    account: customer.account,
    customerId: customer.id,
    subscriptionId: seed.subscriptionId ?? null,
    invoiceNumber: seed.number ?? nextInvoiceNumber(seeding.desk, customer.account),
    status: statusFromLedger[seed.status],
    invoiceType: word(invoiceTypes, seed.invoiceType, 'recurring'),
    kind: seed.kind ?? (amounts.total < 0 ? 'credit_note' : 'invoice'),
    currency: (seed.currency ?? customer.currency).toLowerCase(),
    ...amounts,
    amountRefunded: seed.amountRefunded ?? (seed.status === 'refunded' ? amounts.total : 0),
    ...dates,
    planName: seed.planName ?? null,
    memo: seed.memo ?? null,
    poNumber: seed.purchaseOrder ?? null,
    reference: seed.reference ?? null,
    metadata: seed.metadata ?? {},
    lines: seed.lines.map(seedLine),
    // An invoice that was overdue before the emulator began has been reported before.
    overdueReported: dates.dueAtMs < surroundings.clock.now(),
    history: historyOf(seed, dates.createdAtMs, dates.updatedAtMs),
  }
  store.commit({ invoice, event: 'created', by: 'seed', operation: 'seed' })
  if (seed.uncollectibleAt !== undefined) {
    seeding.giveUpAt(id, seeding.organizations.named(customer.account), seed.uncollectibleAt)
  }
}

function datesOf(seed: InvoiceSeed, { clock }: Surroundings) {
  const createdAtMs = seed.createdAt === undefined ? clock.tick() : parseInstant(seed.createdAt)
  const at = (text: string | undefined): number => (text === undefined ? createdAtMs : parseInstant(text))
  return {
    createdAtMs,
    updatedAtMs: at(seed.updatedAt),
    periodStartMs: at(seed.periodStart),
    periodEndMs: at(seed.periodEnd),
    issuedAtMs: at(seed.issuedAt),
    dueAtMs: at(seed.dueAt),
  }
}

const discountTypes: readonly string[] = ['discount', 'promo_code_discount']

function amountsOf(seed: InvoiceSeed) {
  const sumOf = (chosen: (type: string) => boolean): number =>
    seed.lines
      .filter((line) => chosen(line.type ?? 'one_time'))
      .reduce((sum, line) => addExactly(sum, line.amount), 0)
  const subtotal = seed.subtotal ?? sumOf((type) => !discountTypes.includes(type) && type !== 'credit')
  const discountAmount = seed.discount ?? 0 - sumOf((type) => discountTypes.includes(type))
  const creditApplied = seed.credit ?? 0 - sumOf((type) => type === 'credit')
  const taxAmount = seed.tax ?? 0
  const total =
    seed.total ?? addExactly(addExactly(subtotal, -discountAmount), addExactly(-creditApplied, taxAmount))
  return { subtotal, discountAmount, creditApplied, taxAmount, total }
}

function seedLine(seed: LineSeed): StoredLine {
  const quantity = seed.quantity ?? 1
  const evenRate = quantity === 0 ? 0n : BigInt(divideRounded(BigInt(seed.amount) * 100n, BigInt(quantity)))
  return {
    lineType: word(lineTypes, seed.type, 'one_time'),
    featureName: seed.featureName ?? null,
    description: seed.description,
    quantity,
    unitRate: seed.unitRate === undefined ? evenRate : BigInt(seed.unitRate),
    amount: seed.amount,
    includedAmount: seed.includedAmount ?? null,
    usedAmount: seed.usedAmount ?? null,
    overageAmount: seed.overageAmount ?? null,
    discountType: seed.discountType ?? null,
    discountValue: seed.discountValue ?? null,
    discountName: seed.discountName ?? null,
    chargeType: word(chargeTypes, seed.chargeType, 'standard'),
  }
}

/** A draft was only created; everything else was open from its creation until its last update. */
function historyOf(
  seed: InvoiceSeed,
  createdAtMs: number,
  updatedAtMs: number,
): readonly LedgerHistoryEntry[] {
  const status = ledgerStatusOf[statusFromLedger[seed.status]]
  const born = status === 'draft' ? 'draft' : 'open'
  const entry = (
    instant: number,
    event: string,
    from: 'open' | null,
    to: typeof status,
  ): LedgerHistoryEntry => ({
    at: new Date(instant).toISOString(),
    event,
    from,
    to,
    by: 'seed',
  })
  const created = entry(createdAtMs, 'created', null, born)
  return status === born ? [created] : [created, entry(updatedAtMs, 'status_changed', 'open', status)]
}
