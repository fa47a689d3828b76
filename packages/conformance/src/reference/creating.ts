import {
  type CanonicalField,
  type Created,
  type CreatedMany,
  type CreateSettings,
  err,
  type Invoice,
  type InvoiceError,
  losses,
  type NewInvoice,
  ok,
  type PlannedRequest,
  type Result,
  ResultAsync,
} from '@invoice-adapters/core'
import {
  callerKey,
  type ErrorContext,
  invoiceError,
  maskHeaders,
  settle,
  stableJson,
  totalOf,
} from '@invoice-adapters/core/authoring'
import { referenceCapabilities } from './capabilities.ts'
import type { Connection } from './connection.ts'
import type { Account } from './options.ts'
import { findByKey } from './reading.ts'

/** What goes over the wire, and under which key. */
async function requestFor(account: Account, invoice: NewInvoice): Promise<{ body: string; key: string }> {
  const { externalId } = invoice
  const key = await callerKey({
    provider: 'reference',
    account: account.options.account,
    operation: 'create',
    externalId,
  })
  const { purchaseOrder: _lost, issuedAt: _stamped, providerOptions: _others, lines, ...told } = invoice
  const wireLines = lines.map(({ metadata: _unheld, ...line }) => line)
  return { body: stableJson({ ...told, lines: wireLines }), key }
}

export function createInvoice(
  account: Account,
  connection: Connection,
  invoice: NewInvoice,
  notWritten: CanonicalField[],
  settings: CreateSettings,
): ResultAsync<Created, InvoiceError> {
  return new ResultAsync(create(account, connection, invoice, notWritten, settings))
}

async function create(
  account: Account,
  connection: Connection,
  invoice: NewInvoice,
  notWritten: CanonicalField[],
  settings: CreateSettings,
): Promise<Result<Created, InvoiceError>> {
  const { body, key } = await requestFor(account, invoice)
  const context = connection.contextOf('create')
  const answer = await connection.transport.send({
    operation: 'create',
    effect: 'repeatable',
    method: 'POST',
    route: '/invoices',
    body,
    headers: { 'idempotency-key': key },
    signal: settings.signal,
  })
  const created = answer.isOk() && answer.value.headers.get('idempotent-replayed') !== 'true'
  const read = answer.andThen((whole) => connection.wholeInvoice('create', whole))
  if (read.isOk())
    return compare(context, invoice, read.value).map((written) => ({ invoice: written, created, notWritten }))
  const { error } = read
  if (error.kind === 'conflict') return err(await conflictWith(connection, error, invoice.externalId))
  // A 200 that holds no invoice may be a failure as well as a success: what stands there decides.
  if (error.kind !== 'outcome_unknown' && error.kind !== 'unexpected_response') return err(error)
  const { externalId } = invoice
  const look = (): ResultAsync<Invoice | null, InvoiceError> =>
    findByKey(connection, externalId, {}, 'create')
  const settled = await settle({
    context,
    options: account.options,
    uncertain: error,
    invoiceId: null,
    externalId,
    look,
    signal: settings.signal,
  })
  return settled
    .andThen((found) => compare(context, invoice, found))
    .map((found) => ({ invoice: found, created: true, notWritten }))
}

/** An invoice over another sum or in another currency is not the one that was asked for. */
function compare(context: ErrorContext, asked: NewInvoice, written: Invoice): Result<Invoice, InvoiceError> {
  const total = totalOf(asked).unwrapOr(null)
  const fields = [
    ...(written.total === total
      ? []
      : [{ field: 'total', message: `came out as ${written.total}, not ${total}` }]),
    ...(written.currency === asked.currency
      ? []
      : [{ field: 'currency', message: `came out as ${written.currency}` }]),
  ]
  if (fields.length === 0) return ok(written)
  const message = `the invoice came out different: ${fields.map((one) => `${one.field} ${one.message}`).join('; ')}`
  return err(invoiceError('unexpected_response', context, message, { fields, invoice: written }))
}

async function conflictWith(
  connection: Connection,
  error: InvoiceError,
  externalId: string,
): Promise<InvoiceError> {
  const found = await findByKey(connection, externalId, {}, 'create')
  const { provider, account, operation, requestId, message, cause } = error
  const context = { provider, account, operation, requestId }
  return invoiceError('conflict', context, message, { externalId, invoice: found.unwrapOr(null) }, { cause })
}

/** The vendor has no call for several, so it is one call each; what goes wrong with one is its own affair. */
export function createInvoices(
  account: Account,
  connection: Connection,
  invoices: NewInvoice[],
  settings: CreateSettings,
): ResultAsync<CreatedMany, InvoiceError> {
  const capabilities = referenceCapabilities(account.without)
  const one = async (invoice: NewInvoice): Promise<CreatedMany['results'][number]> => {
    const lost = losses({ capabilities }, invoice).map((loss) => loss.field)
    const result = await create(account, connection, invoice, lost, settings)
    return result.isOk() ? { ok: true, value: result.value } : { ok: false, error: result.error }
  }
  return new ResultAsync(Promise.all(invoices.map(one)).then((results) => ok({ results })))
}

export function plannedCreate(
  account: Account,
  invoice: NewInvoice,
): ResultAsync<PlannedRequest[], InvoiceError> {
  const plan = async (): Promise<Result<PlannedRequest[], InvoiceError>> => {
    const { body, key } = await requestFor(account, invoice)
    const headers = maskHeaders({ authorization: `Bearer ${account.apiKey}`, 'idempotency-key': key })
    return ok([{ method: 'POST', url: 'https://reference.example/invoices', headers, body, unresolved: [] }])
  }
  return new ResultAsync(plan())
}
