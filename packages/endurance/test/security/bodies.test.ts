import { describe, expect, it } from 'vitest'
import { vendors } from '../vendors.ts'
import { rewritten, watch } from './watched.ts'

const deep = 200_000

/** An object in an object, so many times. */
function nested(depth: number): string {
  return `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`
}

/** Fields whose value any depth may come in: metadata, and one that nobody has heard of. */
function withNested(body: string): string {
  return body.replace(/"id":/, () => `"nobody_heard_of":${nested(deep)},"metadata":${nested(deep)},"id":`)
}

describe.each(vendors)('bodies of $name $dialect', (vendor) => {
  it('nested very deeply are read or refused, and nothing is thrown', { timeout: 60_000 }, async () => {
    const { adapter } = watch(vendor, (answer) => rewritten(answer, withNested))
    const answers = [await adapter.get('inv_1'), await adapter.list(), await adapter.customers.get('cus_1')]
    for (const answer of answers) if (answer.isErr()) expect(answer.error.message).toMatch(/^[^\n]+$/)
  })

  it('nested very deeply in an error are still that error', async () => {
    const { adapter } = watch(
      vendor,
      async () => new Response(`{"error":${nested(deep)},"code":${nested(deep)}}`, { status: 422 }),
    )
    const error = (await adapter.get('inv_1'))._unsafeUnwrapErr()
    expect(error.kind).toBe('refused')
    expect(JSON.stringify(error).length).toBeLessThan(10_000)
  })

  it('with the keys of prototypes change no prototype, and lend nothing to the invoice', async () => {
    const poison = '"__proto__":{"polluted":true,"total":1},"constructor":{"prototype":{"polluted":true}},'
    const { adapter } = watch(vendor, (answer) =>
      rewritten(answer, (body) => body.replaceAll(/\{"/g, () => `{${poison}"`)),
    )
    const clean = (await watch(vendor).adapter.get('inv_1'))._unsafeUnwrap()
    const answer = await adapter.get('inv_1')
    if (answer.isOk()) {
      expect([answer.value.total, answer.value.status]).toEqual([clean.total, clean.status])
      expect(Object.getPrototypeOf(answer.value.metadata ?? {})).toBe(Object.prototype)
    }
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
  })

  it('larger than any honest one are refused', async () => {
    const { emulator, adapter } = watch(vendor)
    emulator.faults.add({ fault: { kind: 'huge_body', bytes: 40_000_000 }, times: Number.POSITIVE_INFINITY })
    expect((await adapter.get('inv_1'))._unsafeUnwrapErr().kind).toBe('unexpected_response')
  })
})
