import type { Grounded, OperationName, OperationSupport } from '@invoice-adapters/core'
import { documented, inferred, sources } from './sources.ts'

type Operations = Record<OperationName, OperationSupport>

function offered(ground: Grounded, note: string | null = null): OperationSupport {
  return { supported: true, note, ...ground }
}

function lacking(ground: Grounded, reason: string, instead: OperationName | null = null): OperationSupport {
  return { supported: false, reason, instead, ...ground }
}

const noPage = inferred(sources.noPage)

export const amountLineOperations: Operations = {
  list: offered(documented(sources.list), 'Lines and payments are embedded in every item'),
  get: offered(
    documented(sources.get),
    'The page stands in the oldest copy of the reference only; today’s shape is assumed',
  ),
  create: offered(
    documented(sources.create),
    'Sent as a list of one; a 2xx answer can hold a failure per item; the invoice is open at once',
  ),
  createMany: offered(
    documented(sources.create),
    'Up to 100 in one call, each with an answer of its own; what an all-failed call answers is not stated',
  ),
  update: lacking(
    noPage,
    'Asset has no drafts, and no call that changes number, text, dates or customer of an invoice',
    'changeLines',
  ),
  changeLines: offered(
    documented(sources.update),
    'Lines are added and removed, never edited; whether a paid or void invoice takes it is not stated',
  ),
  finalize: lacking(
    documented(sources.guide),
    'Asset has no drafts: an invoice is in the books once created',
  ),
  setStatus: offered(
    documented(sources.status),
    'Which status may follow which is not stated; refunded and partially_refunded are advised against',
  ),
  delete: lacking(noPage, 'Asset has no call that deletes an invoice; it can be made void', 'setStatus'),
  send: lacking(noPage, 'Asset has no call that mails an invoice; sent_at is a date that the caller states'),
  pdf: lacking(noPage, 'Asset has no call that gives a document of an invoice'),
  recordPayment: offered(
    documented(sources.pay),
    'With the id of a known transaction; without one, the amount is drawn from the customer’s credit',
  ),
  refund: offered(
    documented(sources.refund),
    'Needs a method; a part refund has to name its line; never more than the invoice. Paying it out is another call, which is not offered: a refund can stay pending',
  ),
  listRefunds: offered(
    documented(sources.refundList),
    'The page stands in the oldest copy of the reference only',
  ),
  findByExternalId: offered(
    inferred(sources.list),
    'Walks the whole list, one call per 100 invoices, and compares our key in the metadata: no filter by number, customer or metadata is known',
  ),
  check: offered(
    inferred(sources.token),
    'A token and a list of one; the host tells live or sandbox, nothing tells the name of the account',
  ),
  'customers.get': offered(
    inferred(sources.customerList),
    'Asset has no call that reads one customer: the pages of customers are walked, one call per 100, until it comes',
  ),
  'customers.list': offered(
    documented(sources.customerList),
    'No filter is known: a customer is found by reading every page',
  ),
  'customers.create': offered(
    documented(sources.customerCreate),
    'Needs a name; whether the same external_id is refused is not stated',
  ),
  'webhooks.read': lacking(
    inferred(sources.webhooks),
    'Asset sends events about bank accounts, bookkeeping requests and businesses; none about invoices was seen',
    'list',
  ),
}

/** PATCH takes the status alone in this shape, and a payment needs a transaction. */
export const unitPriceLineOperations: Operations = {
  ...amountLineOperations,
  update: lacking(
    noPage,
    'Asset has no drafts, and no call that changes number, text, dates or customer of an invoice',
  ),
  changeLines: lacking(
    documented(sources.status),
    'The only thing that can be changed of an invoice in this shape is its status',
  ),
  recordPayment: offered(documented(sources.payTransaction), 'Needs the id of a known transaction'),
}
