import { createAssetAdapter } from '@invoice-adapters/asset'
import { createCommetAdapter } from '@invoice-adapters/commet'
import { type InvoiceAdapter, orThrow } from '@invoice-adapters/core'
import { type Emulator, generateInvoices, type ListeningEmulator } from '@invoice-adapters/emulator'
import { createWhopAdapter } from '@invoice-adapters/whop'

/** A second organization at the first vendor: two accounts of one vendor are told apart by their names. */
export function addBranch(emulator: Emulator): void {
  emulator.seed({ accounts: [{ vendor: 'commet', name: 'acme-latam', mode: 'live', currency: 'CLP' }] })
  emulator.seed(
    generateInvoices({
      vendor: 'commet',
      account: 'acme-latam',
      count: 4,
      currencies: ['CLP'],
      label: 'latam',
    }),
  )
}

/** The adapters of the demo's accounts, reading the emulator over real sockets. */
export async function openAccounts(
  emulator: Emulator,
  origins: ListeningEmulator,
): Promise<InvoiceAdapter[]> {
  const { now } = emulator.clock
  const commet = ['acme', 'acme-latam'].map((account) => {
    const { apiKey } = emulator.commet.account(account)
    return createCommetAdapter({ account, apiKey, baseUrl: `${origins.commet}/api/v1`, now })
  })
  const books = emulator.asset.account()
  const asset = createAssetAdapter({
    account: books.name,
    clientId: books.clientId,
    clientSecret: books.clientSecret,
    businessId: books.businessId,
    environment: books.environment,
    currency: 'USD',
    baseUrl: origins.asset,
    now,
  })
  const shop = emulator.whop.account()
  const whop = createWhopAdapter({
    account: shop.name,
    apiKey: shop.apiKey,
    companyId: shop.companyId,
    environment: shop.mode === 'live' ? 'production' : 'sandbox',
    baseUrl: `${origins.whop}/api/v1`,
    now,
  })
  return Promise.all([...commet, asset, whop].map(async (adapter) => orThrow<InvoiceAdapter>(adapter)))
}
