import type { InvoiceErrorKind } from './error.ts'

/** One kind of error in words, for documentation and for messages to people. */
export interface InvoiceErrorKindFacts {
  /** When it happens; one sentence. */
  when: string
  /**
   * Whether the same call may be made again as it is. `usually`: the error's own `retryable` decides, because the
   * adapter may know better.
   */
  retryable: 'never' | 'usually'
  /** What to do about it; one sentence. */
  action: string
}

/** Every kind of {@link InvoiceError}, in the order in which a call can meet them. */
export const invoiceErrorKinds: Record<InvoiceErrorKind, InvoiceErrorKindFacts> = {
  invalid_input: {
    when: 'An option or an input is not right, by itself or by what the vendor has; nothing was written.',
    retryable: 'never',
    action: 'Correct the fields that `fields` names.',
  },
  unsupported: {
    when: 'The vendor has no such operation or filter; no request was sent.',
    retryable: 'never',
    action: 'Use the operation that `instead` names, if any; the capability data tells beforehand.',
  },
  invalid_transition: {
    when: "The invoice's present status does not allow the wanted one.",
    retryable: 'never',
    action: 'Look at `from` and at `invoice`, and decide anew.',
  },
  unauthenticated: {
    when: 'The credentials are not good, or not any more.',
    retryable: 'never',
    action: 'Give new credentials.',
  },
  forbidden: {
    when: 'The credentials are good and may not do this.',
    retryable: 'never',
    action: 'Give the credentials the permission, at the vendor.',
  },
  not_found: {
    when: 'The vendor has no such record in this account.',
    retryable: 'never',
    action: 'Check the id, and whether it belongs to this account and mode.',
  },
  conflict: {
    when: "The caller's key stands for something else already, or another writer holds the record.",
    retryable: 'never',
    action: 'Compare with `invoice`; take another key only for what really is another invoice.',
  },
  refused: {
    when: "The vendor's own validation said no.",
    retryable: 'never',
    action: 'Correct the fields that `fields` names, in the terms of the vendor.',
  },
  retired: {
    when: 'The vendor has taken the endpoint or the version out of service.',
    retryable: 'never',
    action: 'Choose another dialect in the options, or a newer version of the adapter.',
  },
  rate_limited: {
    when: 'The vendor asks to slow down, and the retries were used up.',
    retryable: 'usually',
    action: 'Wait for `retryAfterMs`, then make the same call.',
  },
  unavailable: {
    when: 'The vendor answered that it cannot serve now.',
    retryable: 'usually',
    action: 'Make the same call later.',
  },
  timeout: {
    when: 'No answer came within the time allowed.',
    retryable: 'usually',
    action: 'Make the same call later, or allow more time.',
  },
  network: {
    when: 'The vendor could not be reached; on a write, the request never left.',
    retryable: 'usually',
    action: 'Make the same call when the connection is back.',
  },
  aborted: {
    when: "The caller's signal stopped the call before a write could have left.",
    retryable: 'never',
    action: 'Nothing; make the call again if it is wanted after all.',
  },
  unexpected_response: {
    when: 'The answer is not what the vendor documents, or an invoice came out different from what was asked.',
    retryable: 'never',
    action: 'Look at `fields` and at `invoice` before anything is sent again, and report it.',
  },
  unreadable_record: {
    when: 'One record could not be read; the others of the listing are not concerned.',
    retryable: 'never',
    action: 'Look at the record at the vendor by `recordId`, and report it.',
  },
  applied_unread: {
    when: 'The write took effect, and only reading the result back failed.',
    retryable: 'never',
    action: 'Do not repeat it; read `invoiceId` later.',
  },
  outcome_unknown: {
    when: 'The write may or may not have taken effect.',
    retryable: 'never',
    action: 'Make the same call with the same `externalId` later, which settles it; or look at `invoiceId`.',
  },
}
