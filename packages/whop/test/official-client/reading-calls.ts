import type { Difference } from '@invoice-adapters/tooling/official-client'
import type { ClientCall, Pair } from './call.ts'
import { besides, onEveryCall, ordered, pageSize } from './differences.ts'
import { seller } from './judge.ts'

const company = { company_id: seller }
/** `whop|inv_open`, as the emulator writes the place behind that invoice. */
const cursor = 'd2hvcHxpbnZfb3Blbg'
const inOrder = { order: 'created_at', direction: 'asc', first: 100 } as const

/** Whop's word, and the canonical statuses that ask for it. */
const askedStatuses = [
  { words: ['draft'], status: ['draft'] },
  { words: ['open'], status: ['open'] },
  { words: ['past_due'], status: ['past_due'] },
  { words: ['open', 'past_due'], status: ['payable'] },
  { words: ['uncollectible'], status: ['uncollectible'] },
  { words: ['void'], status: ['void'] },
  { words: ['paid'], status: ['paid', 'partially_refunded', 'refunded'] },
] as const

const throughPayments: Difference = besides(
  ['GET /invoices/inv_paid', 'GET /plans/plan_W0000000000003', 'GET /payments/pay_W0000000000001'],
  'to Whop a refunded invoice is paid: only its payment tells it from one that is paid',
)

const listing: Pair[] = [
  {
    name: 'of the seller',
    client: (whop) => whop.invoices.list(company),
    adapter: (adapter) => adapter.list(),
    differences: [...onEveryCall, ...ordered, pageSize],
  },
  ...askedStatuses.map(
    ({ words, status }): Pair => ({
      name: `the words ${words.join(' and ')}`,
      client: (whop) => whop.invoices.list({ ...company, ...inOrder, statuses: [...words] }),
      adapter: (adapter) => adapter.list({ status: [...status] }),
      differences: onEveryCall,
    }),
  ),
  {
    name: 'paid, and not refunded',
    // One alone: several would be read at once, in no order.
    client: (whop) => whop.invoices.list({ ...company, ...inOrder, statuses: ['paid'], first: 1 }),
    adapter: (adapter) => adapter.list({ status: ['paid'], pageSize: 1 }),
    differences: [...onEveryCall, throughPayments],
  },
  {
    name: 'all conditions and a cursor',
    client: (whop) =>
      whop.invoices.list({
        ...company,
        ...inOrder,
        statuses: ['draft', 'open'],
        created_after: '2026-07-01T00:00:00.000Z',
        created_before: '2026-08-01T00:00:00.000Z',
        first: 2,
        after: cursor,
      }),
    adapter: (adapter) =>
      adapter.list({
        status: ['draft', 'open'],
        createdFrom: '2026-07-01T00:00:00Z',
        createdUntil: '2026-08-01T00:00:00Z',
        pageSize: 2,
        cursor,
      }),
    differences: [
      ...onEveryCall,
      ...[
        ['after', '2026-07-01T00:00:00.000Z', '2026-06-30T23:59:59.000Z'],
        ['before', '2026-08-01T00:00:00.000Z', '2026-08-01T00:00:01.000Z'],
      ].map(([end, client, adapter]) => ({
        at: `query.created_${end}`,
        client,
        adapter,
        why: 'whether the instant itself is meant is not stated: ours asks for a second more, and compares',
      })),
    ],
  },
  {
    name: 'one, to see whether the key is good',
    client: (whop) => whop.invoices.list({ ...company, first: 1 }),
    adapter: (adapter) => adapter.check(),
    differences: onEveryCall,
  },
]

const plan = 'the invoice has no total: its plan holds the price, and our key'

const getting: Pair[] = [
  {
    name: 'by its id',
    client: (whop) => whop.invoices.retrieve('inv_open'),
    adapter: (adapter) => adapter.get('inv_open'),
    differences: [...onEveryCall, besides(['GET /plans/plan_W0000000000001'], plan)],
  },
  {
    name: 'by an id with a blank and an umlaut',
    client: (whop) => whop.invoices.retrieve('inv 1ä'),
    adapter: (adapter) => adapter.get('inv 1ä'),
    differences: onEveryCall,
    fails: true,
  },
  {
    name: 'by an id with a slash and a question mark',
    client: (whop) => whop.invoices.retrieve('inv/1?void'),
    adapter: (adapter) => adapter.get('inv/1?void'),
    differences: onEveryCall,
    fails: true,
  },
  {
    name: 'by an id with a colon and a plus sign',
    client: (whop) => whop.invoices.retrieve('inv:1+2'),
    adapter: (adapter) => adapter.get('inv:1+2'),
    differences: [
      ...onEveryCall,
      {
        at: 'path',
        client: '/api/v1/invoices/inv:1+2',
        adapter: '/api/v1/invoices/inv%3A1%2B2',
        why: 'the same path: these letters may stand in it as they are, or escaped (RFC 3986, 2.2 and 3.3)',
      },
    ],
    fails: true,
  },
]

export const readingCalls: ClientCall[] = [
  { name: 'invoices.list', operation: 'list_invoices', endpoint: 'GET /invoices', pairs: listing },
  { name: 'invoices.retrieve', operation: 'get_invoice', endpoint: 'GET /invoices/{id}', pairs: getting },
]
