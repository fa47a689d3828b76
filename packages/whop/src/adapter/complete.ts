import {
  type CallSettings,
  err,
  type Invoice,
  type InvoiceError,
  type OperationName,
  ok,
  type Result,
  ResultAsync,
} from '@invoice-adapters/core'
import { announceDrift, type HttpAnswer, readAnswer } from '@invoice-adapters/core/authoring'
import { paymentSchema, planSchema, type WirePayment, type WirePlan } from '../schema.ts'
import type { InvoiceParts, MissingPart } from '../to-canonical/reading.ts'
import { toCanonicalInvoice } from '../to-canonical.ts'
import { type Connection, contextOf, readingOf } from './connection.ts'
import { readPage } from './page.ts'
import type { InvoiceAnswer } from './read.ts'

/** Reads what the invoice answer leaves out: the plan holds price and key, the payment what was charged. */
export function completeInvoice(
  connection: Connection,
  answer: InvoiceAnswer,
  settings: CallSettings,
  operation: OperationName,
): ResultAsync<Invoice, InvoiceError> {
  return readParts(connection, answer, settings, operation).map((parts) => {
    const invoice = toCanonicalInvoice(parts, readingOf(connection, answer))
    announceDrift(contextOf(connection.settings, operation), connection.settings, invoice)
    return invoice
  })
}

/** The same answers, before they become canonical. */
export function readParts(
  connection: Connection,
  answer: InvoiceAnswer,
  settings: CallSettings,
  operation: OperationName,
): ResultAsync<InvoiceParts, InvoiceError> {
  const reader = { connection, settings, operation }
  return new ResultAsync(collect(reader, answer))
}

interface PartReader {
  connection: Connection
  settings: CallSettings
  operation: OperationName
}

async function collect(
  reader: PartReader,
  { wire, body }: InvoiceAnswer,
): Promise<Result<InvoiceParts, InvoiceError>> {
  const plan = await tolerated('plan', readPlan(reader, wire.current_plan?.id ?? null))
  if (plan.isErr()) return err(plan.error)
  const payment = await tolerated('payment', readPayment(reader, wire, plan.value.found?.value ?? null))
  if (payment.isErr()) return err(payment.error)
  return ok({
    invoice: wire,
    plan: plan.value.found?.value ?? null,
    payment: payment.value.found?.value ?? null,
    missing: [...plan.value.missing, ...payment.value.missing],
    bodies: { invoice: body, plan: plan.value.found?.body, payment: payment.value.found?.body },
    detail: 'full',
  })
}

interface Found<T> {
  value: T
  body?: unknown
}

/** A key may lack the scope for one part, or the part be gone: the invoice is told without it, and says so. */
function tolerated<T>(
  part: MissingPart['part'],
  reading: ResultAsync<Found<T> | null, InvoiceError>,
): ResultAsync<{ found: Found<T> | null; missing: MissingPart[] }, InvoiceError> {
  return reading
    .map((found) => ({ found, missing: [] as MissingPart[] }))
    .orElse((error) => {
      if (error.kind !== 'forbidden' && error.kind !== 'not_found') return err(error)
      return ok({ found: null, missing: [{ part, because: `cannot be read (${error.kind})` }] })
    })
}

function readPlan(reader: PartReader, id: string | null): ResultAsync<Found<WirePlan> | null, InvoiceError> {
  if (id === null) return ResultAsync.fromSafePromise(Promise.resolve(null))
  return send(reader, '/plans/{id}', id).andThen((answer) =>
    readAnswer(planSchema, answer, contextOf(reader.connection.settings, reader.operation)).map((value) => ({
      value,
      body: answer.json,
    })),
  )
}

type Payment = WirePayment | 'none'

/**
 * By its id, where the invoice names it. An older shape of the invoice does not, and one of a renewing plan names none
 * although it was paid: then the plan's payments are asked, and taken where there is exactly one.
 */
function readPayment(
  reader: PartReader,
  { payment, status, current_plan: planned }: InvoiceAnswer['wire'],
  plan: WirePlan | null,
): ResultAsync<Found<Payment> | null, InvoiceError> {
  const known = (value: Found<Payment> | null): ResultAsync<Found<Payment> | null, InvoiceError> =>
    ResultAsync.fromSafePromise(Promise.resolve(value))
  if (payment) {
    return send(reader, '/payments/{id}', payment.id).andThen((answer) =>
      toPayment(reader, answer, answer.json),
    )
  }
  const mayHide = status === 'paid' && (payment === undefined || plan?.plan_type === 'renewal')
  if (mayHide && planned?.id) return paymentOfPlan(reader, planned.id)
  return known(payment === null ? { value: 'none' } : null)
}

function paymentOfPlan(reader: PartReader, planId: string): ResultAsync<Found<Payment> | null, InvoiceError> {
  const { connection, settings, operation } = reader
  return connection
    .call({
      operation,
      effect: 'read',
      method: 'GET',
      route: '/payments',
      query: { 'plan_ids[]': [planId], 'statuses[]': ['paid'], first: 2 },
      signal: settings.signal,
    })
    .andThen((answer) =>
      readPage(connection, answer, operation).andThen(({ records }) => {
        const [first, second] = records
        if (first === undefined) return ok({ value: 'none' as const })
        return second === undefined ? toPayment(reader, answer, first) : ok(null)
      }),
    )
}

function toPayment(
  { connection, operation }: PartReader,
  answer: HttpAnswer,
  body: unknown,
): Result<Found<Payment>, InvoiceError> {
  const context = contextOf(connection.settings, operation)
  return readAnswer(paymentSchema, { ...answer, json: body }, context).map((value) => ({ value, body }))
}

function send(
  { connection, settings, operation }: PartReader,
  route: '/plans/{id}' | '/payments/{id}',
  id: string,
): ResultAsync<HttpAnswer, InvoiceError> {
  return connection.call({
    operation,
    effect: 'read',
    method: 'GET',
    route,
    parameters: { id },
    signal: settings.signal,
  })
}
