import type { InvoiceError } from '@invoice-adapters/core'

export const bodyIsLost: string =
  'the body was parsed or read before it could be verified; give the receiver the untouched request, before body parsers'

export function answer(status: number, text: string, headers: Record<string, string> = {}): Response {
  return new Response(`${text}\n`, { status, headers: { 'content-type': 'text/plain', ...headers } })
}

/** To a delivery that could not be verified or read. The words are ours: the vendor's own are not sent back. */
export function refusal(error: InvoiceError): Response {
  switch (error.kind) {
    case 'unauthenticated':
      return answer(401, 'the signature does not fit')
    case 'unsupported':
      return answer(404, 'this vendor sends no webhooks')
    case 'unexpected_response':
    case 'unreadable_record':
      return answer(400, 'not an event')
    case 'invalid_input':
      return error.fields.some(({ field }) => field === 'body')
        ? answer(413, 'too large')
        : answer(500, 'the receiver has no secret to verify with')
    default:
      return answer(500, 'the delivery could not be read')
  }
}

/** The account that an address ends with; null where it does not. */
export function keyOf(address: string): string | null {
  const segments = new URL(address).pathname.split('/').filter((segment) => segment !== '')
  const [provider, account] = segments.slice(-2)
  if (provider === undefined || account === undefined) return null
  try {
    return `${decodeURIComponent(provider)}/${decodeURIComponent(account)}`
  } catch {
    return null
  }
}
