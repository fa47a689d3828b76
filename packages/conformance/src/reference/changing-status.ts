import {
  type CallSettings,
  type Changed,
  err,
  type Invoice,
  type InvoiceError,
  ok,
  type Result,
  ResultAsync,
  type SettableStatus,
  sameState,
} from '@invoice-adapters/core'
import { type HttpAnswer, invalidTransition, settle } from '@invoice-adapters/core/authoring'
import { referenceCapabilities } from './capabilities.ts'
import { readBack, type Write, write } from './changing.ts'
import { type Connection, unexpected } from './connection.ts'
import { isRecord } from './exchange.ts'
import type { Account } from './options.ts'
import { getInvoice } from './reading.ts'

export function setInvoiceStatus(
  account: Account,
  connection: Connection,
  id: string,
  to: SettableStatus,
  settings: CallSettings,
): ResultAsync<Changed, InvoiceError> {
  return new ResultAsync(setStatus(account, connection, id, to, settings))
}

const { transitions } = referenceCapabilities().status

async function setStatus(
  account: Account,
  connection: Connection,
  id: string,
  to: SettableStatus,
  settings: CallSettings,
): Promise<Result<Changed, InvoiceError>> {
  const before = await getInvoice(connection, id, settings, 'setStatus')
  if (before.isErr()) return err(before.error)
  const invoice = before.value
  if (sameState(invoice.status, to)) return ok({ invoice, changed: false })
  const context = connection.contextOf('setStatus')
  const transition = transitions.find(
    (one) => one.by === 'setStatus' && one.to === to && one.from.includes(invoice.status),
  )
  if (transition === undefined) return err(invalidTransition(context, invoice, to))
  const body = { status: transition.sends }
  const change: Write = { operation: 'setStatus', method: 'POST', route: '/invoices/{id}/status', id, body }
  const done = (await write(connection, change, settings)).andThen((answer) =>
    doneFrom(connection, answer, id, transition.sends),
  )
  if (done.isErr()) {
    const { error } = done
    if (error.kind === 'conflict') return refusedNow(connection, error, id, to)
    if (error.kind !== 'outcome_unknown' && error.kind !== 'unexpected_response') return err(error)
    const look = (): ResultAsync<Invoice | null, InvoiceError> =>
      getInvoice(connection, id, {}, 'setStatus').map((now) => (sameState(now.status, to) ? now : null))
    const settled = await settle({
      context,
      options: account.options,
      uncertain: error,
      invoiceId: id,
      externalId: null,
      look,
    })
    return settled.map((now) => ({ invoice: now, changed: true }))
  }
  return (await readBack(connection, 'setStatus', id)).map((now) => ({
    invoice: withPendingNote(now, to),
    changed: true,
  }))
}

/** A 200 that does not say that this invoice has that status now has perhaps not done it. */
function doneFrom(
  connection: Connection,
  answer: HttpAnswer,
  id: string,
  status: string,
): Result<null, InvoiceError> {
  const { json } = answer
  if (isRecord(json) && json.id === id && json.status === status) return ok(null)
  const fields = [{ field: 'status', message: `must be ${status}, of ${id}` }]
  return err(unexpected(connection.contextOf('setStatus'), answer, fields))
}

/** Somebody else was faster: the invoice is there already, or as it stands now tells from where it could not go on. */
async function refusedNow(
  connection: Connection,
  error: InvoiceError,
  id: string,
  to: SettableStatus,
): Promise<Result<Changed, InvoiceError>> {
  const now = await getInvoice(connection, id, {}, 'setStatus')
  if (now.isErr()) return err(error)
  if (sameState(now.value.status, to)) return ok({ invoice: now.value, changed: true })
  return err(invalidTransition(connection.contextOf('setStatus'), now.value, to))
}

function withPendingNote(invoice: Invoice, to: SettableStatus): Invoice {
  if (sameState(invoice.status, to)) return invoice
  const message = `the vendor accepted ${to} and does not show it yet`
  return { ...invoice, notes: [...invoice.notes, { code: 'change_pending', field: 'status', message }] }
}

/** Draft to open, at once. */
export function finalizeInvoice(
  connection: Connection,
  id: string,
  settings: CallSettings,
): ResultAsync<Invoice, InvoiceError> {
  const run = async (): Promise<Result<Invoice, InvoiceError>> => {
    const change: Write = { operation: 'finalize', method: 'POST', route: '/invoices/{id}/issue', id }
    const answer = await write(connection, change, settings)
    if (answer.isOk()) return readBack(connection, 'finalize', id)
    const { error } = answer
    if (error.kind === 'conflict')
      return (await refusedNow(connection, error, id, 'open')).map(({ invoice }) => invoice)
    return err(error.kind === 'outcome_unknown' ? { ...error, invoiceId: id } : error)
  }
  return new ResultAsync(run())
}
