import type { DerivedField, InvoiceNote, InvoiceStatus, StatusFilter } from '@invoice-adapters/core'
import { paymentState, statusAt } from '@invoice-adapters/core/authoring'
import { status as statusData } from '../capabilities/status.ts'
import { toInstant, type WireInvoice } from '../schema.ts'

const canonicalByWord: ReadonlyMap<string, InvoiceStatus> = new Map(
  statusData.meanings.map((meaning) => [meaning.provider, meaning.canonical]),
)

export interface StatusReading {
  status: InvoiceStatus
  derived: DerivedField[]
  notes: InvoiceNote[]
}

interface Amounts {
  total: number | null
  amountPaid: number | null
  /** Payments of every kind, write-offs included. */
  settled: number | null
}

export function readStatus(wire: WireInvoice, amounts: Amounts, readAt: string): StatusReading {
  const word = wire.status ?? null
  const stated = word === null ? workedOut(wire, amounts) : (canonicalByWord.get(word) ?? 'unknown')
  const dueAt = toInstant(wire.due_at)
  const status = statusAt({ status: stated, providerStatus: word, dueAt, paymentPending: null }, readAt)
  return {
    status,
    derived: [
      ...(word === null && status !== 'unknown' ? [withoutWord] : []),
      ...(status === 'past_due' ? [pastDue] : []),
    ],
    notes: status === 'unknown' ? [unknownStatus(word)] : [],
  }
}

/** The newest samples leave the status out; what they hold then tells no more than this. */
function workedOut(wire: WireInvoice, amounts: Amounts): InvoiceStatus {
  if (wire.voided_at) return 'void'
  const { total, amountPaid, settled } = amounts
  if (total === null || amountPaid === null) return 'unknown'
  if (isSettled(total, amountPaid)) return 'paid'
  return settled !== null && isSettled(total, settled) ? 'uncollectible' : 'open'
}

function isSettled(total: number, amountPaid: number): boolean {
  const state = paymentState({ total, amountPaid })
  return state === 'paid' || state === 'overpaid'
}

const withoutWord: DerivedField = {
  field: 'status',
  from: ['voided_at', 'total_paid', 'total_amount', 'payments'],
  rule: 'without a status: void where voided_at is set; paid where what came reaches total_amount; uncollectible where it does so with the write-offs; else open',
}

const pastDue: DerivedField = {
  field: 'status',
  from: ['status', 'due_at'],
  rule: 'open and due before the instant of reading is past_due',
}

function unknownStatus(word: string | null): InvoiceNote {
  const message =
    word === null
      ? 'Asset gave no status, and not the amounts that could stand for one'
      : `Asset gave the unknown status "${word}"`
  return { code: 'unknown_status', field: 'status', message }
}

/** The word of the vendor for a wanted status; `past_due` and `payable` are open there. */
function askedFor(wanted: StatusFilter): string | undefined {
  const canonical = wanted === 'past_due' || wanted === 'payable' ? 'open' : wanted
  return statusData.meanings.find((meaning) => meaning.canonical === canonical)?.provider
}

/**
 * The one word that covers all wanted statuses; undefined where none does and everything has to be read. How several
 * are encoded is not documented, so at most one is ever sent.
 */
export function wordToAsk(wanted: readonly StatusFilter[] | undefined): string | undefined {
  if (wanted === undefined) return undefined
  const words = new Set(wanted.map(askedFor))
  return words.size === 1 ? [...words][0] : undefined
}
