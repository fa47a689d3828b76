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
  readAnswer,
  recordId,
  settle,
  unlessDifferent,
} from '@invoice-adapters/core/authoring'
import { unwrapEnvelope } from '../dialects/envelope.ts'
import { invoiceSchema } from '../schema.ts'
import { type AskedInvoice, contentOf, toAskedInvoice, toWireAdjustment } from '../to-wire.ts'
import { compareWithAsked } from './compare.ts'
import { type Connection, contextOf } from './connection.ts'
import { checkCurrency } from './currency.ts'
import { type KeptKey, lookForKey } from './look.ts'
import { getInvoice, readInvoice } from './read.ts'
import { resolveCustomer } from './resolve-customer.ts'

/** What one `create` is about, once the customer is known. */
export interface Creation {
  asked: AskedInvoice
  customerId: string
  /** Digest of all that is asked. */
  content: string
  notWritten: CanonicalField[]
  settings: CreateSettings
}

export function createInvoice(
  connection: Connection,
  invoice: NewInvoice,
  notWritten: CanonicalField[],
  settings: CreateSettings,
): ResultAsync<Created, InvoiceError> {
  return toAskedInvoice(invoice)
    .mapErr((fields): InvoiceError => invalidInput(contextOf(connection.settings, 'create'), fields))
    .asyncAndThen((asked) =>
      resolveCustomer(connection, invoice.customer, settings)
        .map(async (customerId) => ({ customerId, content: await contentOf(asked, customerId) }))
        .map((known): Creation => ({ asked, ...known, notWritten, settings })),
    )
    .andThen((creation) => new ResultAsync(lookThenCreate(connection, creation)))
}

async function lookThenCreate(
  connection: Connection,
  creation: Creation,
): Promise<Result<Created, InvoiceError>> {
  const look = await lookFor(connection, creation)
  if (look.isErr()) return err(look.error)
  if (look.value.found !== null) return existing(connection, creation, look.value.found)
  const problem = checkCurrency(creation.asked.currency, look.value.currencies, connection.settings.currency)
  if (problem !== null) return err(invalidInput(contextOf(connection.settings, 'create'), [problem]))
  const answer = await post(connection, creation)
  if (answer.isOk()) return readCreated(connection, creation, answer.value)
  const { error } = answer
  if (mayHaveHappened(error)) return settleCreation(connection, creation, error)
  if (error.kind === 'conflict') return resolveConflict(connection, creation, error)
  return err(error)
}

function lookFor(connection: Connection, creation: Creation): ReturnType<typeof lookForKey> {
  const { asked, customerId, settings } = creation
  return lookForKey(connection, { externalId: asked.externalId, customerId, operation: 'create' }, settings)
}

/** The body is made once, so that every repeat sends the same bytes under the same key. */
function post(connection: Connection, creation: Creation): ResultAsync<HttpAnswer, InvoiceError> {
  const { asked, customerId, content, settings } = creation
  const parts = {
    provider: 'commet',
    account: connection.settings.account,
    operation: 'create',
    externalId: asked.externalId,
  }
  return ResultAsync.fromSafePromise(callerKey(parts)).andThen((key) =>
    connection.call({
      operation: 'create',
      effect: 'repeatable',
      method: 'POST',
      route: '/invoices',
      body: JSON.stringify(toWireAdjustment(asked, customerId, content)),
      headers: { 'idempotency-key': key },
      signal: settings.signal,
    }),
  )
}

/** The answer of a create is whole in one dialect, and lacks lines and discount in the other. */
async function readCreated(
  connection: Connection,
  creation: Creation,
  answer: HttpAnswer,
): Promise<Result<Created, InvoiceError>> {
  const context = contextOf(connection.settings, 'create')
  const body = { ...answer, json: unwrapEnvelope(answer.json) }
  const wire = readAnswer(invoiceSchema, body, context)
  const whole = connection.dialect.answersWhole.create
  if (whole && wire.isOk() && wire.value.lineItems) {
    return readInvoice(connection, answer, 'create').andThen((invoice) =>
      finish(connection, creation, invoice, true),
    )
  }
  // Even where other fields of the answer cannot be read, its id leads to the invoice.
  const id = recordId(body.json)
  if (id !== null) return readWritten(connection, creation, id)
  const unreadable = wire.isErr() ? wire.error : invoiceError('timeout', context, 'no id came', {})
  return settleCreation(connection, creation, unreadable)
}

async function readWritten(
  connection: Connection,
  creation: Creation,
  invoiceId: string,
): Promise<Result<Created, InvoiceError>> {
  const { asked, settings } = creation
  const context = contextOf(connection.settings, 'create')
  const first = await getInvoice(connection, invoiceId, settings, 'create')
  // A record can be readable a moment later than it was made.
  const read =
    first.isErr() && first.error.kind === 'not_found'
      ? await settle({
          context,
          options: connection.settings,
          uncertain: first.error,
          invoiceId,
          externalId: asked.externalId,
          look: () => getInvoice(connection, invoiceId, settings, 'create'),
          signal: settings.signal,
        })
      : first
  if (read.isOk()) return finish(connection, creation, read.value, true)
  const ids = { invoiceId, externalId: asked.externalId }
  return err(appliedUnread(context, 'the invoice was created', ids, read.error))
}

async function settleCreation(
  connection: Connection,
  creation: Creation,
  uncertain: InvoiceError,
): Promise<Result<Created, InvoiceError>> {
  const found = await settle<KeptKey>({
    context: contextOf(connection.settings, 'create'),
    options: connection.settings,
    uncertain,
    invoiceId: null,
    externalId: creation.asked.externalId,
    look: () => lookFor(connection, creation).map((look) => look.found),
    signal: creation.settings.signal,
  })
  if (found.isErr()) return err(found.error)
  if (found.value.content !== creation.content) return existing(connection, creation, found.value)
  return readWritten(connection, creation, found.value.invoiceId)
}

/** The idempotency key stands for another payload, or Commet sees a duplicate: what is there decides. */
async function resolveConflict(
  connection: Connection,
  creation: Creation,
  refusal: InvoiceError,
): Promise<Result<Created, InvoiceError>> {
  const look = await lookFor(connection, creation)
  if (look.isOk() && look.value.found !== null) return existing(connection, creation, look.value.found)
  return err(refusal.kind === 'conflict' ? { ...refusal, externalId: creation.asked.externalId } : refusal)
}

/** The key is used: for the same content the answer is that invoice, for any other a conflict that carries it. */
async function existing(
  connection: Connection,
  creation: Creation,
  kept: KeptKey,
): Promise<Result<Created, InvoiceError>> {
  const read = await getInvoice(connection, kept.invoiceId, creation.settings, 'create')
  if (kept.content === creation.content) {
    return read.andThen((invoice) => finish(connection, creation, invoice, false))
  }
  const standsFor = `invoice ${kept.invoiceId} with other content already`
  const context = contextOf(connection.settings, 'create')
  return err(keyTaken(context, creation.asked.externalId, standsFor, read.unwrapOr(null)))
}

function finish(
  connection: Connection,
  creation: Creation,
  invoice: Invoice,
  created: boolean,
): Result<Created, InvoiceError> {
  const { asked, customerId, notWritten } = creation
  const context = contextOf(connection.settings, 'create')
  const differences = compareWithAsked(invoice, asked, customerId)
  return unlessDifferent(context, { invoice, created, notWritten }, differences)
}
