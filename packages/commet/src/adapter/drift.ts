import type { Invoice, OperationName } from '@invoice-adapters/core'
import { quietly } from '@invoice-adapters/core/authoring'
import type { CommetSettings } from '../options.ts'

/** Tells the observer of enum values that this version does not know; they stand in the invoice verbatim. */
export function announceDrift(settings: CommetSettings, operation: OperationName, invoice: Invoice): void {
  const { observe, account } = settings
  if (observe === undefined) return
  const unknown = [
    ...(invoice.status === 'unknown' ? [{ path: 'status', value: invoice.providerStatus }] : []),
    ...(invoice.lines ?? [])
      .filter((line) => line.kind === 'unknown')
      .map((line) => ({ path: 'lineItems.lineType', value: line.providerKind })),
  ]
  for (const { path, value } of unknown) {
    quietly(() =>
      observe({ provider: 'commet', account, operation, type: 'drift', what: 'unknown_value', path, value }),
    )
  }
}
