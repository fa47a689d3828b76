import type { AccountEvidence, DuplicateBill, Unit } from '@invoice-adapters/aggregate'
import type { InvoiceNoteCode, InvoiceStatus, ListingEvidence } from '@invoice-adapters/core'

export const statusWords: Record<InvoiceStatus, string> = {
  draft: 'draft',
  open: 'open',
  past_due: 'past due',
  paid: 'paid',
  partially_refunded: 'partially refunded',
  refunded: 'refunded',
  uncollectible: 'uncollectible',
  void: 'void',
  unknown: 'unknown status',
}

export const noteWords: Record<InvoiceNoteCode, string> = {
  totals_mismatch: 'The amounts do not add up',
  unit_unclear: 'The scale of a unit price could not be told',
  change_pending: 'A change was accepted and does not show yet',
  unknown_currency: 'The currency is not in ISO 4217, so its amounts are unknown',
  inexact_amount: 'An amount cannot be told exactly, so it is unknown',
  total_unknown: 'The total is not known',
  unknown_status: 'The vendor’s status is none of the known ones',
}

export const duplicateWords: Record<DuplicateBill['because'], string> = {
  external_id: 'same key of yours',
  number_customer_amount: 'same number, customer and amount',
}

export const conclusionWords: Record<ListingEvidence['conclusion'], string> = {
  walked: 'read to the last page',
  cross_checked: 'read twice, both the same',
  incomplete: 'incomplete',
}

export function conclusionOf({ failure, evidence }: AccountEvidence): string {
  return failure === null ? conclusionWords[evidence.conclusion] : 'failed'
}

export function accountName(one: { provider: string | null; account: string | null }): string {
  if (one.provider === null && one.account === null) return 'the whole report'
  return `${one.provider ?? 'unknown vendor'} / ${one.account ?? 'unknown account'}`
}

export function currencyName({ currency }: Unit): string {
  return currency ?? 'currency unknown'
}

/** Null for live money, which needs no mark. */
export function modeMark({ mode }: Unit): string | null {
  if (mode === 'live') return null
  return mode === 'test' ? 'test' : 'live or test not told'
}

export function unitName(unit: Unit): string {
  return [currencyName(unit), modeMark(unit)].filter((part) => part !== null).join(', ')
}

/** The bucket of the report in words, long for a table and short for an axis. */
export function bucketWords(name: string): { long: string; short: string } {
  const known: Record<string, { long: string; short: string }> = {
    current: { long: 'Not yet due', short: 'Not due' },
    'no due date': { long: 'No due date', short: 'No date' },
    'credit notes': { long: 'Credit notes', short: 'Credits' },
  }
  const range = name.replace('-', '–')
  return (
    (Object.hasOwn(known, name) ? known[name] : undefined) ?? {
      long: name.endsWith('+') ? `More than ${name.slice(0, -1)} days late` : `${range} days late`,
      short: range,
    }
  )
}

export function plural(count: number, written: string, one: string, many: string): string {
  return `${written} ${count === 1 ? one : many}`
}
