import type { CustomerReference } from '@invoice-adapters/core'

/** What begins so is Commet's id; Commet reads anything else as the application's own (skills, `tracked-middleware.md`). */
export function isCommetId(id: string): boolean {
  return id.startsWith('cus_')
}

/** The own id by which the customer has to be looked up; undefined where Commet's id is given alone. */
export function ownIdOf({ id, externalId }: CustomerReference): string | undefined {
  return externalId ?? (id === undefined || isCommetId(id) ? undefined : id)
}
