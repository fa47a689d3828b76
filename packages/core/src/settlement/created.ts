import { err, ok, type Result } from 'neverthrow'
import type { Created } from '../contract/adapter.ts'
import { type ErrorContext, invoiceError } from '../errors/construct.ts'
import type { Conflict, FieldProblem, InvoiceError } from '../errors/error.ts'
import type { Invoice } from '../invoice/invoice.ts'

/** One field that is not what was asked for; both values are named. */
export function differs(
  field: string,
  is: string | number | null,
  wanted: string | number | null,
): FieldProblem[] {
  if (is === wanted) return []
  return [{ field, message: `is ${is ?? 'not told'}, asked was ${wanted ?? 'nothing'}` }]
}

/** What is there, unless it differs from what was asked: then that is an error, which carries the invoice. */
export function unlessDifferent(
  context: ErrorContext,
  there: Created,
  differences: FieldProblem[],
): Result<Created, InvoiceError> {
  if (differences.length === 0) return ok(there)
  const figures = differences.map(({ field, message }) => `${field} ${message}`).join('; ')
  const how = there.created ? 'came out different from what was asked' : 'is different from what is asked'
  const facts = { fields: differences, invoice: there.invoice }
  return err(
    invoiceError('unexpected_response', context, `the invoice exists, and ${how}: ${figures}`, facts),
  )
}

/** The caller's key is used for something else already, which the error carries where it could be read. */
export function keyTaken(
  context: ErrorContext,
  externalId: string,
  standsFor: string,
  invoice: Invoice | null,
): Conflict {
  return invoiceError('conflict', context, `the key stands for ${standsFor}`, { externalId, invoice })
}
