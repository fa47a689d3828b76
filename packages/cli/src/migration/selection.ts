import { err, type InvoiceAdapter, type InvoiceFilter, ok, type Result } from '@invoice-adapters/core'
import { inCommandWords } from '../command-words.ts'
import { type Failure, failure } from '../failure.ts'

export type Selection = InvoiceFilter & { ids?: string[] }

/**
 * A filter that the source cannot answer must not be dropped: what was to stay would move. The customer is compared by the
 * planning itself.
 */
export function checkSelection(source: InvoiceAdapter, selection: Selection): Result<Selection, Failure> {
  const filters = new Map(Object.entries(source.capabilities.filters))
  for (const name of Object.keys(selection)) {
    const support = filters.get(name)
    if (support?.how !== 'absent' || name === 'customerId') continue
    const why = support.note === null ? '' : `: ${support.note}`
    const message = `${source.account}: invoices of ${source.provider} cannot be chosen by ${name}${why}; name them with --id`
    return err(failure('refused', inCommandWords(message)))
  }
  return ok(selection)
}
