import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { newInvoiceSchema } from './new-invoice-schema.ts'
import { parseFields, parseInput } from './parse-input.ts'

const context = { provider: 'commet', account: 'main', operation: 'create' }

const example = z.strictObject({
  name: z.string().check(z.minLength(2), z.maxLength(3)),
  count: z.int().check(z.gte(1), z.lt(10)),
  flag: z.boolean(),
  list: z.array(z.string()).check(z.maxLength(1)),
  word: z.enum(['a', 'b']),
  one: z.literal('x'),
  url: z.url(),
  either: z.union([z.string(), z.number()]),
  inner: z.object({ deep: z.string() }),
})

const good = {
  name: 'ab',
  count: 1,
  flag: true,
  list: [],
  word: 'a',
  one: 'x',
  url: 'https://a.example',
  either: 1,
  inner: { deep: '' },
}

test.each<[Record<string, unknown>, string, string]>([
  [{ name: undefined }, 'name', 'is missing; it must be text'],
  [{ name: 5 }, 'name', 'must be text, not a number'],
  [{ name: null }, 'name', 'must be text, not null'],
  [{ name: 'a' }, 'name', 'must have at least 2 characters'],
  [{ name: 'abcd' }, 'name', 'must have at most 3 characters'],
  [{ count: 0 }, 'count', 'must be 1 or more'],
  [{ count: 10 }, 'count', 'must be less than 10'],
  [{ count: 1.5 }, 'count', 'must be a whole number'],
  [{ count: Number.NaN }, 'count', 'must be a number, not NaN'],
  [{ flag: 'yes' }, 'flag', 'must be true or false, not text'],
  [{ list: {} }, 'list', 'must be a list, not an object'],
  [{ list: ['a', 'b'] }, 'list', 'must have at most 1 item'],
  [{ word: 'c' }, 'word', 'must be one of "a", "b"'],
  [{ word: undefined }, 'word', 'is missing; it must be one of "a", "b"'],
  [{ one: 'y' }, 'one', 'must be "x"'],
  [{ url: 'secret' }, 'url', 'is not in the form that is wanted (url)'],
  [{ either: true }, 'either', 'is none of the forms that are accepted here'],
  [{ inner: [] }, 'inner', 'must be an object, not a list'],
  [{ inner: {} }, 'inner.deep', 'is missing; it must be text'],
  [{ extra: 1 }, 'extra', 'is not a known field; check its spelling or leave it out'],
])('%j: %s %s', (changes, field, message) => {
  expect(parseFields(example, { ...good, ...changes })._unsafeUnwrapErr()).toEqual([{ field, message }])
})

test('the error is invalid_input with every problem in its message', () => {
  const error = parseInput(example, { ...good, name: 5, extra: 1 }, context)._unsafeUnwrapErr()
  expect(error).toEqual({
    kind: 'invalid_input',
    ...context,
    requestId: null,
    message:
      'name: must be text, not a number; extra: is not a known field; check its spelling or leave it out',
    retryable: false,
    cause: null,
    fields: [
      { field: 'name', message: 'must be text, not a number' },
      { field: 'extra', message: 'is not a known field; check its spelling or leave it out' },
    ],
  })
})

test('an input that is not an object goes by the name it is given', () => {
  expect(parseInput(z.string(), 5, context, 'id')._unsafeUnwrapErr().fields[0]?.field).toBe('id')
})

test('values are never repeated: they may be secret', () => {
  const secret = 'sk_live_1234'
  const given = { ...good, name: secret, word: secret, one: secret, url: secret, flag: secret, inner: secret }
  expect(JSON.stringify(parseInput(example, given, context))).not.toContain(secret)
})

test('undefined is the same as left out, to the bottom, and the input is not changed', () => {
  const schema = z.strictObject({ a: z.object({ b: z.exactOptional(z.string()) }) })
  const given = { a: { b: undefined }, c: undefined }
  expect(parseFields(schema, given)._unsafeUnwrap()).toStrictEqual({ a: {} })
  expect(given).toStrictEqual({ a: { b: undefined }, c: undefined })
})

test('an object with behaviour stays the same object', () => {
  const limiter = { calls: 0, acquire: () => undefined, note: undefined }
  const schema = z.object({ limiter: z.custom<typeof limiter>() })
  expect(parseFields(schema, { limiter })._unsafeUnwrap().limiter).toBe(limiter)
})

test('it never throws', () => {
  fc.assert(
    fc.property(
      fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true }),
      (value) => {
        expect(parseInput(newInvoiceSchema, value, context).isErr()).toBe(true)
        expect(parseInput(newInvoiceSchema, { lines: [value], metadata: value }, context).isErr()).toBe(true)
      },
    ),
  )
})

test('an input that throws when it is read is a problem like any other', () => {
  const lazy = {
    get name(): string {
      throw new Error('secret')
    },
  }
  expect(parseFields(example, lazy)._unsafeUnwrapErr()).toEqual([
    { field: 'input', message: 'threw an exception when it was read; give plain data' },
  ])
})
