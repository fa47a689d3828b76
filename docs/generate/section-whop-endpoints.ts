import { type NewInvoice, orThrow } from '@invoice-adapters/core'
import { createEmulator, type EmulatorData, whopRoutes } from '@invoice-adapters/emulator'
import { createWhopAdapter } from '@invoice-adapters/whop'
import type { EndpointFacts } from './endpoints.ts'
import { endpointsTable } from './section-endpoints.ts'
import type { OpenedAdapter, Trial } from './seen-requests.ts'
import { endpointFacts } from './vendor-endpoints.ts'

const dialects = [
  { name: '2026-10-15-1', inEmulator: 'account_id' },
  { name: '2026-07-20', inEmulator: 'company_id' },
] as const

const product = 'a product is an option of the adapter, or made along with the invoice; the invoice names it'

const leftAlone: Record<string, string> = {
  'POST /plans/{id}/calculate_tax': 'it previews the tax of a checkout, and the contract has no previews',
  'GET /products': product,
  'GET /products/{id}': product,
  'POST /products': product,
}

const invoice = {
  vendor: 'whop',
  customer: 'mber_1',
  status: 'open',
  lines: [{ description: 'Consulting', amount: 9000 }],
  dueAt: '2026-08-01T00:00:00Z',
} as const

const data: EmulatorData = {
  customers: [{ vendor: 'whop', id: 'mber_1', name: 'Ada Quill', email: 'ada@quill.example' }],
  invoices: [
    { ...invoice, id: 'inv_open' },
    { ...invoice, id: 'inv_draft', status: 'draft' },
    { ...invoice, id: 'inv_paid', status: 'paid' },
    // Its payment is not named, and has to be looked for.
    { ...invoice, id: 'inv_renews', status: 'paid', whop: { renewal: { price: 9000 } } },
  ],
}

const order: NewInvoice = {
  externalId: 'order-1',
  customer: { id: 'mber_1' },
  currency: 'USD',
  lines: [{ description: 'Set-up', amount: 2500 }],
  dueAt: '2026-09-01T00:00:00Z',
  providerOptions: { whop: { product: { title: 'Set-up' } } },
}

const trials: Trial[] = [
  { operation: 'list', call: (adapter) => adapter.list({ detail: 'full' }) },
  { operation: 'get', call: (adapter) => adapter.get('inv_paid') },
  { operation: 'get', call: (adapter) => adapter.get('inv_renews') },
  { operation: 'create', call: (adapter) => adapter.create(order) },
  { operation: 'update', call: (adapter) => adapter.update('inv_draft', { memo: 'Soon' }) },
  { operation: 'finalize', call: (adapter) => adapter.finalize('inv_draft') },
  { operation: 'setStatus', call: (adapter) => adapter.setStatus('inv_open', 'paid') },
  { operation: 'setStatus', call: (adapter) => adapter.setStatus('inv_open', 'void') },
  { operation: 'setStatus', call: (adapter) => adapter.setStatus('inv_open', 'uncollectible') },
  { operation: 'delete', call: (adapter) => adapter.delete('inv_draft') },
  { operation: 'send', call: (adapter) => adapter.send('inv_open') },
  { operation: 'findByExternalId', call: (adapter) => adapter.findByExternalId('order-1') },
  { operation: 'check', empty: true, call: (adapter) => adapter.check() },
  { operation: 'customers.get', call: (adapter) => adapter.customers.get('mber_1') },
  { operation: 'customers.list', call: (adapter) => adapter.customers.list() },
]

async function open(dialect: string, empty: boolean): Promise<OpenedAdapter> {
  const emulator = createEmulator({ data: empty ? 'empty' : data })
  const { apiKey, companyId, mode } = emulator.whop.account()
  const adapter = createWhopAdapter({
    account: 'main',
    apiKey,
    companyId,
    environment: mode === 'live' ? 'production' : 'sandbox',
    apiVersion: dialects.find(({ name }) => name === dialect)?.name,
    fetch: emulator.whop.fetch,
    now: emulator.clock.now,
  })
  return { emulator, adapter: await orThrow(adapter) }
}

export const whopEndpointFacts: () => EndpointFacts = await endpointFacts({
  provider: 'whop',
  dialects: [...dialects],
  prefix: '/api/v1',
  routes: whopRoutes,
  open,
  trials,
  client: {
    name: '`@whop/sdk` 0.0.42',
    dialects: ['2026-07-20'],
    testFile: 'packages/whop/test/official-client.test.ts',
  },
  leftAlone,
})

export function whopEndpointsSection(): string {
  return endpointsTable(whopEndpointFacts())
}
