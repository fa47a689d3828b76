import { createAssetAdapter } from '@invoice-adapters/asset'
import { createCommetAdapter } from '@invoice-adapters/commet'
import type { InvoiceAdapter, NewInvoice } from '@invoice-adapters/core'
import { createEmulator, type Emulator, type VendorEmulator } from '@invoice-adapters/emulator'
import { createWhopAdapter } from '@invoice-adapters/whop'
import type { Account } from './account.ts'

/** Every adapter in every dialect, each time with an emulator of its own. */
export const openAccounts: Record<string, () => Account> = {
  'commet 2026-07-11': () => commet('2026-07-11'),
  'commet 2026-07-31': () => commet('2026-07-31'),
  'asset amount-lines': () => asset('amount'),
  'asset unit-price-lines': () => asset('unit_price'),
  'whop 2026-10-15-1': () => whop('2026-10-15-1'),
  'whop 2026-07-20': () => whop('2026-07-20'),
}

const aDay = 86_400_000

type Vendor = 'commet' | 'asset' | 'whop'

interface Own {
  adapter: InvoiceAdapter
  newInvoice: Account['newInvoice']
  newDraft?: Account['newDraft']
  pay(invoiceId: string): void
  webhooks?: ReturnType<VendorEmulator['account']>['webhooks']
}

function common(emulator: Emulator, vendor: Vendor, own: Own): Account {
  return {
    name: vendor,
    adapter: own.adapter,
    newInvoice: own.newInvoice,
    newDraft: own.newDraft ?? (() => null),
    ledger: () => emulator.ledger.invoices({ vendor }),
    requests: () => emulator.requests.length,
    writes: () => emulator.ledger.writes.length,
    advance: (ms) => emulator.clock.advance(ms),
    pay: own.pay,
    deliveries: () =>
      own.webhooks?.events.map(({ event, headers, body }) => ({
        event,
        delivery: { headers: { ...headers }, body },
      })) ?? [],
  }
}

function line(amount: number): Pick<NewInvoice, 'lines'> {
  return { lines: [{ description: 'Chair', amount }] }
}

function commet(apiVersion: '2026-07-11' | '2026-07-31'): Account {
  const emulator = createEmulator({
    data: {
      customers: [{ vendor: 'commet', id: 'cus_buyer', externalId: 'buyer' }],
      accounts: [{ vendor: 'commet', name: 'main' }],
    },
  })
  const account = emulator.commet.account()
  const { apiKey, webhookSecret } = account
  const adapter = createCommetAdapter({
    account: 'main',
    apiKey,
    apiVersion,
    currency: 'USD',
    webhookSecrets: [webhookSecret],
    fetch: emulator.commet.fetch,
    now: emulator.clock.now,
  })._unsafeUnwrap()
  return common(emulator, 'commet', {
    adapter,
    newInvoice: (externalId, amount) => ({
      externalId,
      customer: { id: 'cus_buyer' },
      currency: 'USD',
      ...line(amount),
    }),
    pay: (id) => account.outside.pay(id),
    webhooks: account.webhooks,
  })
}

function asset(lineShape: 'amount' | 'unit_price'): Account {
  const emulator = createEmulator({
    data: {
      accounts: [{ vendor: 'asset', name: 'main', mode: 'sandbox' }],
      customers: [{ vendor: 'asset', id: 'cus_buyer', externalId: 'buyer', name: 'Northwind' }],
    },
    asset: { generation: lineShape === 'amount' ? 'F' : 'C' },
  })
  const account = emulator.asset.account()
  const { clientId, clientSecret, businessId } = account
  const adapter = createAssetAdapter({
    account: 'main',
    clientId,
    clientSecret,
    businessId,
    environment: 'sandbox',
    currency: 'USD',
    ledgerId: account.ledgerId('Service Revenue'),
    lineShape,
    fetch: emulator.asset.fetch,
    now: emulator.clock.now,
  })._unsafeUnwrap()
  return common(emulator, 'asset', {
    adapter,
    newInvoice: (externalId, amount) => ({
      externalId,
      customer: { id: 'cus_buyer' },
      currency: 'USD',
      dueAt: new Date(emulator.clock.now() + 30 * aDay).toISOString(),
      ...line(amount),
    }),
    pay: (id) => account.outside.pay(id),
  })
}

function whop(apiVersion: '2026-10-15-1' | '2026-07-20'): Account {
  const emulator = createEmulator({ data: { accounts: [{ vendor: 'whop', name: 'main' }] } })
  const account = emulator.whop.account()
  const { apiKey, companyId, webhookSecret } = account
  const adapter = createWhopAdapter({
    account: 'main',
    apiKey,
    companyId,
    environment: 'sandbox',
    apiVersion,
    webhookSecrets: [webhookSecret],
    fetch: emulator.whop.fetch,
    now: emulator.clock.now,
  })._unsafeUnwrap()
  const due = new Date(emulator.clock.now() + 30 * aDay).toISOString()
  const newInvoice = (externalId: string, amount: number): NewInvoice => ({
    externalId,
    customer: { name: 'Grace Hopper', email: 'grace@example.com' },
    currency: 'USD',
    dueAt: due,
    ...line(amount),
    providerOptions: { whop: { product: { title: 'Chairs' } } },
  })
  return common(emulator, 'whop', {
    adapter,
    newInvoice,
    newDraft: (externalId, amount) => ({
      ...newInvoice(externalId, amount),
      providerOptions: { whop: { product: { title: 'Chairs' }, saveAsDraft: true } },
    }),
    pay: (id) => account.outside.pay(id),
    webhooks: account.webhooks,
  })
}
