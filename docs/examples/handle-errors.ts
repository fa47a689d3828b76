import type { InvoiceError } from '@invoice-adapters/core'

/** What a program does about each kind of error; the compiler tells when one is missing. */
export function whatToDo(error: InvoiceError): string {
  switch (error.kind) {
    case 'rate_limited':
    case 'unavailable':
    case 'timeout':
    case 'network':
      return `retry in ${waitMs(error)} ms`
    case 'outcome_unknown':
      return `call again with the same key ${error.externalId}: it settles what happened`
    case 'applied_unread':
      return `it is done; read ${error.invoiceId} later`
    case 'invalid_input':
    case 'refused':
    case 'unreadable_record':
    case 'unexpected_response':
      return `look at ${error.fields.map(({ field }) => field).join(', ') || error.message}`
    case 'invalid_transition':
      return `leave it ${error.from}`
    case 'conflict':
      return `the key ${error.externalId} stands for ${error.invoice?.source.id ?? 'something else'}`
    case 'unsupported':
      return error.instead === null ? error.reason : `use ${error.instead}`
    case 'unauthenticated':
    case 'forbidden':
    case 'retired':
      return 'tell whoever runs this'
    case 'not_found':
      return 'it is not there'
    case 'aborted':
      return 'we stopped it ourselves'
  }
}

function waitMs(error: InvoiceError): number {
  return 'retryAfterMs' in error ? (error.retryAfterMs ?? 1000) : 1000
}
