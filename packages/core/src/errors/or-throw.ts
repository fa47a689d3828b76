import type { Result, ResultAsync } from 'neverthrow'
import type { InvoiceError } from './error.ts'

/** What {@link orThrow} throws: the message of the error value, and the value itself. */
export interface InvoiceErrorException extends Error {
  invoiceError: InvoiceError
}

/** The value, or an exception that carries the error; for scripts and for those who prefer exceptions. */
export async function orThrow<T>(
  result: Result<T, InvoiceError> | ResultAsync<T, InvoiceError> | Promise<Result<T, InvoiceError>>,
): Promise<T> {
  const settled = await result
  if (settled.isOk()) return settled.value
  throw Object.assign(new Error(`${settled.error.kind}: ${settled.error.message}`), {
    name: 'InvoiceErrorException',
    invoiceError: settled.error,
  })
}
