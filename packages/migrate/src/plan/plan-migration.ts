import {
  err,
  type Invoice,
  type InvoiceAdapter,
  type ListingEvidence,
  type ListQuery,
  listAll,
  ok,
  type Result,
  ResultAsync,
} from '@invoice-adapters/core'
import { type MigrationError, vendorFailed } from '../errors.ts'
import { describeAccount } from './accounts.ts'
import { openCustomerBook, readCustomers } from './customers.ts'
import { effortOf } from './effort.ts'
import { type Mapping, type ResolvedMapping, resolveMapping } from './mapping.ts'
import { noticesFor } from './notices.ts'
import type { MigrationPlan, PlanHeader, PlannedInvoice } from './plan.ts'
import { digestOf } from './plan-file.ts'
import { planInvoice, unreadableLine, withoutSharedKeys } from './plan-invoice.ts'
import { totalsOf } from './totals.ts'
import { windowOf } from './windows.ts'

export interface PlanSettings {
  source: InvoiceAdapter
  target: InvoiceAdapter
  /** Which invoices are looked at; by default all. What does not move is in the plan as well, with its reason. */
  select?: Omit<ListQuery, 'pageSize' | 'detail'> & { ids?: string[] }
  mapping?: Mapping
  /** Fingerprints of the credentials, see `fingerprintOf`; compared when the plan is run. */
  fingerprints?: { source?: string; target?: string }
  /** Milliseconds since 1970; default `Date.now`. */
  now?: () => number
  signal?: AbortSignal
}

/**
 * Reads both accounts and says for every invoice what would be done with it and why. Writes nothing. Ends in
 * `choice_needed` where the pair leaves a choice to the user, in `vendor_failed` where a vendor could not be read to the
 * end: a plan of half an account is none.
 */
export function planMigration(settings: PlanSettings): ResultAsync<MigrationPlan, MigrationError> {
  return new ResultAsync(plan(settings))
}

async function plan(settings: PlanSettings): Promise<Result<MigrationPlan, MigrationError>> {
  const { source, target } = settings
  const resolved = resolveMapping(settings.mapping)
  if (resolved.isErr()) return err(resolved.error)
  const mapping = resolved.value
  const incapable = lackingOperation(settings)
  if (incapable !== null) return err(incapable)
  const window = windowOf(settings, mapping.order)
  if (window.isErr()) return err(window.error)
  const plannedAt = (settings.now ?? Date.now)()
  const read = await readSource(settings)
  if (read.isErr()) return err(read.error)
  const planned = await planAll(settings, mapping, read.value, plannedAt, window.value)
  if (planned.isErr()) return err(planned.error)
  const accounts = await describeBoth(settings, read.value)
  if (accounts.isErr()) return err(accounts.error)
  const header: PlanHeader = {
    type: 'plan',
    format: 1,
    plannedAt: new Date(plannedAt).toISOString(),
    ...accounts.value,
    window: window.value,
    mapping,
    notices: noticesFor(settings, window.value, read.value.evidence),
    listing: read.value.evidence,
  }
  const body = { header, ...planned.value }
  const both = { source: source.capabilities, target: target.capabilities }
  const end = {
    type: 'end' as const,
    totals: totalsOf(planned.value.invoices),
    effort: effortOf(planned.value.invoices, planned.value.customers, both),
  }
  return ok({ ...body, end: { ...end, digest: await digestOf(body, end) } })
}

/** What neither side may lack; drafts, customers and the rest are asked where they are needed. */
function lackingOperation({ source, target }: PlanSettings): MigrationError | null {
  const needed = [
    { side: 'source', adapter: source, operation: 'list' },
    { side: 'source', adapter: source, operation: 'get' },
    { side: 'source', adapter: source, operation: 'setStatus' },
    { side: 'target', adapter: target, operation: 'create' },
    { side: 'target', adapter: target, operation: 'get' },
  ] as const
  for (const { side, adapter, operation } of needed) {
    const support = adapter.capabilities.operations[operation]
    if (support.supported) continue
    return { kind: 'incapable', side, operation, message: `${adapter.provider}: ${support.reason}` }
  }
  return null
}

interface SourceReading {
  invoices: Invoice[]
  unreadable: PlannedInvoice[]
  evidence: ListingEvidence
}

async function readSource(settings: PlanSettings): Promise<Result<SourceReading, MigrationError>> {
  const { source, signal } = settings
  const { ids, ...filter } = settings.select ?? {}
  const given = Object.entries(filter).filter(([name]) => isFilterOf(source, name))
  const query: ListQuery = { ...Object.fromEntries(given), detail: 'full' }
  // Where the cursor is a time, records of one instant can hide at a page border: a second walk has other borders.
  const crossCheck = source.capabilities.pages.cursor === 'time'
  const listing = listAll(source, query, { crossCheck, ...(signal !== undefined && { signal }) })
  const invoices: Invoice[] = []
  const unreadable: PlannedInvoice[] = []
  for await (const item of listing) {
    if (item.isOk()) {
      if (isWanted(item.value, filter.customerId, ids)) invoices.push(item.value)
    } else if (item.error.kind === 'unreadable_record') unreadable.push(unreadableLine(item.error))
    else return err(vendorFailed('source', item.error))
  }
  invoices.sort(byCreation)
  return ok({ invoices, unreadable, evidence: listing.evidence() })
}

function isFilterOf({ capabilities }: InvoiceAdapter, name: string): boolean {
  const filters = new Map(Object.entries(capabilities.filters))
  return filters.get(name)?.how !== 'absent'
}

function isWanted(
  invoice: Invoice,
  customerId: string | undefined,
  ids: readonly string[] | undefined,
): boolean {
  if (customerId !== undefined && invoice.customer.id !== customerId) return false
  return ids === undefined || ids.includes(invoice.source.id)
}

/** The same order whatever the vendor's: a plan made again can be compared line by line. */
function byCreation(one: Invoice, other: Invoice): number {
  const [left, right] = [one, other].map(
    ({ createdAt, issuedAt, source }) => `${createdAt ?? issuedAt ?? ''} ${source.id}`,
  )
  return (left ?? '') < (right ?? '') ? -1 : 1
}

type Planned = Pick<MigrationPlan, 'customers' | 'invoices'>

async function planAll(
  { source, target }: PlanSettings,
  mapping: ResolvedMapping,
  reading: SourceReading,
  plannedAt: number,
  window: PlanHeader['window'],
): Promise<Result<Planned, MigrationError>> {
  const sourceCustomers = await readCustomers(source, 'source')
  if (sourceCustomers.isErr()) return err(sourceCustomers.error)
  const targetCustomers = await readCustomers(target, 'target')
  if (targetCustomers.isErr()) return err(targetCustomers.error)
  const book = openCustomerBook({
    sourceProvider: source.provider,
    source: sourceCustomers.value,
    target: targetCustomers.value,
    targetAdapter: target,
    mapping,
  })
  const context = { pair: { source, target }, mapping, plannedAt, window, book, currencies: new Map() }
  const lines: PlannedInvoice[] = []
  for (const invoice of reading.invoices) {
    const line = await planInvoice(context, invoice)
    if (line.isErr()) return err(line.error)
    lines.push(line.value)
  }
  const invoices = [...withoutSharedKeys(lines), ...reading.unreadable]
  const wanted = new Set(
    invoices.flatMap(({ decision, customer }) =>
      decision === 'move' && customer.how === 'to_create' && customer.target !== null
        ? [customer.target]
        : [],
    ),
  )
  return ok({ customers: book.planned(wanted), invoices })
}

async function describeBoth(
  { source, target, fingerprints = {} }: PlanSettings,
  { invoices }: SourceReading,
): Promise<Result<Pick<PlanHeader, 'source' | 'target'>, MigrationError>> {
  const lasting = invoices.filter(({ status }) => status !== 'draft').map((invoice) => invoice.source.id)
  const ofSource = await describeAccount(source, 'source', lasting, fingerprints.source)
  if (ofSource.isErr()) return err(ofSource.error)
  const page = await target.list({ pageSize: 10 })
  if (page.isErr()) return err(vendorFailed('target', page.error))
  const there = page.value.invoices
    .filter(({ status }) => status !== 'draft')
    .map((invoice) => invoice.source.id)
  const ofTarget = await describeAccount(target, 'target', there, fingerprints.target)
  return ofTarget.map((described) => ({ source: ofSource.value, target: described }))
}
