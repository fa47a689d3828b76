import { errAsync, type Result, type ResultAsync } from 'neverthrow'
import * as z from 'zod/mini'
import type { ErrorContext } from '../errors/construct.ts'
import type { InvoiceError } from '../errors/error.ts'
import { parseInput } from '../invoice/parse-input.ts'
import { idSchema } from '../invoice/schema-parts.ts'
import type { OperationName } from './capabilities.ts'
import type { AdapterDefinition } from './definition.ts'
import { guarded, unsupported } from './guard.ts'

const wholeIdSchema: z.ZodMiniType<string> = /* @__PURE__ */ z.lazy(idSchema)

export function contextOf(definition: AdapterDefinition, operation: string): ErrorContext {
  return { provider: definition.provider, account: definition.account, operation }
}

export function valid<T>(
  definition: AdapterDefinition,
  operation: OperationName,
  schema: z.ZodMiniType<T>,
  value: unknown,
  root?: string,
): Result<T, InvoiceError> {
  return parseInput(schema, value, contextOf(definition, operation), root)
}

export function validId(
  definition: AdapterDefinition,
  operation: OperationName,
  id: unknown,
): Result<string, InvoiceError> {
  return valid(definition, operation, wholeIdSchema, id, 'id')
}

/**
 * Runs the author's function on a validated input, guarded. Without one, or where the data says that the vendor lacks the
 * operation, the answer is `unsupported` whatever the input.
 */
export function runOperation<I, T>(
  definition: AdapterDefinition,
  operation: OperationName,
  author: ((input: I) => ResultAsync<T, InvoiceError>) | undefined,
  input: Result<I, InvoiceError>,
): ResultAsync<T, InvoiceError> {
  const context = contextOf(definition, operation)
  if (author === undefined || !definition.capabilities.operations[operation].supported) {
    return errAsync(unsupported(context, definition.capabilities, operation))
  }
  return input.isErr() ? errAsync(input.error) : guarded(context, operation, () => author(input.value))
}
