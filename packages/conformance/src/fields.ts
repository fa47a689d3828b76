import type { CanonicalField, Invoice } from '@invoice-adapters/core'
import { stableJson } from './checks.ts'
import type { InvoiceFacts } from './facts.ts'

/** The values of a canonical invoice in the shape in which the oracle tells the truth. */
export function factsOf(invoice: Invoice): InvoiceFacts {
  const { source, customer, lines, payments, ...told } = invoice
  return {
    ...told,
    id: source.id,
    mode: source.mode,
    apiVersion: source.apiVersion,
    customer,
    ...(lines === null ? {} : { lines }),
    ...(payments === null ? {} : { payments }),
  }
}

/** What a canonical field holds: null where there is no value, undefined where it is not known. */
export type FieldValue = { known: false } | { known: true; value: unknown }

const unknown: FieldValue = { known: false }

/** The oracle's value of a field. Of a list, it is the number of entries; of a list's field, the value of each entry. */
export function factOf(facts: InvoiceFacts, field: CanonicalField): FieldValue {
  if (field === 'source.mode') return known(facts.mode)
  if (field === 'source.apiVersion') return known(facts.apiVersion)
  if (field === 'lines' || field === 'payments') return known(facts[field]?.length)
  const [head, tail] = field.split('.')
  if (tail === undefined) return known(member(facts, field))
  if (head === 'customer') return known(member(facts.customer, tail))
  const entries = head === 'lines' ? facts.lines : facts.payments
  const values = entries?.map((entry) => member(entry, tail))
  return values === undefined || values.includes(undefined) ? unknown : known(values)
}

/** The adapter's value of a field, shaped like {@link factOf}. */
export function valueIn(invoice: Invoice, field: CanonicalField): unknown {
  if ((field === 'lines' || field.startsWith('lines.')) && invoice.lines === null) return null
  if ((field === 'payments' || field.startsWith('payments.')) && invoice.payments === null) return null
  const fact = factOf(factsOf(invoice), field)
  return fact.known ? fact.value : undefined
}

function known(value: unknown): FieldValue {
  return value === undefined ? unknown : { known: true, value }
}

function member(holder: object | undefined, name: string): unknown {
  return holder === undefined ? undefined : Reflect.get(holder, name)
}

/** Whether there is nothing in it: null, an empty list, or a list of nulls. */
export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true
  return Array.isArray(value) && value.every(isEmpty)
}

/** Equal in meaning: dates as instants, decimal text as numbers, everything else as plain JSON. */
export function sameValue(field: CanonicalField, one: unknown, other: unknown): boolean {
  return stableJson(normal(field, one)) === stableJson(normal(field, other))
}

const decimalFields: ReadonlySet<CanonicalField> = new Set([
  'lines.quantity',
  'lines.unitPrice',
  'lines.taxRate',
])

function normal(field: CanonicalField, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((entry) => normal(field, entry))
  if (typeof value !== 'string') return value
  if (/(At|Start|End|\.at)$/.test(field)) return Date.parse(value)
  return decimalFields.has(field) ? plainDecimal(value) : value
}

/** `"2.50"` and `"2.5"` are one number. */
export function plainDecimal(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}
