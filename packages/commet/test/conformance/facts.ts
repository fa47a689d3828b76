import type { InvoiceFacts, Oracle, SeedInvoice, SeedLine } from '@invoice-adapters/conformance'
import type { JsonObject } from '@invoice-adapters/core'
import type { Emulator, InvoiceSeed, Ledger } from '@invoice-adapters/emulator'

type LedgerInvoice = ReturnType<Ledger['invoices']>[number]

/** What was put in and the ledger does not repeat. */
export type Remembered = Map<string, SeedInvoice>

/** Commet's own words for the states that the ledger tells neutrally. */
const words: Record<string, string> = {
  draft: 'draft',
  open: 'outstanding',
  paid: 'paid',
  void: 'void',
  uncollectible: 'uncollectible',
}

/** `pending` stands in webhook samples alone, for an invoice that can be paid. */
export const statusWords: string[] = [...Object.values(words), 'pending']

/** The ledger's invoice in the kit's words. Commet knows no part payments, and tax comes on top. */
export function factsFrom(
  invoice: LedgerInvoice,
  seed: SeedInvoice | undefined,
  apiVersion: string,
): InvoiceFacts {
  const { status, metadata, lines, credit, total } = invoice
  const { number, kind, currency, subtotal, discount, tax, customer, memo } = invoice
  const { issuedAt, dueAt, createdAt, updatedAt, periodStart, periodEnd } = invoice
  const word = seed?.providerStatus ?? words[status] ?? status
  const known = statusWords.includes(word)
  const own = Object.entries(metadata).filter(([name]) => !name.startsWith('invoice_adapters_'))
  const key = metadata.invoice_adapters_key
  const amountDue = status === 'open' ? total : status === 'paid' || status === 'void' ? 0 : null
  return {
    ...{ number, kind, currency, subtotal, discount, tax, memo, total, amountDue, creditApplied: credit },
    ...{ issuedAt, dueAt, createdAt, updatedAt, periodStart, periodEnd },
    id: invoice.id,
    mode: 'test',
    apiVersion,
    externalId: typeof key === 'string' ? key : null,
    subscriptionId: seed?.subscription ?? null,
    purchaseOrder: seed?.purchaseOrder ?? null,
    buyerReference: seed?.buyerReference ?? null,
    status: known ? (status as InvoiceFacts['status']) : 'unknown',
    providerStatus: word,
    taxInclusive: false,
    amountPaid: status === 'paid' ? total : 0,
    customer: {
      id: customer.id,
      externalId: customer.externalId,
      name: customer.name,
      email: customer.email,
    },
    lines: lines.map((line) => ({
      description: line.description,
      kind: 'item' as const,
      quantity: String(line.quantity),
      unitPrice: line.unitPrice,
      amount: line.amount,
    })),
    metadata: Object.fromEntries(own) as JsonObject,
  }
}

export function oracleOf(
  emulator: Emulator,
  remembered: Remembered,
  apiVersion: string,
  received: Oracle['received'],
): Oracle {
  const facts = (invoice: LedgerInvoice): InvoiceFacts =>
    factsFrom(invoice, remembered.get(invoice.id), apiVersion)
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

/** The kit's record as the emulator takes it. */
export function toSeed(seed: SeedInvoice, id: string, createdAt: string): InvoiceSeed {
  const {
    externalId,
    metadata = {},
    subscription,
    purchaseOrder,
    number,
    memo,
    currency,
    discount,
    total,
  } = seed
  const lines = seed.lines ?? [{ description: 'Work', amount: 1_000 }]
  const tax = seed.tax ?? lines.reduce((sum, line) => sum + (line.tax ?? 0), 0)
  const dates = {
    issuedAt: seed.issuedAt,
    dueAt: seed.dueAt,
    periodStart: seed.periodStart,
    periodEnd: seed.periodEnd,
  }
  return {
    vendor: 'commet',
    id,
    customer: seed.customer ?? 'customer',
    status: (seed.providerStatus === undefined
      ? seed.status
      : statusOf(seed.providerStatus)) as InvoiceSeed['status'],
    lines: lines.map(toLine),
    metadata: externalId === undefined ? metadata : { ...metadata, invoice_adapters_key: externalId },
    createdAt: seed.createdAt ?? createdAt,
    tax,
    ...given({
      subscriptionId: subscription,
      purchaseOrder,
      reference: seed.buyerReference,
      number,
      memo,
      currency,
      discount,
      total,
      ...dates,
    }),
  }
}

function statusOf(word: string): string {
  return Object.entries(words).find(([, own]) => own === word)?.[0] ?? 'open'
}

/** The emulator keeps unit rates in hundredths, for which one piece at the largest amounts leaves no room. */
const largestOfOnePiece = Math.floor(Number.MAX_SAFE_INTEGER / 100)

function toLine({ description, amount, quantity }: SeedLine): InvoiceSeed['lines'][number] {
  const count = quantity === undefined ? (amount > largestOfOnePiece ? 1_000 : 1) : Number(quantity)
  return { description, amount, quantity: count }
}

function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}
