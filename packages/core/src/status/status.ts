/**
 * The closed set. The same word means the same for every vendor.
 *
 * - `draft`: not issued; nobody owes anything yet
 * - `open`: issued and payable
 * - `past_due`: `open`, and due before the instant of asking; depends on the clock, see {@link statusAt}
 * - `paid`: settled, perhaps refunded since where the vendor does not tell
 * - `partially_refunded`, `refunded`: paid, and money went back
 * - `uncollectible`: written off, not expected any more
 * - `void`: cancelled, never to be paid
 * - `unknown`: a word that this version does not know; it stands in `providerStatus`
 */
export const invoiceStatuses = [
  'draft',
  'open',
  'past_due',
  'paid',
  'partially_refunded',
  'refunded',
  'uncollectible',
  'void',
  'unknown',
] as const

export type InvoiceStatus = (typeof invoiceStatuses)[number]

/** What `setStatus` may be asked for; each vendor takes some of them. */
export const settableStatuses = [
  'open',
  'paid',
  'uncollectible',
  'void',
  'refunded',
  'partially_refunded',
] as const

export type SettableStatus = (typeof settableStatuses)[number]

/** `payable` means `open` and `past_due`. */
export type StatusFilter = InvoiceStatus | 'payable'

/** How sure a statement about a vendor is: in its documentation, concluded from it, or neither. */
export type Evidence = 'documented' | 'inferred' | 'unverified'
