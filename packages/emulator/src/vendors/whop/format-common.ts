import type { Company, StoredMember, StoredProduct } from './entities.ts'
import { isAllowed } from './reception.ts'
import type { WhopStore } from './store.ts'
import type { WhopSwitches } from './switches.ts'
import type { WireSeller, WireUser, WireUserWithEmail } from './wire-shapes.ts'

/** What formatting depends on besides the record. */
export interface Formatting {
  readonly company: Company
  readonly store: WhopStore
  readonly switches: WhopSwitches
  /** The resolved version. */
  readonly version: string
}

export const wireDate = (instant: number): string => new Date(instant).toISOString()
export const wireDateOrNull = (instant: number | null): string | null =>
  instant === null ? null : wireDate(instant)

export function formatSeller(company: Company): WireSeller {
  return { id: company.id, route: company.name, title: company.name }
}

export function formatUser(member: StoredMember | undefined): WireUser | null {
  if (member === undefined || member.userRemoved) return null
  return { id: member.userId, name: member.name, username: member.username }
}

/** Documented: without the scope for e-mails they are null. */
export function formatUserWithEmail(
  member: StoredMember | undefined,
  switches: WhopSwitches,
): WireUserWithEmail | null {
  const user = formatUser(member)
  if (user === null || member === undefined) return null
  return { ...user, email: isAllowed('member:email:read', switches) ? member.email : null }
}

export function productOf(id: string, { store, company }: Formatting): StoredProduct {
  const product = store.shelf(company.name).products.get(id)
  if (product === undefined) throw new Error(`no product ${id}`)
  return product
}

export const routeOf = (title: string): string => title.toLowerCase().replace(/[^a-z0-9]+/g, '-')
