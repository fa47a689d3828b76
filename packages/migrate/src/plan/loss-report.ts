import {
  type CanonicalField,
  canonicalFields,
  type Invoice,
  type InvoiceAdapter,
  losses,
  type NewInvoice,
} from '@invoice-adapters/core'
import type { PlannedLoss } from './plan.ts'

/** Whether there is anything at the path that would be missed: `lines.tax` asks every line. */
function hasValue(record: unknown, path: readonly string[]): boolean {
  if (Array.isArray(record)) return record.some((item) => hasValue(item, path))
  const [name, ...rest] = path
  if (name === undefined) return isWorthKeeping(record)
  if (typeof record !== 'object' || record === null) return false
  return hasValue(Reflect.get(record, name), rest)
}

function isWorthKeeping(value: unknown): boolean {
  if (value === null || value === undefined || value === '' || value === 0) return false
  if (Array.isArray(value)) return value.length > 0
  return typeof value !== 'object' || Object.keys(value).length > 0
}

/** The reading itself, not the invoice: these belong to where it was read. */
const ofTheReading: ReadonlySet<CanonicalField> = new Set(['source.mode', 'source.apiVersion'])

/** Carried under other names: the total is the sum of the lines, and what is due follows from it. */
const carriedBySum: ReadonlySet<CanonicalField> = new Set([
  'total',
  'amountDue',
  'subtotal',
  'kind',
  'lines.kind',
  'taxInclusive',
])

function judge(field: CanonicalField, target: InvoiceAdapter): PlannedLoss {
  const { write, note } = target.capabilities.coverage[field]
  const because = note === null ? '' : ` (${note})`
  const vendor = target.provider
  if (write === 'no') return { field, effect: 'dropped', message: `${vendor} cannot hold it${because}` }
  if (write === 'fixed') {
    return { field, effect: 'decided_by_vendor', message: `${vendor} decides it itself${because}` }
  }
  return {
    field,
    effect: 'not_carried',
    message: `it is not part of the copy, though ${vendor} could hold it`,
  }
}

/**
 * Each canonical field with a value at the source that the copy will not have as it was: what core's `losses` finds in
 * the copy, and what did not even get into it, both by the target's coverage data.
 */
export function lossReport(invoice: Invoice, copy: NewInvoice, target: InvoiceAdapter): PlannedLoss[] {
  const found = new Map<CanonicalField, PlannedLoss>()
  for (const loss of losses(target, copy)) found.set(loss.field, loss)
  for (const field of canonicalFields) {
    if (found.has(field) || ofTheReading.has(field) || carriedBySum.has(field)) continue
    const path = field.split('.')
    if (!hasValue(invoice, path) || hasValue(copy, path)) continue
    found.set(field, judge(field, target))
  }
  const collapsed = (invoice.lines?.length ?? 0) > copy.lines.length
  if (collapsed && !found.has('lines')) {
    const message =
      'tax, discount, credit or a part payment stands between the lines and the total: one line takes their place'
    found.set('lines', { field: 'lines', effect: 'not_carried', message })
  }
  return canonicalFields.flatMap((field) => found.get(field) ?? [])
}

/** Fields of an invoice's inside; losing one means that the target has only the amount. */
const details: ReadonlySet<CanonicalField> = new Set([
  'tax',
  'discount',
  'lines',
  'lines.tax',
  'lines.discount',
  'creditApplied',
])

export function lostDetails(report: readonly PlannedLoss[]): PlannedLoss[] {
  return report.filter(({ field }) => details.has(field))
}
