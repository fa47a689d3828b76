import {
  type CallSettings,
  err,
  type InvoiceError,
  type NewPayment,
  ok,
  type PaymentRecorded,
  type Result,
  ResultAsync,
} from '@invoice-adapters/core'
import {
  contentDigest,
  type HttpAnswer,
  invalidInput,
  invoiceError,
  settle,
} from '@invoice-adapters/core/authoring'
import { toWireAmount } from '../money.ts'
import { currencyProblems } from '../to-wire/refund.ts'
import { type Connection, contextOf } from './connection.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { type AskedPayment, paymentIds, recognise } from './own-payment.ts'
import { getWhole, readWhole, unwrapData, type WholeReading } from './read.ts'

interface Recording {
  id: string
  asked: AskedPayment
  settings: CallSettings
}

const operation = 'recordPayment'

export function recordInvoicePayment(
  connection: Connection,
  id: string,
  payment: NewPayment,
  settings: CallSettings,
): ResultAsync<PaymentRecorded, InvoiceError> {
  // One at a time for each invoice: a draw from credit is told by what is new since the invoice was read.
  const work = { operation, keys: [id], signal: settings.signal } as const
  return new ResultAsync(toAsked(connection, id, payment)).andThen(
    (asked) =>
      new ResultAsync(
        oneAtATime(connection, work, () => lookThenRecord(connection, { id, asked, settings })),
      ),
  )
}

async function toAsked(
  { settings, dialect }: Connection,
  id: string,
  { externalId, amount, currency, transactionId: given }: NewPayment,
): Promise<Result<AskedPayment, InvoiceError>> {
  const transactionId = given ?? null
  const wireAmount = toWireAmount(amount, settings.minorUnitDigits)
  const problems = [
    ...currencyProblems(currency, settings.currency),
    ...(wireAmount === null
      ? [{ field: 'amount', message: 'has more digits than JSON carries exactly' }]
      : []),
    ...(transactionId === null && dialect.paymentNeedsTransaction
      ? [{ field: 'transactionId', message: 'is required by Asset where lines are priced by unit' }]
      : []),
  ]
  if (problems.length > 0 || wireAmount === null) {
    return err(invalidInput(contextOf(settings, operation), problems))
  }
  const content = await contentDigest({ id, amount, transactionId })
  return ok({ externalId, amount, wireAmount, transactionId, content })
}

async function lookThenRecord(
  connection: Connection,
  recording: Recording,
): Promise<Result<PaymentRecorded, InvoiceError>> {
  const { id, asked, settings } = recording
  const remembered = connection.payments.get(asked.externalId)
  if (remembered !== undefined && remembered.content !== asked.content) {
    return err(conflict(connection, recording, null, 'the key stands for another payment already'))
  }
  const reading = await getWhole(connection, id, settings, operation)
  if (reading.isErr()) return err(reading.error)
  const { invoice } = reading.value
  const known = remembered?.paymentId ?? null
  if (known !== null && paymentIds(invoice).includes(known)) return ok({ invoice, recorded: false })
  const recognised = recognise(reading.value, asked, remembered?.before ?? null, connection.payments)
  if (recognised.is === 'found') return ok({ invoice, recorded: false })
  if (recognised.is === 'other') {
    const message = `the transaction has paid ${recognised.amount ?? 'another amount'} of this invoice already`
    return err(conflict(connection, recording, invoice, message))
  }
  const doubtful = recognised.is === 'doubtful' || (remembered !== undefined && asked.transactionId === null)
  return doubtful ? err(cannotTell(connection, recording)) : record(connection, recording, reading.value)
}

async function record(
  connection: Connection,
  recording: Recording,
  before: WholeReading,
): Promise<Result<PaymentRecorded, InvoiceError>> {
  const { externalId, content } = recording.asked
  const remembered = { content, before: paymentIds(before.invoice), paymentId: null }
  connection.payments.set(externalId, remembered)
  const answer = await post(connection, recording)
  if (answer.isOk()) return readRecorded(connection, recording, answer.value)
  if (answer.error.kind === 'outcome_unknown') return settlePayment(connection, recording, answer.error)
  connection.payments.delete(externalId)
  return err(answer.error)
}

/** Sent once: without a key of ours at Asset, a second one would be a second payment. */
function post(
  connection: Connection,
  { id, asked, settings }: Recording,
): ResultAsync<HttpAnswer, InvoiceError> {
  const body = {
    invoice_id: id,
    ...(asked.transactionId === null ? {} : { transaction_id: asked.transactionId }),
    payment_amount: asked.wireAmount,
  }
  return connection.call({
    operation,
    effect: 'once',
    method: 'POST',
    route: '/invoice-payment',
    body: JSON.stringify(body),
    namesUser: true,
    signal: settings.signal,
  })
}

/** Only an answer that is the invoice shows that the payment was taken. */
async function readRecorded(
  connection: Connection,
  recording: Recording,
  answer: HttpAnswer,
): Promise<Result<PaymentRecorded, InvoiceError>> {
  const { id } = recording
  const answered = readWhole(connection, answer, unwrapData(answer.json), operation)
  if (answered.isErr()) return settlePayment(connection, recording, answered.error)
  if (answered.value.invoice.source.id === id) {
    const judged = judge(connection, recording, answered.value)
    if (judged !== null) return judged
  }
  const context = contextOf(connection.settings, operation)
  const notShown = invoiceError('timeout', context, 'not shown yet', {})
  const settled = await settlePayment(connection, recording, notShown)
  if (settled.isOk() || settled.error.kind !== 'outcome_unknown') return settled
  const message = `the payment was recorded, but does not show: ${settled.error.message}`
  const facts = { invoiceId: id, externalId: recording.asked.externalId }
  return err(invoiceError('applied_unread', context, message, facts))
}

/** Null where the payment does not show. */
function judge(
  connection: Connection,
  recording: Recording,
  reading: WholeReading,
): Result<PaymentRecorded, InvoiceError> | null {
  const { asked } = recording
  const { payments: memory, settings } = connection
  const { invoice } = reading
  const remembered = memory.get(asked.externalId)
  const recognised = recognise(reading, asked, remembered?.before ?? [], memory)
  if (recognised.is === 'found') {
    if (remembered !== undefined)
      memory.set(asked.externalId, { ...remembered, paymentId: recognised.paymentId })
    return ok({ invoice, recorded: true })
  }
  if (recognised.is !== 'other') return null
  const message = `the payment was recorded over another amount than ${asked.amount}`
  const fields = [
    { field: 'amount', message: `is ${recognised.amount ?? 'not told'}, asked was ${asked.amount}` },
  ]
  return err(
    invoiceError('unexpected_response', contextOf(settings, operation), message, { fields, invoice }),
  )
}

async function settlePayment(
  connection: Connection,
  recording: Recording,
  uncertain: InvoiceError,
): Promise<Result<PaymentRecorded, InvoiceError>> {
  const { id, asked, settings } = recording
  const settled = await settle({
    context: contextOf(connection.settings, operation),
    options: connection.settings,
    uncertain,
    invoiceId: id,
    externalId: asked.externalId,
    look: () =>
      getWhole(connection, id, settings, operation).map((reading) => judge(connection, recording, reading)),
    signal: settings.signal,
  })
  return settled.andThen((judged) => judged)
}

function conflict(
  { settings }: Connection,
  { asked: { externalId } }: Recording,
  invoice: PaymentRecorded['invoice'] | null,
  message: string,
): InvoiceError {
  return invoiceError('conflict', contextOf(settings, operation), message, { externalId, invoice })
}

/** A draw from credit carries no mark by which it could be told from another one over the same amount. */
function cannotTell({ settings }: Connection, { id, asked }: Recording): InvoiceError {
  const message =
    'it cannot be told whether this draw from credit was recorded before: Asset keeps no key with it; compare the payments of the invoice, and take a new key for what really is another payment'
  const facts = { invoiceId: id, externalId: asked.externalId }
  return invoiceError('outcome_unknown', contextOf(settings, operation), message, facts)
}
