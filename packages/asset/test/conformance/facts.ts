import type { InvoiceFacts, Oracle, SeedInvoice, SeedLine } from '@invoice-adapters/conformance'
import type { JsonObject } from '@invoice-adapters/core'
import type { Emulator, InvoiceSeed, Ledger } from '@invoice-adapters/emulator'
import type { AssetDialect } from '../../src/index.ts'

type LedgerInvoice = ReturnType<Ledger['invoices']>[number]

/** What was put in and the ledger does not repeat. */
export type Remembered = Map<string, SeedInvoice>

/** Asset's own words for the states that the ledger tells neutrally. */
const words: Record<string, string> = {
  open: 'open',
  paid: 'paid',
  uncollectible: 'uncollectible',
  void: 'voided',
  refunded: 'refunded',
  partially_refunded: 'partially_refunded',
}

export const statusWords: string[] = Object.values(words)

/** The ledger's invoice in the kit's words. */
export function factsFrom(
  invoice: LedgerInvoice,
  seed: SeedInvoice | undefined,
  dialect: AssetDialect,
): InvoiceFacts {
  const { status, metadata, lines, total, amountPaid = 0, amountRefunded, payments = [] } = invoice
  const { number, kind, currency, customer, memo, issuedAt, dueAt } = invoice
  const word = seed?.providerStatus ?? words[status] ?? status
  const known = statusWords.includes(word)
  const own = Object.entries(metadata).filter(([name]) => !name.startsWith('invoice_adapters_'))
  const key = metadata.invoice_adapters_key
  const settled = status === 'paid' || status === 'void'
  return {
    ...{ number, kind, currency, memo, total, amountPaid, amountRefunded, issuedAt, dueAt },
    id: invoice.id,
    mode: 'test',
    apiVersion: 'v0',
    voidedAt: lastTurn(invoice, 'void'),
    externalId: typeof key === 'string' ? key : null,
    status: known ? (status as InvoiceFacts['status']) : 'unknown',
    providerStatus: word,
    amountDue: status === 'open' ? total - amountPaid : settled ? 0 : null,
    subtotal: lines.reduce((sum, line) => sum + line.amount, 0),
    customer: {
      id: customer.id,
      externalId: customer.externalId,
      name: customer.name,
      email: customer.email,
    },
    lines: lines.map((line) => ({
      description: line.description,
      kind: 'item' as const,
      amount: line.amount,
      ...(dialect === 'unit-price-lines'
        ? {
            quantity: String(line.quantity),
            ...(line.unitPrice === null ? {} : { unitPrice: line.unitPrice }),
          }
        : {}),
    })),
    ...(dialect === 'unit-price-lines' ? { tax: invoice.tax, taxInclusive: false } : {}),
    // What is put there as refunded was never seen to be paid.
    ...(amountRefunded === 0 ? { paidAt: lastTurn(invoice, 'paid') } : {}),
    payments: payments.map((payment) => ({ ...payment })),
    metadata: Object.fromEntries(own) as JsonObject,
  }
}

function lastTurn({ history }: LedgerInvoice, to: string): string | null {
  return history.filter((entry) => entry.to === to).at(-1)?.at ?? null
}

export function oracleOf(
  emulator: Emulator,
  remembered: Remembered,
  dialect: AssetDialect,
  received: Oracle['received'],
): Oracle {
  const ours = { vendor: 'asset' }
  const facts = (invoice: LedgerInvoice): InvoiceFacts =>
    factsFrom(invoice, remembered.get(invoice.id), dialect)
  return {
    async invoice(id) {
      const found = emulator.ledger.invoice(id, ours)
      return found === undefined ? null : facts(found)
    },
    invoices: async () => emulator.ledger.invoices(ours).map(facts),
    customers: async () => [...emulator.ledger.customers(ours)],
    received,
    mode: 'test',
  }
}

/** The kit's record as the emulator takes it. What Asset cannot hold is left out. */
export function toSeed(seed: SeedInvoice, id: string, createdAt: string, dialect: AssetDialect): InvoiceSeed {
  const { externalId, metadata = {}, number, memo, currency, total, amountPaid } = seed
  const { issuedAt, dueAt } = seed
  const lines = seed.lines ?? [{ description: 'Work', amount: 1_000 }]
  const older = dialect === 'unit-price-lines'
  return {
    vendor: 'asset',
    id,
    customer: seed.customer ?? 'customer',
    status: (seed.providerStatus === undefined
      ? (seed.status ?? 'open')
      : statusOf(seed.providerStatus)) as InvoiceSeed['status'],
    lines: lines.map((line) => toLine(line, older)),
    metadata: externalId === undefined ? metadata : { ...metadata, invoice_adapters_key: externalId },
    createdAt: seed.createdAt ?? createdAt,
    ...given({ number, memo, currency, total, amountPaid, issuedAt, dueAt }),
    ...(older && seed.tax !== undefined ? { tax: seed.tax } : {}),
  }
}

function statusOf(word: string): string {
  return Object.entries(words).find(([, own]) => own === word)?.[0] ?? 'open'
}

/** The emulator keeps unit rates in hundredths, for which one piece at the largest amounts leaves no room. */
const largestOfOnePiece = Math.floor(Number.MAX_SAFE_INTEGER / 100)

function toLine({ description, amount, quantity }: SeedLine, older: boolean): InvoiceSeed['lines'][number] {
  const count = quantity ?? (amount > largestOfOnePiece ? 1_000 : 1)
  return { description, amount, ...(older ? { quantity: Number(count) } : {}) }
}

function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}
