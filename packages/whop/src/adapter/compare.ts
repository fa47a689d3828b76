import type { FieldProblem, Invoice } from '@invoice-adapters/core'
import { differs } from '@invoice-adapters/core/authoring'
import type { AskedInvoice } from '../to-wire.ts'

/** As {@link differs}, where a vendor that does not tell is no difference. */
export function differsIfTold(
  field: string,
  is: string | null,
  wanted: string | null | undefined,
): FieldProblem[] {
  return is === null || wanted === null || wanted === undefined ? [] : differs(field, is, wanted)
}

/** Where a created invoice is another than the one that was asked for. */
export function compareWithAsked(invoice: Invoice, asked: AskedInvoice): FieldProblem[] {
  return [
    ...differs('currency', invoice.currency, asked.currency),
    ...compareTotal(invoice, asked.total),
    ...differs('externalId', invoice.externalId, asked.externalId),
    ...differsIfTold('customer.id', invoice.customer.id, asked.customerId),
    ...differsIfTold(
      'customer.email',
      invoice.customer.email?.toLowerCase() ?? null,
      asked.email?.toLowerCase(),
    ),
  ]
}

/** The total may not be known, as long as tax or a fee can come on top; the price always is. */
export function compareTotal(invoice: Invoice, wanted: number): FieldProblem[] {
  const { subtotal, total, notes } = invoice
  const contradictions = notes
    .filter((note) => note.code === 'totals_mismatch' && note.field === 'subtotal')
    .map((note) => ({ field: 'total', message: note.message }))
  return [
    ...differs('total', total ?? subtotal, wanted),
    ...(total === null || subtotal === wanted ? [] : differs('subtotal', subtotal, wanted)),
    ...contradictions,
  ]
}
