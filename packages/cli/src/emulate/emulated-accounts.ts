import type { Emulator, ListeningEmulator } from '@invoice-adapters/emulator'
import type { AccountConfig } from '../config/schema.ts'

/** Configured as if it were a real account; the keys open nothing but the emulator. */
export type EmulatedAccounts = Record<string, AccountConfig>

/** Every account of the emulator, by its name there; a name that two vendors share gets the vendor's in front. */
export async function emulatedAccounts(
  emulator: Emulator,
  origins: ListeningEmulator,
): Promise<EmulatedAccounts> {
  const accounts: EmulatedAccounts = {}
  const put = (vendor: string, name: string, config: AccountConfig): void => {
    accounts[name in accounts ? `${vendor}-${name}` : name] = config
  }
  for (const name of namesOf(emulator, 'commet', emulator.commet.account().name)) {
    const { apiKey, webhookSecret } = emulator.commet.account(name)
    const baseUrl = `${origins.commet}/api/v1`
    put('commet', name, { vendor: 'commet', apiKey, webhookSecrets: [webhookSecret], baseUrl })
  }
  for (const name of namesOf(emulator, 'asset', emulator.asset.account().name)) {
    const { clientId, clientSecret, businessId, environment } = emulator.asset.account(name)
    const [first] = emulator.ledger.invoices({ vendor: 'asset', account: name })
    const currency = first?.currency ?? 'USD'
    put('asset', name, {
      vendor: 'asset',
      clientId,
      clientSecret,
      businessId,
      environment,
      currency,
      baseUrl: origins.asset,
    })
  }
  for (const name of namesOf(emulator, 'whop', emulator.whop.account().name)) {
    const { apiKey, companyId, mode, webhookSecret } = emulator.whop.account(name)
    const baseUrl = `${origins.whop}/api/v1`
    const environment = mode === 'live' ? 'production' : 'sandbox'
    const productId = await firstProduct(emulator, baseUrl, apiKey, companyId)
    const product = productId === null ? {} : { productId }
    put('whop', name, {
      vendor: 'whop',
      apiKey,
      companyId,
      environment,
      ...product,
      webhookSecrets: [webhookSecret],
      baseUrl,
    })
  }
  return accounts
}

function namesOf({ ledger }: Emulator, vendor: string, usual: string): string[] {
  const seen = [...ledger.customers({ vendor }), ...ledger.invoices({ vendor })].map(({ account }) => account)
  return [...new Set([usual, ...seen])]
}

/** New invoices at Whop bill for a product: the adapter takes its id as an option. */
async function firstProduct(
  { whop }: Emulator,
  baseUrl: string,
  apiKey: string,
  companyId: string,
): Promise<string | null> {
  const headers = { authorization: `Bearer ${apiKey}` }
  const response = await whop.fetch(`${baseUrl}/products?company_id=${companyId}&account_id=${companyId}`, {
    headers,
  })
  const body: unknown = await response.json().catch(() => null)
  const found = JSON.stringify(body).match(/"id":"(prod_[^"]+)"/)
  return found?.[1] ?? null
}
