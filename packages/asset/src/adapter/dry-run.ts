import {
  type DryRun,
  errAsync,
  type InvoiceError,
  type NewInvoice,
  type PlannedRequest,
  ResultAsync,
  type SettableStatus,
} from '@invoice-adapters/core'
import { type HttpRequest, invalidInput, requestUrl } from '@invoice-adapters/core/authoring'
import { type AskedInvoice, contentOf, toAskedInvoice, toWireInvoice, toWireStatus } from '../to-wire.ts'
import { type Connection, contextOf } from './connection.ts'
import { commonDueAt } from './look.ts'
import { defaultPageSize } from './pages.ts'

type Planned = Pick<HttpRequest, 'method' | 'route' | 'parameters' | 'query' | 'body'> & {
  namesUser?: boolean
  unresolved?: string[]
}

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
  const lookUp: Planned = { method: 'GET', route: '/customers', query: page }
  const look: Planned = {
    method: 'GET',
    route: '/invoice',
    query: { due_at_start: dueAt, due_at_end: dueAt, ...page },
  }
  const write: Planned = {
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
  return [...(looksUp ? [lookUp] : []), look, write].map((request) => toPlanned(connection, request))
}

function planSetStatus(connection: Connection, id: string, status: SettableStatus): PlannedRequest[] {
  const one = { route: '/invoice/{id}', parameters: { id } }
  const write: Planned = {
    ...one,
    method: 'PATCH',
    body: JSON.stringify(toWireStatus(status)),
    namesUser: true,
  }
  return [{ ...one, method: 'GET' } satisfies Planned, write].map((request) => toPlanned(connection, request))
}

function toPlanned({ settings }: Connection, request: Planned): PlannedRequest {
  const { method, body = null, namesUser = false, unresolved = [] } = request
  const route = `/v0/business/{business}${request.route}`
  const parameters = { ...request.parameters, business: settings.businessId }
  return {
    method,
    url: requestUrl(settings.baseUrl, { ...request, route, parameters }) ?? '',
    headers: {
      authorization: '[secret]',
      accept: 'application/json',
      ...(body === null ? {} : { 'content-type': 'application/json' }),
      ...(namesUser && settings.userId !== null ? { 'x-user-id': settings.userId } : {}),
    },
    body,
    unresolved,
  }
}
