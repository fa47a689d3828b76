import {
  type Changed,
  err,
  type Invoice,
  type InvoiceError,
  ok,
  type Result,
  type SetStatusSettings,
  type SettableStatus,
  sameState,
} from '@invoice-adapters/core'
import {
  invalidTransition,
  invoiceError,
  readAnswer,
  settle,
  transitionTo,
} from '@invoice-adapters/core/authoring'
import { paperbillCapabilities } from './capabilities.ts'
import { type Connection, getBill } from './connection.ts'
import { doneSchema } from './schema.ts'

/** One `setStatus` under way. */
interface StatusChange {
  id: string
  to: SettableStatus
  settings: SetStatusSettings
}

export async function setBillStatus(
  connection: Connection,
  change: StatusChange,
): Promise<Result<Changed, InvoiceError>> {
  const { id, to, settings } = change
  const context = connection.contextOf('setStatus')
  const before = await getBill(connection, 'setStatus', id, settings)
  if (before.isErr()) return err(before.error)
  if (sameState(before.value.status, to)) return ok({ invoice: before.value, changed: false })
  const way = transitionTo(paperbillCapabilities, to, before.value.status)
  if (way === undefined) return err(invalidTransition(context, before.value, to))
  const answer = await connection.transport.send({
    operation: 'setStatus',
    // Sent twice it is refused, and done once: the bill is no longer unpaid.
    effect: 'repeatable',
    method: 'POST',
    route: `/bills/{id}/${way.sends}`,
    parameters: { id },
    signal: settings.signal,
  })
  const done = answer.andThen((whole) => readAnswer(doneSchema, whole, context))
  if (done.isOk()) return readBack(connection, change)
  const { error } = done
  if (error.kind === 'conflict') return afterConflict(connection, change, error)
  const uncertain = error.kind === 'outcome_unknown' || error.kind === 'unexpected_response'
  return uncertain ? afterLooking(connection, change, error) : err(error)
}

/** `{ "ok": true }` shows nothing of the bill. It is done: whatever goes wrong from here on must not lead to a repeat. */
async function readBack(
  connection: Connection,
  { id, to, settings }: StatusChange,
): Promise<Result<Changed, InvoiceError>> {
  const after = await getBill(connection, 'setStatus', id, settings)
  if (after.isErr()) {
    const { message, cause } = after.error
    const facts = { invoiceId: id, externalId: null }
    const sentence = `the bill was set to ${to}, and reading it back failed: ${message}`
    return err(invoiceError('applied_unread', connection.contextOf('setStatus'), sentence, facts, { cause }))
  }
  return ok({ invoice: withPendingNote(after.value, to), changed: true })
}

function withPendingNote(invoice: Invoice, to: SettableStatus): Invoice {
  if (sameState(invoice.status, to)) return invoice
  const message = `Paperbill accepted ${to} and does not show it yet`
  return { ...invoice, notes: [...invoice.notes, { code: 'change_pending', field: 'status', message }] }
}

/** Somebody was faster, perhaps this very call before its answer was lost: what the bill is now tells. */
async function afterConflict(
  connection: Connection,
  { id, to, settings }: StatusChange,
  refusal: InvoiceError,
): Promise<Result<Changed, InvoiceError>> {
  const now = await getBill(connection, 'setStatus', id, settings)
  if (now.isErr()) return err(refusal)
  if (sameState(now.value.status, to)) return ok({ invoice: now.value, changed: true })
  return err(invalidTransition(connection.contextOf('setStatus'), now.value, to))
}

async function afterLooking(
  connection: Connection,
  { id, to, settings }: StatusChange,
  uncertain: InvoiceError,
): Promise<Result<Changed, InvoiceError>> {
  const settled = await settle<Invoice>({
    context: connection.contextOf('setStatus'),
    options: connection.options,
    uncertain,
    invoiceId: id,
    externalId: null,
    look: () =>
      getBill(connection, 'setStatus', id, settings).map((now) => (sameState(now.status, to) ? now : null)),
    signal: settings.signal,
  })
  return settled.map((invoice) => ({ invoice, changed: true }))
}
