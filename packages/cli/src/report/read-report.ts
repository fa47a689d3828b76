import { type AccountEvidence, aggregate, createReport, type Report } from '@invoice-adapters/aggregate'
import {
  type AccountName,
  type InvoiceStore,
  readInvoices,
  storedAccounts,
  storedRuns,
} from '@invoice-adapters/aggregate/store'
import { err, type Invoice, type InvoiceError, type Result } from '@invoice-adapters/core'
import type { ReadableAccount } from '../accounts/open-each.ts'
import { type Failure, failure, ofInvoiceError, ofStoreError } from '../failure.ts'

/** A report with the invoices it was made of, read once, so that both agree. */
export interface ReadReport {
  report: Report
  invoices: Invoice[]
  /** Null: from a store, which has no listing of its own. */
  accounts: AccountEvidence[] | null
  /** In words: who was asked. */
  from: string
}

export interface LiveSettings {
  asOf: string | undefined
  detail: 'summary' | 'full'
  signal: AbortSignal
  onRead(count: number): void
}

/** Over what the vendors say now. */
export async function readLive(
  adapters: readonly ReadableAccount[],
  { asOf, detail, signal, onRead }: LiveSettings,
): Promise<Result<ReadReport, Failure>> {
  const listing = aggregate(adapters, { detail }, { signal, mixModes: true })
  const invoices: Invoice[] = []
  const report = await createReport(kept(listing, invoices, onRead), asOf === undefined ? {} : { asOf })
  return report
    .map((one) => ({ report: one, invoices, accounts: listing.evidence(), from: 'from the vendors' }))
    .mapErr(ofInvoiceError)
}

export interface StoredSettings {
  asOf: string | undefined
  /** Names of accounts; none: all that the store knows. */
  names: readonly string[]
  onRead(count: number): void
}

/** Over the readings of a store, at an instant since the first full sync. */
export async function readStored(
  store: InvoiceStore,
  { asOf, names, onRead }: StoredSettings,
): Promise<Result<ReadReport, Failure>> {
  const known = await storedAccounts(store)
  if (known.isErr()) return err(ofStoreError(known.error))
  if (known.value.length === 0) return err(failure('store', 'the store is empty; invoices sync fills it'))
  const unknown = names.find((name) => !known.value.some(({ account }) => account === name))
  if (unknown !== undefined) {
    return err(failure('store', `the store knows no account ${unknown}; invoices sync ${unknown} reads it`))
  }
  const accounts = known.value.filter(({ account }) => names.length === 0 || names.includes(account))
  // From now on the latest readings hold, also of a vendor whose clock is ahead.
  const past = asOf !== undefined && Date.parse(asOf) < store.now() ? { asOf } : {}
  const invoices: Invoice[] = []
  const refusals: InvoiceError[] = []
  const source = upToRefusal(readInvoices(store, { accounts, ...past }), refusals)
  const report = await createReport(kept(source, invoices, onRead), {
    ...(asOf !== undefined && { asOf }),
    now: store.now,
    storedHistory: true,
  })
  const from = await freshness(store, accounts)
  const [refusal] = refusals
  if (refusal !== undefined) return err(ofInvoiceError(refusal))
  return report.map((one) => ({ report: one, invoices, accounts: null, from })).mapErr(ofInvoiceError)
}

/** A store is as fresh as its stalest account. */
async function freshness(store: InvoiceStore, accounts: readonly AccountName[]): Promise<string> {
  const ends: string[] = []
  for (const account of accounts) {
    const runs = await storedRuns(store, account, 10)
    const latest = runs.isOk() ? runs.value.find(({ state }) => state === 'done') : undefined
    if (latest?.endedAt != null) ends.push(latest.endedAt)
  }
  const [oldest] = ends.sort()
  return oldest === undefined ? 'from the store' : `from the store, every account synced since ${oldest}`
}

type Items = AsyncIterable<Result<Invoice, InvoiceError>>

async function* kept(
  items: Items,
  invoices: Invoice[],
  onRead: (count: number) => void,
): AsyncGenerator<Result<Invoice, InvoiceError>, void> {
  for await (const item of items) {
    // The vendors' own answers are not in a report, and would be most of the memory.
    if (item.isOk()) onRead(invoices.push({ ...item.value, raw: null }))
    yield item
  }
}

/** A report over a part of the store would look like one over all of it. */
async function* upToRefusal(
  items: Items,
  refusals: InvoiceError[],
): AsyncGenerator<Result<Invoice, InvoiceError>, void> {
  for await (const item of items) {
    if (item.isErr() && item.error.kind !== 'unreadable_record') {
      refusals.push(item.error)
      return
    }
    yield item
  }
}

/** What keeps the figures from being whole. */
export function failuresOf({ report, accounts }: ReadReport): Failure[] {
  const doubts = (accounts ?? []).flatMap(({ account, failure: ended, evidence }) =>
    ended === null && evidence.conclusion === 'incomplete'
      ? [failure('incomplete', `${account}: the listing is incomplete: ${evidence.reasons.join('; ')}`)]
      : [],
  )
  return [...report.failures.map(ofInvoiceError), ...doubts]
}
