import {
  type CanonicalField,
  type Coverage,
  canonicalFields,
  type Invoice,
  sumAmounts,
} from '@invoice-adapters/core'
import { stableJson } from '@invoice-adapters/core/authoring'
import type { PlannedInvoice } from '../plan/plan.ts'
import type { FieldDifference } from './verification.ts'

/** The values at a path; of a list's field, those of every item. */
function valuesAt(record: unknown, path: readonly string[]): unknown {
  const [name, ...rest] = path
  if (name === undefined) return record
  if (Array.isArray(record)) return record.map((item) => valuesAt(item, path))
  if (typeof record !== 'object' || record === null) return null
  return valuesAt(Reflect.get(record, name), rest)
}

function text(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null
  if (Array.isArray(value) && value.every((item) => text(item) === null)) return null
  if (typeof value === 'object' && Object.keys(value).length === 0) return null
  return typeof value === 'string' ? value : stableJson(value)
}

/** Of the reading, and of the move itself: the source was closed, and the copy is another record of another vendor. */
const byTheMove: ReadonlySet<CanonicalField> = new Set([
  'source.mode',
  'source.apiVersion',
  'status',
  'providerStatus',
  'amountDue',
  'amountPaid',
  'paidAt',
  'voidedAt',
  'createdAt',
  'updatedAt',
  'customer.id',
  'links',
  'lines',
  'lines.id',
  'payments',
  'opensAt',
])

/** What the new invoice was asked to say in place of what the source says, by the mapping. */
function isAsked(field: CanonicalField, line: PlannedInvoice, target: string | null): boolean {
  const asked = text(valuesAt(line.copy, field.split('.')))
  return target !== null && (asked === target || sameInstant(asked, target))
}

const money: ReadonlySet<CanonicalField> = new Set([
  'subtotal',
  'discount',
  'tax',
  'creditApplied',
  'total',
  'amountRefunded',
  'lines.amount',
  'lines.tax',
  'lines.discount',
])

/** The target says something of itself; an amount may only be nothing. */
function isHarmlessAddition(field: CanonicalField, source: string | null, target: string | null): boolean {
  return (
    source === null && (!money.has(field) || target === null || /^(0|\[(0|null)(,(0|null))*\])$/.test(target))
  )
}

/** Where one line takes the place of several, or only the rest of an invoice moves, the plan orders another sum. */
function orderedSum(field: CanonicalField, line: PlannedInvoice, target: string | null): string | null {
  const { copy, expected, amountDue } = line
  if (copy === null || expected === null || target === null) return null
  const net = sumAmounts(copy.lines.map(({ amount }) => amount)).unwrapOr(null)
  if (field === 'subtotal' && target === String(net)) return 'the sum of the lines that the plan asks for'
  const isRest = expected.total === amountDue && target === String(amountDue)
  return field === 'total' && isRest ? 'what was left to pay, which the plan moves' : null
}

interface Values {
  source: string | null
  target: string | null
}

function explain(
  field: CanonicalField,
  line: PlannedInvoice,
  { source, target }: Values,
  coverage: Coverage,
): string | null {
  if (byTheMove.has(field)) return 'belongs to the record, not to the bill'
  const loss = line.losses.find((one) => one.field === field || field.startsWith(`${one.field}.`))
  if (loss !== undefined) return loss.message
  if (isAsked(field, line, target)) return 'as the mapping has it'
  const ordered = orderedSum(field, line, target)
  if (ordered !== null) return ordered
  if (isHarmlessAddition(field, source, target)) return 'the source does not tell it'
  const { read, write, note } = coverage[field]
  const because = note === null ? '' : ` (${note})`
  if (target === null && read === 'never') return `the target does not tell it${because}`
  return write === 'yes' ? null : `the target decides it${because}`
}

/** Fields in which source and copy differ, each with the plan's or the capability data's explanation, if there is one. */
export function fieldDifferences(
  source: Invoice,
  copy: Invoice,
  line: PlannedInvoice,
  coverage: Coverage,
): FieldDifference[] {
  return canonicalFields.flatMap((field): FieldDifference[] => {
    const path = field.split('.')
    // Of lists, the fields of their items are compared.
    if (field === 'lines' || field === 'payments' || field === 'links') return []
    const [was, is] = [text(valuesAt(source, path)), text(valuesAt(copy, path))]
    if (was === is || sameInstant(was, is)) return []
    const values = { source: was, target: is }
    return [{ field, ...values, explained: explain(field, line, values, coverage) }]
  })
}

/** One vendor writes milliseconds and another none. */
function sameInstant(one: string | null, other: string | null): boolean {
  if (one === null || other === null || !/^\d{4}-\d\d-\d\dT/.test(one)) return false
  return Date.parse(one) === Date.parse(other)
}
