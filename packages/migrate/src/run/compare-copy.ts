import { type Invoice, isPayable } from '@invoice-adapters/core'
import type { ExpectedCopy, PlannedInvoice } from '../plan/plan.ts'

/** One figure that is not what the plan says; both are named. Amounts are minor units. */
export interface Difference {
  field: string
  planned: string | number | null
  is: string | number | null
}

/**
 * What has to agree before a source is closed: currency, total, tax, status and key. A total that the vendor does not
 * tell is a difference: nobody could say what the customer will be asked to pay.
 */
export function compareCopy(copy: Invoice, { expected, copy: asked }: PlannedInvoice): Difference[] {
  if (expected === null || asked === null) return [{ field: 'plan', planned: null, is: copy.source.id }]
  const found: Difference[] = []
  const differ = (field: string, planned: string | number | null, is: string | number | null): void => {
    if (planned !== is) found.push({ field, planned, is })
  }
  differ('currency', expected.currency, copy.currency)
  differ('total', expected.total, copy.total)
  differ('kind', 'invoice', copy.kind)
  differ('externalId', asked.externalId, copy.externalId)
  // A target that keeps no tax may tell nothing, or none; any other figure is tax that came on top or was taken out.
  if (copy.tax !== null) differ('tax', expected.tax ?? 0, copy.tax)
  if (!inState(copy, expected)) found.push({ field: 'status', planned: expected.state, is: copy.status })
  return found
}

function inState({ status }: Invoice, { state }: ExpectedCopy): boolean {
  return state === 'draft' ? status === 'draft' : isPayable(status)
}

export function inWordsOf(differences: readonly Difference[]): string {
  return differences
    .map(({ field, planned, is }) => `${field} is ${is ?? 'not told'}, planned was ${planned ?? 'nothing'}`)
    .join('; ')
}
