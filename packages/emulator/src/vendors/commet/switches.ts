import type { LineType } from './entities.ts'

/**
 * Behaviours that Commet's documentation leaves open. Each default is a guess; each `guess:` says what is unknown.
 * Tests should run both ways.
 */
export interface CommetSwitches {
  /** guess: success statuses are lost from the stored pages. */
  createStatus: 200 | 201
  /** guess: 200 for a customer that exists, 201 for a new one, is inferred from two sample bodies. */
  createCustomerStatus: 200 | 201
  /** guess: 422 by the official client's tests, 400 equally possible. */
  validationStatus: 400 | 422
  /** guess: neither status nor code of a refused status change is documented. */
  refusedTransitionStatus: 400 | 403 | 409 | 422
  refusedTransitionCode: string
  /** guess: whether asking for the status an invoice already has is an error. */
  sameStatusUpdate: 'error' | 'no-op'
  /** guess: whether a credit is settled at once. */
  creditStatus: 'paid' | 'outstanding'
  /** guess: whether an adjustment of zero is accepted. */
  zeroAmount: 'accept' | 'refuse'
  /** guess: scale of `unitAmount` on usage lines; the sources contradict each other. */
  usageUnitAmountScale: 'settlement' | 'rate'
  /** In basis points. guess: whether adjustments are taxed at all. */
  adjustmentTaxBasisPoints: number
  /** guess: which line type an adjustment carries. */
  adjustmentLineType: LineType
  /** In days. guess: the due date of an adjustment is not documented. */
  adjustmentDueDays: number
  /** guess: whether `memo` repeats the description. */
  adjustmentMemo: 'description' | 'null'
  /** guess: `metadata` was nullable in older types. */
  absentMetadata: 'empty' | 'null'
  /** Lower-case ISO 4217. guess: the currency of a customer without a subscription. */
  newCustomerCurrency: string
  /** guess: one page speaks of public ids only, another passes an own id. */
  externalCustomerIds: 'accepted' | 'unknown'
  /** The organization's pin, used when a request has no version header; null for an organization without one. */
  organizationVersion: string | null
  /** guess: what an unknown or malformed version header does; only pins are said to be served as the newest. */
  unknownVersion: 'newest' | 'refuse'
  /** guess: whether answers state the version they were made for. */
  echoVersion: boolean
  /** guess: sort order of lists. */
  listOrder: 'newest_first' | 'oldest_first'
  /** Dialect A. guess: whether the item at the cursor's own instant comes again. */
  dateCursor: 'exclusive' | 'inclusive'
  /** Dialect A. guess: two renderings of the page differ on the five detail fields in lists. */
  listDetail: boolean
  /** guess: the types let `nextCursor` be absent, a summary says null. */
  lastPageCursor: 'absent' | 'null'
  /** guess: a cursor that cannot be read. */
  malformedCursor: 'refuse' | 'first_page'
  /** guess: a limit below 1 or above 100. */
  limitOutOfRange: 'refuse' | 'clamp'
  /** guess: samples show both. */
  dateFormat: 'milliseconds' | 'seconds'
  /** guess: no numbers are published. Counted per organization on the emulator clock; null for no limit. */
  rateLimit: { readonly requests: number; readonly windowSeconds: number } | null
  /** guess: the names of the RateLimit family: limit, remaining, seconds until reset. */
  rateLimitHeaders: readonly [string, string, string]
  /** Name and value of the header on a replayed answer. guess: whether there is any. */
  replayHeader: readonly [string, string] | null
  /** guess: which error answers an idempotency key keeps. */
  storedErrors: 'none' | 'client_errors' | 'all'
  /** Dialect B. guess: whether errors still say `success: false`. */
  errorsSaySuccess: boolean
  /** guess: whether an adjustment fires `invoice.created`. */
  createdEventForAdjustments: boolean
  /** guess: webhook samples show `pending` for a new invoice, the REST enum does not know it. */
  createdEventStatus: 'rest' | 'pending'
  /** guess: whether marking an invoice paid by hand fires `payment.received`. */
  paymentEventForManualPaid: boolean
  /** The event id in envelope and header; documented for 2026-07-31, absent from all types. */
  eventIds: boolean
  /** An organization can switch off mails. guess: what `send` then answers. */
  emails: 'sent' | 'switched_off'
  /** Real milliseconds that a webhook receiver may take. Documented: 10 s. */
  webhookTimeoutMs: number
}

export const commetSwitchDefaults: CommetSwitches = {
  createStatus: 201,
  createCustomerStatus: 201,
  validationStatus: 422,
  refusedTransitionStatus: 422,
  refusedTransitionCode: 'validation_error',
  sameStatusUpdate: 'error',
  creditStatus: 'paid',
  zeroAmount: 'refuse',
  usageUnitAmountScale: 'settlement',
  adjustmentTaxBasisPoints: 0,
  adjustmentLineType: 'one_time',
  adjustmentDueDays: 30,
  adjustmentMemo: 'description',
  absentMetadata: 'empty',
  newCustomerCurrency: 'usd',
  externalCustomerIds: 'accepted',
  organizationVersion: null,
  unknownVersion: 'newest',
  echoVersion: false,
  listOrder: 'newest_first',
  dateCursor: 'exclusive',
  listDetail: false,
  lastPageCursor: 'absent',
  malformedCursor: 'refuse',
  limitOutOfRange: 'refuse',
  dateFormat: 'milliseconds',
  rateLimit: null,
  rateLimitHeaders: ['RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset'],
  replayHeader: null,
  storedErrors: 'none',
  errorsSaySuccess: false,
  createdEventForAdjustments: true,
  createdEventStatus: 'rest',
  paymentEventForManualPaid: false,
  eventIds: true,
  emails: 'sent',
  webhookTimeoutMs: 10_000,
}
