import {
  err,
  type InvoiceFilter,
  invoiceStatuses,
  ok,
  type Result,
  type StatusFilter,
} from '@invoice-adapters/core'
import { type Failure, failure } from '../failure.ts'
import { choice, type Input, instant, many, text } from '../inputs.ts'

const words: readonly StatusFilter[] = ['payable', ...invoiceStatuses]

interface FilterFlags {
  status: Input<StatusFilter[]>
  customer: Input<string | undefined>
  dueAfter: Input<string | undefined>
  dueBefore: Input<string | undefined>
  createdAfter: Input<string | undefined>
  createdBefore: Input<string | undefined>
  number: Input<string | undefined>
  externalId: Input<string | undefined>
}

/** Which invoices: the same flags for every command that reads many. */
export const filterFlags: FilterFlags = {
  status: many(
    choice('STATUS', words, 'In this status; may be given many times; payable is open and past due'),
  ),
  customer: text('ID', "The vendor's id of the customer"),
  dueAfter: instant('DATE', 'Due at or after this date (UTC)'),
  dueBefore: instant('DATE', 'Due before this date (UTC)'),
  createdAfter: instant('DATE', 'Created at or after this date (UTC)'),
  createdBefore: instant('DATE', 'Created before this date (UTC)'),
  number: text('NUMBER', 'With this number'),
  externalId: text('KEY', 'With this key of your own'),
}

export type FilterGiven = {
  [K in keyof FilterFlags]: FilterFlags[K] extends Input<infer T> ? T : never
}

/** Said once, before any account is asked; the library would say it of each. */
export function checkRanges(given: FilterGiven): Result<void, Failure> {
  const ranges = [
    ['due', given.dueAfter, given.dueBefore],
    ['created', given.createdAfter, given.createdBefore],
  ] as const
  const wrong = ranges.find(
    ([, after, before]) => after !== undefined && before !== undefined && after >= before,
  )
  if (wrong === undefined) return ok(undefined)
  return err(failure('usage', `--${wrong[0]}-before must be later than --${wrong[0]}-after`))
}

export function filterOf(given: FilterGiven): InvoiceFilter {
  const { status, customer, dueAfter, dueBefore, createdAfter, createdBefore, number, externalId } = given
  return {
    ...(status.length > 0 && { status }),
    ...(customer !== undefined && { customerId: customer }),
    ...(dueAfter !== undefined && { dueFrom: dueAfter }),
    ...(dueBefore !== undefined && { dueUntil: dueBefore }),
    ...(createdAfter !== undefined && { createdFrom: createdAfter }),
    ...(createdBefore !== undefined && { createdUntil: createdBefore }),
    ...(number !== undefined && { number }),
    ...(externalId !== undefined && { externalId }),
  }
}
