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
import { type PlanContext, planInvoice, unreadableLine, withoutSharedKeys } from './plan-invoice.ts'
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
  const context = await openContext(settings, mapping, plannedAt, window.value)
  if (context.isErr()) return err(context.error)
  const planned = await planEach(settings, context.value)
  if (planned.isErr()) return err(planned.error)
  const { invoices, evidence } = planned.value
  const accounts = await describeBoth(settings, invoices)
  if (accounts.isErr()) return err(accounts.error)
  const header: PlanHeader = {
    type: 'plan',
    format: 1,
    plannedAt: new Date(plannedAt).toISOString(),
    ...accounts.value,
    window: window.value,
    mapping,
    notices: noticesFor(settings, window.value, evidence),
    listing: evidence,
  }
  const customers = context.value.book.planned(customersToCreate(invoices))
  const body = { header, customers, invoices }
  const both = { source: source.capabilities, target: target.capabilities }
  const end = {
    type: 'end' as const,
    totals: totalsOf(invoices),
    effort: effortOf({ invoices, customers, accounts: accounts.value }, both),
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

interface PlannedAll {
  /** In the order of creation at the source; what could not be read comes last. */
  invoices: PlannedInvoice[]
  evidence: ListingEvidence
}

/** One invoice after the other: none is kept but its line, so that an account of any size fits. */
async function planEach(
  settings: PlanSettings,
  context: PlanContext,
): Promise<Result<PlannedAll, MigrationError>> {
  const { source, signal } = settings
  const { ids, ...filter } = settings.select ?? {}
  const query: ListQuery = { ...askable(source, filter), detail: 'full' }
  // Where the cursor is a time, records of one instant can hide at a page border: a second walk has other borders.
  const crossCheck = source.capabilities.pages.cursor === 'time'
  const listing = listAll(source, query, { crossCheck, ...(signal !== undefined && { signal }) })
  const planned: { order: string; line: PlannedInvoice }[] = []
  const unreadable: PlannedInvoice[] = []
  for await (const item of listing) {
    if (item.isOk()) {
      if (!isWanted(item.value, filter.customerId, ids)) continue
      const line = await planInvoice(context, item.value)
      if (line.isErr()) return err(line.error)
      planned.push({ order: orderOf(item.value), line: line.value })
    } else if (item.error.kind === 'unreadable_record') unreadable.push(unreadableLine(item.error))
    else return err(vendorFailed('source', item.error))
  }
  planned.sort((one, other) => (one.order < other.order ? -1 : 1))
  const invoices = [...withoutSharedKeys(planned.map(({ line }) => line)), ...unreadable]
  return ok({ invoices, evidence: listing.evidence() })
}

/** The customer is compared here in any case; any other filter that the source lacks is refused by its list, never dropped. */
function askable({ capabilities }: InvoiceAdapter, filter: ListQuery): ListQuery {
  const { customerId: _, ...others } = filter
  return capabilities.filters.customerId.how === 'absent' ? others : filter
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
function orderOf({ createdAt, issuedAt, source }: Invoice): string {
  return `${createdAt ?? issuedAt ?? ''} ${source.id}`
}

async function openContext(
  { source, target }: PlanSettings,
  mapping: ResolvedMapping,
  plannedAt: number,
  window: PlanHeader['window'],
): Promise<Result<PlanContext, MigrationError>> {
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
  const pair = { source, target }
  return ok({ pair, mapping, plannedAt, window, book, currencies: new Map(), repeated: new Map() })
}

function customersToCreate(invoices: readonly PlannedInvoice[]): Set<string> {
  return new Set(
    invoices.flatMap(({ decision, customer }) =>
      decision === 'move' && customer.how === 'to_create' && customer.target !== null
        ? [customer.target]
        : [],
    ),
  )
}

async function describeBoth(
  { source, target, fingerprints = {} }: PlanSettings,
  invoices: readonly PlannedInvoice[],
): Promise<Result<Pick<PlanHeader, 'source' | 'target'>, MigrationError>> {
  const lasting = invoices
    .filter(({ status, class: name }) => status !== 'draft' && name !== 'unreadable')
    .map(({ id }) => id)
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
