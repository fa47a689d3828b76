import type { Fault } from './fault-rules.ts'
import type { VendorService } from './vendor.ts'
import type { WireAnswer, WireRequest } from './wire.ts'

interface Instead {
  readonly answer: WireAnswer
  readonly afterCommit: boolean
}

/** The answer given in place of the vendor's own, by the first fault that gives one. */
export function insteadOfAnswer(
  vendor: VendorService,
  request: WireRequest,
  faults: readonly Fault[],
): Instead | null {
  for (const fault of faults) {
    const answer = answerOf(fault, vendor, request)
    if (answer !== null) return { answer, afterCommit: 'afterCommit' in fault && fault.afterCommit === true }
  }
  return null
}

function answerOf(fault: Fault, vendor: VendorService, request: WireRequest): WireAnswer | null {
  switch (fault.kind) {
    case 'status':
      return vendor.errorAnswer(request, fault)
    case 'rate_limit': {
      const { retryAfterSeconds = 1 } = fault
      return vendor.errorAnswer(request, { status: 429, retryAfterSeconds })
    }
    case 'non_json':
      return {
        status: fault.status ?? 502,
        headers: { 'content-type': fault.contentType ?? 'text/html' },
        body: fault.body ?? '<html><body><h1>502 Bad Gateway</h1></body></html>',
      }
    case 'empty_body':
      return { status: fault.status ?? 200, headers: {}, body: '' }
    case 'redirect':
      return { status: fault.status ?? 302, headers: { location: fault.to }, body: '' }
    case 'success_false':
      return vendor.failedSuccess(request)
    default:
      return null
  }
}
