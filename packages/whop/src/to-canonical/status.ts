import type { DerivedField, InvoiceNote, InvoiceStatus, StatusFilter } from '@invoice-adapters/core'
import { status as statusData } from '../capabilities/status.ts'
import { readingScale, toCanonicalAmount } from '../money.ts'
import type { WirePayment } from '../schema.ts'

const canonicalByWord: ReadonlyMap<string, InvoiceStatus> = new Map(
  statusData.meanings.map((meaning) => [meaning.provider, meaning.canonical]),
)

export interface StatusReading {
  status: InvoiceStatus
  derived: DerivedField[]
  notes: InvoiceNote[]
}

/** The vendor's word alone: `paid` does not tell whether money went back. */
export function statusOfWord(word: string | null | undefined): InvoiceStatus {
  return canonicalByWord.get(word ?? '') ?? 'unknown'
}

export function readStatus(word: string | null | undefined, payment: WirePayment | null): StatusReading {
  const status = statusOfWord(word)
  if (status === 'unknown') return { status, derived: [], notes: [unknownStatus(word)] }
  const refunded = status === 'paid' && payment !== null ? refundState(payment) : null
  return refunded === null
    ? { status, derived: [], notes: [] }
    : { status: refunded, derived: [refundRule], notes: [] }
}

/** Both figures are the payment's own, so that its currency need not be the plan's. */
function refundState(payment: WirePayment): 'refunded' | 'partially_refunded' | null {
  const scale = readingScale(payment.currency ?? '')
  if (scale === null || typeof payment.refunded_amount !== 'number') return null
  const refunded = toCanonicalAmount(payment.refunded_amount, scale).unwrapOr(null)
  if (refunded === null || refunded <= 0) return null
  const total =
    typeof payment.total === 'number' ? toCanonicalAmount(payment.total, scale).unwrapOr(null) : null
  return total !== null && refunded >= total ? 'refunded' : 'partially_refunded'
}

const refundRule: DerivedField = {
  field: 'status',
  from: ['status', 'payment.refunded_amount', 'payment.total'],
  rule: 'paid and refunded in whole is refunded, paid and refunded in part is partially_refunded',
}

function unknownStatus(word: string | null | undefined): InvoiceNote {
  const message = word ? `Whop gave the unknown status "${word}"` : 'Whop gave no status'
  return { code: 'unknown_status', field: 'status', message }
}

const wordsByStatus: Partial<Record<StatusFilter, readonly string[]>> = {
  draft: ['draft'],
  open: ['open'],
  past_due: ['past_due'],
  payable: ['open', 'past_due'],
  paid: ['paid'],
  partially_refunded: ['paid'],
  refunded: ['paid'],
  uncollectible: ['uncollectible'],
  void: ['void'],
}

/** The words that cover all wanted statuses; undefined where none does (`unknown`) and everything has to be read. */
export function wordsToAsk(wanted: readonly StatusFilter[] | undefined): string[] | undefined {
  if (wanted === undefined) return undefined
  const words = wanted.map((status) => wordsByStatus[status])
  return words.includes(undefined) ? undefined : [...new Set(words.flatMap((some) => some ?? []))]
}

const paidFamily: readonly StatusFilter[] = ['paid', 'partially_refunded', 'refunded']

/** Whether only the payment can tell, which a list item does not carry: some of what Whop calls paid is wanted, not all. */
export function needsPayment(wanted: readonly StatusFilter[] | undefined): boolean {
  const some = paidFamily.filter((status) => wanted?.includes(status))
  return some.length > 0 && some.length < paidFamily.length
}

/** By the vendor's own word: it says itself when an invoice is past due, so that the clock has no say here. */
export function isWantedStatus(status: InvoiceStatus, wanted: readonly StatusFilter[]): boolean {
  if (wanted.includes(status)) return true
  return wanted.includes('payable') && (status === 'open' || status === 'past_due')
}
