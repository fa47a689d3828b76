import {
  type CallSettings,
  err,
  type FieldProblem,
  type Invoice,
  type InvoiceError,
  type LineChanges,
  losses,
  type NewInvoiceLine,
  ok,
  type Result,
  ResultAsync,
} from '@invoice-adapters/core'
import {
  appliedUnread,
  type HttpAnswer,
  invalidInput,
  invoiceError,
  lineProblems,
  settle,
} from '@invoice-adapters/core/authoring'
import { assetCapabilities } from '../capabilities.ts'
import type { WireNewLine } from '../dialects/dialect.ts'
import { toWireLines } from '../to-wire/lines.ts'
import { type Connection, contextOf } from './connection.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { getInvoice, readInvoice } from './read.ts'

interface LineChange {
  id: string
  add: NewInvoiceLine[]
  remove: string[]
  wire: WireNewLine[]
  settings: CallSettings
}

const operation = 'changeLines'

/** Lines are added and removed, never edited (api-reference/invoice/update-an-invoice). */
export function changeInvoiceLines(
  connection: Connection,
  id: string,
  { add = [], remove = [] }: LineChanges,
  settings: CallSettings,
): ResultAsync<Invoice, InvoiceError> {
  return toWireChange(connection, add)
    .mapErr((fields): InvoiceError => invalidInput(contextOf(connection.settings, operation), fields))
    .asyncAndThen((wire) => {
      const change = { id, add, remove: [...new Set(remove)], wire, settings }
      const work = { operation, keys: [id], signal: settings.signal } as const
      return new ResultAsync(oneAtATime(connection, work, () => readThenChange(connection, change)))
    })
}

function toWireChange(
  { settings, dialect }: Connection,
  add: NewInvoiceLine[],
): Result<WireNewLine[], FieldProblem[]> {
  const capabilities = assetCapabilities[settings.dialect]
  const { currency, ledgerId } = settings
  const lost = losses({ capabilities }, { externalId: '-', customer: {}, currency, lines: add })
    .filter(({ field }) => field.startsWith('lines.'))
    .map(({ field, message }) => ({
      field: field.replace('lines', 'add'),
      message: `${message}; leave it out`,
    }))
  const problems = [
    ...lost,
    ...lineProblems(add, currency).map(({ path, message }) => ({
      field: ['add', ...path].join('.'),
      message,
    })),
    ...(add.length > 0 && ledgerId === null ? [noLedger] : []),
  ]
  const lines = toWireLines(add, settings, dialect, () => ledgerId ?? undefined, 'add')
  if (lines.isErr()) problems.push(...lines.error)
  return problems.length > 0 || lines.isErr() ? err(problems) : ok(lines.value.lines)
}

const noLedger: FieldProblem = {
  field: 'add',
  message: 'every line is booked on a ledger; set the adapter’s option ledgerId',
}

async function readThenChange(
  connection: Connection,
  change: LineChange,
): Promise<Result<Invoice, InvoiceError>> {
  const context = contextOf(connection.settings, operation)
  const before = await getInvoice(connection, change.id, change.settings, operation)
  if (before.isErr()) return err(before.error)
  const known = new Set((before.value.lines ?? []).map((line) => line.id))
  const strange = change.remove.filter((lineId) => !known.has(lineId))
  if (strange.length > 0) {
    const message = `holds ${strange.length} id(s) that are no lines of this invoice`
    return err(invalidInput(context, [{ field: 'remove', message }]))
  }
  const answer = await write(connection, change)
  if (answer.isOk()) return readChanged(connection, change, before.value, answer.value)
  return answer.error.kind === 'outcome_unknown'
    ? settleChange(connection, change, before.value, answer.error)
    : err(answer.error)
}

/** Sent once: added lines would be added again. */
function write(
  connection: Connection,
  { id, wire, remove, settings }: LineChange,
): ResultAsync<HttpAnswer, InvoiceError> {
  const line_changes = {
    ...(wire.length > 0 ? { create_lines: wire } : {}),
    ...(remove.length > 0 ? { delete_lines: remove } : {}),
  }
  return connection.call({
    operation,
    effect: 'once',
    method: 'PATCH',
    route: '/invoice/{id}',
    parameters: { id },
    body: JSON.stringify({ line_changes }),
    namesUser: true,
    signal: settings.signal,
  })
}

async function readChanged(
  connection: Connection,
  change: LineChange,
  before: Invoice,
  answer: HttpAnswer,
): Promise<Result<Invoice, InvoiceError>> {
  const answered = readInvoice(connection, answer, operation)
  if (answered.isErr()) return settleChange(connection, change, before, answered.error)
  if (isApplied(before, answered.value, change)) return ok(answered.value)
  const after = await getInvoice(connection, change.id, change.settings, operation)
  if (after.isErr()) return err(unread(connection, change, after.error))
  if (isApplied(before, after.value, change)) return ok(after.value)
  const message = 'Asset accepted the change, and the lines are not as they were asked to become'
  const fields = [{ field: 'lines', message: 'are not those from before, less the removed, with the added' }]
  const context = contextOf(connection.settings, operation)
  return err(invoiceError('unexpected_response', context, message, { fields, invoice: after.value }))
}

/** The removed lines are gone, and the amounts are those from before without them and with the added ones. */
function isApplied(before: Invoice, after: Invoice, { id, add, remove }: LineChange): boolean {
  if (after.source.id !== id || after.lines === null) return false
  if (after.lines.some((line) => line.id !== null && remove.includes(line.id))) return false
  const kept = (before.lines ?? []).filter((line) => line.id === null || !remove.includes(line.id))
  return amountsOf([...kept, ...add]) === amountsOf(after.lines)
}

function amountsOf(lines: readonly { amount: number | null }[]): string {
  return lines
    .map(({ amount }) => String(amount))
    .sort()
    .join()
}

function settleChange(
  connection: Connection,
  change: LineChange,
  before: Invoice,
  uncertain: InvoiceError,
): ResultAsync<Invoice, InvoiceError> {
  return settle({
    context: contextOf(connection.settings, operation),
    options: connection.settings,
    uncertain,
    invoiceId: change.id,
    externalId: null,
    look: () =>
      getInvoice(connection, change.id, change.settings, operation).map((after) =>
        isApplied(before, after, change) ? after : null,
      ),
    signal: change.settings.signal,
  })
}

function unread({ settings }: Connection, { id }: LineChange, error: InvoiceError): InvoiceError {
  const context = contextOf(settings, operation)
  return appliedUnread(context, 'the lines were changed', { invoiceId: id, externalId: null }, error)
}
