import {
  type CanonicalField,
  type Created,
  type CreateSettings,
  err,
  type Invoice,
  type InvoiceError,
  type NewInvoice,
  ok,
  type Result,
  type ResultAsync,
} from '@invoice-adapters/core'
import {
  type HttpAnswer,
  invalidInput,
  keyTaken,
  mayHaveHappened,
  settle,
  unlessDifferent,
} from '@invoice-adapters/core/authoring'
import type { Connection } from './connection.ts'
import { findBill } from './reads.ts'
import { differences, toNewBill } from './to-wire.ts'

/** One `create` under way. */
interface Creation {
  asked: NewInvoice
  notWritten: CanonicalField[]
  settings: CreateSettings
}

export async function createBill(
  connection: Connection,
  creation: Creation,
): Promise<Result<Created, InvoiceError>> {
  const body = toNewBill(creation.asked)
  if (body.isErr()) return err(invalidInput(connection.contextOf('create'), body.error))
  const answer = await post(connection, JSON.stringify(body.value), creation.settings)
  const written = answer.andThen((whole) => connection.readBill('create', whole))
  if (written.isOk()) return asWritten(connection, creation, written.value)
  const { error } = written
  if (error.kind === 'conflict') return afterConflict(connection, creation, error)
  // What stands there decides.
  return mayHaveHappened(error) ? afterLookingFor(connection, creation, error) : err(error)
}

/** Paperbill refuses a reference that it has, so the same bytes may be sent again and never make a second bill. */
function post(
  { transport }: Connection,
  body: string,
  { signal }: CreateSettings,
): ResultAsync<HttpAnswer, InvoiceError> {
  return transport.send({
    operation: 'create',
    effect: 'repeatable',
    method: 'POST',
    route: '/bills',
    body,
    signal,
  })
}

/** A bill over another amount is another bill: it exists, and must not pass for the one that was asked for. */
function asWritten(
  connection: Connection,
  { asked, notWritten }: Creation,
  invoice: Invoice,
): Result<Created, InvoiceError> {
  const there = { invoice, created: true, notWritten }
  return unlessDifferent(connection.contextOf('create'), there, differences(asked, invoice))
}

async function afterConflict(
  connection: Connection,
  creation: Creation,
  refusal: InvoiceError,
): Promise<Result<Created, InvoiceError>> {
  const { externalId } = creation.asked
  const found = (await look(connection, creation)).unwrapOr(null)
  if (found !== null) return underItsKey(connection, creation, found, false)
  return err(refusal.kind === 'conflict' ? { ...refusal, externalId } : refusal)
}

async function afterLookingFor(
  connection: Connection,
  creation: Creation,
  uncertain: InvoiceError,
): Promise<Result<Created, InvoiceError>> {
  const found = await settle({
    context: connection.contextOf('create'),
    options: connection.options,
    uncertain,
    invoiceId: null,
    externalId: creation.asked.externalId,
    look: () => look(connection, creation),
    signal: creation.settings.signal,
  })
  return found.andThen((invoice) => underItsKey(connection, creation, invoice, true))
}

function look(
  connection: Connection,
  { asked, settings }: Creation,
): ResultAsync<Invoice | null, InvoiceError> {
  return findBill(connection, 'create', asked.externalId, settings)
}

/** The key may have been used before, and for something else. */
function underItsKey(
  connection: Connection,
  { asked, notWritten }: Creation,
  invoice: Invoice,
  created: boolean,
): Result<Created, InvoiceError> {
  const fields = differences(asked, invoice)
  if (fields.length === 0) return ok({ invoice, created, notWritten })
  const other = `a bill with another ${fields.map(({ field }) => field).join(', ')}`
  return err(keyTaken(connection.contextOf('create'), asked.externalId, other, invoice))
}
