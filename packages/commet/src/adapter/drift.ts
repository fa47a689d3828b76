import type { Invoice, OperationName } from '@invoice-adapters/core'
import { announceDrift } from '@invoice-adapters/core/authoring'
import type { CommetSettings } from '../options.ts'
import { contextOf } from './connection.ts'

/** Tells the observer of an unknown status, and of unknown kinds of lines. */
export function announceUnknown(settings: CommetSettings, operation: OperationName, invoice: Invoice): void {
  const kinds = (invoice.lines ?? [])
    .filter((line) => line.kind === 'unknown')
    .map((line) => ({ path: 'lineItems.lineType', value: line.providerKind }))
  announceDrift(contextOf(settings, operation), settings, invoice, kinds)
}
