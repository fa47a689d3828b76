import {
  type CallSettings,
  type DraftChanges,
  err,
  type FieldProblem,
  type Invoice,
  type InvoiceError,
  ok,
  type Result,
  ResultAsync,
} from '@invoice-adapters/core'
import {
  differs,
  invalidInput,
  invoiceError,
  mayHaveHappened,
  settle,
} from '@invoice-adapters/core/authoring'
import {
  type AskedChanges,
  changesPlan,
  draftInputProblems,
  toAskedChanges,
  type WireDraftChanges,
} from '../to-wire/draft.ts'
import { compareTotal, differsIfTold } from './compare.ts'
import { readParts } from './complete.ts'
import { type Connection, contextOf } from './connection.ts'
import {
  completeDraft,
  type DraftCall,
  explainRefusal,
  fetchDraft,
  isDraft,
  notDraft,
  unreadDraft,
} from './draft.ts'
import { type InvoiceAnswer, isAsked, readInvoiceAnswer } from './read.ts'

interface Update {
  call: DraftCall
  changes: DraftChanges
  asked: AskedChanges
}

export function updateDraft(
  connection: Connection,
  id: string,
  changes: DraftChanges,
  settings: CallSettings,
): ResultAsync<Invoice, InvoiceError> {
  return new ResultAsync(readThenPatch({ connection, id, operation: 'update', settings }, changes))
}

async function readThenPatch(call: DraftCall, changes: DraftChanges): Promise<Result<Invoice, InvoiceError>> {
  const { connection, operation } = call
  const invalid = (fields: FieldProblem[]): InvoiceError =>
    invalidInput(contextOf(connection.settings, operation), fields)
  const problems = draftInputProblems(changes)
  if (problems.length > 0) return err(invalid(problems))
  const before = await fetchDraft(call)
  if (before.isErr()) return err(before.error)
  if (!isDraft(before.value)) return notDraft(call, before.value)
  const asked = await ask(call, before.value, changes)
  if (asked.isErr()) return err(asked.error)
  if (asked.value.isErr()) return err(invalid(asked.value.error))
  const update: Update = { call, changes, asked: asked.value.value }
  const answer = await patchDraft(call, 'update', update.asked.body)
  if (answer.isOk()) return readBack(update, answer.value)
  return mayHaveHappened(answer.error)
    ? lookForChanges(update, answer.error)
    : explainRefusal(call, answer.error)
}

type Asked = Result<AskedChanges, FieldProblem[]>

async function ask(
  { connection, operation, settings }: DraftCall,
  before: InvoiceAnswer,
  changes: DraftChanges,
): Promise<Result<Asked, InvoiceError>> {
  const currency = before.wire.current_plan?.currency ?? null
  if (!changesPlan(changes)) return ok(toAskedChanges(changes, null, currency))
  const parts = await readParts(connection, before, settings, operation)
  return parts.map(({ plan }) => toAskedChanges(changes, plan, currency ?? plan?.currency ?? null))
}

/** `PATCH /invoices/{id}`: the same values once more change nothing, save that it is not known whether lines are added. */
export function patchDraft(
  { connection, id, settings }: DraftCall,
  operation: 'update' | 'finalize',
  body: WireDraftChanges,
): ResultAsync<InvoiceAnswer, InvoiceError> {
  return connection
    .call({
      operation,
      effect: body.line_items === undefined ? 'repeatable' : 'once',
      method: 'PATCH',
      route: '/invoices/{id}',
      parameters: { id },
      body: JSON.stringify(body),
      signal: settings.signal,
    })
    .andThen((answer) => readInvoiceAnswer(connection, answer, operation))
    .andThen((answer) => isAsked(connection, answer, id, operation))
}

function readWhole(call: DraftCall): ResultAsync<Invoice, InvoiceError> {
  return fetchDraft(call).andThen((answer) => completeDraft(call, answer))
}

/** What the draft then holds is compared with what was asked; what does not show yet is waited for. */
async function readBack(update: Update, answer: InvoiceAnswer): Promise<Result<Invoice, InvoiceError>> {
  const after = await completeDraft(update.call, answer)
  if (after.isErr()) return err(unreadDraft(update.call, after.error))
  const problems = differences(after.value, update)
  if (problems.length === 0) return ok(after.value)
  const context = contextOf(update.call.connection.settings, 'update')
  const settled = await lookForChanges(update, invoiceError('timeout', context, 'not shown yet', {}))
  if (settled.isOk()) return ok(settled.value)
  const figures = problems.map(({ field, message }) => `${field} ${message}`).join('; ')
  const message = `Whop accepted the changes, and the draft is different from what was asked: ${figures}`
  return err(
    invoiceError('unexpected_response', context, message, { fields: problems, invoice: after.value }),
  )
}

function lookForChanges(update: Update, uncertain: InvoiceError): ResultAsync<Invoice, InvoiceError> {
  const { connection, id, settings } = update.call
  return settle({
    context: contextOf(connection.settings, 'update'),
    options: connection.settings,
    uncertain,
    invoiceId: id,
    externalId: null,
    look: () =>
      readWhole(update.call).map((invoice) => (differences(invoice, update).length === 0 ? invoice : null)),
    signal: settings.signal,
  })
}

function differences(invoice: Invoice, { changes, asked }: Update): FieldProblem[] {
  const { customer, dueAt, memo, collection, lines } = changes
  const instants = (text: string | null): string | null =>
    text === null ? null : new Date(text).toISOString()
  // An invoice that is charged automatically shows no due date (update-invoice).
  const hidesDue = invoice.collection === 'charge_automatically'
  return [
    ...(asked.total === null ? [] : compareTotal(invoice, asked.total)),
    ...(lines === undefined ? [] : differs('lines', invoice.lines?.length ?? null, lines.length)),
    ...(dueAt === undefined || hidesDue ? [] : differs('dueAt', instants(invoice.dueAt), instants(dueAt))),
    ...(memo === undefined ? [] : differs('memo', invoice.memo || null, memo)),
    ...differsIfTold('collection', invoice.collection, collection),
    ...differsIfTold('customer.id', invoice.customer.id, customer?.id),
    ...differsIfTold(
      'customer.email',
      invoice.customer.email?.toLowerCase() ?? null,
      customer?.email?.toLowerCase(),
    ),
  ]
}
