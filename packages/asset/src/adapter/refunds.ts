import {
  type CallSettings,
  err,
  type FieldProblem,
  type Invoice,
  type InvoiceError,
  type NewRefund,
  ok,
  type Refund,
  type Refunded,
  type Result,
  ResultAsync,
} from '@invoice-adapters/core'
import { type HttpAnswer, invalidInput, invoiceError, settle } from '@invoice-adapters/core/authoring'
import { type AskedRefund, toAskedRefund, toWireRefund } from '../to-wire/refund.ts'
import { type Connection, contextOf } from './connection.ts'
import { type FoundRefund, findRefund, isSameRefund, readRefund } from './find-refund.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { walkAll } from './pages.ts'
import { getInvoice, unwrapData } from './read.ts'

interface Refunding {
  id: string
  asked: AskedRefund
  settings: CallSettings
}

const operation = 'refund'

/** The caller's key is Asset's own refund_external_id, by which an earlier call is found. */
export function refundInvoice(
  connection: Connection,
  id: string,
  refund: NewRefund,
  settings: CallSettings,
): ResultAsync<Refunded, InvoiceError> {
  const work = { operation, keys: [refund.externalId], signal: settings.signal } as const
  return toAskedRefund(refund, connection.settings)
    .mapErr((fields): InvoiceError => invalidInput(contextOf(connection.settings, operation), fields))
    .asyncAndThen(
      (asked) =>
        new ResultAsync(
          oneAtATime(connection, work, () => lookThenRefund(connection, { id, asked, settings })),
        ),
    )
}

async function lookThenRefund(
  connection: Connection,
  refunding: Refunding,
): Promise<Result<Refunded, InvoiceError>> {
  const { id, settings } = refunding
  const found = await look(connection, refunding)
  if (found.isErr()) return err(found.error)
  if (found.value !== null) return judge(connection, refunding, found.value, false)
  const invoice = await getInvoice(connection, id, settings, operation)
  if (invoice.isErr()) return err(invoice.error)
  const asked = withLine(refunding.asked, invoice.value)
  if (asked.isErr()) return err(invalidInput(contextOf(connection.settings, operation), [asked.error]))
  const whole = { ...refunding, asked: asked.value }
  const answer = await post(connection, whole)
  if (answer.isOk()) return readRefunded(connection, whole, answer.value)
  return answer.error.kind === 'outcome_unknown'
    ? settleRefund(connection, whole, answer.error)
    : err(answer.error)
}

/** A part refund has to name its line (bookkeeping/invoices); the only one there is needs no choice. */
function withLine(asked: AskedRefund, { total, lines }: Invoice): Result<AskedRefund, FieldProblem> {
  if (total !== null && asked.amount > total) {
    return err({ field: 'amount', message: `is more than the invoice, which is over ${total}` })
  }
  const ids = (lines ?? []).flatMap((line) => line.id ?? [])
  if (asked.lineId !== null) {
    return lines === null || ids.includes(asked.lineId)
      ? ok(asked)
      : err({ field: 'lineId', message: 'is no line of this invoice' })
  }
  if (asked.amount === total) return ok(asked)
  const [only, ...others] = ids
  return only !== undefined && others.length === 0
    ? ok({ ...asked, lineId: only })
    : err({ field: 'lineId', message: 'is required by Asset for a part of the invoice' })
}

/** Sent once: whether Asset refuses a second refund with the same key is not documented. */
function post(
  connection: Connection,
  { id, asked, settings }: Refunding,
): ResultAsync<HttpAnswer, InvoiceError> {
  const now = connection.settings.now ?? Date.now
  return connection.call({
    operation,
    effect: 'once',
    method: 'POST',
    route: '/refund',
    body: JSON.stringify(toWireRefund(asked, id, now())),
    namesUser: true,
    signal: settings.signal,
  })
}

async function readRefunded(
  connection: Connection,
  refunding: Refunding,
  answer: HttpAnswer,
): Promise<Result<Refunded, InvoiceError>> {
  const read = readRefund(connection, answer, unwrapData(answer.json), operation)
  if (read.isErr()) return settleRefund(connection, refunding, read.error)
  return judge(connection, refunding, read.value, true)
}

function look(connection: Connection, { asked, settings }: Refunding): ReturnType<typeof findRefund> {
  return findRefund(connection, asked.externalId, operation, settings)
}

function judge(
  connection: Connection,
  { id, asked }: Refunding,
  found: FoundRefund,
  created: boolean,
): Result<Refunded, InvoiceError> {
  const refund = found.refundOf(id)
  const context = contextOf(connection.settings, operation)
  if (isSameRefund(found, id, asked)) return ok({ refund, created })
  if (!created) {
    const message = `the key stands for refund ${refund.id} with other content already`
    return err(invoiceError('conflict', context, message, { externalId: asked.externalId, invoice: null }))
  }
  const message = `refund ${refund.id} exists, and came out different from what was asked`
  const fields = [
    { field: 'amount', message: `is ${refund.amount ?? 'not told'}, asked was ${asked.amount}` },
  ]
  return err(invoiceError('unexpected_response', context, message, { fields, invoice: null }))
}

function settleRefund(
  connection: Connection,
  refunding: Refunding,
  uncertain: InvoiceError,
): ResultAsync<Refunded, InvoiceError> {
  const { id, asked, settings } = refunding
  return settle({
    context: contextOf(connection.settings, operation),
    options: connection.settings,
    uncertain,
    invoiceId: id,
    externalId: asked.externalId,
    look: () => look(connection, refunding),
    signal: settings.signal,
  }).andThen((found) => judge(connection, refunding, found, true))
}

/** `GET /invoice/{id}/refunds`, answered whole. */
export function listInvoiceRefunds(
  connection: Connection,
  id: string,
  settings: CallSettings,
): ResultAsync<Refund[], InvoiceError> {
  const refunds: Refund[] = []
  const walk = {
    operation: 'listRefunds',
    route: '/invoice/{id}/refunds',
    parameters: { id },
    paged: false,
    settings,
  } as const
  const walked = walkAll(connection, walk, ({ records }, answer) => {
    for (const record of records) {
      const read = readRefund(connection, answer, record, 'listRefunds')
      if (read.isErr()) return err(read.error)
      refunds.push(read.value.refundOf(id))
    }
    return ok('more')
  })
  return new ResultAsync(walked).map(() => refunds)
}
