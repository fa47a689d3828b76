import type { InvoiceFacts, Oracle, SeedInvoice, SeedLine } from '@invoice-adapters/conformance'
import type { Emulator, InvoiceSeed, Ledger } from '@invoice-adapters/emulator'
import type { frontOf } from './front.ts'

type LedgerInvoice = ReturnType<Ledger['invoices']>[number]

/** What was put in and the ledger does not repeat. */
export type Remembered = Map<string, SeedInvoice & { opensAt: string | null }>

/** Whop's own words for the states that the ledger tells neutrally; a refund does not change the word. */
const words: Record<string, string> = {
  draft: 'draft',
  open: 'open',
  past_due: 'past_due',
  paid: 'paid',
  partially_refunded: 'paid',
  refunded: 'paid',
  void: 'void',
  uncollectible: 'uncollectible',
}

export const statusWords: string[] = [...new Set(Object.values(words))]

/** The ledger keeps Whop's word, `paid`, and tells what went back beside it. */
function refundState({ status, amountRefunded, total }: LedgerInvoice): InvoiceFacts['status'] {
  if (status !== 'paid' || amountRefunded === 0) return status
  return amountRefunded < total ? 'partially_refunded' : 'refunded'
}

/** The line that adapters keep their key in, written apart from the adapter. */
const keptLine = (key: string): string =>
  `invoice-adapters key=${encodeURIComponent(key)} content=${'0'.repeat(32)}`

/** The ledger's invoice in the kit's words. Whop itself says when one is past due; there are no part payments. */
export function factsFrom(
  invoice: LedgerInvoice,
  seed: (SeedInvoice & { opensAt: string | null }) | undefined,
  apiVersion: string,
  now: number,
  key: string | null | undefined,
): InvoiceFacts {
  const { lines, total, subtotal, dueAt, amountRefunded } = invoice
  const { number, kind, currency, memo, createdAt, updatedAt, minorUnitDigits } = invoice
  const late = invoice.status === 'open' && dueAt !== null && Date.parse(dueAt) < now
  const status = late ? 'past_due' : refundState(invoice)
  const word = seed?.providerStatus ?? words[status] ?? status
  const isPaid = words[invoice.status] === 'paid'
  // Seeded as paid is paid by the customer's means; paid by the API is a mark by hand, of which no payment tells.
  const byPayment = isPaid && seed !== undefined
  const amountPaid = isPaid ? total : 0
  const paidAt = invoice.history.findLast((entry) => entry.to === 'paid')?.at ?? null
  return {
    ...{ number, kind, currency, memo, createdAt, updatedAt, total, subtotal, dueAt, minorUnitDigits },
    id: invoice.id,
    mode: 'test',
    apiVersion,
    status: statusWords.includes(word) ? status : 'unknown',
    providerStatus: word,
    paymentPending: false,
    collection: 'send_invoice',
    amountPaid,
    amountDue: invoice.status === 'open' ? total : isPaid || invoice.status === 'void' ? 0 : null,
    ...(key === undefined ? {} : { externalId: key }),
    // Of an invoice without tax, the payment says nothing about tax.
    ...(byPayment && invoice.tax > 0 ? { tax: invoice.tax } : {}),
    ...(byPayment ? { amountRefunded, paidAt } : {}),
    opensAt: invoice.status === 'draft' ? (seed?.opensAt ?? null) : null,
    customer: { id: invoice.customer.id, name: invoice.customer.name, email: invoice.customer.email },
    lines: lines.map((line) => ({
      description: line.description,
      kind: 'item' as const,
      quantity: String(line.quantity),
      unitPrice: line.unitPrice,
      amount: line.amount,
    })),
    ...(byPayment ? { payments: [{ amount: total, kind: 'payment' as const, at: paidAt }] } : {}),
  }
}

export function oracleOf(
  emulator: Emulator,
  remembered: Remembered,
  apiVersion: string,
  { received, keptKeys }: Pick<ReturnType<typeof frontOf>, 'received' | 'keptKeys'>,
): Oracle {
  const facts = (invoice: LedgerInvoice): InvoiceFacts => {
    const seed = remembered.get(invoice.id)
    const key = seed === undefined ? keptKeys.get(invoice.id) : (seed.externalId ?? null)
    return factsFrom(invoice, seed, apiVersion, emulator.clock.now(), key)
  }
  return {
    async invoice(id) {
      const found = emulator.ledger.invoice(id)
      return found === undefined ? null : facts(found)
    },
    invoices: async () => emulator.ledger.invoices().map(facts),
    customers: async () => [...emulator.ledger.customers()],
    received,
    mode: 'test',
  }
}

const aDay = 86_400_000

/** The kit's record as the emulator takes it. */
export function toSeed(seed: SeedInvoice, id: string, createdAt: string, now: number): InvoiceSeed {
  const { externalId, number, memo, currency } = seed
  const lines = seed.lines ?? [{ description: 'Work', amount: 1_000 }]
  const status = seed.providerStatus === undefined ? (seed.status ?? 'open') : statusOf(seed.providerStatus)
  const payable = status === 'open' || status === 'past_due'
  return {
    vendor: 'whop',
    id,
    customer: seed.customer ?? 'customer',
    status: payable ? 'open' : (status as InvoiceSeed['status']),
    lines: lines.map(toLine),
    createdAt: seed.createdAt ?? createdAt,
    ...given({ number, memo, currency }),
    dueAt: dueAt(seed.dueAt, status, now),
    ...(status === 'partially_refunded' ? { amountRefunded: 1 } : {}),
    whop: {
      ...(externalId === undefined ? {} : { internalNotes: keptLine(externalId) }),
      ...given({ finalizesAt: opensAt(seed, now) ?? undefined }),
    },
  }
}

/** A draft that is due later opens by itself an hour before. */
export function opensAt({ status, dueAt: due }: SeedInvoice, now: number): string | null {
  const at = Date.parse(due ?? '') - 3_600_000
  return status === 'draft' && at > now ? new Date(at).toISOString() : null
}

/** Whop says `past_due` of what is late, and of nothing else. */
function dueAt(wanted: string | undefined, status: string, now: number): string {
  const due = wanted ?? new Date(now + 30 * aDay).toISOString()
  return status === 'past_due' && Date.parse(due) >= now ? new Date(now - aDay).toISOString() : due
}

function statusOf(word: string): string {
  return Object.entries(words).find(([, own]) => own === word)?.[0] ?? 'open'
}

function toLine({ description, amount, quantity }: SeedLine): InvoiceSeed['lines'][number] {
  return { description, amount, quantity: quantity === undefined ? 1 : Number(quantity) }
}

function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}
