import * as z from 'zod/mini'
import { minorUnitDigits, normalizeCurrency } from '../money/currency.ts'
import { decimalText } from '../money/decimal.ts'
import { toUtcInstant } from './dates.ts'
import type { Address, JsonObject } from './invoice.ts'
import { isJsonObject, jsonProblem } from './json-problem.ts'

// Schemas are made by functions and messages stand beside the rule: a bundle that uses none of them holds none.

/** A lone surrogate has no UTF-8 form: two such texts would become the same bytes, and the same key. */
const unsafeInKeys = /[\p{Cc}\p{Surrogate}]/u

/** Minor units. Negative zero becomes zero. */
export function amountSchema(): z.ZodMiniType<number> {
  const error = 'must be a whole number of minor units, such as 1250 for 12.50 USD'
  return z.number({ error }).check(
    z.refine((amount) => Number.isSafeInteger(amount), { error, abort: true }),
    z.overwrite((amount) => amount + 0),
  )
}

export function positiveAmountSchema(): z.ZodMiniType<number> {
  return amountSchema().check(z.refine((amount) => amount > 0, { error: 'must be more than 0' }))
}

/** Any text of the given length, line breaks allowed. */
export function textSchema(longest: number): z.ZodMiniType<string> {
  return z.string().check(
    z.minLength(1),
    z.maxLength(longest),
    z.refine((text) => !/\p{Surrogate}/u.test(text), { error: 'must be well-formed Unicode text' }),
  )
}

/** A name for a record: 1 to 255 characters, no control characters. */
export function keySchema(): z.ZodMiniType<string> {
  return z.string().check(
    z.minLength(1),
    z.maxLength(255),
    z.refine((key) => !unsafeInKeys.test(key), {
      error: 'must not hold control characters or broken Unicode',
    }),
  )
}

/** A vendor's id, which goes into a path: as {@link keySchema}, and not `.` or `..`. */
export function idSchema(): z.ZodMiniType<string> {
  return keySchema().check(z.refine((id) => id !== '.' && id !== '..', { error: 'must be an id' }))
}

/** RFC 3339 in any offset; becomes UTC. */
export function instantSchema(): z.ZodMiniType<string> {
  const error = 'must be an RFC 3339 date-time with an offset, such as 2026-07-01T00:00:00Z'
  return z.string({ error }).check(
    z.refine((text) => toUtcInstant(text) !== null, { error }),
    z.overwrite((text) => toUtcInstant(text) ?? text),
  )
}

/** Decimal text; becomes canonical, `"2.50"` to `"2.5"`. */
export function decimalSchema(): z.ZodMiniType<string> {
  const error = 'must be decimal text, such as "2.5"'
  return z.string({ error }).check(
    z.refine((text) => decimalText(text).isOk(), { error }),
    z.overwrite((text) => decimalText(text).unwrapOr(text)),
  )
}

/** zod's own integers bring all its number formats into a bundle; the issues are the same. */
export function wholeNumberSchema(
  least: number = Number.MIN_SAFE_INTEGER,
  most: number = Number.MAX_SAFE_INTEGER,
): z.ZodMiniType<number> {
  return z.custom<number>().check(({ value, issues }) => {
    const limit = { origin: 'number', inclusive: true, input: value } as const
    if (!Number.isInteger(value)) issues.push({ code: 'invalid_type', expected: 'int', input: value })
    else if (value < least) issues.push({ ...limit, code: 'too_small', minimum: least })
    else if (value > most) issues.push({ ...limit, code: 'too_big', maximum: most })
  })
}

/** An ISO 4217 code with a minor unit; becomes upper case. */
export function currencySchema(): z.ZodMiniType<string> {
  const error = 'must be a three-letter ISO 4217 currency code, such as USD'
  return z.string({ error }).check(
    z.refine((code) => minorUnitDigits(code) !== null, { error }),
    z.overwrite(normalizeCurrency),
  )
}

/** JSON of the caller's, checked to the bottom. */
export function jsonObjectSchema(): z.ZodMiniType<JsonObject> {
  return z
    .custom<JsonObject>(isJsonObject, { error: 'must be an object of JSON values', abort: true })
    .check((payload) => {
      const problem = jsonProblem(payload.value)
      if (problem !== null) payload.issues.push({ code: 'custom', input: undefined, ...problem })
    })
}

/** JSON that we have read ourselves, checked at its surface only: it can be large, and was parsed from JSON. */
export function readJsonObjectSchema(): z.ZodMiniType<JsonObject> {
  return z.custom<JsonObject>(isJsonObject, { error: 'must be a JSON object' })
}

export function emailSchema(): z.ZodMiniType<string> {
  const error = 'must be an e-mail address'
  return z.string({ error }).check(z.refine((text) => /^[^\s@]{1,64}@[^\s@]{1,255}$/.test(text), { error }))
}

/** A part of an address, as an input. */
export function partialAddressSchema(): z.ZodMiniType<Partial<Address>> {
  const part = z.exactOptional(z.nullable(textSchema(500)))
  return z.strictObject({
    line1: part,
    line2: part,
    city: part,
    state: part,
    postalCode: part,
    country: part,
  })
}
