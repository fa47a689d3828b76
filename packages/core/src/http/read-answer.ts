import { err, ok, type Result } from 'neverthrow'
import type * as z from 'zod/mini'
import { type ErrorContext, invoiceError } from '../errors/construct.ts'
import type { FieldProblem, UnexpectedResponse } from '../errors/error.ts'
import { fits } from './fits.ts'
import type { HttpAnswer } from './transport.ts'

/** The issues of a refused value, by field. */
export function fieldProblems(issues: readonly { path: PropertyKey[]; message: string }[]): FieldProblem[] {
  return issues.map((issue) => ({
    field: issue.path.map(String).join('.') || 'body',
    message: issue.message,
  }))
}

/**
 * A successful answer by its wire schema. `unexpected_response` names each field that is not as documented. After a
 * write that means: it took effect and could not be read.
 */
export function readAnswer<T>(
  schema: z.ZodMiniType<T>,
  answer: Pick<HttpAnswer, 'json' | 'httpStatus' | 'requestId'>,
  context: ErrorContext,
): Result<T, UnexpectedResponse> {
  if (fits(schema, answer.json)) return ok(answer.json)
  const parsed = schema.safeParse(answer.json)
  if (parsed.success) return ok(parsed.data)
  const fields = fieldProblems(parsed.error.issues)
  const where = { ...context, requestId: answer.requestId }
  const message = `the answer is not as documented: ${fields.map(({ field, message }) => `${field}: ${message}`).join('; ')}`
  const cause = {
    name: 'SchemaMismatch',
    message: 'schema mismatch',
    code: null,
    httpStatus: answer.httpStatus,
  }
  return err(invoiceError('unexpected_response', where, message, { fields, invoice: null }, { cause }))
}
