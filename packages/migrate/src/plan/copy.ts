import {
  type CanonicalField,
  type CustomerReference,
  err,
  type FieldProblem,
  type Invoice,
  type InvoiceAdapter,
  isPayable,
  losses,
  type NewInvoice,
  newInvoiceSchema,
  ok,
  type Result,
  toNewInvoice,
} from '@invoice-adapters/core'
import { parseFields } from '@invoice-adapters/core/authoring'
import { holdsDrafts } from './drafts.ts'
import type { ResolvedMapping } from './mapping.ts'
import type { DecisionClass } from './plan.ts'

export interface CopyRequest {
  invoice: Invoice
  target: InvoiceAdapter
  mapping: ResolvedMapping
  customer: CustomerReference
  /** Milliseconds since 1970. */
  plannedAt: number
}

export interface Hindrance {
  class: DecisionClass
  reason: string
}

const dayMs = 86_400_000

/** The end of a UTC day, so that everything planned on one day is due alike. */
function inDays(days: number, from: number): string {
  return new Date((Math.floor(from / dayMs) + days + 1) * dayMs - 1000).toISOString()
}

function dueDate({ invoice, target, mapping, plannedAt }: CopyRequest): Result<string | null, Hindrance> {
  const { missing, past } = mapping.dueDate
  if (target.capabilities.coverage.dueAt.write !== 'yes') return ok(invoice.dueAt)
  if (invoice.dueAt === null) {
    if (missing !== 'block') return ok(inDays(missing.days, plannedAt))
    const reason = `has no due date, which ${target.provider} wants (mapping.dueDate.missing gives one)`
    return err({ class: 'no_due_date', reason })
  }
  if (Date.parse(invoice.dueAt) > plannedAt || past === 'keep') return ok(invoice.dueAt)
  if (typeof past === 'object') return ok(inDays(past.days, plannedAt))
  if (past === 'default' && !holdsDrafts(target)) return ok(invoice.dueAt)
  const reason =
    `was due on ${invoice.dueAt.slice(0, 10)}, and whether ${target.provider} opens a bill with a past date is not ` +
    'documented (mapping.dueDate.past gives a new date, or keeps this one)'
  return err({ class: 'past_due_date', reason })
}

/** The key is the caller's own where there is one, so that a program that asks again finds the copy. */
export function keyOfCopy({ externalId, source }: Invoice, generation: number): string {
  const key = externalId ?? `${source.provider}:${source.account}:${source.id}`
  return generation === 1 ? key : `${key}#${generation}`
}

/** What was paid already stays behind: the rest is one amount. */
function unpaidPart(invoice: Invoice): Invoice {
  const paid = invoice.amountPaid ?? 0
  if (!isPayable(invoice.status) || paid === 0) return invoice
  return { ...invoice, total: invoice.amountDue, lines: null }
}

function numbered(copy: NewInvoice, { invoice, target, mapping }: CopyRequest): NewInvoice {
  if (mapping.numbering === 'keep') return copy
  const { number: _, ...rest } = copy
  if (mapping.numbering === 'vendor' || invoice.number === null) return rest
  const words = `Formerly invoice ${invoice.number}`
  if (target.capabilities.coverage.memo.write === 'yes') {
    return { ...rest, memo: rest.memo === undefined ? words : `${rest.memo}\n${words}` }
  }
  const lines = rest.lines.map((line, index) =>
    index > 0 || line.description.includes(invoice.number ?? '')
      ? line
      : { ...line, description: `${line.description} (${words})` },
  )
  return { ...rest, lines }
}

/** Where the vendor wants an instant of issue and would take the present, it is said: a repeat must send the same. */
function dated(copy: NewInvoice, request: CopyRequest, dueAt: string | null): NewInvoice {
  const { invoice, target, plannedAt } = request
  const wantsIssue = target.capabilities.coverage.issuedAt.write === 'yes'
  const issuedAt = copy.issuedAt ?? invoice.createdAt ?? new Date(plannedAt).toISOString()
  const { dueAt: _, ...rest } = copy
  return { ...rest, ...(wantsIssue && { issuedAt }), ...(dueAt !== null && { dueAt }) }
}

function withOptions(copy: NewInvoice, { target, mapping }: CopyRequest): NewInvoice {
  const own = mapping.providerOptions[target.provider] ?? {}
  const draft = holdsDrafts(target) ? target.capabilities.billing.drafts?.providerOptions : null
  const options = { ...own, ...draft }
  if (Object.keys(options).length === 0) return copy
  return { ...copy, providerOptions: { [target.provider]: options } }
}

/** The input that makes the copy, or why there can be none. The total is that of the source, or what is due of it. */
export function makeCopy(request: CopyRequest): Result<NewInvoice, Hindrance> {
  const { invoice, mapping, customer } = request
  const overrides = { externalId: keyOfCopy(invoice, mapping.generation), customer }
  const due = dueDate(request)
  if (due.isErr()) return err(due.error)
  return (
    toNewInvoice(unpaidPart(invoice), overrides)
      .mapErr(refusedBy)
      .map((copy) => withOptions(dated(numbered(copy, request), request, due.value), request))
      // As a plan file gives it back, so that its digest holds.
      .andThen((copy) => parseFields(newInvoiceSchema, copy).mapErr(refusedBy))
  )
}

function refusedBy(problems: FieldProblem[]): Hindrance {
  return { class: 'target_refuses', reason: wordsOf(problems) }
}

export function wordsOf(problems: FieldProblem[]): string {
  return problems.map(({ field, message }) => `${field}: ${message}`).join('; ')
}

/** Never let go: an invoice over another sum, in another currency or without its key is another invoice. */
const neverAccepted: ReadonlySet<CanonicalField> = new Set([
  'currency',
  'total',
  'lines.amount',
  'externalId',
])

/** What the target does not hold and the mapping lets go. */
export function acceptedLosses(copy: NewInvoice, target: InvoiceAdapter): CanonicalField[] {
  return losses(target, copy)
    .map(({ field }) => field)
    .filter((field) => !neverAccepted.has(field))
}

/** Quantity and unit price that the target cannot take exactly go, the line's amount stays. */
export function withoutPrices(copy: NewInvoice, problems: readonly FieldProblem[]): NewInvoice | null {
  const concerned = new Set(
    problems.flatMap(({ field }) => /^lines\.(\d+)\.(?:quantity|unitPrice)$/.exec(field)?.[1] ?? []),
  )
  if (concerned.size === 0) return null
  const lines = copy.lines.map((line, index) => {
    if (!concerned.has(String(index))) return line
    const { quantity: _, unitPrice: __, ...rest } = line
    return rest
  })
  return { ...copy, lines }
}
