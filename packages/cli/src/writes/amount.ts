import {
  err,
  errAsync,
  fromMinorUnits,
  type InvoiceAdapter,
  type OperationName,
  ok,
  okAsync,
  type ResultAsync,
  toMinorUnits,
} from '@invoice-adapters/core'
import { inCommandWords } from '../command-words.ts'
import { type Failure, failure, ofInvoiceError } from '../failure.ts'
import { type Input, value } from '../inputs.ts'

/** Decimal text in major units: what a person means does not depend on how many digits a currency has. */
export function amountText(summary: string): Input<string | undefined> {
  return value('AMOUNT', `${summary}, in the currency of the invoice, such as 120.50`, (given) =>
    /^\d{1,15}(\.\d{1,6})?$/.test(given)
      ? ok(given)
      : err(`must be a positive decimal number such as 120.50, not ${given}`),
  )
}

export interface Money {
  /** Minor units. */
  amount: number
  /** ISO 4217. */
  currency: string
}

function lackText(
  { provider, account }: InvoiceAdapter,
  operation: OperationName,
  { reason, instead }: { reason: string; instead: OperationName | null },
): string {
  const other = instead === null ? '' : `; use ${instead} instead`
  return inCommandWords(`${account}: ${provider} has no ${operation}: ${reason}${other} (unsupported)`)
}

/** In the currency of the invoice, which is read; not read where the vendor lacks the operation anyway. */
export function amountOf(
  adapter: InvoiceAdapter,
  operation: OperationName,
  id: string,
  text: string,
): ResultAsync<Money, Failure> {
  const support = adapter.capabilities.operations[operation]
  if (!support.supported) return errAsync(failure('refused', lackText(adapter, operation, support)))
  return adapter
    .get(id)
    .mapErr(ofInvoiceError)
    .andThen(({ currency, minorUnitDigits }) => {
      if (currency === null || minorUnitDigits === null) {
        return errAsync(
          failure('refused', `the currency of ${id} is not known, so ${text} is no amount of it`),
        )
      }
      const amount = toMinorUnits(text, minorUnitDigits)
      if (amount.isOk() && amount.value > 0) return okAsync({ amount: amount.value, currency })
      const least = fromMinorUnits(1, minorUnitDigits)
      return errAsync(
        failure('input', `--amount ${text} is no amount of ${currency}: it must be a multiple of ${least}`),
      )
    })
}
