import type { Invoice } from '@invoice-adapters/core'
import type { Ledger, LedgerInvoice, VendorName } from '@invoice-adapters/emulator'
import { readInvoices } from '../../src/store/read-invoices.ts'
import type { InvoiceStore } from '../../src/store/store.ts'
import { storedReport } from '../../src/stored-report/stored-report.ts'
import { must } from '../store/places.ts'

/** What the emulator's ledger says, in the words of the canonical model; coded from the design, not from the adapters. */
export interface Fact {
  status: string
  currency: string
  total: number
  number: string | null
  dueAt: string | null
  lines: number
  lineSum: number
  memo: string | null
  /** Asset alone tells what was paid, and keeps metadata of the invoice that an API can change. */
  paid: number | null
  metadata: string | null
}

export interface Total {
  count: number
  amount: bigint
  unknown: number
}

/** Open and past due are one state: only the clock tells them apart. */
const state = (status: string): string => (status === 'past_due' ? 'open' : status)

/** Whop keeps a refunded invoice as paid, and its payment tells; Commet tells nothing of a refund. */
const refundWords: Record<string, (invoice: LedgerInvoice) => string> = {
  commet: ({ status }) => status,
  asset: ({ status }) => status,
  whop: ({ status, amountRefunded, total }) => {
    if (status !== 'paid' || amountRefunded === 0) return status
    return amountRefunded >= total ? 'refunded' : 'partially_refunded'
  },
}

function statusOf(invoice: LedgerInvoice): string {
  const word = refundWords[invoice.vendor]
  if (word === undefined) throw new Error(`no such vendor: ${invoice.vendor}`)
  return word(invoice)
}

export const keyOf = (provider: string, account: string, id: string): string => `${provider}/${account}/${id}`

export function ledgerFacts(
  ledger: Ledger,
  filter: { vendor?: VendorName; account?: string } = {},
): Map<string, Fact> {
  return new Map(
    ledger
      .invoices(filter)
      .map((invoice) => [keyOf(invoice.vendor, invoice.account, invoice.id), ledgerFact(invoice)]),
  )
}

function ledgerFact(invoice: LedgerInvoice): Fact {
  const { vendor, currency, total, number, dueAt, lines, memo, amountPaid, metadata } = invoice
  const isAsset = vendor === 'asset'
  return {
    status: statusOf(invoice),
    currency,
    total,
    number,
    dueAt: second(dueAt),
    lines: lines.length,
    lineSum: lines.reduce((sum, { amount }) => sum + amount, 0),
    memo,
    paid: isAsset ? (amountPaid ?? Number.NaN) : null,
    metadata: isAsset ? JSON.stringify(metadata) : null,
  }
}

/** Vendors write instants with and without a fraction. */
function second(instant: string | null): string | null {
  return instant === null ? null : new Date(instant).toISOString().slice(0, 19)
}

function storedFact(invoice: Invoice): Fact {
  const { source, status, currency, total, number, dueAt, lines, memo, amountPaid, metadata } = invoice
  const isAsset = source.provider === 'asset'
  return {
    status: state(status),
    currency: currency ?? 'unknown',
    total: total ?? Number.NaN,
    number,
    dueAt: second(dueAt),
    lines: lines?.length ?? -1,
    lineSum: lines?.reduce((sum, { amount }) => sum + (amount ?? Number.NaN), 0) ?? Number.NaN,
    memo,
    paid: isAsset ? (amountPaid ?? Number.NaN) : null,
    metadata: isAsset ? JSON.stringify(metadata ?? {}) : null,
  }
}

export interface Difference {
  key: string
  stored: Fact | null
  ledger: Fact | null
}

/** Invoice by invoice: what the store has otherwise than the ledger, has beside it, or lacks. */
export async function differences(
  store: InvoiceStore,
  ledger: Ledger,
  filter: { vendor?: VendorName; account?: string } = {},
): Promise<Difference[]> {
  const facts = ledgerFacts(ledger, filter)
  const accounts =
    filter.vendor === undefined || filter.account === undefined
      ? {}
      : { accounts: [{ provider: filter.vendor, account: filter.account }] }
  const found: Difference[] = []
  for await (const item of readInvoices(store, accounts)) {
    const invoice = must(item)
    const { provider, account, id } = invoice.source
    const key = keyOf(provider, account, id)
    const fact = facts.get(key) ?? null
    const stored = storedFact(invoice)
    if (!isDeepEqual(stored, fact)) found.push({ key, stored, ledger: fact })
    facts.delete(key)
  }
  for (const [key, fact] of facts) found.push({ key, stored: null, ledger: fact })
  return found
}

function isDeepEqual(stored: Fact, fact: Fact | null): boolean {
  return fact !== null && JSON.stringify(stored) === JSON.stringify(fact)
}

/** By currency, provider, account and status. */
export function ledgerTotals(ledger: Ledger): Record<string, Total> {
  const totals = new Map<string, Total>()
  for (const invoice of ledger.invoices()) {
    const key = [invoice.currency, invoice.vendor, invoice.account, statusOf(invoice)].join(' ')
    const { count, amount } = totals.get(key) ?? { count: 0, amount: 0n }
    totals.set(key, { count: count + 1, amount: amount + BigInt(invoice.total), unknown: 0 })
  }
  return sorted(totals)
}

/** The same of the stored report, as an application gets it. */
export async function storedTotals(store: InvoiceStore): Promise<Record<string, Total>> {
  const report = must(await storedReport(store, { asOf: new Date(store.now()).toISOString() }))
  if (report.failures.length > 0) throw new Error(JSON.stringify(report.failures[0]))
  const totals = new Map<string, Total>()
  for (const { currency, provider, account, status, billed } of report.totals) {
    const key = [currency, provider, account, state(status)].join(' ')
    const before = totals.get(key) ?? { count: 0, amount: 0n, unknown: 0 }
    totals.set(key, {
      count: before.count + billed.count,
      amount: before.amount + billed.amount,
      unknown: before.unknown + billed.unknown,
    })
  }
  return sorted(totals)
}

function sorted(totals: Map<string, Total>): Record<string, Total> {
  return Object.fromEntries([...totals].sort(([one], [other]) => (one < other ? -1 : 1)))
}
