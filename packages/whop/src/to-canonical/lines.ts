import type { DerivedField, InvoiceLine, InvoiceNote } from '@invoice-adapters/core'
import { decimalOf } from '@invoice-adapters/core/authoring'
import type { CurrencyScale } from '../money.ts'
import type { WireLineItem } from '../schema.ts'
import { type FigureReader, figureReader } from './figures.ts'

export interface LinesReading {
  /** Null: not told. */
  lines: InvoiceLine[] | null
  derived: DerivedField[]
  notes: InvoiceNote[]
}

/** `line_items` is new since 0.0.42: an older shape does not tell, and an empty list says that there are none. */
export function readLines(
  items: WireLineItem[] | null | undefined,
  scale: CurrencyScale | null,
): LinesReading {
  if (!items) return { lines: null, derived: [], notes: [] }
  const figures = figureReader(scale)
  const lines = inOrder(items).map((item, index) => readLine(item, index, figures))
  return { lines, derived: lines.length === 0 ? [] : [kindRule], notes: figures.notes }
}

/** By their position where every line has one. */
function inOrder(items: WireLineItem[]): WireLineItem[] {
  if (items.some((item) => typeof item.position !== 'number')) return items
  const isInOrder = items.every(
    ({ position }, index) => (items[index - 1]?.position ?? -Infinity) <= (position ?? 0),
  )
  if (isInOrder) return items
  return items.toSorted((one, other) => (one.position ?? 0) - (other.position ?? 0))
}

function readLine(item: WireLineItem, index: number, figures: FigureReader): InvoiceLine {
  const amount = figures.read(`lines.${index}.amount`, item.total)
  return {
    id: null,
    description: item.label ?? null,
    kind: typeof item.total === 'number' && item.total < 0 ? 'credit' : 'item',
    providerKind: null,
    quantity: decimalOf(item.quantity),
    unitPrice: decimalOf(item.unit_price),
    discount: null,
    tax: null,
    taxRate: null,
    amount,
    periodStart: null,
    periodEnd: null,
    metadata: null,
  }
}

const kindRule: DerivedField = {
  field: 'lines.kind',
  from: ['line_items.total'],
  rule: 'a negative total is a credit, everything else an item',
}
