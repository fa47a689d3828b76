import { err, ok, type Result } from 'neverthrow'
import type * as z from 'zod/mini'
import { type ErrorContext, invalidInput } from '../errors/construct.ts'
import type { FieldProblem, InvalidInput } from '../errors/error.ts'
import { describeIssue } from './describe-issue.ts'
import { isPlainObject } from './json-problem.ts'

/** Deeper or cyclic input is left as it is, for the schema to refuse; no real input comes near. */
const deepest = 64

/** An object with behaviour, such as a rate limiter shared by several adapters: it must stay the same object. */
function hasFunctions(value: Record<string, unknown>): boolean {
  return Object.values(value).some((item) => typeof item === 'function')
}

/**
 * Drops the keys whose value is undefined: `{ memo: undefined }` means the same as `{}`, in JSON as in the inputs.
 * `fromEntries` defines `__proto__` as a key of its own, so that the schemas still see and refuse it.
 */
function withoutUndefined(value: unknown, within: readonly unknown[] = []): unknown {
  if (within.length > deepest || within.includes(value)) return value
  const inside = [...within, value]
  if (Array.isArray(value)) return value.map((item) => withoutUndefined(item, inside))
  if (!isPlainObject(value) || (within.length > 0 && hasFunctions(value))) return value
  const given = Object.entries(value).filter(([, item]) => item !== undefined)
  return Object.fromEntries(given.map(([key, item]) => [key, withoutUndefined(item, inside)]))
}

/** As {@link parseInput}, with the bare list of problems as the error. */
export function parseFields<T>(
  schema: z.ZodMiniType<T>,
  value: unknown,
  root = 'input',
): Result<T, FieldProblem[]> {
  try {
    const given = withoutUndefined(value)
    const parsed = schema.safeParse(given)
    if (parsed.success) return ok(parsed.data)
    return err(parsed.error.issues.flatMap((issue) => describeIssue(issue, given, root)))
  } catch {
    // A getter or a proxy of the caller's; what it threw may hold anything.
    return err([{ field: root, message: 'threw an exception when it was read; give plain data' }])
  }
}

/**
 * Validates an input or options; every problem becomes one sentence that never repeats the value, which may be secret.
 * The answer is a copy as the schema wants it: undefined keys gone, dates in UTC, currencies in upper case.
 *
 * @param root names the input in problems that concern all of it, such as `id`; default `input`.
 */
export function parseInput<T>(
  schema: z.ZodMiniType<T>,
  value: unknown,
  context: ErrorContext,
  root = 'input',
): Result<T, InvalidInput> {
  return parseFields(schema, value, root).mapErr((fields) => invalidInput(context, fields))
}
