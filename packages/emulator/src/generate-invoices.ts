import { minorUnitDigits } from './currencies.ts'
import type { CustomerSeed, EmulatorData, InvoiceSeed, VendorName } from './data.ts'
import type { LedgerStatus } from './ledger-facts.ts'

export interface GenerationSettings {
  readonly vendor: VendorName
  readonly account?: string
  readonly count: number
  /** The same seed gives the same data. Default 1. */
  readonly seed?: number
  /** ISO 4217; each customer has one of them. Default USD. */
  readonly currencies?: readonly string[]
  /** Default: open, paid, void, uncollectible, draft. */
  readonly statuses?: readonly LedgerStatus[]
  /** Default: one for every five invoices. */
  readonly customers?: number
  /** Creation of the first record, RFC 3339. Default `2026-01-01T00:00:00.000Z`. */
  readonly start?: string
  /** Between one creation and the next, in milliseconds; 0 gives all the same instant. Default one hour. */
  readonly stepMs?: number
  /** Begins ids, so that several generations can live side by side. Default `g`. */
  readonly label?: string
  /** Laid over every generated invoice. */
  readonly template?: Partial<Omit<InvoiceSeed, 'vendor'>>
}

const dayMs = 86_400_000

const defaultStatuses: readonly LedgerStatus[] = ['open', 'paid', 'void', 'uncollectible', 'draft']

/** Any number of invoices that add up, with their customers. Pure: no clock, no randomness of its own. */
export function generateInvoices(settings: GenerationSettings): EmulatorData {
  const { vendor, count, account, label = 'g', currencies = ['USD'] } = settings
  const place = account === undefined ? { vendor } : { vendor, account }
  const start = settings.start ?? '2026-01-01T00:00:00.000Z'
  const customerCount = settings.customers ?? Math.max(1, Math.ceil(count / 5))
  const customers = Array.from({ length: customerCount }, (_, index): CustomerSeed => {
    const number = index + 1
    return {
      ...place,
      externalId: `${label}-customer-${number}`,
      name: `Customer ${number}`,
      email: `${label}-${number}@customers.example`,
      currency: pick(currencies, index),
      createdAt: start,
    }
  })
  const random = mulberry32(settings.seed ?? 1)
  const invoices = Array.from({ length: count }, (_, index): InvoiceSeed => {
    const customer = pick(customers, Math.floor(random() * customers.length))
    const createdAtMs = Date.parse(start) + index * (settings.stepMs ?? 3_600_000)
    return {
      ...generateInvoice({ customer, createdAtMs, random, statuses: settings.statuses ?? defaultStatuses }),
      ...settings.template,
      ...place,
    }
  })
  return { customers, invoices }
}

interface InvoiceOrder {
  readonly customer: CustomerSeed
  readonly createdAtMs: number
  readonly random: () => number
  readonly statuses: readonly LedgerStatus[]
}

function generateInvoice(order: InvoiceOrder): InvoiceSeed {
  const { customer, createdAtMs, random, statuses } = order
  const scale = 10 ** minorUnitDigits(customer.currency ?? 'USD')
  const whole = (limit: number): number => 1 + Math.floor(random() * limit)
  const lines = Array.from({ length: whole(3) }, (_, index) => {
    const quantity = whole(5)
    const unitAmount = whole(200) * scale - (scale > 1 && random() < 0.5 ? 1 : 0)
    return { description: `Item ${index + 1}`, quantity, amount: quantity * unitAmount }
  })
  const subtotal = lines.reduce((sum, line) => sum + line.amount, 0)
  const iso = (instant: number): string => new Date(instant).toISOString()
  return {
    vendor: customer.vendor,
    customer: customer.externalId ?? '',
    status: pick(statuses, Math.floor(random() * statuses.length)),
    lines,
    tax: Math.floor((subtotal * whole(20)) / 100),
    createdAt: iso(createdAtMs),
    updatedAt: iso(createdAtMs),
    issuedAt: iso(createdAtMs),
    dueAt: iso(createdAtMs + whole(60) * dayMs),
    periodStart: iso(createdAtMs - 30 * dayMs),
    periodEnd: iso(createdAtMs),
  }
}

function pick<T>(items: readonly T[], index: number): T {
  const item = items[index % items.length]
  if (item === undefined) throw new RangeError('nothing to pick from')
  return item
}

/** A small generator of numbers from 0 to 1, the same on every machine. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
