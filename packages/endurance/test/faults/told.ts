import type { Invoice, InvoiceError, ListingEvidence, Result } from '@invoice-adapters/core'
import type { Ledger } from '@invoice-adapters/emulator'
import type { FaultVariant } from './fault-variants.ts'

const amounts = ['total', 'subtotal', 'tax', 'amountPaid'] as const

/** Amounts in an answer that are not those of the books. Null is no amount. */
export function told(answer: Result<unknown, InvoiceError>, ledger: Ledger, variant: FaultVariant): string[] {
  if (variant.lies || answer.isErr()) return []
  const invoices = invoicesIn(answer.value)
  const amountsWrong = invoices.flatMap((invoice) => {
    const truth = ledger.invoice(invoice.source.id)
    if (truth === undefined) return [`${invoice.source.id} is in no book`]
    return amounts
      .filter((name) => invoice[name] !== null && truth[name] !== undefined && invoice[name] !== truth[name])
      .map((name) => `${invoice.source.id}: ${name} ${invoice[name]} and not ${truth[name]}`)
  })
  return [...amountsWrong, ...walkedShort(answer.value, invoices, ledger, variant)]
}

/**
 * A walk that calls itself `walked` and has not every invoice once. That a record moved over a page border behind its back
 * leaves nothing to see, which is why the conclusion is never "complete".
 */
function walkedShort(value: unknown, invoices: Invoice[], ledger: Ledger, { fault }: FaultVariant): string[] {
  if (typeof value !== 'object' || value === null || !('evidence' in value)) return []
  if ((value.evidence as ListingEvidence).conclusion !== 'walked') return []
  if (fault.kind === 'move_across_border' && fault.direction === 'to_previous_page') return []
  const seen = invoices.map(({ source }) => source.id).sort()
  const there = ledger
    .invoices()
    .map(({ id }) => id)
    .sort()
  return seen.join() === there.join() ? [] : [`walked, and saw ${seen.join()} of ${there.join()}`]
}

/** Every invoice in an answer, wherever it stands. */
export function invoicesIn(value: unknown): Invoice[] {
  if (typeof value !== 'object' || value === null) return []
  if ('schemaVersion' in value && 'source' in value) return [value as Invoice]
  return Object.values(value).flatMap(invoicesIn)
}
