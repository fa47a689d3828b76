import {
  type AccountEvidence,
  aggregate,
  type CustomerOfReport,
  createReport,
  type Report,
} from '@invoice-adapters/aggregate'
import { createAssetAdapter } from '@invoice-adapters/asset'
import { createCommetAdapter } from '@invoice-adapters/commet'
import { err, type Invoice, type InvoiceAdapter, type InvoiceError, ok } from '@invoice-adapters/core'
import {
  createEmulator,
  type Emulator,
  type EmulatorData,
  generateInvoices,
} from '@invoice-adapters/emulator'
import { createWhopAdapter } from '@invoice-adapters/whop'

/** The instant at which the accounts are read. */
export const asOf: string = '2026-07-15T09:00:00.000Z'

const companies: readonly string[] = [
  'Northwind Traders',
  'Lumière Studio',
  'Sakura Logistics',
  'Brightwater Clinic',
  'Kestrel & Hart LLP',
  'Andes Flota SpA',
  'Tidewater Foods',
  'Müller Feinmechanik',
  'Oakline Schools',
  'Copperfield Media',
  'Åkerlund Bygg',
  'Pinecrest Hotels',
  'Solstice Energy',
  'Harbour Lane Dental',
  'Vela Robotics',
  'Quayside Coffee',
  'Meridian Freight',
  'Juniper Analytics',
]

/** Companies instead of numbered customers, so that a page can be looked at as its readers would. */
function named(data: EmulatorData, offset: number): EmulatorData {
  const customers = (data.customers ?? []).map((customer, index) => ({
    ...customer,
    name: companies[(index + offset) % companies.length] ?? '',
  }))
  return { ...data, customers }
}

/** Live accounts at three vendors in three currencies, due before and after the instant. */
export function createWorld(): Emulator {
  const emulator = createEmulator({ clock: { start: asOf } })
  emulator.seed({
    accounts: [
      { vendor: 'commet', name: 'acme-us', mode: 'live', currency: 'USD' },
      { vendor: 'commet', name: 'acme-eu', mode: 'live', currency: 'EUR' },
      { vendor: 'asset', name: 'books', mode: 'live', currency: 'USD' },
      { vendor: 'whop', name: 'creators', mode: 'live', currency: 'USD' },
      { vendor: 'commet', name: 'acme-jp', mode: 'live', currency: 'JPY' },
    ],
  })
  const statuses = ['open', 'open', 'paid', 'paid', 'void', 'uncollectible'] as const
  const some = { statuses, start: '2026-02-20T08:00:00.000Z' }
  const plans = [
    { vendor: 'commet', account: 'acme-us', count: 60, customers: 9, stepMs: 55 * 3_600_000, seed: 3 },
    {
      vendor: 'commet',
      account: 'acme-eu',
      count: 36,
      customers: 6,
      stepMs: 92 * 3_600_000,
      seed: 5,
      currencies: ['EUR'],
    },
    {
      vendor: 'asset',
      account: 'books',
      count: 24,
      customers: 5,
      stepMs: 130 * 3_600_000,
      seed: 8,
      statuses: ['open', 'paid'],
    },
    {
      vendor: 'whop',
      account: 'creators',
      count: 12,
      customers: 4,
      stepMs: 250 * 3_600_000,
      seed: 2,
      statuses: ['open', 'paid', 'void'],
    },
    {
      vendor: 'commet',
      account: 'acme-jp',
      count: 10,
      customers: 3,
      stepMs: 300 * 3_600_000,
      seed: 4,
      currencies: ['JPY'],
    },
  ] as const
  for (const [place, plan] of plans.entries()) {
    emulator.seed(named(generateInvoices({ ...some, ...plan, label: plan.account }), place * 4))
  }
  return emulator
}

/** Adapters over the emulator's fetch; `wrongKey` names accounts whose credentials are refused. */
export function openAccounts(emulator: Emulator, wrongKey: readonly string[] = []): InvoiceAdapter[] {
  const { now } = emulator.clock
  const common = { now, retry: { attempts: 1 } }
  const commet = ['acme-us', 'acme-eu', 'acme-jp'].map((account): InvoiceAdapter => {
    const apiKey = wrongKey.includes(account) ? 'ck_live_wrong' : emulator.commet.account(account).apiKey
    return createCommetAdapter({ ...common, account, apiKey, fetch: emulator.commet.fetch })._unsafeUnwrap()
  })
  const books = emulator.asset.account('books')
  const asset: InvoiceAdapter = createAssetAdapter({
    ...common,
    account: books.name,
    clientId: books.clientId,
    clientSecret: books.clientSecret,
    businessId: books.businessId,
    environment: books.environment,
    currency: 'USD',
    fetch: emulator.asset.fetch,
  })._unsafeUnwrap()
  const shop = emulator.whop.account('creators')
  const whop: InvoiceAdapter = createWhopAdapter({
    ...common,
    account: shop.name,
    apiKey: shop.apiKey,
    companyId: shop.companyId,
    environment: 'production',
    fetch: emulator.whop.fetch,
  })._unsafeUnwrap()
  return [...commet, asset, whop]
}

export interface WholeReading {
  report: Report
  invoices: Invoice[]
  accounts: AccountEvidence[]
  customers: CustomerOfReport[]
}

/** What a program does before it writes a page. */
export async function readWorld(adapters: readonly InvoiceAdapter[]): Promise<WholeReading> {
  const invoices: Invoice[] = []
  const failures: InvoiceError[] = []
  const aggregation = aggregate(adapters)
  for await (const item of aggregation) {
    if (item.isOk()) invoices.push(item.value)
    else failures.push(item.error)
  }
  const items = [...invoices.map((one) => ok(one)), ...failures.map((one) => err(one))]
  const report = (await createReport(items, { asOf }))._unsafeUnwrap()
  const customers = await Promise.all(adapters.map(readCustomers))
  return { report, invoices, accounts: aggregation.evidence(), customers: customers.flat() }
}

/** By name, where the account lets its customers be read: most invoices carry an id alone. */
async function readCustomers({ provider, account, customers }: InvoiceAdapter): Promise<CustomerOfReport[]> {
  const page = await customers.list({})
  return page.isErr() ? [] : page.value.customers.map(({ id, name }) => ({ provider, account, id, name }))
}
