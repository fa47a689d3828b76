import {
  type Changed,
  err,
  type Invoice,
  type InvoiceError,
  ok,
  type Result,
  ResultAsync,
  type SetStatusSettings,
  type SettableStatus,
} from '@invoice-adapters/core'
import {
  invalidTransition,
  invoiceError,
  readAnswer,
  settle,
  singleUseKey,
  transitionTo,
} from '@invoice-adapters/core/authoring'
import { whopCapabilities } from '../capabilities.ts'
import { acceptedSchema } from '../schema.ts'
import { statusOfWord } from '../to-canonical/status.ts'
import { completeInvoice } from './complete.ts'
import { type Connection, contextOf } from './connection.ts'
import { fetchInvoice, type InvoiceAnswer } from './read.ts'
import { mayBeStateFault, mayHaveHappened } from './uncertain.ts'

interface StatusChange {
  id: string
  to: SettableStatus
  settings: SetStatusSettings
}

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
  const before = await fetch(connection, change)
  if (before.isErr()) return err(before.error)
  if (!allows(connection, before.value, change.to)) {
    const whole = await complete(connection, change, before.value)
    return whole.andThen((invoice) => judge(connection, change, invoice, false))
  }
  const answer = await post(connection, change)
  if (answer.isOk()) return readChanged(connection, change)
  if (mayHaveHappened(answer.error)) return settleChange(connection, change, answer.error)
  return mayBeStateFault(answer.error) ? judgeRefusal(connection, change, answer.error) : err(answer.error)
}

function fetch(
  connection: Connection,
  { id, settings }: StatusChange,
): ResultAsync<InvoiceAnswer, InvoiceError> {
  return fetchInvoice(connection, id, settings, 'setStatus')
}

function complete(
  connection: Connection,
  { settings }: StatusChange,
  answer: InvoiceAnswer,
): ResultAsync<Invoice, InvoiceError> {
  return completeInvoice(connection, answer, settings, 'setStatus')
}

/** By the invoice's own word: of the statuses that only a payment tells, no change begins. */
function allows({ settings }: Connection, { wire }: InvoiceAnswer, to: SettableStatus): boolean {
  const { transitions } = whopCapabilities[settings.apiVersion].status
  const from = statusOfWord(wire.status)
  return transitions.some((one) => one.by === 'setStatus' && one.to === to && one.from.includes(from))
}

/** `mark_paid`, `void` or `mark_uncollectible`, without a body; each means the same when it comes twice. */
function post(
  connection: Connection,
  { id, to, settings }: StatusChange,
): ResultAsync<unknown, InvoiceError> {
  const context = contextOf(connection.settings, 'setStatus')
  return connection
    .call({
      operation: 'setStatus',
      effect: 'repeatable',
      method: 'POST',
      route: `/invoices/{id}/${actionFor(connection, to)}`,
      parameters: { id },
      headers: { 'idempotency-key': singleUseKey() },
      signal: settings.signal,
    })
    .andThen((answer) => readAnswer(acceptedSchema, answer, context))
}

/** The last step of the path, as the transition data names it. */
export function actionFor({ settings }: Connection, to: SettableStatus): string {
  return transitionTo(whopCapabilities[settings.apiVersion], to)?.sends ?? to
}

/** The answer carries no invoice: what counts is how it then stands. */
async function readChanged(
  connection: Connection,
  change: StatusChange,
): Promise<Result<Changed, InvoiceError>> {
  const after = await fetch(connection, change)
  if (after.isErr()) return err(unread(connection, change, after.error))
  if (allows(connection, after.value, change.to)) return waitForChange(connection, change, after.value)
  return conclude(connection, change, after.value)
}

async function conclude(
  connection: Connection,
  change: StatusChange,
  answer: InvoiceAnswer,
): Promise<Result<Changed, InvoiceError>> {
  const whole = await complete(connection, change, answer)
  if (whole.isErr()) return err(unread(connection, change, whole.error))
  const invoice = whole.value
  if (invoice.status === change.to) return ok({ invoice, changed: true })
  const context = contextOf(connection.settings, 'setStatus')
  const message = `Whop accepted the status ${change.to}, and the invoice is ${invoice.status}`
  const fields = [{ field: 'status', message: `is ${invoice.status}, asked was ${change.to}` }]
  return err(invoiceError('unexpected_response', context, message, { fields, invoice }))
}

/** Accepted, and not shown yet: looks again, and says so in a note if it still does not show. */
async function waitForChange(
  connection: Connection,
  change: StatusChange,
  stale: InvoiceAnswer,
): Promise<Result<Changed, InvoiceError>> {
  const context = contextOf(connection.settings, 'setStatus')
  const settled = await lookForEnd(connection, change, invoiceError('timeout', context, 'not shown yet', {}))
  if (settled.isOk()) return conclude(connection, change, settled.value)
  const whole = await complete(connection, change, stale)
  if (whole.isErr()) return err(unread(connection, change, whole.error))
  const message = `Whop accepted the status ${change.to} and does not show it yet`
  const notes = [...whole.value.notes, { code: 'change_pending' as const, field: 'status', message }]
  return ok({ invoice: { ...whole.value, notes }, changed: true })
}

/** The invoice once its status is no longer one that the change starts from. */
function lookForEnd(
  connection: Connection,
  change: StatusChange,
  uncertain: InvoiceError,
): ResultAsync<InvoiceAnswer, InvoiceError> {
  return settle({
    context: contextOf(connection.settings, 'setStatus'),
    options: connection.settings,
    uncertain,
    invoiceId: change.id,
    externalId: null,
    look: () =>
      fetch(connection, change).map((answer) => (allows(connection, answer, change.to) ? null : answer)),
    signal: change.settings.signal,
  })
}

async function settleChange(
  connection: Connection,
  change: StatusChange,
  uncertain: InvoiceError,
): Promise<Result<Changed, InvoiceError>> {
  const settled = await lookForEnd(connection, change, uncertain)
  if (settled.isErr()) return err(settled.error)
  const whole = await complete(connection, change, settled.value)
  if (whole.isErr()) {
    const done = statusOfWord(settled.value.wire.status) === change.to
    return err(done ? unread(connection, change, whole.error) : whole.error)
  }
  return judge(connection, change, whole.value, true)
}

async function judgeRefusal(
  connection: Connection,
  change: StatusChange,
  refusal: InvoiceError,
): Promise<Result<Changed, InvoiceError>> {
  const now = await fetch(connection, change)
  if (now.isErr() || allows(connection, now.value, change.to)) return err(refusal)
  const whole = await complete(connection, change, now.value)
  return whole.isErr() ? err(refusal) : judge(connection, change, whole.value, false)
}

/** An invoice that is not in a status from which the change starts: there already, or somewhere else. */
function judge(
  connection: Connection,
  { to }: StatusChange,
  invoice: Invoice,
  changed: boolean,
): Result<Changed, InvoiceError> {
  if (invoice.status === to) return ok({ invoice, changed })
  return err(invalidTransition(contextOf(connection.settings, 'setStatus'), invoice, to))
}

function unread(connection: Connection, { id, to }: StatusChange, error: InvoiceError): InvoiceError {
  const context = contextOf(connection.settings, 'setStatus', error.requestId)
  const message = `the invoice was set to ${to}, but reading it back failed: ${error.message}`
  const facts = { invoiceId: id, externalId: null }
  return invoiceError('applied_unread', context, message, facts, { cause: error.cause })
}
