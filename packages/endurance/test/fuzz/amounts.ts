import type { Invoice } from '@invoice-adapters/core'

const totals = [
  'subtotal',
  'discount',
  'tax',
  'creditApplied',
  'total',
  'amountPaid',
  'amountDue',
  'amountRefunded',
] as const

/** Every amount that an invoice tells, null where it tells none. */
export function amountsOf(invoice: Invoice): (number | null)[] {
  return [
    ...totals.map((name) => invoice[name]),
    ...(invoice.lines ?? []).flatMap(({ amount, discount, tax }) => [amount, discount, tax]),
    ...(invoice.payments ?? []).map(({ amount }) => amount),
  ]
}

/** Every figure of a wire record in minor units, by the decimal text alone: as it stands, and with the point moved. */
export function statedFigures(value: unknown, figures: Set<number> = new Set()): Set<number> {
  if (typeof value === 'number' || (typeof value === 'string' && /^[-+]?\d*\.?\d*$/.test(value.trim())))
    for (const digits of [0, 2, 3]) addFigure(figures, String(value).trim(), digits)
  else if (typeof value === 'object' && value !== null)
    for (const inner of Object.values(value)) statedFigures(inner, figures)
  return figures
}

function addFigure(figures: Set<number>, text: string, digits: number): void {
  const parts = /^([-+]?)(\d*)\.?(\d*)(?:e([-+]?\d+))?$/.exec(text)
  if (parts === null) return
  const [, sign, whole = '', fraction = '', exponent = '0'] = parts
  const zeros = digits + Number(exponent) - fraction.length
  if (Math.abs(zeros) > 40 || whole + fraction === '') return
  const all = BigInt(whole + fraction)
  const divisor = 10n ** BigInt(Math.max(0, -zeros))
  if (all % divisor !== 0n) return
  const figure = Number((all * 10n ** BigInt(Math.max(0, zeros))) / divisor)
  figures.add(sign === '-' ? -figure : figure)
}

/** Quantity times unit price, less the discount, of lines that are priced so; in hundredths, where it is whole. */
export function pricedProducts(record: unknown): number[] {
  const { lines } = record as { lines?: unknown }
  if (!Array.isArray(lines)) return []
  return lines.flatMap((line: unknown) => {
    if (typeof line !== 'object' || line === null || !('quantity' in line && 'unit_price' in line)) return []
    const discount = 'discount_amount' in line ? Number(line.discount_amount ?? 0) : 0
    const hundredths = (Number(line.quantity) * Number(line.unit_price) - discount) * 100
    const whole = Math.round(hundredths)
    return Math.abs(hundredths - whole) <= Math.abs(hundredths) * 1e-12 + 1e-7 ? [whole] : []
  })
}
