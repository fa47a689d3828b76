import type { Grounded, OperationName, OperationSupport } from '@invoice-adapters/core'
import { documented, inferred, sources } from './sources.ts'

type Operations = Record<OperationName, OperationSupport>

function offered(ground: Grounded, note: string | null = null): OperationSupport {
  return { supported: true, note, ...ground }
}

function lacking(ground: Grounded, reason: string, instead: OperationName | null = null): OperationSupport {
  return { supported: false, reason, instead, ...ground }
}

/** The official client lists every call on legacy invoices, so that what it lacks is known to be absent. */
const client = documented(sources.client)

const resendNote =
  'Sends the e-mail again; the first one leaves by itself when the invoice opens. Each call mails once: after a lost answer nothing is repeated'

export const operations: Operations = {
  list: offered(client, 'Items carry little: no total, customer, collection or externalId'),
  get: offered(client, 'The plan and, once settled, the payment are read as well: the invoice has no total'),
  create: offered(
    client,
    'Makes a plan of its own. With send_invoice, which is the default, Whop mails the customer at once; providerOptions.whop.saveAsDraft makes a draft, which nobody is sent or charged',
  ),
  createMany: lacking(client, 'Whop creates one invoice per call', 'create'),
  update: offered(
    documented(sources.update),
    'Drafts only; every field of the page, and lines as a whole with the price of the plan',
  ),
  changeLines: lacking(
    client,
    'Lines have no ids: the lines of a draft are replaced as a whole, those of an open invoice are fixed',
    'update',
  ),
  finalize: offered(
    inferred(sources.update),
    'Sets the instant at which the draft opens, a minute ahead: whether a past one acts is not stated. The answer is the draft with opensAt',
  ),
  setStatus: offered(client, 'The answer is a bare true, so the invoice is read again'),
  delete: offered(client, 'Drafts only; the invoice is read first'),
  send: offered(documented(sources.reference), resendNote),
  pdf: lacking(
    documented(sources.guide),
    'Only the native invoices of Whop have a document, not the legacy ones',
  ),
  recordPayment: lacking(
    client,
    'Whop records no part payments; a settlement made elsewhere is the status paid',
    'setStatus',
  ),
  refund: lacking(
    client,
    'The legacy invoice API has no refund: money goes back on the payment, outside this adapter',
  ),
  listRefunds: lacking(
    client,
    'Refunds are made and listed on the payment, outside this adapter; their sum is amountRefunded',
    'get',
  ),
  findByExternalId: offered(
    inferred(sources.clientPlans),
    'Walks the plans and compares our key in their internal_notes; whether every such plan is listed is not stated',
  ),
  check: offered(
    inferred(sources.list),
    'Reads a list of one; the host tells live or sandbox, the key does not',
  ),
  'customers.get': offered(documented(sources.clientMembers), 'A member'),
  'customers.list': offered(documented(sources.clientMembers), 'Members; they have no external id'),
  'customers.create': lacking(
    documented(sources.clientMembers),
    'Members cannot be created; a new invoice takes the name and e-mail address of someone who is none',
    'create',
  ),
  'webhooks.read': offered(documented(sources.clientWebhooks)),
}

/** The client of this version lacks the call; Whop adds new ones to every version, so it is expected to be there. */
export const companyIdOperations: Operations = {
  ...operations,
  send: offered(inferred(sources.versions), resendNote),
}
