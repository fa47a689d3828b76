import { errAsync, ResultAsync } from 'neverthrow'
import { type ErrorContext, invoiceError } from '../errors/construct.ts'
import type { ErrorCause, InvoiceError } from '../errors/error.ts'
import type { Capabilities, OperationName } from './capabilities.ts'

/** Operations that only read; a failure of the adapter's own code in any other may hide a write that took effect. */
const reading: ReadonlySet<OperationName> = new Set([
  'list',
  'get',
  'pdf',
  'listRefunds',
  'findByExternalId',
  'check',
  'customers.get',
  'customers.list',
  'webhooks.read',
])

/**
 * Runs an adapter's own code so that nothing it throws or rejects gets out. An exception there is a defect; it is told as
 * `unexpected_response`, and after a write as `outcome_unknown`.
 */
export function guarded<T>(
  context: ErrorContext,
  operation: OperationName,
  run: () => ResultAsync<T, InvoiceError>,
): ResultAsync<T, InvoiceError> {
  try {
    const running = run()
    return new ResultAsync(
      Promise.resolve(running).catch((error: unknown) => errAsync(defect(context, operation, error))),
    )
  } catch (error) {
    return errAsync(defect(context, operation, error))
  }
}

function defect(context: ErrorContext, operation: OperationName, error: unknown): InvoiceError {
  // The message may quote a payload; the name is enough to find the place.
  const cause: ErrorCause = {
    name: error instanceof Error ? error.name : 'Error',
    message: 'defect in the adapter',
    code: null,
    httpStatus: null,
  }
  if (reading.has(operation)) {
    return invoiceError(
      'unexpected_response',
      context,
      `the ${context.provider} adapter failed on its own`,
      { fields: [], invoice: null },
      { cause },
    )
  }
  const message = `the ${context.provider} adapter failed on its own; it is not known whether the ${operation} took effect`
  return invoiceError('outcome_unknown', context, message, { invoiceId: null, externalId: null }, { cause })
}

/** The refusal of an operation that the vendor lacks. */
export function unsupported(
  context: ErrorContext,
  capabilities: Capabilities,
  operation: OperationName,
): InvoiceError {
  const support = capabilities.operations[operation]
  const reason = support.supported ? 'this adapter does not implement it' : support.reason
  const instead = support.supported ? null : support.instead
  const hint = instead === null ? '' : `; use ${instead} instead`
  return invoiceError(
    'unsupported',
    context,
    `${capabilities.provider}: ${operation} is not supported: ${reason}${hint}`,
    { reason, instead },
  )
}
