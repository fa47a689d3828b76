import type { DerivedField, Invoice, InvoiceNote, InvoiceStatus, StatusFilter } from '@invoice-adapters/core'
import { statusAt } from '@invoice-adapters/core/authoring'
import { status as statusData } from '../capabilities/status.ts'

const canonicalByWord: ReadonlyMap<string, InvoiceStatus> = new Map(
  statusData.meanings.map((meaning) => [meaning.provider, meaning.canonical]),
)

export interface StatusReading {
  status: InvoiceStatus
  derived: DerivedField[]
  notes: InvoiceNote[]
}

/** The vendor's word without the clock: outstanding is `open`, however late. */
export function statusOfWord(word: string | null): InvoiceStatus {
  return (word === null ? undefined : canonicalByWord.get(word)) ?? 'unknown'
}

export function readStatus(word: string | null, dueAt: string | null, readAt: string): StatusReading {
  const status = statusAt(
    { status: statusOfWord(word), providerStatus: word, dueAt, paymentPending: null },
    readAt,
  )
  return { status, derived: status === 'past_due' ? [pastDue] : [], notes: unknownStatus(status, word) }
}

const pastDue: DerivedField = {
  field: 'status',
  from: ['status', 'dueDate'],
  rule: 'outstanding and due before the instant of reading is past_due',
}

function unknownStatus(status: Invoice['status'], word: string | null): InvoiceNote[] {
  if (status !== 'unknown') return []
  const message = word === null ? 'Commet gave no status' : `Commet gave the unknown status "${word}"`
  return [{ code: 'unknown_status', field: 'status', message }]
}

/** The words of the REST enum: `pending` occurs in webhook samples only, so it is no word to ask for. */
const askedByStatus: Partial<Record<StatusFilter, string>> = {
  draft: 'draft',
  open: 'outstanding',
  past_due: 'outstanding',
  payable: 'outstanding',
  paid: 'paid',
  void: 'void',
  uncollectible: 'uncollectible',
}

/** The one word that covers all wanted statuses; undefined where none does and everything has to be read. */
export function wordToAsk(wanted: readonly StatusFilter[] | undefined): string | undefined {
  if (wanted === undefined) return undefined
  const words = new Set(wanted.map((status) => askedByStatus[status]))
  return words.size === 1 ? [...words][0] : undefined
}
