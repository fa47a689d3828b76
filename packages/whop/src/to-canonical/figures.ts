import type { InvoiceNote } from '@invoice-adapters/core'
import { type CurrencyScale, toCanonicalAmount } from '../money.ts'

/** Reads wire figures of one currency; what is not exact becomes null, with a note. */
export interface FigureReader {
  read(field: string, figure: number | null | undefined): number | null
  notes: InvoiceNote[]
}

/** Without a scale, every figure is null; the note about the currency says why. */
export function figureReader(scale: CurrencyScale | null): FigureReader {
  const notes: InvoiceNote[] = []
  return {
    notes,
    read(field, figure) {
      if (scale === null || typeof figure !== 'number') return null
      const amount = toCanonicalAmount(figure, scale)
      if (amount.isOk()) return amount.value
      const message = `${amount.error.text} is no exact amount of ${scale.currency}`
      notes.push({ code: 'inexact_amount', field, message })
      return null
    },
  }
}
