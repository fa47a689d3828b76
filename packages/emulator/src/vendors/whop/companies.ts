import type { AccountSeed } from '../frame.ts'
import { asCurrency } from './currencies.ts'
import type { Company } from './entities.ts'
import type { WhopStore } from './store.ts'

export interface Companies {
  /** The company of a name, founded where needed; without a name the default one. */
  named(name?: string): Company
  found(seed: Omit<AccountSeed, 'vendor'>): Company
}

const defaultName = 'main'

/** Ids, keys and secrets follow from the name, so that they survive a reset. A key does not tell its environment. */
export function createCompanies(store: WhopStore): Companies {
  const find = (name: string): Company | undefined => store.companies.find((company) => company.name === name)

  const found: Companies['found'] = ({ name, mode = 'sandbox', currency = 'usd' }) => {
    const existing = find(name)
    if (existing !== undefined) return existing
    const known = asCurrency(currency.toLowerCase())
    if (known === undefined) throw new RangeError(`Whop has no currency ${currency}`)
    const company: Company = {
      id: `biz_${name}`,
      name,
      mode,
      apiKey: `apik_${name}`,
      webhookSecret: `ws_${name}`,
      currency: known,
    }
    store.found(company)
    return company
  }
  return {
    found,
    named: (name) =>
      find(name ?? store.companies[0]?.name ?? defaultName) ?? found({ name: name ?? defaultName }),
  }
}
