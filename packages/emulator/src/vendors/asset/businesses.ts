import { type AccountSeed, minorUnitDigits, type Surroundings } from '../frame.ts'
import { chartOfAccounts } from './chart-of-accounts.ts'
import type { Business, Tenant } from './entities.ts'
import { namedId } from './identifiers.ts'
import type { AssetStore } from './store.ts'

export interface Businesses {
  /** The business of a name, founded where needed; without a name the default one. */
  named(name?: string): Business
  found(seed: Omit<AccountSeed, 'vendor'>): Business
}

const defaultName = 'main'

/** Ids and credentials follow from names, so that they survive a reset. */
export function createBusinesses(store: AssetStore, { clock }: Surroundings): Businesses {
  const find = (name: string): Business | undefined =>
    store.businesses.find((business) => business.name === name)

  const tenantOf = (seed: Omit<AccountSeed, 'vendor'>): Tenant => {
    const { name: account, tenant: name = account, mode = 'sandbox' } = seed
    const known = store.businesses.find((business) => business.tenant.name === name)?.tenant
    if (known === undefined) return { name, mode, ...firstCredentials(name, mode) }
    if (seed.mode !== undefined && seed.mode !== known.mode) {
      throw new RangeError(`the tenant ${name} is ${known.mode}; credentials are for one environment`)
    }
    return known
  }

  const found: Businesses['found'] = (seed) => {
    const existing = find(seed.name)
    if (existing !== undefined) return existing
    const currency = (seed.currency ?? 'USD').toUpperCase()
    const business: Business = {
      id: namedId('biz', seed.name),
      name: seed.name,
      tenant: tenantOf(seed),
      currency,
      digits: minorUnitDigits(currency),
    }
    store.found(business)
    const { ledgers } = store.books(business.name)
    for (const ledger of chartOfAccounts(business, clock.now())) store.put(ledgers, ledger, null)
    return business
  }
  return {
    found,
    named: (name) =>
      find(name ?? store.businesses[0]?.name ?? defaultName) ?? found({ name: name ?? defaultName }),
  }
}

function firstCredentials(name: string, mode: Tenant['mode']): Pick<Tenant, 'clientId' | 'clientSecret'> {
  return { clientId: `client_${mode}_${name}`, clientSecret: `secret_${mode}_${name}_1` }
}

/** The credentials a test rotates to are as predictable as the first. */
export function rotateSecret(tenant: Tenant): string {
  const match = /^(.*_)(\d+)$/.exec(tenant.clientSecret)
  const [, stem = '', count = '0'] = match ?? []
  tenant.clientSecret = `${stem}${Number(count) + 1}`
  return tenant.clientSecret
}
