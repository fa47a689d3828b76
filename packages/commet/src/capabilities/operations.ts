import type { FilterName, FilterSupport, OperationName, OperationSupport } from '@invoice-adapters/core'
import { documented, inferred, sources } from './sources.ts'

type Ground = ReturnType<typeof documented>

function offered(ground: Ground, note: string | null = null): OperationSupport {
  return { supported: true, note, ...ground }
}

function lacking(ground: Ground, reason: string, instead: OperationName | null = null): OperationSupport {
  return { supported: false, reason, instead, ...ground }
}

/** The clients list every call that the vendor has, so that what they lack is known to be absent. */
const absent: Ground = documented(sources.client7)

export const operations: Record<OperationName, OperationSupport> = {
  list: offered(documented(sources.listPage)),
  get: offered(documented(sources.getPage)),
  create: offered(
    documented(sources.createPage),
    'An adjustment: one amount and one text. A negative amount is a credit note. The customer decides the currency.',
  ),
  createMany: lacking(absent, 'Commet creates one invoice per call', 'create'),
  update: lacking(absent, 'Commet has no call that changes an invoice, and none that makes a draft'),
  changeLines: lacking(absent, 'Commet has no call that changes the lines of an invoice'),
  finalize: lacking(absent, 'Commet has no call that finalizes a draft'),
  setStatus: offered(documented(sources.statusPage), 'Only paid and void, and only from outstanding'),
  delete: lacking(absent, 'Commet keeps every invoice; an outstanding one can be made void', 'setStatus'),
  send: offered(
    documented(sources.invoiceReference),
    'No recipient can be named; what a switched-off mail does is unknown',
  ),
  pdf: offered(documented(sources.downloadPage), 'A signed link that lives 7 days'),
  recordPayment: lacking(
    absent,
    'Commet records no part payments; a settlement made elsewhere is the status paid',
    'setStatus',
  ),
  refund: lacking(absent, 'Commet refunds transactions, not invoices'),
  listRefunds: lacking(absent, 'Commet keeps refunds with transactions, not with invoices'),
  findByExternalId: offered(
    inferred(sources.client7),
    'Walks the invoices (of one customer where that is given) and compares our key in their metadata',
  ),
  check: offered(
    inferred(sources.listPage),
    'Reads one invoice, else one customer; tells live or test where there is one',
  ),
  'customers.get': offered(documented(sources.client7), 'The address is never returned'),
  'customers.list': offered(documented(sources.client7)),
  'customers.create': offered(
    documented(sources.customerPage),
    'Needs an e-mail address; the same own id answers the existing customer',
  ),
  'webhooks.read': offered(documented(sources.webhookReference)),
}

const listParameters: Ground = documented(sources.listPage)

function bridged(): FilterSupport {
  return { how: 'bridged', note: null, ...listParameters }
}

export const filters: Record<FilterName, FilterSupport> = {
  status: {
    how: 'native',
    note: 'One word per request; open, past_due and payable all ask for outstanding, several words are filtered here',
    ...listParameters,
  },
  customerId: { how: 'native', note: null, ...listParameters },
  subscriptionId: { how: 'native', note: null, ...listParameters },
  createdFrom: bridged(),
  createdUntil: bridged(),
  dueFrom: bridged(),
  dueUntil: bridged(),
  number: bridged(),
  externalId: {
    how: 'bridged',
    note: 'Our key is in the metadata, by which Commet cannot search',
    ...listParameters,
  },
}
