import type { InvoiceStatus } from './entities.ts'

export const allStatuses: readonly InvoiceStatus[] = [
  'open',
  'paid',
  'uncollectible',
  'voided',
  'refunded',
  'partially_refunded',
]

export type Transitions = Readonly<Record<InvoiceStatus, readonly InvoiceStatus[]>>

/** guess: which statuses may be set by hand, from which. The page lists what may be asked for, not when. */
export const transitions: Transitions = {
  open: ['paid', 'uncollectible', 'voided'],
  paid: ['open', 'refunded', 'partially_refunded'],
  partially_refunded: ['refunded'],
  uncollectible: ['open', 'paid'],
  voided: [],
  refunded: [],
}

/** guess: only what was paid can be refunded. */
export const refundable: ReadonlySet<InvoiceStatus> = new Set(['paid', 'partially_refunded'])
