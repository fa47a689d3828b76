import type { CustomerSeed, Emulator } from '@invoice-adapters/emulator'
import { targetAccount, type VendorName } from '../world.ts'

export type PersonKind =
  | 'plain'
  | 'known'
  | 'euro'
  | 'yen'
  | 'ether'
  | 'nameless'
  | 'mailless'
  | 'twin'
  | 'double'

type Person = Omit<CustomerSeed, 'vendor' | 'account'>

const currencies: Partial<Record<PersonKind, string>> = { euro: 'EUR', yen: 'JPY', ether: 'ETH' }

const counts: Record<PersonKind, number> = {
  plain: 8,
  known: 3,
  euro: 2,
  yen: 2,
  ether: 1,
  nameless: 2,
  mailless: 2,
  twin: 2,
  double: 1,
}

/** Ids that Commet takes for its own begin like this; the other two take any. */
export function personId(kind: PersonKind, index: number): string {
  return `cus_${kind}${index % counts[kind]}`
}

function mailOf(kind: PersonKind, index: number): string {
  return kind === 'twin' ? 'twin@example.com' : `${kind}${index}@example.com`
}

function person(kind: PersonKind, index: number, vendor: VendorName): Person {
  const currency = vendor === 'asset' ? undefined : currencies[kind]
  return {
    id: personId(kind, index),
    ...(kind !== 'nameless' && { name: `Person ${kind} ${index}` }),
    ...(kind !== 'mailless' && { email: mailOf(kind, index) }),
    ...(currency !== undefined && { currency }),
  }
}

const foreign: ReadonlySet<PersonKind> = new Set(['euro', 'yen', 'ether'])

/** Asset keeps one currency and always a name; the other two always an e-mail address. */
function lives(kind: PersonKind, vendor: VendorName): boolean {
  if (vendor === 'asset') return !foreign.has(kind) && kind !== 'nameless'
  return kind !== 'mailless' && (kind !== 'ether' || vendor === 'whop')
}

function all(kind: PersonKind, vendor: VendorName): Person[] {
  return Array.from({ length: counts[kind] }, (_, index) => person(kind, index, vendor))
}

export function peopleAtSource(vendor: VendorName): Person[] {
  const kinds = Object.keys(counts) as PersonKind[]
  return kinds.filter((kind) => lives(kind, vendor)).flatMap((kind) => all(kind, vendor))
}

/** The known ones, two of one address, and, where the currency is the customer's, those billed in another one. */
export function peopleAtTarget(vendor: VendorName): Person[] {
  const doubles = [0, 1].map((index) => ({ ...person('double', 0, vendor), id: `cus_double_there${index}` }))
  const foreigners = vendor === 'commet' ? [...all('euro', vendor), ...all('yen', vendor)] : []
  return [...all('known', vendor), ...(vendor === 'whop' ? [] : doubles), ...foreigners].map((one) => ({
    ...one,
    id: `${one.id}_new`,
  }))
}

/** Commet tells a customer's currency by their invoices alone: each foreigner has an old, settled one. */
export function seedOldInvoices(emulator: Emulator, vendor: VendorName): void {
  if (vendor !== 'commet') return
  const invoices = [...all('euro', vendor), ...all('yen', vendor)].map(({ id = '', currency = '' }) => ({
    vendor,
    account: targetAccount,
    id: `inv_old_${id}`,
    customer: `${id}_new`,
    status: 'paid' as const,
    currency,
    lines: [{ description: 'Last year', amount: 5_000 }],
    createdAt: '2025-11-01T00:00:00.000Z',
  }))
  emulator.seed({ invoices })
}

export function mailOfId(id: string): string | null {
  const [, kind = '', index = '0'] = /^cus_([a-z]+)(\d+)$/.exec(id) ?? []
  return kind === 'mailless' ? null : mailOf(kind as PersonKind, Number(index))
}
