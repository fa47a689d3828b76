import type { RecordChange, RequestToVendor, VendorWords } from '@invoice-adapters/conformance'
import type { OperationName } from '@invoice-adapters/core'

/** How the kit's faults look at Paperbill. */
export const paperbillWords: VendorWords = {
  operationOf,
  continuesList: (url) => url.searchParams.has('after'),
  keyOf({ body }, operation) {
    const ref = operation === 'create' ? memberOf(JSON.parse(body), 'external_ref') : null
    return typeof ref === 'string' ? ref : null
  },
  errorBody: (_status, message) => ({ error: { code: 'told_to', message } }),
  idOf(value) {
    const id = memberOf(value, 'id')
    return typeof id === 'string' ? id : null
  },
  changedRecord: (bill, change) => ({ ...bill, ...changes[change] }),
  otherContent(body, what) {
    const asked = JSON.parse(body)
    const [first, ...rest] = asked.lines
    if (what === 'currency') return JSON.stringify({ ...asked, currency: 'EUR' })
    return JSON.stringify({ ...asked, lines: [{ ...first, amount_cents: first.amount_cents + 1 }, ...rest] })
  },
}

const changes: Record<RecordChange, object> = {
  missing_field: { payer: undefined },
  wrong_type: { amount_cents: 'a lot' },
  unknown_value: { collect: 'by_pigeon' },
  extra_field: { hologram: { colour: 'red' } },
}

/** A look for a reference has an address of its own, so it is not `list`. */
function operationOf({ method, url }: RequestToVendor): OperationName | null {
  const { pathname, searchParams } = url
  if (pathname === '/account') return 'check'
  if (method === 'POST') return pathname === '/bills' ? 'create' : 'setStatus'
  if (pathname !== '/bills') return 'get'
  return searchParams.has('external_ref') ? 'findByExternalId' : 'list'
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
