import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createAssetAdapter } from '@invoice-adapters/asset'
import { type NewInvoice, orThrow } from '@invoice-adapters/core'
import { assetRoutes, createEmulator, type Emulator, type EmulatorData } from '@invoice-adapters/emulator'
import * as z from 'zod'
import type { EndpointFacts, Fixture } from './endpoints.ts'
import { listedTests } from './listed-tests.ts'
import { endpointsTable } from './section-endpoints.ts'
import type { OpenedAdapter, Trial } from './seen-requests.ts'
import { endpointFacts } from './vendor-endpoints.ts'

/** Each with the last generation of its shape. */
const dialects = [
  { name: 'amount-lines', inEmulator: 'F', lineShape: 'amount' },
  { name: 'unit-price-lines', inEmulator: 'C', lineShape: 'unit_price' },
] as const

const business = '/v0/business/{business_id}'
const ledgers = 'the ledger of new lines is an option; the books themselves are no business of an invoice'
const memos = 'a credit memo is a document of its own, which the contract does not have'
const transactions = 'what arrives at the bank is the application’s to know; a payment names it by its id'

const leftAlone: Record<string, string> = {
  [`POST ${business}/refund-payment`]:
    'it links a refund to money that left the bank; the contract ends with the refund',
  [`PATCH ${business}/customers/{customer_id}`]: 'the contract reads and creates customers, and changes none',
  [`GET ${business}/ledger`]: ledgers,
  [`POST ${business}/ledger`]: ledgers,
  [`GET ${business}/ledger/{ledger_id}`]: ledgers,
  [`GET ${business}/credit-memo`]: memos,
  [`POST ${business}/credit-memo`]: memos,
  [`GET ${business}/credit-memo/{credit_memo_id}`]: memos,
  [`POST ${business}/credit-memo/{credit_memo_id}/void`]: memos,
  [`GET ${business}/transaction`]: transactions,
  [`POST ${business}/transaction`]: transactions,
  [`GET ${business}/transaction/{transaction_id}`]: transactions,
}

const invoice = {
  vendor: 'asset',
  customer: 'cus_1',
  status: 'open',
  lines: [{ description: 'Retainer', amount: 90_000 }],
  dueAt: '2026-08-01T00:00:00Z',
} as const

const data: EmulatorData = {
  accounts: [{ vendor: 'asset', name: 'books', mode: 'sandbox' }],
  customers: [{ vendor: 'asset', id: 'cus_1', externalId: 'shop-1', name: 'Ada Quill' }],
  invoices: [
    { ...invoice, id: 'inv_open', number: 'A-1' },
    { ...invoice, id: 'inv_paid', number: 'A-2', status: 'paid' },
  ],
}

const order = (externalId: string): NewInvoice => ({
  externalId,
  customer: { externalId: 'shop-1' },
  currency: 'USD',
  lines: [{ description: 'Set-up', amount: 2500 }],
  dueAt: '2026-08-31T00:00:00Z',
})

const money = { externalId: 'key-1', currency: 'USD' }

const added = { add: [{ description: 'Extra', amount: 505 }] }

const trials: Trial[] = [
  { operation: 'list', call: (adapter) => adapter.list({ detail: 'full' }) },
  { operation: 'get', call: (adapter) => adapter.get('inv_open') },
  { operation: 'create', call: (adapter) => adapter.create(order('order-1')) },
  {
    operation: 'createMany',
    call: (adapter) => adapter.createMany([order('order-1'), order('order-2')]),
  },
  { operation: 'changeLines', call: (adapter) => adapter.changeLines('inv_open', added) },
  { operation: 'setStatus', call: (adapter) => adapter.setStatus('inv_open', 'void') },
  {
    operation: 'recordPayment',
    call: (adapter, transactionId) =>
      adapter.recordPayment('inv_open', { ...money, amount: 40_000, transactionId }),
  },
  {
    operation: 'refund',
    call: (adapter) => adapter.refund('inv_paid', { ...money, amount: 90_000, method: 'ach' }),
  },
  { operation: 'listRefunds', call: (adapter) => adapter.listRefunds('inv_paid') },
  { operation: 'findByExternalId', call: (adapter) => adapter.findByExternalId('order-1') },
  { operation: 'check', empty: true, call: (adapter) => adapter.check() },
  { operation: 'customers.get', call: (adapter) => adapter.customers.get('cus_1') },
  { operation: 'customers.list', call: (adapter) => adapter.customers.list() },
  {
    operation: 'customers.create',
    call: (adapter) => adapter.customers.create({ name: 'Bo Quill', email: 'bo@quill.example' }),
  },
]

async function open(dialect: string, empty: boolean): Promise<OpenedAdapter> {
  const { inEmulator: generation, lineShape } = dialects.find(({ name }) => name === dialect) ?? dialects[0]
  const emulator = createEmulator({
    data: empty ? 'empty' : data,
    asset: { generation, automaticMatching: false },
  })
  const { clientId, clientSecret, businessId, environment, ledgerId } = emulator.asset.account()
  const adapter = createAssetAdapter({
    account: 'main',
    clientId,
    clientSecret,
    businessId,
    environment,
    currency: 'USD',
    ledgerId: ledgerId('Service Revenue'),
    lineShape,
    fetch: emulator.asset.fetch,
    now: emulator.clock.now,
  })
  return { emulator, adapter: await orThrow(adapter), id: await transactionAtBank(emulator) }
}

/** Money that has arrived: its id stands in the vendor’s list alone. */
async function transactionAtBank({ asset }: Emulator): Promise<string> {
  const { businessId, clientId, clientSecret, outside } = asset.account()
  outside.receive({ amount: 100_000, description: 'Transfer' })
  const ask = async (path: string, init: RequestInit): Promise<unknown> =>
    (await asset.fetch(`https://api.sandbox.getasset.com/v0${path}`, init)).json()
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    business_id: businessId,
  })
  const { access_token: token } = tokenSchema.parse(await ask('/auth/token', { method: 'POST', body }))
  const headers = { authorization: `Bearer ${token}` }
  const listed = transactionsSchema.parse(await ask(`/business/${businessId}/transaction`, { headers }))
  return listed.data.find(({ description }) => description === 'Transfer')?.id ?? ''
}

const tokenSchema = z.object({ access_token: z.string() })
const transactionsSchema = z.object({ data: z.array(z.object({ id: z.string(), description: z.string() })) })

const fixtureFolder = join(import.meta.dirname, '..', '..', 'packages', 'asset', 'test', 'fixtures')

/** Answers to a single read, of the shape that their lines have. Those that no test reads do not count. */
function fixtures(): Fixture[] {
  const tests = listedTests('packages/asset/test/generations.test.ts')
  return globSync('*.json', { cwd: fixtureFolder })
    .sort()
    .filter((file) => tests.some((test) => test.startsWith(`${basename(file, '.json').replace('-', ' ')} >`)))
    .map((file) => ({
      endpoint: `GET ${business}/invoice/{invoice_id}`,
      dialect: readFileSync(join(fixtureFolder, file), 'utf8').includes('"unit_price"')
        ? 'unit-price-lines'
        : 'amount-lines',
      file,
    }))
}

export const assetEndpointFacts: () => EndpointFacts = await endpointFacts({
  provider: 'asset',
  dialects: dialects.map(({ name, inEmulator }) => ({ name, inEmulator })),
  // The wire tests, too, are named by whole paths: the token is not below the business.
  prefix: '',
  routes: assetRoutes,
  open,
  trials,
  client: null,
  fixtures,
  leftAlone,
})

export function assetEndpointsSection(): string {
  return endpointsTable(assetEndpointFacts())
}
