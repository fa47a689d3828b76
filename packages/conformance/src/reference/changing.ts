import {
  type CallSettings,
  err,
  type Invoice,
  type InvoiceError,
  type NewPayment,
  type NewRefund,
  type OperationName,
  ok,
  type PaymentRecorded,
  type Refunded,
  type Result,
  ResultAsync,
} from '@invoice-adapters/core'
import {
  callerKey,
  type HttpAnswer,
  type HttpRequest,
  invalidInput,
  invoiceError,
  singleUseKey,
  stableJson,
} from '@invoice-adapters/core/authoring'
import type { Connection } from './connection.ts'
import type { Account } from './options.ts'
import { getInvoice, toRefund } from './reading.ts'
import type { ReferenceRefund } from './records.ts'

/** One write about one invoice. */
export interface Write {
  operation: OperationName
  method: HttpRequest['method']
  route: string
  id: string
  body?: unknown
  /** The vendor's key for repeats; default: one that is kept over the retries of this call. */
  key?: string
}

export function write(
  { transport }: Connection,
  { operation, method, route, id, body, key = singleUseKey() }: Write,
  { signal }: CallSettings,
): ResultAsync<HttpAnswer, InvoiceError> {
  return transport.send({
    operation,
    effect: 'repeatable',
    method,
    route,
    parameters: { id },
    ...(body === undefined ? {} : { body: stableJson(body) }),
    headers: { 'idempotency-key': key },
    signal,
  })
}

/** The whole invoice after a change that is known to have happened. */
export async function readBack(
  connection: Connection,
  operation: OperationName,
  id: string,
): Promise<Result<Invoice, InvoiceError>> {
  const read = await getInvoice(connection, id, {}, 'get')
  if (read.isOk()) return ok(read.value)
  const { requestId, cause } = read.error
  const context = { ...connection.contextOf(operation), requestId }
  const facts = { invoiceId: id, externalId: null }
  return err(
    invoiceError(
      'applied_unread',
      context,
      'it was done, and the invoice could not be read afterwards',
      facts,
      { cause },
    ),
  )
}

/** Names the invoice in an error about a write that may have happened. */
function about(id: string, externalId: string | null): (error: InvoiceError) => InvoiceError {
  return (error) => (error.kind === 'outcome_unknown' ? { ...error, invoiceId: id, externalId } : error)
}

export function changeInvoice(
  connection: Connection,
  change: Write,
  settings: CallSettings,
): ResultAsync<Invoice, InvoiceError> {
  const run = async (): Promise<Result<Invoice, InvoiceError>> => {
    const answer = await write(connection, change, settings)
    if (answer.isErr()) return err(about(change.id, null)(answer.error))
    return readBack(connection, change.operation, change.id)
  }
  return new ResultAsync(run())
}

export function payInvoice(
  account: Account,
  connection: Connection,
  id: string,
  payment: NewPayment,
  settings: CallSettings,
): ResultAsync<PaymentRecorded, InvoiceError> {
  const run = async (): Promise<Result<PaymentRecorded, InvoiceError>> => {
    const answer = await moneyCall(account, connection, 'recordPayment', id, payment, settings)
    if (answer.isErr()) return err(answer.error)
    const recorded = answer.value.headers.get('idempotent-replayed') !== 'true'
    return (await readBack(connection, 'recordPayment', id)).map((invoice) => ({ invoice, recorded }))
  }
  return new ResultAsync(run())
}

export function refundInvoice(
  account: Account,
  connection: Connection,
  id: string,
  refund: NewRefund,
  settings: CallSettings,
): ResultAsync<Refunded, InvoiceError> {
  return new ResultAsync(moneyCall(account, connection, 'refund', id, refund, settings)).map(
    ({ json, headers }) => ({
      refund: toRefund(json as ReferenceRefund),
      created: headers.get('idempotent-replayed') !== 'true',
    }),
  )
}

/** Payments and refunds are kept from happening twice by a key made of the caller's own. */
async function moneyCall(
  account: Account,
  connection: Connection,
  operation: 'recordPayment' | 'refund',
  id: string,
  input: NewPayment | NewRefund,
  settings: CallSettings,
): Promise<Result<HttpAnswer, InvoiceError>> {
  const { externalId } = input
  const context = connection.contextOf(operation)
  const before = await getInvoice(connection, id, settings, operation)
  if (before.isErr()) return err(before.error)
  if (before.value.currency !== input.currency) {
    return err(
      invalidInput(context, [
        { field: 'currency', message: `must be the invoice's, ${before.value.currency}` },
      ]),
    )
  }
  const key = await callerKey({
    provider: 'reference',
    account: account.options.account,
    operation,
    externalId,
  })
  const route = operation === 'refund' ? '/invoices/{id}/refunds' : '/invoices/{id}/payments'
  const answer = await write(connection, { operation, method: 'POST', route, id, body: input, key }, settings)
  return answer.mapErr(about(id, externalId))
}
