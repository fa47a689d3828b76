import { err, ok, type Result } from 'neverthrow'
import type { AccountMode, Invoice } from '../invoice/invoice.ts'
import type { AmountProblem } from './decimal.ts'

/** A number as long as it is a safe integer, else a bigint: equal sums are the same value. */
export type ExactSum = number | bigint

/** Exact sum of minor units of any size; null when one of them is no safe integer. */
export function sumBig(amounts: Iterable<number>): bigint | null {
  const sum = sumExact(amounts)
  return sum === null ? null : BigInt(sum)
}

/** As {@link sumBig}, without a bigint where none is needed. */
export function sumExact(amounts: Iterable<number>): ExactSum | null {
  // Numbers are added as long as that is exact; what would leave the safe range moves into the bigint.
  let carried = 0n
  let partial = 0
  for (const amount of amounts) {
    if (!Number.isSafeInteger(amount)) return null
    const next = partial + amount
    if (Number.isSafeInteger(next)) {
      partial = next
    } else {
      carried += BigInt(partial)
      partial = amount
    }
  }
  if (carried === 0n) return partial
  const sum = carried + BigInt(partial)
  return sum >= Number.MIN_SAFE_INTEGER && sum <= Number.MAX_SAFE_INTEGER ? Number(sum) : sum
}

/**
 * Sum of minor units of one currency. `too_large` when the sum is no safe integer, whatever the order of the amounts;
 * `not_a_number` when one of the amounts is none.
 */
export function sumAmounts(amounts: Iterable<number>): Result<number, AmountProblem> {
  const list: readonly number[] = Array.isArray(amounts) ? amounts : [...amounts]
  const sum = sumExact(list)
  if (sum === null) {
    const text = String(list.find((amount) => !Number.isSafeInteger(amount)))
    return err({ problem: 'not_a_number', text })
  }
  return typeof sum === 'number' ? ok(sum) : err({ problem: 'too_large', text: String(sum) })
}

/** What the invoices of one currency and one mode come to. */
export interface CurrencyTotal {
  /** Null: invoices whose currency the vendor does not say. */
  currency: string | null
  minorUnitDigits: number | null
  /** Live and test money are never added together; null: the vendor does not say which it is. */
  mode: AccountMode | null
  /** Invoices in all. */
  count: number
  /** Invoices among them whose amount is not known, and is therefore not in `total`. */
  unknown: number
  /** Minor units; exact at any size. */
  total: bigint
}

const modeOrder: (AccountMode | null)[] = ['live', 'test', null]

function compareTotals(one: CurrencyTotal, other: CurrencyTotal): number {
  // Compared by code unit: the order must not depend on the machine's locale. The unknown currency comes last.
  const [left, right] = [one.currency ?? '~', other.currency ?? '~']
  if (left !== right) return left < right ? -1 : 1
  const byMode = modeOrder.indexOf(one.mode) - modeOrder.indexOf(other.mode)
  return byMode !== 0 ? byMode : (one.minorUnitDigits ?? -1) - (other.minorUnitDigits ?? -1)
}

function startTotal(invoice: Invoice): CurrencyTotal {
  const { currency, minorUnitDigits, source } = invoice
  return { currency, minorUnitDigits, mode: source.mode, count: 0, unknown: 0, total: 0n }
}

/**
 * One total per currency and mode, sorted by currency, then live before test. Currencies, live and test money, and
 * different scales are never added together. Credit notes count with their negative amounts; which statuses belong
 * in is the caller's choice.
 *
 * @param amountOf what to add, in minor units; default the invoice's `total`.
 */
export function totalsByCurrency(
  invoices: Iterable<Invoice>,
  amountOf: (invoice: Invoice) => number | null = (invoice) => invoice.total,
): CurrencyTotal[] {
  const totals = new Map<string, CurrencyTotal>()
  for (const invoice of invoices) {
    const key = JSON.stringify([invoice.currency, invoice.source.mode, invoice.minorUnitDigits])
    const group = totals.get(key) ?? startTotal(invoice)
    totals.set(key, group)
    group.count += 1
    const amount = amountOf(invoice)
    if (amount === null || !Number.isSafeInteger(amount)) group.unknown += 1
    else group.total += BigInt(amount)
  }
  return [...totals.values()].sort(compareTotals)
}
