import {
  err,
  type FieldProblem,
  type JsonObject,
  type NewInvoice,
  ok,
  type Result,
  type SettableStatus,
} from '@invoice-adapters/core'
import {
  contentDigest,
  idSchema,
  keyMark,
  parseFields,
  reservedNameProblems,
} from '@invoice-adapters/core/authoring'
import * as z from 'zod/mini'
import { status } from './capabilities/status.ts'
import type { Dialect, WireNewLine } from './dialects/dialect.ts'
import type { AssetSettings } from './options.ts'
import { toWireLines } from './to-wire/lines.ts'
import { currencyProblems } from './to-wire/refund.ts'

/** What only Asset needs of an invoice: where its lines are booked. */
interface AssetInvoiceOptions {
  /** The ledger of all lines; default the one of the adapter's options. */
  ledgerId?: string
  /** One ledger per line, in their order. */
  lineLedgerIds?: string[]
}

const invoiceOptionsSchema: z.ZodMiniType<AssetInvoiceOptions> = z.lazy(() =>
  z.strictObject({
    ledgerId: z.exactOptional(idSchema()),
    lineLedgerIds: z.exactOptional(z.array(idSchema())),
  }),
)

/** One invoice to be created, as far as the input and the options decide it. */
export interface AskedInvoice {
  externalId: string
  number: string
  /** Minor units: the lines with their taxes. */
  total: number
  description: string
  sentAt: string
  dueAt: string
  /** Whether the due date is the caller's own, and not counted from the present. */
  dueAtGiven: boolean
  sentAtGiven: boolean
  customer: { id: string | null; externalId: string | null }
  lines: WireNewLine[]
  metadata: JsonObject
}

export function toAskedInvoice(
  invoice: NewInvoice,
  settings: AssetSettings,
  dialect: Dialect,
): Result<AskedInvoice, FieldProblem[]> {
  const own = parseFields(invoiceOptionsSchema, invoice.providerOptions?.asset ?? {}, 'providerOptions.asset')
  const { ledgerId, lineLedgerIds }: AssetInvoiceOptions = own.unwrapOr({})
  const ledgerOf = (index: number): string | undefined =>
    lineLedgerIds?.[index] ?? ledgerId ?? settings.ledgerId ?? undefined
  const lines = toWireLines(invoice.lines, settings, dialect, ledgerOf, 'lines')
  const problems = [
    ...(own.isErr() ? own.error.map(inProviderOptions) : []),
    ...ledgerProblems(invoice, lineLedgerIds, ledgerOf),
    ...currencyProblems(invoice.currency, settings.currency),
    ...(invoice.dueAt === undefined && settings.dueInDays === null ? [noDueDate] : []),
    ...customerProblems(invoice),
    ...reservedNameProblems(invoice.metadata, 'metadata'),
    ...(lines.isErr() ? lines.error : []),
  ]
  if (problems.length > 0 || lines.isErr()) return err(problems)
  const { externalId, number, customer, memo, metadata = {} } = invoice
  return ok({
    externalId,
    // Asset requires number and description (api-reference/invoice/create-an-invoice).
    number: number ?? externalId,
    description: memo ?? descriptionOf(invoice),
    total: lines.value.total,
    ...datesOf(invoice, settings),
    customer: { id: customer.id ?? null, externalId: customer.externalId ?? null },
    lines: lines.value.lines,
    metadata,
  })
}

const noDueDate: FieldProblem = {
  field: 'dueAt',
  message: 'is required by Asset; give it, or set the adapter’s option dueInDays',
}

function inProviderOptions({ field, message }: FieldProblem): FieldProblem {
  return field === 'providerOptions.asset'
    ? { field, message }
    : { field: `providerOptions.asset.${field}`, message }
}

function ledgerProblems(
  { lines }: NewInvoice,
  lineLedgerIds: string[] | undefined,
  ledgerOf: (index: number) => string | undefined,
): FieldProblem[] {
  if (lineLedgerIds !== undefined && lineLedgerIds.length !== lines.length) {
    const message = `must name one ledger for each of the ${lines.length} line(s)`
    return [{ field: 'providerOptions.asset.lineLedgerIds', message }]
  }
  if (lines.every((_, index) => ledgerOf(index) !== undefined)) return []
  return [
    {
      field: 'providerOptions.asset.ledgerId',
      message: 'is missing: every line is booked on a ledger; give it, or set the adapter’s option ledgerId',
    },
  ]
}

function customerProblems({ customer: { id, externalId } }: NewInvoice): FieldProblem[] {
  return id === undefined && externalId === undefined
    ? [{ field: 'customer', message: 'needs an id or an externalId: Asset bills customers that it knows' }]
    : []
}

/** As long as the sister objects take it; how long an invoice's may be is not documented. */
const longestDescription = 512

function descriptionOf({ lines }: NewInvoice): string {
  const whole = lines.map((line) => line.description).join('; ')
  return whole.length <= longestDescription
    ? whole
    : `${[...whole].slice(0, longestDescription / 2).join('')}…`
}

const dayMs = 86_400_000

function datesOf(
  { issuedAt, dueAt }: NewInvoice,
  { dueInDays, now = Date.now }: AssetSettings,
): Pick<AskedInvoice, 'sentAt' | 'dueAt' | 'dueAtGiven' | 'sentAtGiven'> {
  const sentAt = issuedAt ?? new Date(now()).toISOString()
  return {
    sentAt,
    sentAtGiven: issuedAt !== undefined,
    dueAt: dueAt ?? new Date(Date.parse(sentAt) + (dueInDays ?? 0) * dayMs).toISOString(),
    dueAtGiven: dueAt !== undefined,
  }
}

/** Digest of what the caller asks Asset to hold: equal for two calls that mean the same invoice, whenever they are made. */
export function contentOf(invoice: NewInvoice): Promise<string> {
  const { customer, currency, lines, number, memo, metadata, dueAt, issuedAt, providerOptions } = invoice
  const instant = (text: string | undefined): number | undefined =>
    text === undefined ? undefined : Date.parse(text)
  return contentDigest({
    customer: { id: customer.id, externalId: customer.externalId },
    currency,
    lines,
    number,
    memo,
    metadata,
    dueAt: instant(dueAt),
    issuedAt: instant(issuedAt),
    options: providerOptions?.asset,
  })
}

/** One item of `POST /invoice`. */
export function toWireInvoice(
  asked: AskedInvoice,
  content: string,
  customer: { customer_id: string } | { customer_external_id: string },
  dialect: Dialect,
  businessId: string,
): JsonObject {
  const marks = keyMark({ externalId: asked.externalId, content })
  const lines = asked.lines.map((line, index) =>
    index === 0 && dialect.marksFirstLine ? withMarks(line, dialect, marks) : line,
  )
  return {
    ...(dialect.namesBusiness ? { business_id: businessId } : {}),
    number: asked.number,
    description: asked.description,
    due_at: asked.dueAt,
    sent_at: asked.sentAt,
    ...customer,
    [dialect.metadataKey]: { ...asked.metadata, ...marks },
    lines,
  }
}

function withMarks(line: WireNewLine, { metadataKey }: Dialect, marks: JsonObject): WireNewLine {
  const given = line[metadataKey]
  const metadata = typeof given === 'object' && given !== null && !Array.isArray(given) ? given : {}
  return { ...line, [metadataKey]: { ...metadata, ...marks } }
}

/** What the status call takes, named in the transition data. */
export function toWireStatus(to: SettableStatus): { status: string } {
  return { status: status.transitions.find((transition) => transition.to === to)?.sends ?? to }
}
