import type { FieldProblem, Invoice, JsonValue } from '@invoice-adapters/core'
import { differs, stableJson } from '@invoice-adapters/core/authoring'
import type { AskedInvoice } from '../to-wire.ts'

/** Where a created invoice is another than the one that was asked for; both figures are named. */
export function compareWithAsked(invoice: Invoice, asked: AskedInvoice): FieldProblem[] {
  const { customer } = asked
  return [
    ...differs('total', invoice.total, asked.total),
    ...differs('number', invoice.number, asked.number),
    ...differs('externalId', invoice.externalId, asked.externalId),
    ...(customer.id === null ? [] : differs('customer.id', invoice.customer.id, customer.id)),
    ...metadataProblems(invoice, asked),
  ]
}

/** Whether Asset keeps metadata whole is not documented; what it adds is no loss. */
function metadataProblems({ metadata }: Invoice, asked: AskedInvoice): FieldProblem[] {
  const isKept = ([name, value]: [string, JsonValue]): boolean =>
    stableJson(metadata?.[name]) === stableJson(value)
  return Object.entries(asked.metadata)
    .filter((entry) => !isKept(entry))
    .map(([name]) => ({ field: `metadata.${name}`, message: 'is not as it was asked' }))
}
