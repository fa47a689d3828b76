import type { Invoice } from '@invoice-adapters/core'
import type { Sum, Unit } from './types.ts'

export function emptySum(): Sum {
  return { count: 0, amount: 0n, unknown: 0 }
}

export function addAmount(sum: Sum, amount: number | null): void {
  sum.count += 1
  if (amount === null) sum.unknown += 1
  else sum.amount += BigInt(amount)
}

export function addSum(sum: Sum, other: Sum): void {
  sum.count += other.count
  sum.amount += other.amount
  sum.unknown += other.unknown
}

export function unitOf({ currency, minorUnitDigits, source }: Invoice): Unit {
  return { currency, minorUnitDigits, mode: source.mode }
}

export function unitKey({ currency, minorUnitDigits, mode }: Unit): string {
  return JSON.stringify([currency, minorUnitDigits, mode])
}

/** The entry of a key, made when it is first asked for. */
export function entryOf<V>(map: Map<string, V>, key: string, make: () => V): V {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}

/** By code unit, so that the order is the same on every machine. */
export function byText(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
