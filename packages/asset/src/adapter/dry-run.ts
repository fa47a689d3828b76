import {
  type DryRun,
  errAsync,
  type InvoiceError,
  type NewInvoice,
  type PlannedRequest,
  ResultAsync,
  type SettableStatus,
} from '@invoice-adapters/core'
import { invalidInput, type RequestPlan, toPlanned } from '@invoice-adapters/core/authoring'
import { type AskedInvoice, contentOf, toAskedInvoice, toWireInvoice, toWireStatus } from '../to-wire.ts'
import { type BusinessRequest, type Connection, contextOf, wholeRequest } from './connection.ts'
import { commonDueAt } from './look.ts'
import { defaultPageSize } from './pages.ts'

/**
 * The requests as they would leave, the first page of each walk standing for all of them. Nothing is looked up, what would
 * be is written `{…}`; the request for an access token is left out.
 */
export function dryRunOperations(connection: Connection): DryRun {
  const { settings, dialect } = connection
  return {
    create: (invoice) =>
      toAskedInvoice(invoice, settings, dialect).match(
        (asked) =>
          ResultAsync.fromSafePromise<PlannedRequest[], InvoiceError>(planCreate(connection, invoice, asked)),
        (fields) => errAsync(invalidInput(contextOf(settings, 'create'), fields)),
      ),
    setStatus: (id, status) =>
      ResultAsync.fromSafePromise(Promise.resolve(planSetStatus(connection, id, status))),
  }
}

type Plan = Omit<RequestPlan, 'headers'> & Pick<BusinessRequest, 'namesUser'>

const unknownCustomer = '{customer.id}'

async function planCreate(
  connection: Connection,
  invoice: NewInvoice,
  asked: AskedInvoice,
): Promise<PlannedRequest[]> {
  const { dialect, settings } = connection
  const { id, externalId } = asked.customer
  const takesOwnId = id === null && externalId !== null && dialect.takesCustomerExternalId
  const customer = takesOwnId ? { customer_external_id: externalId } : { customer_id: id ?? unknownCustomer }
  const dueAt = commonDueAt(connection, [asked]) ?? undefined
  const page = { page_size: defaultPageSize }
  const item = toWireInvoice(asked, await contentOf(invoice), customer, dialect, settings.businessId)
  const lookUp: Plan = { method: 'GET', route: '/customers', query: page }
  const look: Plan = {
    method: 'GET',
    route: '/invoice',
    query: { due_at_start: dueAt, due_at_end: dueAt, ...page },
  }
  const write: Plan = {
    method: 'POST',
    route: '/invoice',
    body: JSON.stringify([item]),
    namesUser: true,
    unresolved: [
      ...(asked.sentAtGiven ? [] : ['sent_at']),
      ...(asked.dueAtGiven ? [] : ['due_at']),
      ...(takesOwnId || id !== null ? [] : ['customer_id']),
    ],
  }
  const looksUp = externalId !== null && !takesOwnId
  return [...(looksUp ? [lookUp] : []), look, write].map((request) => planned(connection, request))
}

function planSetStatus(connection: Connection, id: string, status: SettableStatus): PlannedRequest[] {
  const one = { route: '/invoice/{id}', parameters: { id } }
  const write: Plan = {
    ...one,
    method: 'PATCH',
    body: JSON.stringify(toWireStatus(status)),
    namesUser: true,
  }
  return [{ ...one, method: 'GET' } satisfies Plan, write].map((request) => planned(connection, request))
}

function planned({ settings }: Connection, request: Plan): PlannedRequest {
  return toPlanned(settings.baseUrl, { authorization: '[secret]' }, wholeRequest(settings, request))
}
