import {
  type DryRun,
  type InvoiceError,
  type PlannedRequest,
  ResultAsync,
  type SettableStatus,
} from '@invoice-adapters/core'
import { callerKey, type HttpRequest, invalidInput, requestUrl } from '@invoice-adapters/core/authoring'
import { type AskedInvoice, toAskedInvoice, toWireInvoice } from '../to-wire.ts'
import { type Connection, contextOf, nowOf } from './connection.ts'
import { plansQuery } from './look.ts'
import { legacyId } from './native-ids.ts'
import { actionFor } from './set-status.ts'

type Planned = Pick<HttpRequest, 'method' | 'route' | 'parameters' | 'query' | 'body'> & {
  idempotencyKey?: string
  unresolved?: string[]
}

/** The requests as they would leave; nothing is looked up, and what would be is written `{…}`. */
export function dryRunOperations(connection: Connection): DryRun {
  return {
    create: (invoice, settings = {}) =>
      new ResultAsync(toAskedInvoice(invoice, connection.settings, settings.accept ?? [], nowOf(connection)))
        .mapErr((fields): InvoiceError => invalidInput(contextOf(connection.settings, 'create'), fields))
        .map((asked) => planCreate(connection, asked)),
    setStatus: (id, status) =>
      new ResultAsync(
        Promise.resolve(
          legacyId(connection, id, 'setStatus').map((legacy) => planSetStatus(connection, legacy, status)),
        ),
      ),
  }
}

const createdPlan = '{current_plan.id of the created invoice}'
const planOfInvoice = '{current_plan.id}'
const singleUse = '{a key for this call only}'

async function planCreate(connection: Connection, asked: AskedInvoice): Promise<PlannedRequest[]> {
  const { account, companyId } = connection.settings
  const { externalId, productId } = asked
  const look: Planned = { method: 'GET', route: '/plans', query: plansQuery(connection, productId) }
  const write: Planned = {
    method: 'POST',
    route: '/invoices',
    body: JSON.stringify(toWireInvoice(asked, connection.dialect.seller.invoices, companyId)),
    idempotencyKey: await callerKey({ provider: 'whop', account, operation: 'create', externalId }),
  }
  return [look, write, readPlan(createdPlan)].map((request) => toPlanned(connection, request))
}

function readPlan(id: string): Planned {
  return { method: 'GET', route: '/plans/{id}', parameters: { id }, unresolved: ['id'] }
}

function planSetStatus(connection: Connection, id: string, status: SettableStatus): PlannedRequest[] {
  const read: Planned = { method: 'GET', route: '/invoices/{id}', parameters: { id } }
  const write: Planned = {
    method: 'POST',
    route: `/invoices/{id}/${actionFor(connection, status)}`,
    parameters: { id },
    idempotencyKey: singleUse,
    unresolved: ['idempotency-key'],
  }
  return [read, write, read, readPlan(planOfInvoice)].map((request) => toPlanned(connection, request))
}

function toPlanned({ settings }: Connection, request: Planned): PlannedRequest {
  const { method, body = null, idempotencyKey, unresolved = [] } = request
  return {
    method,
    url: requestUrl(settings.baseUrl, request) ?? '',
    headers: {
      authorization: '[secret]',
      'api-version-date': settings.apiVersion,
      accept: 'application/json',
      ...(body === null ? {} : { 'content-type': 'application/json' }),
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
    },
    body,
    unresolved,
  }
}
