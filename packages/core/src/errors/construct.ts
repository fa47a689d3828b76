import type { ErrorCause, ErrorFacts, FieldProblem, InvoiceError, InvoiceErrorKind } from './error.ts'

/** Where an error happened. */
export interface ErrorContext {
  provider: string | null
  account: string | null
  operation: string
  requestId?: string | null
}

type OfKind<K extends InvoiceErrorKind> = Extract<InvoiceError, { kind: K }>
type OwnFacts<K extends InvoiceErrorKind> = Omit<OfKind<K>, keyof ErrorFacts | 'kind'>

/** Kinds after which the same call may be made again as it is. `outcome_unknown` settles by its key, not by this. */
const retryableKinds: ReadonlySet<InvoiceErrorKind> = new Set([
  'rate_limited',
  'unavailable',
  'timeout',
  'network',
])

/**
 * Makes an error value. `facts` are the fields of the kind; `overrides` may correct `retryable` and give the cause.
 */
export function invoiceError<K extends InvoiceErrorKind>(
  kind: K,
  context: ErrorContext,
  message: string,
  facts: OwnFacts<K>,
  overrides: { retryable?: boolean; cause?: ErrorCause | null } = {},
): OfKind<K> {
  return {
    kind,
    provider: context.provider,
    account: context.account,
    operation: context.operation,
    requestId: context.requestId ?? null,
    message,
    retryable: overrides.retryable ?? retryableKinds.has(kind),
    cause: overrides.cause ?? null,
    ...facts,
  } as OfKind<K>
}

/** `invalid_input` with a message made of its fields. */
export function invalidInput(context: ErrorContext, fields: FieldProblem[]): OfKind<'invalid_input'> {
  const message = fields.map((problem) => `${problem.field}: ${problem.message}`).join('; ')
  return invoiceError('invalid_input', context, message, { fields })
}
