import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { instantSchema, readJsonObjectSchema, wholeNumberSchema } from '../invoice/schema-parts.ts'
import { fits } from './fits.ts'

const text = z.nullish(z.string())
const schema = z.object({
  id: z.string().check(z.minLength(1)),
  status: text,
  amount: z.nullish(wholeNumberSchema()),
  rate: z.nullish(z.union([z.number(), z.string().check(z.refine((value) => /^\d+$/.test(value)))])),
  flag: z.nullish(z.boolean()),
  metadata: z.nullish(readJsonObjectSchema()),
  lines: z.nullish(z.array(z.object({ amount: z.nullish(z.int()), label: text }))),
  anything: z.unknown(),
})

const right = {
  id: 'inv_1',
  status: null,
  amount: 1250,
  rate: '12',
  flag: true,
  metadata: { a: 1 },
  lines: [{ amount: 1, label: 'x' }],
  anything: [],
}

describe('fits', () => {
  it('knows what is right, unknown members or not', () => {
    expect(fits(schema, right)).toBe(true)
    expect(fits(schema, { ...right, rate: 1.5, newField: 1 })).toBe(true)
    expect(fits(schema, { id: 'inv_1', anything: null })).toBe(true)
  })

  it.each([
    ['id', undefined],
    ['id', ''],
    ['id', 5],
    ['status', 5],
    ['amount', 12.5],
    ['amount', 2 ** 53],
    ['amount', Number.NaN],
    ['rate', 'x'],
    ['rate', Number.POSITIVE_INFINITY],
    ['flag', 'true'],
    ['metadata', []],
    ['lines', {}],
    ['lines', [{ amount: 1.5 }]],
    ['lines', [null]],
  ])('leaves %s %j to zod, which refuses it', (name, value) => {
    const wrong = { ...right, [name]: value }
    expect([fits(schema, wrong), schema.safeParse(wrong).success]).toEqual([false, false])
  })

  it.each([null, undefined, 'text', 5, []])('does not take %j for an object', (value) => {
    expect(fits(schema, value)).toBe(false)
  })

  it.each([
    ['changes', z.object({ at: instantSchema() }), { at: '2026-07-01T00:00:00+02:00' }],
    ['falls back', z.object({ id: z.catch(z.nullable(z.string()), null) }), { id: 5 }],
    ['names its members', z.strictObject({ id: z.string() }), { id: 'a', other: 1 }],
    ['tells undefined from absent', z.object({ id: z.exactOptional(z.string()) }), { id: undefined }],
    ['is of another kind', z.record(z.string(), z.string()), { a: 'b' }],
  ])('leaves what a schema that %s says to zod', (_, other, value) => {
    expect(fits<unknown>(other, value)).toBe(false)
  })

  it('looks into a schema that is made when it is first used', () => {
    const late = z.lazy(() => schema)
    expect([fits(late, right), fits(late, { ...right, id: 5 })]).toEqual([true, false])
  })

  it('leaves to zod what a lazy schema checks itself, and what may hold itself', () => {
    const checked: z.ZodMiniType<string> = z.lazy(() => z.string()).check(z.refine((value) => value !== 'b'))
    const tree: z.ZodMiniType<unknown> = z.lazy(() => z.object({ branches: z.array(tree) }))
    expect(fits(checked, 'a')).toBe(false)
    expect(fits(tree, { branches: [] })).toBe(false)
  })

  it('never accepts what zod refuses or would change', () => {
    const member = fc.constantFrom(...Object.keys(right), 'amount', 'label', 'newField', '__proto__')
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        fc.constantFrom(...Object.values(right)),
        fc.jsonValue(),
        fc.constantFrom(undefined, '', '12', -0, 1e300, Number.NaN),
        fc.dictionary(member, tie('any'), { maxKeys: 3 }),
        fc.array(tie('any'), { maxLength: 2 }),
      ),
    })).any
    fc.assert(
      fc.property(member, value, (name, wrong) => {
        const given = { ...right, [name]: wrong }
        if (!fits(schema, given)) return
        const parsed = schema.safeParse(given)
        expect(parsed.success).toBe(true)
        expect(given).toMatchObject(parsed.data ?? {})
      }),
      { numRuns: 5_000 },
    )
  })
})
