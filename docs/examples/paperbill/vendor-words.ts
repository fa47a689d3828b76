import type { Fault, RecordChange } from '@invoice-adapters/conformance'
import type { OperationName } from '@invoice-adapters/core'
import type { VendorWords } from './faulty-fetch.ts'

/** How the kit's faults look at Paperbill. */
export const paperbillWords: VendorWords = {
  operationOf,
  continuesList: (url) => url.searchParams.has('after'),
  keyOf({ operation, body }) {
    const ref = operation === 'create' ? memberOf(JSON.parse(body), 'external_ref') : null
    return typeof ref === 'string' ? ref : null
  },
  errorBody: (message) => ({ error: { code: 'told_to', message } }),
  misread(body, what) {
    const asked = JSON.parse(body)
    const [first, ...rest] = asked.lines
    if (what === 'currency') return JSON.stringify({ ...asked, currency: 'EUR' })
    return JSON.stringify({ ...asked, lines: [{ ...first, amount_cents: first.amount_cents + 1 }, ...rest] })
  },
  createdId(body) {
    const id = memberOf(body, 'id')
    return typeof id === 'string' ? id : null
  },
  retell(body, fault, hidden) {
    const bills = memberOf(body, 'bills')
    if (!Array.isArray(bills)) return withFault(body, fault)
    const shown = bills.filter((bill) => !hidden.has(String(memberOf(bill, 'id'))))
    return { ...Object(body), bills: shown.map((bill) => withFault(bill, fault)) }
  },
}

function operationOf(method: string, { pathname, searchParams }: URL): OperationName | null {
  if (pathname === '/account') return 'check'
  if (method === 'POST') return pathname === '/bills' ? 'create' : 'setStatus'
  if (pathname !== '/bills') return 'get'
  return searchParams.has('external_ref') ? 'findByExternalId' : 'list'
}

function withFault(bill: unknown, fault: Fault): unknown {
  return fault.kind === 'changed_record' && memberOf(bill, 'id') === fault.id
    ? changed(bill, fault.change)
    : bill
}

function changed(bill: unknown, change: RecordChange): object {
  const changes: Record<RecordChange, object> = {
    missing_field: { payer: undefined },
    wrong_type: { amount_cents: 'a lot' },
    unknown_value: { collect: 'by_pigeon' },
    extra_field: { hologram: { colour: 'red' } },
  }
  return { ...Object(bill), ...changes[change] }
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
