import {
  type CanonicalField,
  type Created,
  type CreateSettings,
  err,
  type Invoice,
  type InvoiceError,
  type NewInvoice,
  type Result,
  ResultAsync,
} from '@invoice-adapters/core'
import {
  appliedUnread,
  callerKey,
  type HttpAnswer,
  invalidInput,
  invoiceError,
  keyTaken,
  mayHaveHappened,
  recordId,
  settle,
  unlessDifferent,
} from '@invoice-adapters/core/authoring'
import { otherRequestCode, stillRunningCode } from '../errors.ts'
import { type AskedInvoice, toAskedInvoice, toWireInvoice } from '../to-wire.ts'
import { compareWithAsked } from './compare.ts'
import { completeInvoice } from './complete.ts'
import { type Connection, contextOf, nowOf } from './connection.ts'
import { type KeptPlan, lookForKey } from './look.ts'
import { fetchInvoice, type InvoiceAnswer, readInvoiceAnswer } from './read.ts'

/** What one `create` is about. */
interface Creation {
  asked: AskedInvoice
  notWritten: CanonicalField[]
  settings: CreateSettings
}

export function createInvoice(
  connection: Connection,
  invoice: NewInvoice,
  notWritten: CanonicalField[],
  settings: CreateSettings,
): ResultAsync<Created, InvoiceError> {
  const asking = toAskedInvoice(invoice, connection.settings, settings.accept ?? [], nowOf(connection))
  return new ResultAsync(asking)
    .mapErr((fields): InvoiceError => invalidInput(contextOf(connection.settings, 'create'), fields))
    .andThen((asked) => {
      const creation = { asked, notWritten: [...notWritten, ...asked.notWritten], settings }
      return new ResultAsync(lookThenCreate(connection, creation))
    })
}

async function lookThenCreate(
  connection: Connection,
  creation: Creation,
): Promise<Result<Created, InvoiceError>> {
  const kept = await lookFor(connection, creation)
  if (kept.isErr()) return err(kept.error)
  if (kept.value !== null) return existing(connection, creation, kept.value)
  const answer = await post(connection, creation)
  if (answer.isOk()) return readCreated(connection, creation, answer.value)
  const { error } = answer
  if (mayHaveHappened(error)) return settleCreation(connection, creation, error)
  if (error.cause?.code === otherRequestCode) return resolveMismatch(connection, creation, error)
  const { externalId } = creation.asked
  return err(error.kind === 'conflict' ? { ...error, externalId } : error)
}

function lookFor(
  connection: Connection,
  { asked, settings }: Creation,
): ResultAsync<KeptPlan | null, InvoiceError> {
  const { externalId, productId } = asked
  return lookForKey(connection, { externalId, productId, operation: 'create' }, settings)
}

/**
 * Sent once: that legacy invoices honour the key is only concluded (developer/api/idempotency speaks of every POST), so
 * a lost answer is settled by looking. The key is sent all the same, for two workers at a time.
 */
function post(connection: Connection, { asked, settings }: Creation): ResultAsync<HttpAnswer, InvoiceError> {
  const { account, companyId } = connection.settings
  const parts = { provider: 'whop', account, operation: 'create', externalId: asked.externalId }
  const body = toWireInvoice(asked, connection.dialect.seller.invoices, companyId)
  return ResultAsync.fromSafePromise(callerKey(parts)).andThen((key) =>
    connection.call({
      operation: 'create',
      effect: 'once',
      method: 'POST',
      route: '/invoices',
      body: JSON.stringify(body),
      headers: { 'idempotency-key': key },
      signal: settings.signal,
    }),
  )
}

/** A replayed answer is that of an earlier call: the invoice as it was then, and not made by this one. */
async function readCreated(
  connection: Connection,
  creation: Creation,
  answer: HttpAnswer,
): Promise<Result<Created, InvoiceError>> {
  const read = readInvoiceAnswer(connection, answer, 'create')
  const replayed = answer.headers.get('idempotent-replayed') === 'true'
  if (read.isOk() && !replayed) return finishWritten(connection, creation, read.value, true)
  // Even where other fields of the answer cannot be read, its id leads to the invoice.
  const id = read.isOk() ? read.value.wire.id : recordId(answer.json)
  if (id !== null) return readWritten(connection, creation, id, !replayed)
  const unreadable = read.isErr()
    ? read.error
    : invoiceError('timeout', contextOf(connection.settings, 'create'), 'no id came', {})
  return settleCreation(connection, creation, unreadable)
}

async function readWritten(
  connection: Connection,
  creation: Creation,
  invoiceId: string,
  created: boolean,
): Promise<Result<Created, InvoiceError>> {
  const { asked, settings } = creation
  const first = await fetchInvoice(connection, invoiceId, settings, 'create')
  // A record can be readable a moment later than it was made.
  const read =
    first.isErr() && first.error.kind === 'not_found'
      ? await settle({
          context: contextOf(connection.settings, 'create'),
          options: connection.settings,
          uncertain: first.error,
          invoiceId,
          externalId: asked.externalId,
          look: () => fetchInvoice(connection, invoiceId, settings, 'create'),
          signal: settings.signal,
        })
      : first
  if (read.isErr()) {
    const gone = !created && first.isErr() && first.error.kind === 'not_found'
    if (gone)
      return err(
        conflict(connection, asked, `invoice ${invoiceId} already, which is not there any more`, null),
      )
    return err(unread(connection, creation, invoiceId, read.error))
  }
  return finishWritten(connection, creation, read.value, created)
}

async function finishWritten(
  connection: Connection,
  creation: Creation,
  answer: InvoiceAnswer,
  created: boolean,
): Promise<Result<Created, InvoiceError>> {
  const whole = await completeInvoice(connection, answer, creation.settings, 'create')
  if (whole.isErr()) return err(unread(connection, creation, answer.wire.id, whole.error))
  return finish(connection, creation, whole.value, created)
}

function unread(
  connection: Connection,
  { asked: { externalId } }: Creation,
  invoiceId: string,
  error: InvoiceError,
): InvoiceError {
  const context = contextOf(connection.settings, 'create')
  return appliedUnread(context, 'the invoice was created', { invoiceId, externalId }, error)
}

async function settleCreation(
  connection: Connection,
  creation: Creation,
  uncertain: InvoiceError,
): Promise<Result<Created, InvoiceError>> {
  const found = await settle<KeptPlan & { invoiceId: string }>({
    context: contextOf(connection.settings, 'create'),
    options: connection.settings,
    uncertain,
    invoiceId: null,
    externalId: creation.asked.externalId,
    look: () =>
      lookFor(connection, creation).map((kept) =>
        kept === null || kept.invoiceId === null ? null : { ...kept, invoiceId: kept.invoiceId },
      ),
    signal: creation.settings.signal,
  })
  if (found.isErr()) return err(found.error)
  if (found.value.content !== creation.asked.content) return existing(connection, creation, found.value)
  // Whoever holds the key while it is in progress makes the invoice, and that is another call.
  const created = uncertain.cause?.code !== stillRunningCode
  return readWritten(connection, creation, found.value.invoiceId, created)
}

/** The idempotency key stands for another request of the last day: what is there decides. */
async function resolveMismatch(
  connection: Connection,
  creation: Creation,
  refusal: InvoiceError,
): Promise<Result<Created, InvoiceError>> {
  const kept = await lookFor(connection, creation)
  if (kept.isOk() && kept.value !== null) return existing(connection, creation, kept.value)
  const { externalId } = creation.asked
  const message = `${refusal.message}; no invoice under this key shows, so that it was refused, or does not show yet: look later, or take another externalId`
  const where = contextOf(connection.settings, 'create', refusal.requestId)
  const facts = { externalId, invoice: null }
  return err(invoiceError('conflict', where, message, facts, { cause: refusal.cause }))
}

/** The key is used: for the same content the answer is that invoice, for any other a conflict that carries it. */
async function existing(
  connection: Connection,
  creation: Creation,
  kept: KeptPlan,
): Promise<Result<Created, InvoiceError>> {
  const { asked, settings } = creation
  if (kept.invoiceId === null) {
    return err(
      conflict(
        connection,
        asked,
        `plan ${kept.planId}, which names no invoice: a deleted draft, or one that does not show yet`,
        null,
      ),
    )
  }
  const read = await fetchInvoice(connection, kept.invoiceId, settings, 'create').andThen((answer) =>
    completeInvoice(connection, answer, settings, 'create'),
  )
  const gone = read.isErr() && read.error.kind === 'not_found'
  if (kept.content === asked.content && !gone) {
    return read.andThen((invoice) => finish(connection, creation, invoice, false))
  }
  const what = gone ? 'which is not there any more' : 'with other content'
  return err(conflict(connection, asked, `invoice ${kept.invoiceId} already, ${what}`, read.unwrapOr(null)))
}

function conflict(
  { settings }: Connection,
  { externalId }: AskedInvoice,
  standsFor: string,
  invoice: Invoice | null,
): InvoiceError {
  return keyTaken(contextOf(settings, 'create'), externalId, standsFor, invoice)
}

function finish(
  connection: Connection,
  { asked, notWritten }: Creation,
  invoice: Invoice,
  created: boolean,
): Result<Created, InvoiceError> {
  const fields = compareWithAsked(invoice, asked)
  const opened = created && asked.isDraft && invoice.status !== 'draft'
  if (opened) fields.push({ field: 'status', message: `is ${invoice.status}, asked was a draft` })
  return unlessDifferent(contextOf(connection.settings, 'create'), { invoice, created, notWritten }, fields)
}
