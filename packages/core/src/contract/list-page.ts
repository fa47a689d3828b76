import { errAsync, type ResultAsync } from 'neverthrow'
import { invoiceError } from '../errors/construct.ts'
import type { InvoiceError } from '../errors/error.ts'
import { keeping } from '../listing/invoice-page.ts'
import type { InvoicePage, PageQuery, PageSettings } from './adapter.ts'
import { filtersOf, meetsFilters, nativePart } from './bridge-filters.ts'
import type { AdapterDefinition } from './definition.ts'
import { contextOf } from './run-operation.ts'

/** One page: filters that the vendor lacks are refused, bridged ones are applied to what the author's `list` gives. */
export function listPage(
  definition: AdapterDefinition,
  query: PageQuery,
  settings: PageSettings,
): ResultAsync<InvoicePage, InvoiceError> {
  const { capabilities, options } = definition
  const [absent] = filtersOf(query, capabilities, 'absent')
  if (absent !== undefined) {
    const reason = capabilities.filters[absent].note ?? 'neither the vendor nor this adapter can filter by it'
    const message = `${capabilities.provider} cannot list by ${absent}: ${reason}`
    return errAsync(
      invoiceError('unsupported', contextOf(definition, 'list'), message, { reason, instead: null }),
    )
  }
  const bridged = filtersOf(query, capabilities, 'bridged')
  const page = definition.list(nativePart(query, capabilities), settings)
  if (bridged.length === 0) return page
  const now = (options.now ?? Date.now)()
  return page.andThen(keeping((invoice) => meetsFilters(invoice, query, bridged, now)))
}
