import type { Invoice } from '../invoice/invoice.ts'
import type { InvoiceStatus } from '../status/status.ts'

/** One thing wrong with an input or, told by the vendor, with a request. */
export interface FieldProblem {
  /** Path of the field, such as `lines.0.amount` or `apiKey`. */
  field: string
  /** One sentence: what is wrong and what would be right. */
  message: string
}

/** What lay beneath, with secrets and personal data left out. */
export interface ErrorCause {
  name: string
  message: string
  /** The system's or vendor's code, such as `ECONNRESET` or `invoice_not_found`. */
  code: string | null
  httpStatus: number | null
}

/** Common to every error; plain data. */
export interface ErrorFacts {
  provider: string | null
  account: string | null
  /** The operation that was asked for, such as `create`. */
  operation: string
  /** The vendor's own id of the request, to quote to its support. */
  requestId: string | null
  /** One sentence for a person; never holds a secret. */
  message: string
  /** Whether the same call may be made again as it is, without a risk of doing anything twice. */
  retryable: boolean
  cause: ErrorCause | null
}

/** An option or an input is not right, by itself or by what the vendor has; nothing was written. */
export interface InvalidInput extends ErrorFacts {
  kind: 'invalid_input'
  fields: FieldProblem[]
}
/** The vendor has no such operation; no request was sent. */
export interface Unsupported extends ErrorFacts {
  kind: 'unsupported'
  reason: string
  /** Another operation that leads to the same end, if any. */
  instead: string | null
}
/** The invoice's present status does not allow the wanted one. */
export interface InvalidTransition extends ErrorFacts {
  kind: 'invalid_transition'
  from: InvoiceStatus
  to: InvoiceStatus
  invoice: Invoice
}
/** The credentials are not good (or not any more). */
export interface Unauthenticated extends ErrorFacts {
  kind: 'unauthenticated'
}
/** The credentials are good and may not do this. */
export interface Forbidden extends ErrorFacts {
  kind: 'forbidden'
}
export interface NotFound extends ErrorFacts {
  kind: 'not_found'
}
/** The caller's key stands for something else already, or another writer holds the record. */
export interface Conflict extends ErrorFacts {
  kind: 'conflict'
  externalId: string | null
  /** The invoice that has the key, where it is known. */
  invoice: Invoice | null
}
/** The vendor's own validation said no. */
export interface Refused extends ErrorFacts {
  kind: 'refused'
  fields: FieldProblem[]
}
/** The vendor has taken the endpoint or the version out of service (410). */
export interface Retired extends ErrorFacts {
  kind: 'retired'
}
export interface RateLimited extends ErrorFacts {
  kind: 'rate_limited'
  /** How long the vendor asks to wait, in milliseconds; null where it does not say. */
  retryAfterMs: number | null
}
/** The vendor answered that it cannot serve now (5xx). */
export interface Unavailable extends ErrorFacts {
  kind: 'unavailable'
  retryAfterMs: number | null
}
/** No answer within the time allowed. */
export interface TimedOut extends ErrorFacts {
  kind: 'timeout'
}
/** The vendor could not be reached. On a write: the request never left. */
export interface NetworkFailure extends ErrorFacts {
  kind: 'network'
}
/** The caller's signal stopped it. On a write that may have left, `outcome_unknown` instead. */
export interface Aborted extends ErrorFacts {
  kind: 'aborted'
}
/** An answer that is not what the vendor documents, or an invoice that came out different from what was asked. */
export interface UnexpectedResponse extends ErrorFacts {
  kind: 'unexpected_response'
  fields: FieldProblem[]
  /** The invoice that came out different, if that is what happened. */
  invoice: Invoice | null
}
/** One record that could not be read; the others of the listing are not concerned. */
export interface UnreadableRecord extends ErrorFacts {
  kind: 'unreadable_record'
  recordId: string | null
  fields: FieldProblem[]
}
/** The write took effect; only reading the result back failed. Never to be repeated: read `invoiceId` later. */
export interface AppliedUnread extends ErrorFacts {
  kind: 'applied_unread'
  invoiceId: string | null
  externalId: string | null
}
/**
 * The write may or may not have taken effect. The same call with the same key settles it later: once a new record shows,
 * which can take minutes where the vendor honours no key and the settlement rests on looking.
 */
export interface OutcomeUnknown extends ErrorFacts {
  kind: 'outcome_unknown'
  invoiceId: string | null
  externalId: string | null
}

/** Every failure of every operation, tagged by `kind`. Adding a kind is a major version. */
export type InvoiceError =
  | InvalidInput
  | Unsupported
  | InvalidTransition
  | Unauthenticated
  | Forbidden
  | NotFound
  | Conflict
  | Refused
  | Retired
  | RateLimited
  | Unavailable
  | TimedOut
  | NetworkFailure
  | Aborted
  | UnexpectedResponse
  | UnreadableRecord
  | AppliedUnread
  | OutcomeUnknown

export type InvoiceErrorKind = InvoiceError['kind']
