import type { WhopSwitches } from './switches.ts'

/** Every version that was seen, oldest first. The real list has more between September and November 2026. */
export const knownVersions: readonly string[] = [
  ...['2025-01-01', '2026-06-08', '2026-06-09', '2026-06-20', '2026-07-01', '2026-07-08', '2026-07-08-1'],
  ...['2026-07-18', '2026-07-20', '2026-07-22', '2026-07-23', '2026-07-25', '2026-07-26', '2026-07-27'],
  ...['2026-07-29', '2026-07-29-1', '2026-07-31', '2026-08-03', '2026-08-05', '2026-08-05-1', '2026-08-10'],
  ...['2026-08-12', '2026-08-13', '2026-08-14', '2026-08-21', '2026-08-21-1', '2026-08-25', '2026-08-25-1'],
  ...['2026-08-25-2', '2026-09-02-2', '2026-09-22-3', '2026-09-28', '2026-10-07-2', '2026-10-15-1'],
  ...['2026-10-24', '2026-10-27-2', '2026-10-29-8', '2026-11-02-1', '2026-11-04-1', '2026-11-17'],
]

/** Documented: what a request without header gets whose key has no pin. */
const versionBeforeVersioning = '2025-01-01'

/** Documented: from this version on the invoice routes reach the native API, which knows no `inv_`. */
const firstNative = '2026-10-24'

// Plain text comparison orders the known versions, since none has a suffix of two digits.
const atLeast = (version: string, since: string): boolean => version >= since

export const isNative = (version: string): boolean => atLeast(version, firstNative)

/** The header beats the key's pin. Null for a version that is not known. */
export function resolveVersion(header: string | undefined, switches: WhopSwitches): string | null {
  const asked = header ?? switches.keyPin ?? versionBeforeVersioning
  return knownVersions.includes(asked) ? asked : null
}

export type Spelling = 'company_id' | 'account_id'

/** Objects whose requests name the seller; each was renamed at a version of its own. */
export type Renamed = 'invoices' | 'plans' | 'products' | 'members' | 'payments' | 'webhooks'

interface Renaming {
  /** The last version with `company_id` alone; every earlier one where it is left out. */
  readonly companyUntil?: string
  /** The first version with `account_id` alone. */
  readonly accountFrom: string
}

const renamings: Readonly<Record<Renamed, Renaming>> = {
  // The change lies somewhere between these two; in between both are taken.
  invoices: { companyUntil: '2026-08-25-2', accountFrom: '2026-09-02-2' },
  // guess: payments went with the invoices; no entry about them was seen.
  payments: { companyUntil: '2026-08-25-2', accountFrom: '2026-09-02-2' },
  plans: { accountFrom: '2026-06-09' },
  products: { accountFrom: '2026-07-18' },
  members: { accountFrom: '2026-07-23' },
  webhooks: { accountFrom: '2026-08-14' },
}

/** The spellings that a version takes, the usual one first. */
export function spellingsOf(what: Renamed, version: string): readonly Spelling[] {
  const { companyUntil, accountFrom } = renamings[what]
  if (atLeast(version, accountFrom)) return ['account_id']
  return companyUntil === undefined || version <= companyUntil ? ['company_id'] : ['account_id', 'company_id']
}
