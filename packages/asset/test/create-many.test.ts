import type { NewInvoice } from '@invoice-adapters/core'
import { describe, expect, it } from 'vitest'
import { dialects } from './endpoints.ts'
import { invoiceFor, onCreate, type World, withKey, world } from './world.ts'

function many(count: number, refused: readonly number[] = []): NewInvoice[] {
  return Array.from({ length: count }, (_, index) => {
    const customer = refused.includes(index) ? { id: 'cus_nobody' } : { id: 'cus_ada' }
    const lines = [{ description: `Part ${index}`, amount: 1000 + index }]
    return invoiceFor(`m-${index}`, { customer, lines })
  })
}

function posts({ emulator }: World): number {
  return emulator.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/invoice')).length
}

function totals({ emulator }: World): number[] {
  return emulator.ledger
    .invoices({ vendor: 'asset' })
    .filter(({ id }) => id !== 'inv_first')
    .map(({ total }) => total)
    .sort((one, other) => one - other)
}

describe.each(dialects)('createMany · %s', (dialect) => {
  /** A customer who is not there, told for the item or for the whole call. */
  const reason = dialect === 'amount-lines' ? 'refused' : 'not_found'

  it('where items 3 and 97 fail: the other 98 exist once, the two come back with their reasons', async () => {
    const here = world(dialect)
    const { results } = (await here.adapter().createMany(many(100, [3, 97])))._unsafeUnwrap()
    const failed = results.flatMap((one, index) => (one.ok ? [] : [{ index, error: one.error }]))
    expect(failed.map(({ index }) => index)).toEqual([3, 97])
    for (const { error } of failed) {
      expect(error).toMatchObject({ operation: 'createMany', retryable: false })
      expect(['refused', 'not_found']).toContain(error.kind)
      expect(error.message).toMatch(/customer/i)
    }
    const amounts = Array.from({ length: 100 }, (_, index) => 1000 + index)
    const good = amounts.filter((_, index) => index !== 3 && index !== 97)
    expect(totals(here)).toEqual(good)
    expect(results.flatMap((one) => (one.ok ? [one.value.invoice.total] : []))).toEqual(good)
    // The older shape has no place for reasons, so that the batch is refused as a whole and divided.
    expect(posts(here)).toBe(dialect === 'amount-lines' ? 1 : 27)
    const again = (await here.adapter().createMany(many(100)))._unsafeUnwrap()
    expect(again.results.map((one) => one.ok && one.value.created)).toEqual(
      amounts.map((_, index) => index === 3 || index === 97),
    )
    expect(totals(here)).toEqual(amounts)
  })

  it.each(['reversed', 'shuffled'] as const)('matches by number when the answer is %s', async (dataOrder) => {
    const here = world(dialect, { asset: { dataOrder } })
    const { results } = (await here.adapter().createMany(many(20, [4])))._unsafeUnwrap()
    expect(results.map((one) => (one.ok ? one.value.invoice.total : one.error.kind))).toEqual(
      Array.from({ length: 20 }, (_, index) => (index === 4 ? reason : 1000 + index)),
    )
  })

  it.each([200, 207, 400, 422] as const)(
    'where every item fails and the answer is %i',
    async (allFailedStatus) => {
      const here = world(dialect, { asset: { allFailedStatus } })
      const { results } = (await here.adapter().createMany(many(3, [0, 1, 2])))._unsafeUnwrap()
      expect(results.map((one) => !one.ok && one.error.kind)).toEqual([reason, reason, reason])
      for (const one of results) if (!one.ok) expect(one.error.message).toMatch(/customer/i)
      expect(totals(here)).toEqual([])
    },
  )

  it.each(['absent', 'empty', 'null'] as const)(
    'where nothing failed and errors are %s',
    async (errorsOnSuccess) => {
      const here = world(dialect, { asset: { errorsOnSuccess } })
      const { results } = (await here.adapter().createMany(many(3)))._unsafeUnwrap()
      expect(results.map((one) => one.ok && one.value.created)).toEqual([true, true, true])
    },
  )

  it('sends 250 in three calls, and knows them all again', async () => {
    const here = world(dialect)
    const { results } = (await here.adapter().createMany(many(250)))._unsafeUnwrap()
    expect(results.every((one) => one.ok && one.value.created)).toBe(true)
    expect(posts(here)).toBe(3)
    const again = (await here.adapter().createMany(many(250)))._unsafeUnwrap()
    expect(again.results.every((one) => one.ok && !one.value.created)).toBe(true)
    expect(posts(here)).toBe(3)
    expect(totals(here)).toHaveLength(250)
  })

  it('after a lost answer tells what exists by looking, and creates nothing twice', async () => {
    const here = world(dialect, { faults: [onCreate({ kind: 'drop_after_commit' })] })
    const refused = dialect === 'amount-lines' ? [7] : []
    const { results } = (await here.adapter().createMany(many(30, refused)))._unsafeUnwrap()
    expect(results.map((one) => (one.ok ? one.value.created : one.error.kind))).toEqual(
      Array.from({ length: 30 }, (_, index) => (refused.includes(index) ? 'outcome_unknown' : true)),
    )
    for (const index of refused) {
      const unknown = results[index]
      expect(!unknown?.ok && unknown?.error).toMatchObject({ externalId: `m-${index}`, retryable: false })
    }
    expect(posts(here)).toBe(1)
    expect((await here.adapter().createMany(many(30, refused))).isOk()).toBe(true)
    expect(totals(here)).toHaveLength(30 - refused.length)
  })

  it('after a request that was lost says so for each, by its own key', async () => {
    const here = world(dialect, { faults: [onCreate({ kind: 'drop_before_commit' })] })
    const { results } = (await here.adapter().createMany(many(3)))._unsafeUnwrap()
    expect(
      results.map((one) => !one.ok && one.error.kind === 'outcome_unknown' && one.error.externalId),
    ).toEqual(['m-0', 'm-1', 'm-2'])
    expect(totals(here)).toEqual([])
  })

  it('takes keys that are used for what they are', async () => {
    const here = world(dialect)
    const [first] = many(1)
    expect((await here.adapter().create(first as NewInvoice)).isOk()).toBe(true)
    expect(
      (
        await here.adapter().create(invoiceFor('m-1', { lines: [{ description: 'Other', amount: 5 }] }))
      ).isOk(),
    ).toBe(true)
    const { results } = (await here.adapter().createMany(many(3)))._unsafeUnwrap()
    expect(results.map((one) => (one.ok ? one.value.created : one.error.kind))).toEqual([
      false,
      'conflict',
      true,
    ])
    expect(withKey(here.emulator, 'm-0')).toHaveLength(1)
  })

  it('refuses repeated numbers and keys, and what cannot be held, before anything is sent', async () => {
    const here = world(dialect)
    const same = [
      invoiceFor('a', { number: 'N-1' }),
      invoiceFor('b', { number: 'N-1' }),
      invoiceFor('a', { number: 'N-2' }),
      invoiceFor('c', { currency: 'EUR' }),
    ]
    const error = (await here.adapter().createMany(same))._unsafeUnwrapErr()
    expect(error.kind === 'invalid_input' && error.fields.map(({ field }) => field).sort()).toEqual([
      '1.number',
      '2.externalId',
      '3.currency',
    ])
    const lossy = await here.adapter().createMany([invoiceFor('a', { purchaseOrder: 'PO-1' })])
    expect(lossy._unsafeUnwrapErr()).toMatchObject({
      kind: 'invalid_input',
      fields: [{ field: 'purchaseOrder' }],
    })
    expect(here.emulator.requests).toEqual([])
    const kept = await here.adapter().createMany([invoiceFor('a', { purchaseOrder: 'PO-1' })], {
      accept: ['purchaseOrder'],
    })
    const [one] = kept._unsafeUnwrap().results
    expect(one?.ok && one.value.notWritten).toEqual(['purchaseOrder'])
  })

  it('of nothing is nothing', async () => {
    const here = world(dialect)
    expect((await here.adapter().createMany([]))._unsafeUnwrap()).toEqual({ results: [] })
    expect(here.emulator.requests).toEqual([])
  })

  it('settles what the answer does not speak of', async () => {
    const fault = onCreate({ kind: 'patch_record', index: 1, drop: ['number'] })
    const here = world(dialect, { faults: [fault] })
    const { results } = (await here.adapter().createMany(many(3)))._unsafeUnwrap()
    expect(results.map((one) => one.ok && one.value.invoice.total)).toEqual([1000, 1001, 1002])
    expect(posts(here)).toBe(1)
  })

  it('reads again what the answer garbles, and says what it cannot', async () => {
    const garbled = onCreate({ kind: 'patch_record', index: 1, set: { total_amount: 'a lot' } })
    const here = world(dialect, { faults: [garbled] })
    const { results } = (await here.adapter().createMany(many(3)))._unsafeUnwrap()
    expect(results.map((one) => one.ok && one.value.invoice.total)).toEqual([1000, 1001, 1002])
    const get = { operation: 'get_invoice', fault: { kind: 'status', status: 404 } } as const
    const blind = world(dialect, { faults: [garbled, get] })
    const unread = (await blind.adapter().createMany(many(3)))._unsafeUnwrap().results[1]
    expect(!unread?.ok && unread?.error).toMatchObject({ kind: 'applied_unread', externalId: 'm-1' })
  })
})
