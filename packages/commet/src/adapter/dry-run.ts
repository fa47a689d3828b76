import {
  type DryRun,
  err,
  errAsync,
  type FieldProblem,
  type InvoiceError,
  type NewInvoice,
  ok,
  type PlannedRequest,
  type Result,
  ResultAsync,
  type SettableStatus,
} from '@invoice-adapters/core'
import { callerKey, invalidInput, type RequestPlan, toPlanned } from '@invoice-adapters/core/authoring'
import { type AskedInvoice, contentOf, toAskedInvoice, toWireAdjustment, toWireStatus } from '../to-wire.ts'
import { type Connection, contextOf } from './connection.ts'
import { checkCurrency } from './currency.ts'
import { isCommetId, ownIdOf } from './customer-id.ts'

/** The requests as they would leave; nothing is looked up, and what would be is written `{…}`. */
export function dryRunOperations(connection: Connection): DryRun {
  return {
    create: (invoice, { customerIsNew = false } = {}) =>
      asBilled(toAskedInvoice(invoice), customerIsNew, connection).match(
        (asked) =>
          ResultAsync.fromSafePromise<PlannedRequest[], InvoiceError>(planCreate(connection, invoice, asked)),
        (fields) => errAsync(invalidInput(contextOf(connection.settings, 'create'), fields)),
      ),
    setStatus: (id, status) =>
      ResultAsync.fromSafePromise(Promise.resolve(planSetStatus(connection, id, status))),
  }
}

/** Nothing is learnt of a customer without invoices: whether their currency is the one asked for is certain already. */
function asBilled(
  asked: Result<AskedInvoice, FieldProblem[]>,
  customerIsNew: boolean,
  { settings }: Connection,
): Result<AskedInvoice, FieldProblem[]> {
  if (!customerIsNew) return asked
  return asked.andThen((invoice) => {
    const problem = checkCurrency(invoice.currency, new Set(), settings.currency)
    return problem === null ? ok(invoice) : err([problem])
  })
}

const unknownCustomer = '{customer.id}'
const createdId = '{id of the created invoice}'
const singleUse = '{a key for this call only}'

async function planCreate(
  connection: Connection,
  invoice: NewInvoice,
  asked: AskedInvoice,
): Promise<PlannedRequest[]> {
  const ownId = ownIdOf(invoice.customer)
  const { id = unknownCustomer } = invoice.customer
  const customerId = isCommetId(id) ? id : unknownCustomer
  const known = customerId !== unknownCustomer
  const content = known ? await contentOf(asked, customerId) : '{content}'
  const unresolved = known ? [] : ['customerId', 'metadata.invoice_adapters_content']
  const parts = { provider: 'commet', account: connection.settings.account, operation: 'create' }
  const lookUp: RequestPlan = { method: 'GET', route: '/customers', query: { externalId: ownId, limit: 100 } }
  const look: RequestPlan = {
    method: 'GET',
    route: '/invoices',
    query: { customerId, limit: 100 },
    unresolved: known ? [] : ['customerId'],
  }
  const write: RequestPlan = {
    method: 'POST',
    route: '/invoices',
    body: JSON.stringify(toWireAdjustment(asked, customerId, content)),
    headers: { 'idempotency-key': await callerKey({ ...parts, externalId: asked.externalId }) },
    unresolved,
  }
  const readBack: RequestPlan = {
    method: 'GET',
    route: '/invoices/{id}',
    parameters: { id: createdId },
    unresolved: ['id'],
  }
  return [
    ...(ownId === undefined ? [] : [lookUp]),
    look,
    write,
    ...(connection.dialect.answersWhole.create ? [] : [readBack]),
  ].map((request) => planned(connection, request))
}

function planSetStatus(connection: Connection, id: string, status: SettableStatus): PlannedRequest[] {
  const { updateStatus, answersWhole } = connection.dialect
  const read: RequestPlan = { method: 'GET', route: '/invoices/{id}', parameters: { id } }
  const write: RequestPlan = {
    ...updateStatus,
    parameters: { id },
    body: JSON.stringify(toWireStatus(status)),
    headers: { 'idempotency-key': singleUse },
    unresolved: ['idempotency-key'],
  }
  return [read, write, ...(answersWhole.updateStatus ? [] : [read])].map((request) =>
    planned(connection, request),
  )
}

function planned({ settings }: Connection, request: RequestPlan): PlannedRequest {
  const headers = { 'x-api-key': '[secret]', 'commet-version': settings.apiVersion }
  return toPlanned(settings.baseUrl, headers, request)
}
