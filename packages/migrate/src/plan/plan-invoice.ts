import {
  err,
  type FieldProblem,
  type Invoice,
  type InvoiceAdapter,
  type NewInvoice,
  ok,
  type Result,
  sumAmounts,
  type UnreadableRecord,
} from '@invoice-adapters/core'
import { stableJson } from '@invoice-adapters/core/authoring'
import { type MigrationError, vendorFailed } from '../errors.ts'
import { acceptedLosses, makeCopy, withoutPrices, wordsOf } from './copy.ts'
import type { CustomerBook } from './customers.ts'
import { decide, type Ruling } from './decide.ts'
import { holdsDrafts } from './drafts.ts'
import { lossReport, lostDetails } from './loss-report.ts'
import type { ResolvedMapping } from './mapping.ts'
import type { CustomerMatch, DecisionClass, ExpectedCopy, PlannedInvoice, Window } from './plan.ts'
import { sourceDigest } from './source-digest.ts'
import { type Pair, stepsOf } from './windows.ts'

export interface PlanContext {
  pair: Pair
  mapping: ResolvedMapping
  /** Milliseconds since 1970. */
  plannedAt: number
  window: Window
  book: CustomerBook
  /** What the target bills each of its customers in, as far as it was asked; null: they have no invoice yet. */
  currencies: Map<string, string | null>
  /** Steps and losses that many invoices share are kept once; by their content. */
  repeated: Map<string, object>
}

const notLookedFor: CustomerMatch = {
  how: 'not_looked_for',
  sourceId: null,
  name: null,
  email: null,
  target: null,
  because: null,
}

export async function planInvoice(
  context: PlanContext,
  invoice: Invoice,
): Promise<Result<PlannedInvoice, MigrationError>> {
  const ruling = decide({ invoice, pair: context.pair, mapping: context.mapping })
  const line = await startLine(invoice, ruling)
  return ruling.decision === 'move' ? planMove(context, invoice, line) : ok(line)
}

async function startLine(invoice: Invoice, ruling: Ruling): Promise<PlannedInvoice> {
  return {
    type: 'invoice',
    id: invoice.source.id,
    number: invoice.number,
    status: invoice.status,
    currency: invoice.currency,
    total: invoice.total,
    amountDue: invoice.amountDue,
    ...ruling,
    customer: { ...notLookedFor, sourceId: invoice.customer.id },
    steps: [],
    losses: [],
    copy: null,
    accept: [],
    expected: null,
    sourceDigest: await sourceDigest(invoice),
  }
}

async function planMove(
  context: PlanContext,
  invoice: Invoice,
  line: PlannedInvoice,
): Promise<Result<PlannedInvoice, MigrationError>> {
  const { pair, mapping, plannedAt, book, window } = context
  const { target } = pair
  const { match, reference } = book.match(invoice)
  const matched = { ...line, customer: match }
  if (reference === null) return ok(stays(matched, 'customer', match.because ?? 'the customer is not known'))
  const made = makeCopy({ invoice, target, mapping, customer: reference, plannedAt })
  if (made.isErr()) return ok(stays(matched, made.error.class, made.error.reason))
  const foreign = await foreignCurrency(context, invoice, match)
  if (foreign.isErr()) return err(foreign.error)
  if (foreign.value !== null) return ok(stays(matched, 'currency', foreign.value))
  const tried = await tryOut(made.value, target, isNewThere(context, match))
  if (tried.isErr()) return ok(stays(matched, classOf(tried.error), wordsOf(tried.error)))
  const copy = tried.value
  const losses = lossReport(invoice, copy, target).map((loss) => keptOnce(context, loss))
  const lost = lostDetails(losses)
  if (mapping.details === 'block' && lost.length > 0) {
    return ok({ ...stays(matched, 'details', wordsOf(lost)), losses })
  }
  return ok({
    ...matched,
    steps: stepsOf(window, pair, invoice, copy).map((step) => keptOnce(context, step)),
    losses,
    copy,
    accept: acceptedLosses(copy, target),
    expected: expectedOf(invoice, copy, target),
  })
}

function keptOnce<T extends object>({ repeated }: PlanContext, value: T): T {
  const content = stableJson(value)
  const known = repeated.get(content)
  if (known !== undefined) return known as T
  repeated.set(content, value)
  return value
}

function stays(line: PlannedInvoice, name: DecisionClass, reason: string): PlannedInvoice {
  return { ...line, decision: 'blocked', class: name, reason }
}

/** Asks the adapter whether it would send this; nothing is sent. Prices that it cannot take exactly are left out. */
async function tryOut(
  copy: NewInvoice,
  target: InvoiceAdapter,
  customerIsNew: boolean,
): Promise<Result<NewInvoice, FieldProblem[]>> {
  const first = await problemsOf(copy, target, customerIsNew)
  if (first === null) return ok(copy)
  const simpler = withoutPrices(copy, first)
  if (simpler === null) return err(first)
  const second = await problemsOf(simpler, target, customerIsNew)
  return second === null ? ok(simpler) : err(second)
}

async function problemsOf(
  copy: NewInvoice,
  target: InvoiceAdapter,
  customerIsNew: boolean,
): Promise<FieldProblem[] | null> {
  const dry = await target.dryRun.create(copy, { accept: acceptedLosses(copy, target), customerIsNew })
  if (dry.isOk()) return null
  const { error } = dry
  // An adapter without a dry run refuses at the real call instead.
  if (error.kind === 'unsupported') return null
  return error.kind === 'invalid_input' ? error.fields : [{ field: error.kind, message: error.message }]
}

function classOf(problems: readonly FieldProblem[]): DecisionClass {
  return problems.some(({ field }) => field === 'currency') ? 'currency' : 'target_refuses'
}

/** Where the vendor decides the currency by the customer, one of their invoices tells it. */
async function foreignCurrency(
  { pair: { target }, currencies }: PlanContext,
  { currency }: Invoice,
  { how, target: customerId }: CustomerMatch,
): Promise<Result<string | null, MigrationError>> {
  const { coverage, filters } = target.capabilities
  const decides = coverage.currency.write === 'fixed' && filters.customerId.how === 'native'
  if (!decides || how !== 'existing' || customerId === null) return ok(null)
  if (!currencies.has(customerId)) {
    const page = await target.list({ customerId, pageSize: 1 })
    if (page.isErr()) return err(vendorFailed('target', page.error))
    currencies.set(customerId, page.value.invoices.at(0)?.currency ?? null)
  }
  const billedIn = currencies.get(customerId) ?? null
  if (billedIn === null || billedIn === currency) return ok(null)
  return ok(`is in ${currency ?? 'no currency'}, and ${target.provider} bills this customer in ${billedIn}`)
}

/** Without an invoice there, what the target would bill them in shows at the creation: too late for a closed source. */
function isNewThere({ currencies }: PlanContext, { how, target }: CustomerMatch): boolean {
  return how === 'to_create' || (how === 'existing' && target !== null && currencies.get(target) === null)
}

function expectedOf(invoice: Invoice, copy: NewInvoice, target: InvoiceAdapter): ExpectedCopy {
  const amounts = copy.lines.flatMap((line) => [line.amount, line.tax ?? 0])
  const taxes = copy.lines.map((line) => line.tax ?? 0)
  const holdsTax = target.capabilities.coverage['lines.tax'].write === 'yes'
  return {
    currency: copy.currency,
    total: sumAmounts(amounts).unwrapOr(invoice.total ?? 0),
    tax: holdsTax ? sumAmounts(taxes).unwrapOr(0) : null,
    state: holdsDrafts(target) ? 'draft' : 'payable',
  }
}

export function unreadableLine(error: UnreadableRecord): PlannedInvoice {
  const words = error.fields.map(({ field, message }) => `${field}: ${message}`).join('; ')
  return {
    type: 'invoice',
    id: error.recordId ?? 'unknown',
    number: null,
    status: 'unknown',
    currency: null,
    total: null,
    amountDue: null,
    decision: 'blocked',
    class: 'unreadable',
    reason: `could not be read: ${words || error.message}`,
    customer: notLookedFor,
    steps: [],
    losses: [],
    copy: null,
    accept: [],
    expected: null,
    sourceDigest: '',
  }
}

/** Two invoices under one key would become one copy: none of them moves. */
export function withoutSharedKeys(lines: readonly PlannedInvoice[]): PlannedInvoice[] {
  const users = new Map<string, number>()
  for (const { copy } of lines)
    if (copy !== null) users.set(copy.externalId, (users.get(copy.externalId) ?? 0) + 1)
  return lines.map((line) => {
    if (line.copy === null || users.get(line.copy.externalId) === 1) return line
    const reason = `shares the key ${line.copy.externalId} with another invoice, so that both would become one copy`
    return {
      ...stays(line, 'same_key', reason),
      steps: [],
      losses: [],
      copy: null,
      accept: [],
      expected: null,
    }
  })
}
