import type { Invoice, InvoiceStatus } from '@invoice-adapters/core'
import { entryOf, unitKey, unitOf } from './sums.ts'
import type { AgingTable, DsoRow, Unit } from './types.ts'

const dayMs = 86_400_000

/** What was not billed to anybody, or not any more. */
const notBilled: ReadonlySet<InvoiceStatus> = new Set(['draft', 'void'])

/** What was billed in the days before the instant, by currency. */
export interface Billed {
  add(invoice: Invoice): void
  rows(aging: AgingTable[]): DsoRow[]
}

export function createBilled(asOfMs: number, periodDays: number): Billed {
  const sums = new Map<string, { unit: Unit; amount: bigint }>()
  const fromMs = asOfMs - periodDays * dayMs
  return {
    add(invoice) {
      const at = invoice.issuedAt ?? invoice.createdAt
      if (at === null || invoice.total === null || notBilled.has(invoice.status)) return
      const atMs = Date.parse(at)
      if (atMs <= fromMs || atMs > asOfMs) return
      const unit = unitOf(invoice)
      entryOf(sums, unitKey(unit), () => ({ unit, amount: 0n })).amount += BigInt(invoice.total)
    },
    rows: (aging) =>
      aging.map((table) => {
        const { currency, minorUnitDigits, mode, outstanding } = table
        const billed = sums.get(unitKey(table))?.amount ?? 0n
        return {
          currency,
          minorUnitDigits,
          mode,
          periodDays,
          outstanding: outstanding.amount,
          billed,
          days: billed > 0n ? tenths(outstanding.amount * BigInt(periodDays) * 10n, billed) : null,
        }
      }),
  }
}

/** The quotient of tenths, rounded half away from zero, as decimal text. */
function tenths(numerator: bigint, denominator: bigint): string {
  const sign = numerator < 0n ? '-' : ''
  const positive = numerator < 0n ? -numerator : numerator
  const rounded = (2n * positive + denominator) / (2n * denominator)
  return `${sign}${rounded / 10n}.${rounded % 10n}`
}
