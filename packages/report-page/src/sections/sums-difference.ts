import type { Report } from '@invoice-adapters/aggregate'
import type { Formatting } from '../format.ts'
import { type ListedInvoice, unitKey } from '../page-facts.ts'
import { unitName } from '../words.ts'

/** Where the list comes to something else than the report, in a sentence: one of the two is not what it seems. */
export function sumsDifference(
  report: Report,
  rows: readonly ListedInvoice[],
  format: Formatting,
): string | null {
  const listed = new Map<string, { unit: ListedInvoice['unit']; amount: bigint; count: number }>()
  for (const { invoice, unit, payable } of rows) {
    if (!payable) continue
    const sum = listed.get(unitKey(unit)) ?? { unit, amount: 0n, count: 0 }
    listed.set(unitKey(unit), {
      unit,
      amount: sum.amount + BigInt(invoice.amountDue ?? 0),
      count: sum.count + 1,
    })
  }
  const reported = new Map(report.aging.map((table) => [unitKey(table), table]))
  const different = [...new Set([...listed.keys(), ...reported.keys()])].flatMap((key) => {
    const list = listed.get(key) ?? { amount: 0n, count: 0 }
    const sum = reported.get(key)?.outstanding ?? { amount: 0n, count: 0 }
    const unit = listed.get(key)?.unit ?? reported.get(key)
    if (unit === undefined || (list.amount === sum.amount && list.count === sum.count)) return []
    const say = (one: { amount: bigint; count: number }): string =>
      `${format.money(one.amount, unit)} in ${format.count(one.count)} unpaid`
    return [`in ${unitName(unit)} the list comes to ${say(list)}, the report to ${say(sum)}`]
  })
  return different.length === 0
    ? null
    : `This list is not the one that the report was made of: ${different.join('; ')}.`
}
