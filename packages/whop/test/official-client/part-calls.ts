import { product } from '../world.ts'
import type { ClientCall, Pair } from './call.ts'
import { besides, onEveryCall, ordered, pageSize } from './differences.ts'
import { seller } from './judge.ts'

/** `whop|mber_ada`, as the emulator writes the place behind that member. */
const cursor = 'd2hvcHxtYmVyX2FkYQ'
const everyVisibility = ['visible', 'hidden', 'archived', 'quick_link']

const lookingForKey: Pair[] = [
  {
    name: 'all, to find a key in their notes',
    client: (whop) =>
      whop.plans.list({
        account_id: seller,
        first: 100,
        order: 'created_at',
        direction: 'desc',
        visibilities: everyVisibility,
      }),
    adapter: (adapter) => adapter.findByExternalId('order-5'),
    differences: onEveryCall,
  },
  {
    name: 'those of a product, before a create that is then refused',
    client: (whop) =>
      whop.plans.list({
        account_id: seller,
        first: 100,
        order: 'created_at',
        direction: 'desc',
        product_ids: [product],
        visibilities: everyVisibility,
      }),
    adapter: (adapter) =>
      adapter.create({
        externalId: 'order-5',
        customer: { id: 'mber_ada' },
        currency: 'USD',
        lines: [{ description: 'Set-up', amount: 2510 }],
        dueAt: '2026-09-01T00:00:00Z',
      }),
    differences: [
      ...onEveryCall,
      besides(['POST /invoices', 'GET /plans/plan_W0000000000005'], 'the create itself, and its price'),
    ],
  },
]

const wholeInvoice = 'reading an invoice is what they are read for'

export const partCalls: ClientCall[] = [
  { name: 'plans.list', operation: 'list_plans', endpoint: 'GET /plans', pairs: lookingForKey },
  {
    name: 'plans.retrieve',
    operation: 'get_plan',
    endpoint: 'GET /plans/{id}',
    pairs: [
      {
        name: 'of an invoice',
        client: (whop) => whop.plans.retrieve('plan_W0000000000001'),
        adapter: (adapter) => adapter.get('inv_open'),
        differences: [...onEveryCall, besides(['GET /invoices/inv_open'], wholeInvoice)],
      },
    ],
  },
  {
    name: 'plans.calculateTax',
    operation: 'calculate_tax',
    endpoint: 'POST /plans/{id}/calculate_tax',
    pairs: [],
    clientOnly: {
      why: 'it previews the tax of a checkout, and the contract has no previews',
      ask: (whop) => whop.plans.calculateTax('plan_W0000000000001', { address: { country: 'NO' } }),
      body: { address: { country: 'NO' } },
    },
  },
  {
    name: 'payments.list',
    operation: 'list_payments',
    endpoint: 'GET /payments',
    pairs: [
      {
        name: 'of a renewing plan, whose invoice names none',
        client: (whop) =>
          whop.payments.list({ plan_ids: ['plan_W0000000000004'], statuses: ['paid'], first: 2 }),
        adapter: (adapter) => adapter.get('inv_renews'),
        differences: [
          ...onEveryCall,
          besides(['GET /invoices/inv_renews', 'GET /plans/plan_W0000000000004'], wholeInvoice),
        ],
      },
    ],
  },
  {
    name: 'payments.retrieve',
    operation: 'get_payment',
    endpoint: 'GET /payments/{id}',
    pairs: [
      {
        name: 'of a paid invoice',
        client: (whop) => whop.payments.retrieve('pay_W0000000000001'),
        adapter: (adapter) => adapter.get('inv_paid'),
        differences: [
          ...onEveryCall,
          besides(['GET /invoices/inv_paid', 'GET /plans/plan_W0000000000003'], wholeInvoice),
        ],
      },
    ],
  },
  {
    name: 'members.list',
    operation: 'list_members',
    endpoint: 'GET /members',
    pairs: [
      {
        name: 'of the seller',
        client: (whop) => whop.members.list({ company_id: seller }),
        adapter: (adapter) => adapter.customers.list(),
        differences: [...onEveryCall, ...ordered, pageSize],
      },
      {
        name: 'a page size and a cursor',
        client: (whop) =>
          whop.members.list({
            company_id: seller,
            first: 1,
            after: cursor,
            order: 'created_at',
            direction: 'asc',
          }),
        adapter: (adapter) => adapter.customers.list({ pageSize: 1, cursor }),
        differences: onEveryCall,
      },
    ],
  },
  {
    name: 'members.retrieve',
    operation: 'get_member',
    endpoint: 'GET /members/{id}',
    pairs: [
      {
        name: 'by its id',
        client: (whop) => whop.members.retrieve('mber_ada'),
        adapter: (adapter) => adapter.customers.get('mber_ada'),
        differences: onEveryCall,
      },
    ],
  },
  {
    name: 'products.list',
    operation: 'list_products',
    endpoint: 'GET /products',
    pairs: [],
    clientOnly: {
      why: 'a product is an option of the adapter, or made along with the invoice',
      ask: (whop) => whop.products.list({ account_id: seller }),
      body: null,
    },
  },
  {
    name: 'products.retrieve',
    operation: 'get_product',
    endpoint: 'GET /products/{id}',
    pairs: [],
    clientOnly: {
      why: 'the invoice itself names its product',
      ask: (whop) => whop.products.retrieve(product),
      body: null,
    },
  },
  {
    name: 'products.create',
    operation: 'create_product',
    endpoint: 'POST /products',
    pairs: [],
    clientOnly: {
      why: 'a product is an option of the adapter, or made along with the invoice',
      ask: (whop) => whop.products.create({ title: 'Other', account_id: seller }),
      body: { title: 'Other', account_id: seller },
    },
  },
]

/** Calls of these resources that have no like here: nothing of ours goes there, and the emulator has no such route. */
export const callsElsewhere: string[] = [
  'plans.create',
  'plans.update',
  'plans.delete',
  'payments.create',
  'payments.listFees',
  'payments.refund',
  'payments.retry',
  'payments.void',
  'products.update',
  'products.delete',
]
