import type { FieldProblem } from '@invoice-adapters/core'

/**
 * Commet bills in the customer's currency and offers no way to name one. So it is learnt first: from the customer's
 * invoices, else from the account's option. Null where that is the currency that was asked for.
 */
export function checkCurrency(
  asked: string,
  seen: ReadonlySet<string>,
  option: string | null,
): FieldProblem | null {
  const [first, second] = [...seen]
  if (first !== undefined && second === undefined) {
    return first === asked ? null : problem(`is ${asked}, but Commet bills this customer in ${first}`)
  }
  if (option === null) {
    const known = first === undefined ? 'has no invoice yet' : `has invoices in ${[...seen].join(', ')}`
    return problem(
      `cannot be known beforehand: the customer ${known}; set the adapter's option "currency" to what Commet bills this customer in`,
    )
  }
  return option === asked ? null : problem(`is ${asked}, but the adapter's option "currency" says ${option}`)
}

function problem(message: string): FieldProblem {
  return { field: 'currency', message }
}
