import type { NewRefund } from '@invoice-adapters/core'
import { describe, expect, it } from 'vitest'
import { dialects } from './endpoints.ts'
import { data, type World, world } from './world.ts'

const back = (changes: Partial<NewRefund> = {}): NewRefund => ({
  externalId: 'back-1',
  amount: 90_000,
  currency: 'USD',
  method: 'ach',
  ...changes,
})

function paidWorld(dialect: (typeof dialects)[number], settings: Parameters<typeof world>[1] = {}): World {
  const [first] = data.invoices ?? []
  const two = [
    { description: 'One', amount: 5_000 },
    { description: 'Two', amount: 3_000 },
  ]
  const paid = [
    { ...first, status: 'paid' as const },
    { ...first, id: 'inv_two', number: 'A-2', status: 'paid' as const, lines: two },
  ]
  return world(dialect, { data: { ...data, invoices: paid as never }, ...settings })
}

function refunded({ emulator }: World, id = 'inv_first'): number | undefined {
  return emulator.ledger.invoice(id)?.amountRefunded
}

function posts({ emulator }: World): number {
  return emulator.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/refund')).length
}

describe.each(dialects)('a refund · %s', (dialect) => {
  it('is made once, found by its key in any process, and listed', async () => {
    const here = paidWorld(dialect)
    const first = (await here.adapter().refund('inv_first', back()))._unsafeUnwrap()
    expect(first).toMatchObject({
      created: true,
      refund: { externalId: 'back-1', invoiceId: 'inv_first', amount: 90_000, currency: 'USD' },
    })
    const again = (await here.adapter().refund('inv_first', back()))._unsafeUnwrap()
    expect([again.created, again.refund.id]).toEqual([false, first.refund.id])
    const listed = (await here.adapter().listRefunds('inv_first'))._unsafeUnwrap()
    expect(listed).toEqual([again.refund])
    expect([posts(here), refunded(here)]).toEqual([1, 90_000])
    expect((await here.adapter().get('inv_first'))._unsafeUnwrap().status).toBe('refunded')
  })

  it.each([
    ['another amount', 'inv_first', { amount: 80_000 }],
    ['another invoice', 'inv_two', { amount: 90_000 }],
    ['another way', 'inv_first', { method: 'cash' }],
  ])('whose key stands for %s is a conflict', async (_, id, changes) => {
    const here = paidWorld(dialect)
    expect((await here.adapter().refund('inv_first', back())).isOk()).toBe(true)
    const error = (await here.adapter().refund(id, back(changes)))._unsafeUnwrapErr()
    expect(error).toMatchObject({ kind: 'conflict', externalId: 'back-1' })
    expect([refunded(here), refunded(here, 'inv_two')]).toEqual([90_000, 0])
  })

  it('of a part names its line: the only one by itself, else the caller’s', async () => {
    const here = paidWorld(dialect)
    const adapter = here.adapter()
    expect((await adapter.refund('inv_first', back({ amount: 4_000 }))).isOk()).toBe(true)
    const nameless = await adapter.refund('inv_two', back({ externalId: 'b', amount: 1_000 }))
    expect(nameless._unsafeUnwrapErr()).toMatchObject({
      kind: 'invalid_input',
      fields: [{ field: 'lineId' }],
    })
    const strange = await adapter.refund(
      'inv_two',
      back({ externalId: 'b', amount: 1_000, lineId: 'inl_none' }),
    )
    expect(strange._unsafeUnwrapErr()).toMatchObject({ kind: 'invalid_input', fields: [{ field: 'lineId' }] })
    const [line] = (await adapter.get('inv_two'))._unsafeUnwrap().lines ?? []
    const named = back({ externalId: 'b', amount: 1_000, lineId: line?.id ?? '' })
    expect((await adapter.refund('inv_two', named))._unsafeUnwrap().refund.amount).toBe(1_000)
    expect([refunded(here), refunded(here, 'inv_two')]).toEqual([4_000, 1_000])
    expect((await adapter.get('inv_two'))._unsafeUnwrap().status).toBe('partially_refunded')
  })

  it.each([
    ['no method', { method: undefined }, 'method'],
    ['a method that Asset does not have', { method: 'gold' }, 'method'],
    ['another currency', { currency: 'EUR' }, 'currency'],
    ['a memo that is too long', { memo: 'x'.repeat(256) }, 'memo'],
  ])('with %s is refused before anything is sent', async (_, changes, field) => {
    const here = paidWorld(dialect)
    const error = (await here.adapter().refund('inv_first', back(changes as never)))._unsafeUnwrapErr()
    expect(error).toMatchObject({ kind: 'invalid_input', fields: [{ field }] })
    expect(here.emulator.requests).toEqual([])
  })

  it('of more than the invoice is not sent', async () => {
    const here = paidWorld(dialect)
    const error = (await here.adapter().refund('inv_first', back({ amount: 90_001 })))._unsafeUnwrapErr()
    expect(error).toMatchObject({ kind: 'invalid_input', fields: [{ field: 'amount' }] })
    expect(posts(here)).toBe(0)
  })

  it.each([
    ['after the commit', 'drop_after_commit', true],
    ['before the commit', 'drop_before_commit', false],
  ] as const)('that is dropped %s is sent once, and settled by its key', async (_, kind, applied) => {
    const here = paidWorld(dialect, { faults: [{ operation: 'create_refund', fault: { kind } }] })
    const result = await here.adapter().refund('inv_first', back())
    if (applied) expect(result._unsafeUnwrap().created).toBe(true)
    else expect(result._unsafeUnwrapErr()).toMatchObject({ kind: 'outcome_unknown', externalId: 'back-1' })
    expect(posts(here)).toBe(1)
    expect((await here.adapter().refund('inv_first', back()))._unsafeUnwrap().created).toBe(!applied)
    expect(refunded(here)).toBe(90_000)
  })

  it('ten at once under one key are one', async () => {
    const here = paidWorld(dialect)
    const results = await Promise.all(
      Array.from({ length: 10 }, () => here.adapter().refund('inv_first', back())),
    )
    expect(results.filter((result) => result._unsafeUnwrap().created)).toHaveLength(1)
    expect(refunded(here)).toBe(90_000)
  })
})
