import {
  type Changed,
  err,
  type Invoice,
  type InvoiceError,
  type InvoiceErrorKind,
  ok,
  type Result,
  ResultAsync,
  type SetStatusSettings,
  type SettableStatus,
} from '@invoice-adapters/core'
import {
  type HttpAnswer,
  invalidTransition,
  invoiceError,
  sameState,
  settle,
} from '@invoice-adapters/core/authoring'
import { status as statusData } from '../capabilities/status.ts'
import { toWireStatus } from '../to-wire.ts'
import { type Connection, contextOf } from './connection.ts'
import { getInvoice, readInvoice } from './read.ts'

interface StatusChange {
  id: string
  to: SettableStatus
  settings: SetStatusSettings
}

/** Kinds in which Asset may say that the status no longer allows the change; which one it is, is not documented. */
const refusals: ReadonlySet<InvoiceErrorKind> = new Set(['refused', 'conflict', 'forbidden'])

export function setInvoiceStatus(
  connection: Connection,
  id: string,
  to: SettableStatus,
  settings: SetStatusSettings,
): ResultAsync<Changed, InvoiceError> {
  return new ResultAsync(readThenChange(connection, { id, to, settings }))
}

async function readThenChange(
  connection: Connection,
  change: StatusChange,
): Promise<Result<Changed, InvoiceError>> {
  const context = contextOf(connection.settings, 'setStatus')
  const before = await read(connection, change)
  if (before.isErr()) return err(before.error)
  if (sameState(before.value.status, change.to)) return ok({ invoice: before.value, changed: false })
  if (!allows(before.value, change.to)) return err(invalidTransition(context, before.value, change.to))
  const answer = await write(connection, change)
  if (answer.isOk()) return readChanged(connection, change, answer.value)
  if (answer.error.kind === 'outcome_unknown') return settleChange(connection, change, answer.error)
  return refusals.has(answer.error.kind) ? judgeRefusal(connection, change, answer.error) : err(answer.error)
}

function read(connection: Connection, { id, settings }: StatusChange): ResultAsync<Invoice, InvoiceError> {
  return getInvoice(connection, id, settings, 'setStatus')
}

/** A status can be reached by several entries of the data, each with its own ground. */
function allows(invoice: Invoice, to: SettableStatus): boolean {
  return statusData.transitions.some(
    (transition) => transition.to === to && transition.from.includes(invoice.status),
  )
}

/** The same status twice means the same, so that the transport may repeat it. */
function write(
  connection: Connection,
  { id, to, settings }: StatusChange,
): ResultAsync<HttpAnswer, InvoiceError> {
  return connection.call({
    operation: 'setStatus',
    effect: 'repeatable',
    method: 'PATCH',
    route: '/invoice/{id}',
    parameters: { id },
    body: JSON.stringify(toWireStatus(to)),
    namesUser: true,
    signal: settings.signal,
  })
}

async function readChanged(
  connection: Connection,
  change: StatusChange,
  answer: HttpAnswer,
): Promise<Result<Changed, InvoiceError>> {
  const answered = readInvoice(connection, answer, 'setStatus')
  // Only an answer that is an invoice shows that the change was taken.
  if (answered.isErr()) return settleChange(connection, change, answered.error)
  if (answered.value.source.id === change.id && isDone(answered.value, change)) {
    return ok({ invoice: answered.value, changed: true })
  }
  const after = await read(connection, change)
  if (after.isErr()) return err(unread(connection, change, after.error))
  return isDone(after.value, change)
    ? ok({ invoice: after.value, changed: true })
    : waitForChange(connection, change, after.value)
}

function isDone(invoice: Invoice, { to }: StatusChange): boolean {
  return sameState(invoice.status, to)
}

/** Accepted, and not shown yet: looks again, and says so in a note if it still does not show. */
async function waitForChange(
  connection: Connection,
  change: StatusChange,
  stale: Invoice,
): Promise<Result<Changed, InvoiceError>> {
  const context = contextOf(connection.settings, 'setStatus')
  const settled = await lookForEnd(connection, change, invoiceError('timeout', context, 'not shown yet', {}))
  if (settled.isErr()) {
    const message = `Asset accepted the status ${change.to} and does not show it yet`
    const notes = [...stale.notes, { code: 'change_pending' as const, field: 'status', message }]
    return ok({ invoice: { ...stale, notes }, changed: true })
  }
  if (isDone(settled.value, change)) return ok({ invoice: settled.value, changed: true })
  const message = `Asset accepted the status ${change.to}, and the invoice is ${settled.value.status}`
  const fields = [{ field: 'status', message: `is ${settled.value.status}, asked was ${change.to}` }]
  return err(invoiceError('unexpected_response', context, message, { fields, invoice: settled.value }))
}

/** The invoice once its status is no longer one that the change starts from. */
function lookForEnd(
  connection: Connection,
  change: StatusChange,
  uncertain: InvoiceError,
): ResultAsync<Invoice, InvoiceError> {
  return settle({
    context: contextOf(connection.settings, 'setStatus'),
    options: connection.settings,
    uncertain,
    invoiceId: change.id,
    externalId: null,
    look: () => read(connection, change).map((invoice) => (allows(invoice, change.to) ? null : invoice)),
    signal: change.settings.signal,
  })
}

async function settleChange(
  connection: Connection,
  change: StatusChange,
  uncertain: InvoiceError,
): Promise<Result<Changed, InvoiceError>> {
  const settled = await lookForEnd(connection, change, uncertain)
  return settled.andThen((invoice) => judge(connection, change, invoice))
}

async function judgeRefusal(
  connection: Connection,
  change: StatusChange,
  refusal: InvoiceError,
): Promise<Result<Changed, InvoiceError>> {
  const now = await read(connection, change)
  if (now.isErr() || allows(now.value, change.to)) return err(refusal)
  return judge(connection, change, now.value)
}

/** An invoice that has left the statuses from which the change starts: there, or somewhere else for good. */
function judge(
  connection: Connection,
  change: StatusChange,
  invoice: Invoice,
): Result<Changed, InvoiceError> {
  if (isDone(invoice, change)) return ok({ invoice, changed: true })
  return err(invalidTransition(contextOf(connection.settings, 'setStatus'), invoice, change.to))
}

function unread(connection: Connection, { id, to }: StatusChange, error: InvoiceError): InvoiceError {
  const context = { ...contextOf(connection.settings, 'setStatus'), requestId: error.requestId }
  const message = `the invoice was set to ${to}, but reading it back failed: ${error.message}`
  const facts = { invoiceId: id, externalId: null }
  return invoiceError('applied_unread', context, message, facts, { cause: error.cause })
}
