import {
  type DryRun,
  type InvoiceError,
  type PlannedRequest,
  ResultAsync,
  type SettableStatus,
} from '@invoice-adapters/core'
import { callerKey, invalidInput, type RequestPlan, toPlanned } from '@invoice-adapters/core/authoring'
import { type AskedInvoice, toAskedInvoice, toWireInvoice } from '../to-wire.ts'
import { type Connection, contextOf, nowOf } from './connection.ts'
import { plansQuery } from './look.ts'
import { legacyId } from './native-ids.ts'
import { actionFor } from './set-status.ts'

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
  const look: RequestPlan = { method: 'GET', route: '/plans', query: plansQuery(connection, productId) }
  const write: RequestPlan = {
    method: 'POST',
    route: '/invoices',
    body: JSON.stringify(toWireInvoice(asked, connection.dialect.seller.invoices, companyId)),
    headers: {
      'idempotency-key': await callerKey({ provider: 'whop', account, operation: 'create', externalId }),
    },
  }
  return [look, write, readPlan(createdPlan)].map((request) => planned(connection, request))
}

function readPlan(id: string): RequestPlan {
  return { method: 'GET', route: '/plans/{id}', parameters: { id }, unresolved: ['id'] }
}

function planSetStatus(connection: Connection, id: string, status: SettableStatus): PlannedRequest[] {
  const read: RequestPlan = { method: 'GET', route: '/invoices/{id}', parameters: { id } }
  const write: RequestPlan = {
    method: 'POST',
    route: `/invoices/{id}/${actionFor(connection, status)}`,
    parameters: { id },
    headers: { 'idempotency-key': singleUse },
    unresolved: ['idempotency-key'],
  }
  return [read, write, read, readPlan(planOfInvoice)].map((request) => planned(connection, request))
}

function planned({ settings }: Connection, request: RequestPlan): PlannedRequest {
  const headers = { authorization: '[secret]', 'api-version-date': settings.apiVersion }
  return toPlanned(settings.baseUrl, headers, request)
}
