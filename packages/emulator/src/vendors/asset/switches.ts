import type { Generation, LineShape } from './generations.ts'
import { type Transitions, transitions } from './rules.ts'

/** How an error is wrapped. `detail_list` is FastAPI's manner: a list where fields are wrong, else a text. */
export type ErrorEnvelope = 'detail' | 'detail_list' | 'error' | 'message'

/**
 * Behaviours that Asset's documentation leaves open. Each default is a guess; each `guess:` says what is unknown.
 * Tests should run both ways.
 */
export interface AssetSwitches {
  /** The shapes in force. guess: that the newest seen are the live ones. */
  generation: Generation
  /** Lines accepted on create. guess: `generation`, so that older fields alone are refused by the newest. */
  lineShape: 'generation' | LineShape | 'both'
  /** guess: whether lines keep, when read, the shape they were written in. */
  linesRead: 'generation' | 'as_written'
  /** guess: the newest samples lack both fields, most likely by accident. */
  statusAndSource: 'present' | 'missing'
  /** The source of what the API creates. guess: only `manual` was seen. */
  source: string
  /** guess: the fields of ErrorResponse were never visible. */
  errorEnvelope: ErrorEnvelope
  /** Documented as an absolute unix time, contrary to OAuth; older copies lack it. */
  tokenExpiresIn: 'instant' | 'duration' | 'absent'
  /** guess: no maximum is documented; null for none. A longer wish is shortened. */
  longestTokenSeconds: number | null
  /** guess: success statuses were seen for refunds only (201). */
  createStatus: 200 | 201
  paymentStatus: 200 | 201
  /** Older copy: 202. */
  transactionStatus: 200 | 201 | 202
  /** guess: whether a batch in which every item failed is a success. */
  allFailedStatus: 200 | 201 | 207 | 400 | 422
  /** guess: `errors` when nothing failed. */
  errorsOnSuccess: 'empty' | 'absent' | 'null'
  /** guess: whether a malformed item fails alone or takes the whole request with it. */
  malformedItem: 'whole_request' | 'item'
  /** guess: the order of `data` against that of the request. */
  dataOrder: 'same' | 'reversed' | 'shuffled'
  /** guess: whether an invoice number may come twice in a business. */
  duplicateNumbers: 'allowed' | 'refused'
  /** guess: whether two customers may have one external id. */
  duplicateExternalIds: 'allowed' | 'refused'
  /** guess: lengths are known of bills only. */
  longestNumber: number
  longestDescription: number
  /** guess: negative lines and lines of zero. */
  lineAmounts: 'any' | 'not_negative' | 'positive'
  /** guess: an invoice without lines, at creation or after an update. */
  emptyLines: 'refused' | 'allowed'
  /** guess: whether invoice lines must point at revenue ledgers. */
  lineLedgers: 'any' | 'revenue_only'
  /** Older line shape. guess: which wins when a rate and an amount are given. */
  rateAndAmount: 'amount' | 'rate'
  /** guess: `total_amount` before or after `credit_amount`. */
  totalAmount: 'before_credit' | 'after_credit'
  /** RFC 3339. guess: an invoice sent before the books begin is refused; null for books without a beginning. */
  entriesStart: string | null
  /** Journal entries show money as a string; credit memos as a number. */
  moneyAs: 'number' | 'string'
  /** guess: the scale limit of amounts. */
  excessDecimals: 'refuse' | 'round'
  /** guess: fractions of a second and the writing of UTC. */
  dateFormat: 'seconds' | 'milliseconds' | 'offset'
  /** guess: a date without a time. */
  dateOnly: 'midnight_utc' | 'refuse'
  /** guess: statuses that may be set, from each status. */
  transitions: Transitions
  /** guess: the code of a forbidden move. */
  refusedTransitionStatus: 400 | 403 | 409 | 422
  /** guess: whether asking for the status an invoice already has is an error. */
  sameStatusUpdate: 'no-op' | 'error'
  /** guess: an update with none of the fields. */
  emptyUpdate: 'no-op' | 'error'
  /** guess: whether lines of an invoice that is not open may change. */
  lineEdits: 'open_only' | 'any_status'
  /** guess: what `line_changes.metadata` is for. */
  lineChangesMetadata: 'ignored' | 'replaces_invoice_metadata'
  /** Names of tag fields that exist; a key that is none of them is refused. null: any key. */
  tagFields: readonly string[] | null
  /** guess: what setting `paid` by hand does to payments and total_paid. */
  manualPaid: 'status_only' | 'payment'
  /** guess: whether a write-off is recorded as a payment. */
  writeOff: 'payment' | 'status_only'
  /** guess: whether write-offs count in total_paid. */
  writeOffInTotalPaid: boolean
  /** guess: whether total_paid can exceed the total; what is too much becomes customer credit either way. */
  overpayment: 'in_total_paid' | 'capped'
  /** Whether the server matches bank transactions to invoices by itself, as documented. */
  automaticMatching: boolean
  /** guess: an unknown id inside a body. */
  unknownReferenceStatus: 404 | 422
  /** guess: an id in a path that does not look like one. */
  malformedIds: 'not_found' | 'invalid'
  /** guess: sort order of lists. */
  listOrder: 'newest_first' | 'oldest_first'
  /** guess: whether voided invoices are listed when no status is asked for. */
  voidedInLists: boolean
  /** guess: whether filters must be repeated with a page token. */
  filtersWithToken: 'from_request' | 'from_token'
  /** guess: how long page tokens live; null for ever. */
  pageTokenSeconds: number | null
  /** guess: whether the list of ledgers is paginated. */
  ledgerPagination: boolean
  /** Documented: 300 per minute, per tenant and per business. null for no limit. guess: a fixed window. */
  rateLimit: { readonly requests: number; readonly windowSeconds: number } | null
  /** guess: whether a 429 carries Retry-After. */
  retryAfter: boolean
}

export const assetSwitchDefaults: AssetSwitches = {
  generation: 'F',
  lineShape: 'generation',
  linesRead: 'generation',
  statusAndSource: 'present',
  source: 'manual',
  errorEnvelope: 'detail',
  tokenExpiresIn: 'instant',
  longestTokenSeconds: null,
  createStatus: 201,
  paymentStatus: 201,
  transactionStatus: 201,
  allFailedStatus: 201,
  errorsOnSuccess: 'empty',
  malformedItem: 'whole_request',
  dataOrder: 'same',
  duplicateNumbers: 'allowed',
  duplicateExternalIds: 'refused',
  longestNumber: 255,
  longestDescription: 512,
  lineAmounts: 'any',
  emptyLines: 'refused',
  lineLedgers: 'any',
  rateAndAmount: 'amount',
  totalAmount: 'before_credit',
  entriesStart: null,
  moneyAs: 'number',
  excessDecimals: 'refuse',
  dateFormat: 'seconds',
  dateOnly: 'midnight_utc',
  transitions,
  refusedTransitionStatus: 422,
  sameStatusUpdate: 'no-op',
  emptyUpdate: 'no-op',
  lineEdits: 'open_only',
  lineChangesMetadata: 'ignored',
  tagFields: null,
  manualPaid: 'status_only',
  writeOff: 'payment',
  writeOffInTotalPaid: true,
  overpayment: 'in_total_paid',
  automaticMatching: true,
  unknownReferenceStatus: 404,
  malformedIds: 'not_found',
  listOrder: 'newest_first',
  voidedInLists: true,
  filtersWithToken: 'from_request',
  pageTokenSeconds: null,
  ledgerPagination: false,
  rateLimit: { requests: 300, windowSeconds: 60 },
  retryAfter: false,
}
