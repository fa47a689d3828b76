import type { ClientCall } from './call.ts'
import { onEveryCall, onEveryRead, pageSize } from './differences.ts'

const address = { line1: '1 Quay', line2: 'Flat 2', city: 'Cork', postalCode: 'T12', country: 'IE' }
/** `0|cus_cl`, as the emulator writes the place behind that customer. */
const cursor = 'MHxjdXNfY2w'
const who = { email: 'ada@quill.example', metadata: { tier: 3 } }

export const customerCalls: ClientCall[] = [
  {
    name: 'customers.list',
    operation: 'list_customers',
    endpoint: 'GET /customers',
    pairs: [
      {
        name: 'without conditions',
        client: (commet) => commet.customers.list(),
        adapter: (adapter) => adapter.customers.list(),
        differences: [...onEveryRead, pageSize],
      },
      {
        name: 'the own id, a page size and a cursor',
        client: (commet) => commet.customers.list({ externalId: 'shop-12', limit: 1, cursor }),
        adapter: (adapter) => adapter.customers.list({ externalId: 'shop-12', pageSize: 1, cursor }),
        differences: onEveryRead,
      },
    ],
  },
  {
    name: 'customers.get',
    operation: 'get_customer',
    endpoint: 'GET /customers/{id}',
    pairs: [
      {
        name: 'by its id',
        client: (commet) => commet.customers.get({ id: 'cus_ada' }),
        adapter: (adapter) => adapter.customers.get('cus_ada'),
        differences: onEveryRead,
      },
    ],
  },
  {
    name: 'customers.create',
    operation: 'create_customer',
    endpoint: 'POST /customers',
    pairs: [
      {
        name: 'with an e-mail address alone',
        client: (commet) => commet.customers.create({ email: who.email }),
        adapter: (adapter) => adapter.customers.create({ email: who.email }),
        differences: onEveryCall,
      },
      {
        name: 'with everything',
        client: (commet) =>
          commet.customers.create({ ...who, externalId: 'shop-90', fullName: 'Ada Quill', address }),
        adapter: (adapter) =>
          adapter.customers.create({ ...who, externalId: 'shop-90', name: 'Ada Quill', address }),
        differences: onEveryCall,
      },
      {
        name: 'with the own id as id',
        client: (commet) => commet.customers.create({ ...who, id: 'shop-90' }),
        adapter: (adapter) => adapter.customers.create({ ...who, externalId: 'shop-90' }),
        differences: [
          ...onEveryCall,
          {
            at: 'body.externalId',
            client: null,
            adapter: 'shop-90',
            why: 'both names mean the own id; ours sends the one under which it is read and listed',
          },
          { at: 'body.id', client: 'shop-90', adapter: null, why: 'the same' },
        ],
      },
    ],
  },
  {
    name: 'customers.createBatch',
    operation: 'create_customers',
    endpoint: 'POST /customers/batch',
    pairs: [],
    clientOnly: {
      why: 'the contract creates one customer at a time',
      ask: (commet) => commet.customers.createBatch({ customers: [{ ...who, id: 'shop-90' }] }),
      body: { customers: [{ ...who, id: 'shop-90' }] },
    },
  },
  {
    name: 'customers.update',
    operation: 'update_customer',
    endpoint: 'PUT /customers/{id}',
    pairs: [],
    clientOnly: {
      why: 'the contract reads and creates customers, and changes none',
      ask: (commet) => commet.customers.update({ id: 'cus_ada', email: 'new@quill.example' }),
      body: { email: 'new@quill.example' },
    },
  },
]
