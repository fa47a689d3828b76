import type { ClientCall, Pair } from './call.ts'
import { creating } from './create-calls.ts'
import { besides, onEveryCall, onEveryRead, pageSize, telemetry } from './differences.ts'

const id = 'inv_open'

/** The word that Commet is asked for, and the canonical status that asks for it. */
const askedStatuses = [
  { word: 'draft', status: 'draft' },
  { word: 'outstanding', status: 'payable' },
  { word: 'paid', status: 'paid' },
  { word: 'void', status: 'void' },
  { word: 'uncollectible', status: 'uncollectible' },
] as const

const listing: Pair[] = [
  {
    name: 'without conditions',
    client: (commet) => commet.invoices.list(),
    adapter: (adapter) => adapter.list(),
    differences: [...onEveryRead, pageSize],
  },
  ...askedStatuses.map(
    ({ word, status }): Pair => ({
      name: `the status ${word}`,
      client: (commet) => commet.invoices.list({ status: word, limit: 100 }),
      adapter: (adapter) => adapter.list({ status: [status] }),
      differences: onEveryRead,
    }),
  ),
  {
    name: 'all conditions and a cursor',
    client: (commet) =>
      commet.invoices.list({
        customerId: 'cus_ada',
        status: 'paid',
        subscriptionId: 'sub_9',
        cursor: '2026-07-20T00:00:00.000Z',
        limit: 2,
      }),
    adapter: (adapter) =>
      adapter.list({
        customerId: 'cus_ada',
        status: ['paid'],
        subscriptionId: 'sub_9',
        cursor: '2026-07-20T00:00:00.000Z',
        pageSize: 2,
      }),
    differences: onEveryRead,
  },
]

const getting: Pair[] = [
  {
    name: 'by its id',
    client: (commet) => commet.invoices.get({ id }),
    adapter: (adapter) => adapter.get(id),
    differences: onEveryRead,
  },
  {
    name: 'as the second request',
    client: (commet) => commet.invoices.get({ id }).then(() => commet.invoices.get({ id })),
    adapter: (adapter) => adapter.get(id),
    differences: [...onEveryRead, telemetry],
  },
  {
    name: 'by an id with a blank and an umlaut',
    client: (commet) => commet.invoices.get({ id: 'inv 1ä' }),
    adapter: (adapter) => adapter.get('inv 1ä'),
    differences: onEveryRead,
    fails: true,
  },
  {
    name: 'by an id with a question mark',
    client: (commet) => commet.invoices.get({ id: 'inv?status=void' }),
    adapter: (adapter) => adapter.get('inv?status=void'),
    differences: [
      ...onEveryRead,
      {
        at: 'path',
        client: '/api/v1/invoices/inv',
        adapter: '/api/v1/invoices/inv%3Fstatus%3Dvoid',
        why: 'the client does not escape ids; ours never lets one become another path or a query',
      },
      { at: 'query.status', client: 'void', adapter: null, why: 'the same' },
    ],
    fails: true,
  },
]

const readsAround = besides(
  [`GET /invoices/${id}`, `GET /invoices/${id}`],
  'a change starts from the status as it is, and the five-field answer is read again as a whole invoice',
)

const changing: Pair[] = (['paid', 'void'] as const).map((status) => ({
  name: `to ${status}`,
  client: (commet) => commet.invoices.updateStatus({ id, status }),
  adapter: (adapter) => adapter.setStatus(id, status),
  differences: [...onEveryCall, readsAround],
}))

export const invoiceCalls: ClientCall[] = [
  { name: 'invoices.list', operation: 'list_invoices', endpoint: 'GET /invoices', pairs: listing },
  { name: 'invoices.get', operation: 'get_invoice', endpoint: 'GET /invoices/{id}', pairs: getting },
  {
    name: 'invoices.createAdjustment',
    operation: 'create_invoice',
    endpoint: 'POST /invoices',
    pairs: creating,
  },
  {
    name: 'invoices.getDownloadUrl',
    operation: 'download',
    endpoint: 'GET /invoices/{id}/download',
    pairs: [
      {
        name: 'by its id',
        client: (commet) => commet.invoices.getDownloadUrl({ id }),
        adapter: (adapter) => adapter.pdf(id),
        differences: onEveryRead,
      },
    ],
  },
  {
    name: 'invoices.send',
    operation: 'send',
    endpoint: 'POST /invoices/{id}/send',
    pairs: [
      {
        name: 'by its id',
        client: (commet) => commet.invoices.send({ id }),
        adapter: (adapter) => adapter.send(id),
        differences: onEveryCall,
      },
    ],
  },
  {
    name: 'invoices.updateStatus',
    operation: 'update_status',
    endpoint: 'PUT /invoices/{id}/status',
    pairs: changing,
  },
]
