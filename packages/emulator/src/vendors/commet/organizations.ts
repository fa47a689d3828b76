import type { AccountSeed } from '../frame.ts'
import type { Organization } from './entities.ts'
import type { CommetStore } from './store.ts'
import type { CommetSwitches } from './switches.ts'

export interface Organizations {
  /** The organization of a name, founded where needed; without a name the default one. */
  named(name?: string): Organization
  found(seed: Omit<AccountSeed, 'vendor'>): Organization
}

const defaultName = 'main'

/** Keys and secrets follow from the name, so that they survive a reset. */
export function createOrganizations(store: CommetStore, switches: CommetSwitches): Organizations {
  const find = (name: string): Organization | undefined =>
    store.organizations.find((organization) => organization.name === name)

  const found: Organizations['found'] = ({ name, mode = 'sandbox', currency }) => {
    const existing = find(name)
    if (existing !== undefined) return existing
    const organization: Organization = {
      id: `org_${name}`,
      name,
      mode,
      apiKey: `ck_${mode}_${name}`,
      webhookSecret: `whsec_${name}`,
      currency: (currency ?? switches.newCustomerCurrency).toLowerCase(),
    }
    store.found(organization)
    return organization
  }
  return {
    found,
    named: (name) =>
      find(name ?? store.organizations[0]?.name ?? defaultName) ?? found({ name: name ?? defaultName }),
  }
}
