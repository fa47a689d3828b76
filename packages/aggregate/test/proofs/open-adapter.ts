import { createAssetAdapter } from '@invoice-adapters/asset'
import { createCommetAdapter } from '@invoice-adapters/commet'
import type { CommonOptions, InvoiceAdapter } from '@invoice-adapters/core'
import { createWhopAdapter } from '@invoice-adapters/whop'

interface PlaceOf<Provider> {
  provider: Provider
  account: string
  /** Where the vendor is served on a port. */
  baseUrl?: string
}

/** An account as plain JSON. */
export type AccountPlace =
  | (PlaceOf<'commet'> & { apiKey: string; webhookSecret: string; apiVersion: '2026-07-11' | '2026-07-31' })
  | (PlaceOf<'asset'> & { clientId: string; clientSecret: string; businessId: string })
  | (PlaceOf<'whop'> & { apiKey: string; companyId: string; webhookSecret: string })

export type Surroundings = Pick<CommonOptions, 'fetch' | 'now' | 'limiter' | 'retry' | 'raw' | 'observe'>

/** The real adapter of the account. */
export function openAdapter(place: AccountPlace, around: Surroundings): InvoiceAdapter {
  const { account, baseUrl } = place
  const common = { account, ...around, ...(baseUrl === undefined ? {} : { baseUrl }) }
  if (place.provider === 'asset') {
    const { clientId, clientSecret, businessId } = place
    const options = { ...common, clientId, clientSecret, businessId, environment: 'sandbox' } as const
    return createAssetAdapter({ ...options, currency: 'USD' })._unsafeUnwrap()
  }
  const { apiKey } = place
  const signed = { ...common, apiKey, webhookSecrets: [place.webhookSecret] }
  if (place.provider === 'commet')
    return createCommetAdapter({ ...signed, apiVersion: place.apiVersion })._unsafeUnwrap()
  return createWhopAdapter({ ...signed, companyId: place.companyId, environment: 'sandbox' })._unsafeUnwrap()
}
