import { createCommetAdapter } from '@invoice-adapters/commet'
import { type NewInvoice, orThrow } from '@invoice-adapters/core'
import { commetRoutes, createEmulator, type EmulatorData } from '@invoice-adapters/emulator'
import type { EndpointFacts } from './endpoints.ts'
import { endpointsTable } from './section-endpoints.ts'
import type { OpenedAdapter, Trial } from './seen-requests.ts'
import { endpointFacts } from './vendor-endpoints.ts'

const dialects = [
  { name: '2026-07-11', inEmulator: 'A' },
  { name: '2026-07-31', inEmulator: 'B' },
] as const

const batch = 'the contract creates one customer at a time'
const update = 'the contract reads and creates customers, and changes none'

const leftAlone: Record<string, string> = {
  'POST /customers/batch': batch,
  'PUT /customers/{id}': update,
  'PATCH /customers/{id}': update,
}

const data: EmulatorData = {
  customers: [{ vendor: 'commet', id: 'cus_1', externalId: 'shop-1' }],
  invoices: [
    {
      vendor: 'commet',
      id: 'inv_1',
      customer: 'cus_1',
      status: 'open',
      lines: [{ description: 'Team plan', amount: 9000 }],
    },
  ],
}

const order: NewInvoice = {
  externalId: 'order-1',
  customer: { externalId: 'shop-1' },
  currency: 'USD',
  lines: [{ description: 'Set-up', amount: 2500 }],
}

const trials: Trial[] = [
  { operation: 'list', call: (adapter) => adapter.list({ detail: 'full' }) },
  { operation: 'get', call: (adapter) => adapter.get('inv_1') },
  { operation: 'create', call: (adapter) => adapter.create(order) },
  { operation: 'setStatus', call: (adapter) => adapter.setStatus('inv_1', 'void') },
  { operation: 'send', call: (adapter) => adapter.send('inv_1') },
  { operation: 'pdf', call: (adapter) => adapter.pdf('inv_1') },
  { operation: 'findByExternalId', call: (adapter) => adapter.findByExternalId('order-1') },
  { operation: 'check', empty: true, call: (adapter) => adapter.check() },
  { operation: 'customers.get', call: (adapter) => adapter.customers.get('cus_1') },
  { operation: 'customers.list', call: (adapter) => adapter.customers.list() },
  {
    operation: 'customers.create',
    call: (adapter) => adapter.customers.create({ email: 'ada@quill.example' }),
  },
]

async function open(dialect: string, empty: boolean): Promise<OpenedAdapter> {
  const emulator = createEmulator({ data: empty ? 'empty' : data })
  const adapter = createCommetAdapter({
    account: 'main',
    apiKey: emulator.commet.account().apiKey,
    apiVersion: dialects.find(({ name }) => name === dialect)?.name ?? '2026-07-11',
    fetch: emulator.commet.fetch,
    now: emulator.clock.now,
  })
  return { emulator, adapter: await orThrow(adapter) }
}

export const commetEndpointFacts: () => EndpointFacts = await endpointFacts({
  provider: 'commet',
  dialects: [...dialects],
  prefix: '/api/v1',
  routes: commetRoutes,
  open,
  trials,
  client: {
    name: '`@commet/node` 7.10.0',
    dialects: ['2026-07-11'],
    testFile: 'packages/commet/test/official-client.test.ts',
  },
  leftAlone,
})

export function commetEndpointsSection(): string {
  return endpointsTable(commetEndpointFacts())
}
