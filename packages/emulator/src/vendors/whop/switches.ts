import type { InvoiceStatus, TaxType } from './entities.ts'
import type { WhopScope } from './routes.ts'

export type WhopAction = 'mark_paid' | 'mark_uncollectible' | 'void'

/**
 * Behaviours that Whop's documentation leaves open, and the few that an account chooses. Each default is a guess
 * unless it says otherwise; each `guess:` says what is unknown. Tests should run both ways.
 */
export interface WhopSwitches {
  /** The key's pin, for requests without header; null for an old key. Documented: new keys have the newest. */
  keyPin: string | null
  /** guess: what the invoice routes say at a version that reaches the native API, which is not emulated. */
  nativeStatus: 404 | 501
  /** What the credential is allowed; null for everything. Without `member:email:read` e-mails are null. */
  scopes: readonly WhopScope[] | null
  /** guess: success statuses are not stated. */
  createStatus: 200 | 201
  /** guess: values that are refused; a missing field is 400 by a report. */
  validationStatus: 400 | 422
  /** guess: neither status nor code of a refused transition is stated. The official client repeats a 409. */
  illegalTransitionStatus: 400 | 409 | 422
  /** guess: a product, member or address that is not there, named in a body. */
  unknownReferenceStatus: 400 | 404 | 422
  /** Two pages show `code`, two `type`. `documented`: each error as its page shows it. */
  errorField: 'documented' | 'code' | 'type' | 'both'
  /** Documented: true. guess: whether a later version answers an object, as it does for products and plans. */
  deleteAnswer: 'boolean' | 'object'
  /** nine: as on the given page; ten: with line items, as typed; full: as on newer pages. All three are true of some day. */
  invoiceFields: 'nine' | 'ten' | 'full'
  /** guess: whether a draft carries a number. `at_opening`: an empty one until then. */
  numbering: 'at_creation' | 'at_opening'

  /** guess: default and maximum of `first` and `last`. */
  defaultPageSize: number
  maximumPageSize: number
  /** guess: a page size below 1 or above the maximum. */
  pageSizeOutOfRange: 'refuse' | 'clamp'
  /** guess: default of `direction`. The default of `order` is `created_at`. */
  defaultDirection: 'asc' | 'desc'
  defaultInvoiceOrder: 'id' | 'created_at' | 'due_date'
  /** guess: whether the last page carries a cursor. `has_next_page` is false either way, an empty page has none. */
  lastPageCursor: 'null' | 'last_item'
  /** guess: whether plans made by invoices appear in the list of plans, with their notes. */
  invoicePlansListed: boolean
  /** guess: whether such a plan names its seller; it is null "for standalone invoice plans", whatever these are. */
  invoicePlanSeller: 'named' | 'null'

  /** guess: a due date that has passed, outside drafts. */
  pastDueDate: 'refuse' | 'accept'
  /** guess: a moment of finalisation that has passed. */
  pastFinalization: 'at_once' | 'ignored' | 'refuse'
  /** guess: an ordinary create with a moment of finalisation ahead. */
  scheduledBirth: 'draft' | 'open'
  /** In milliseconds after the moment. guess: how late finalisation may be. */
  finalizationDelayMs: number
  /** In milliseconds after the due date. guess: when an invoice turns past due; 1 is the first instant after it. */
  pastDueAfterMs: number
  /** guess: a customer by name and e-mail who is no member yet. */
  customerByEmail: 'member_on_payment' | 'member_at_once'
  /** guess: whether an invoice past due may still be paid by the customer. */
  pastDuePayable: boolean
  /** guess: what may still be done to an invoice past due. */
  pastDueActions: readonly WhopAction[]
  /** guess: whether a written-off invoice may be marked paid. */
  uncollectibleToPaid: boolean
  /** guess: actions while a slow payment clears. */
  actionsWhileProcessing: 'refuse' | 'accept'
  /** guess: which invoices may be sent again. */
  resendable: readonly InvoiceStatus[]
  /** guess: what becomes of an automatic charge. */
  automaticCharge: 'succeeds' | 'slow' | 'declined'
  /** How long a slow payment clears, in milliseconds. */
  clearingMs: number

  /** guess: credits among the line items; answers may hold them. */
  negativeUnitPrices: 'accept' | 'refuse'
  /** guess: an invoice over nothing. */
  zeroTotal: 'accept' | 'refuse'
  /** guess: prices and line totals finer than the currency. Unit prices may always be. */
  finerAmounts: 'refuse' | 'round'
  /** guess: what the line items of a renewal plan must add up to. */
  renewalLineSum: 'first_charge' | 'renewal_price'
  /** guess: how the plans that invoices make are taxed. */
  inlinePlanTaxType: TaxType
  /** Whether the company collects tax. */
  collectTax: boolean
  /** What tax there is, in basis points; the real one depends on the buyer's address. */
  taxBasisPoints: number
  /** guess: whether the subtotal of an inclusive price has the tax in it. */
  inclusiveSubtotal: 'gross' | 'net'
  /** guess: size of the buyer fee. It is in no total, only in what a payment settles. */
  buyerFeeBasisPoints: number

  /** guess: idempotency is described for the current API; "every POST" may mean the legacy one too. */
  legacyIdempotency: boolean
  /** Per operation and credential, on the emulator's clock. Documented: 600 in 60 s. Off by default: this clock stands still. */
  rateLimit: { readonly requests: number; readonly windowSeconds: number } | null
  /** guess: whether 429 has a Retry-After header; none is documented, the seconds are in the message. */
  retryAfterHeader: boolean

  /** The subscription's pin: from 2026-08-14 on the envelope says `account_id`. null: not pinned. */
  webhookVersion: string | null
  /** guess: whether a draft fires `invoice.created`. */
  draftsFireCreated: boolean
  /** guess: whether opening a draft fires `invoice.created`; no event is listed for it. */
  openingFiresCreated: boolean
  /** guess: whether `mark_paid` fires `invoice.paid`. */
  markPaidFiresPaid: boolean
  /** Whether payments fire `payment.succeeded` next to `invoice.paid`. */
  paymentEvents: boolean
  /** From one attempt to the next. guess: 0, 10, 20 and 40 s after the event; the page may mean waits of 10, 20 and 40 s. */
  webhookRetryAfterMs: readonly number[]
  /** guess: real milliseconds that a receiver may take. */
  webhookTimeoutMs: number
}

export const whopSwitchDefaults: WhopSwitches = {
  keyPin: '2026-11-17',
  nativeStatus: 501,
  scopes: null,
  createStatus: 200,
  validationStatus: 422,
  illegalTransitionStatus: 422,
  unknownReferenceStatus: 404,
  errorField: 'documented',
  deleteAnswer: 'boolean',
  invoiceFields: 'full',
  numbering: 'at_creation',
  defaultPageSize: 20,
  maximumPageSize: 100,
  pageSizeOutOfRange: 'clamp',
  defaultDirection: 'desc',
  defaultInvoiceOrder: 'created_at',
  lastPageCursor: 'null',
  invoicePlansListed: true,
  invoicePlanSeller: 'named',
  pastDueDate: 'refuse',
  pastFinalization: 'at_once',
  scheduledBirth: 'draft',
  finalizationDelayMs: 0,
  pastDueAfterMs: 1,
  customerByEmail: 'member_on_payment',
  pastDuePayable: true,
  pastDueActions: ['mark_paid', 'mark_uncollectible', 'void'],
  uncollectibleToPaid: false,
  actionsWhileProcessing: 'refuse',
  resendable: ['open', 'past_due'],
  automaticCharge: 'succeeds',
  clearingMs: 4 * 86_400_000,
  negativeUnitPrices: 'accept',
  zeroTotal: 'accept',
  finerAmounts: 'refuse',
  renewalLineSum: 'first_charge',
  inlinePlanTaxType: 'unspecified',
  collectTax: false,
  taxBasisPoints: 2_000,
  inclusiveSubtotal: 'gross',
  buyerFeeBasisPoints: 500,
  legacyIdempotency: true,
  rateLimit: null,
  retryAfterHeader: false,
  webhookVersion: null,
  draftsFireCreated: true,
  openingFiresCreated: false,
  markPaidFiresPaid: true,
  paymentEvents: true,
  webhookRetryAfterMs: [10_000, 10_000, 20_000],
  webhookTimeoutMs: 10_000,
}
