import type { NewInvoice } from '@invoice-adapters/core'
import type { Fault, FaultRule } from '@invoice-adapters/emulator'
import { describe, expect, it } from 'vitest'
import { versions } from './endpoints.ts'
import { withKey, world } from './world.ts'

const invoice: NewInvoice = {
  externalId: 'order-5',
  customer: { id: 'cus_ada' },
  currency: 'USD',
  lines: [{ description: 'Set-up', amount: 2500 }],
}

const create = (fault: Fault, more: Partial<FaultRule> = {}): FaultRule => ({
  operation: 'create_invoice',
  fault,
  ...more,
})

/** The ledger decides how many there are; the adapter only how it tells. */
describe.each(versions)('an uncertain create · %s', (version) => {
  it.each<{ what: string; fault: Fault; times: number }>([
    { what: 'dropped before the commit', fault: { kind: 'drop_before_commit' }, times: 1 },
    { what: 'dropped after the commit', fault: { kind: 'drop_after_commit' }, times: 1 },
    {
      what: 'answered 500 after the commit',
      fault: { kind: 'status', status: 500, afterCommit: true },
      times: 1,
    },
    {
      what: 'answered by a proxy after the commit',
      fault: { kind: 'non_json', afterCommit: true },
      times: 1,
    },
    { what: 'cut in the answer', fault: { kind: 'cut_body' }, times: 1 },
    {
      what: 'dropped after the commit, every time',
      fault: { kind: 'drop_after_commit' },
      times: Number.POSITIVE_INFINITY,
    },
    {
      what: 'answered 500 after the commit, every time',
      fault: { kind: 'status', status: 500, afterCommit: true },
      times: Number.POSITIVE_INFINITY,
    },
    {
      what: 'answered empty, every time',
      fault: { kind: 'empty_body', status: 200, afterCommit: true },
      times: Number.POSITIVE_INFINITY,
    },
    {
      what: 'answered success false, every time',
      fault: { kind: 'success_false', afterCommit: true },
      times: Number.POSITIVE_INFINITY,
    },
    {
      what: 'redirected after the commit',
      fault: { kind: 'redirect', to: 'https://evil.example/', afterCommit: true },
      times: Number.POSITIVE_INFINITY,
    },
  ])('$what is one invoice, and is told', async ({ fault, times }) => {
    const { emulator, adapter } = world(version, { faults: [create(fault, { times })] })
    const result = await adapter().create(invoice)
    expect(result.isOk() ? result.value.invoice.total : result.error).toBe(2500)
    expect(withKey(emulator, 'order-5')).toHaveLength(1)
    const again = (await adapter().create(invoice))._unsafeUnwrap()
    expect([again.created, again.invoice.source.id]).toEqual([false, withKey(emulator, 'order-5')[0]])
    expect(withKey(emulator, 'order-5')).toHaveLength(1)
  })

  it('that never arrives is unknown, and the same call makes it later', async () => {
    const fault = create({ kind: 'drop_before_commit' }, { times: Number.POSITIVE_INFINITY })
    const { emulator, adapter } = world(version, { faults: [fault] })
    const error = (await adapter().create(invoice))._unsafeUnwrapErr()
    expect(error).toMatchObject({ kind: 'outcome_unknown', externalId: 'order-5', retryable: false })
    expect(withKey(emulator, 'order-5')).toEqual([])
    emulator.faults.clear()
    expect((await adapter().create(invoice))._unsafeUnwrap().created).toBe(true)
    expect(withKey(emulator, 'order-5')).toHaveLength(1)
  })

  it('that commits after the client gave up is unknown, then there', async () => {
    const { emulator, adapter } = world(version, {
      faults: [create({ kind: 'commit_late' }, { times: Number.POSITIVE_INFINITY })],
    })
    const hasty = { timeout: { attemptMs: 30, totalMs: 500 }, retry: { attempts: 2, firstDelayMs: 1 } }
    const error = (await adapter(hasty).create(invoice))._unsafeUnwrapErr()
    expect(error.kind).toBe('outcome_unknown')
    await emulator.faults.release()
    await emulator.settled()
    expect(withKey(emulator, 'order-5')).toHaveLength(1)
    emulator.faults.clear()
    const again = (await adapter().create(invoice))._unsafeUnwrap()
    expect(again.created).toBe(false)
    expect(withKey(emulator, 'order-5')).toHaveLength(1)
  })

  it('that lists do not show yet is unknown, and run again is the same invoice', async () => {
    const { emulator, adapter } = world(version, {
      faults: [
        { fault: { kind: 'hide_new_records' } },
        create({ kind: 'drop_after_commit' }, { times: Number.POSITIVE_INFINITY }),
      ],
    })
    const error = (await adapter().create(invoice))._unsafeUnwrapErr()
    expect(error.kind).toBe('outcome_unknown')
    expect(withKey(emulator, 'order-5')).toHaveLength(1)
    emulator.faults.clear()
    emulator.faults.add({ fault: { kind: 'hide_new_records' } })
    const again = await adapter().create(invoice)
    expect(again.isOk() ? again.value.invoice.source.id : again.error).toBe(withKey(emulator, 'order-5')[0])
    expect(withKey(emulator, 'order-5')).toHaveLength(1)
  })

  it('that shows in the second look is settled', async () => {
    const { emulator, adapter } = world(version, {
      faults: [
        { fault: { kind: 'hide_new_records', listCalls: 1 } },
        create({ kind: 'drop_after_commit' }, { times: Number.POSITIVE_INFINITY }),
      ],
    })
    const seen: string[] = []
    const observe = (event: { type: string; outcome?: string }) => {
      if (event.type === 'settlement') seen.push(String(event.outcome))
    }
    const made = (await adapter({ observe }).create(invoice))._unsafeUnwrap()
    expect([made.created, made.invoice.source.id]).toEqual([true, withKey(emulator, 'order-5')[0]])
    expect(seen).toEqual(['applied'])
  })
})

describe.each(versions)('run again · %s', (version) => {
  it('after being killed behind the commit, by another process', async () => {
    const { emulator, adapter } = world(version, { faults: [create({ kind: 'drop_after_commit' })] })
    const stop = new AbortController()
    const killed = adapter({ observe: (event) => event.type === 'retry' && stop.abort() }).create(invoice, {
      signal: stop.signal,
    })
    expect((await killed)._unsafeUnwrapErr().kind).toBe('outcome_unknown')
    expect(withKey(emulator, 'order-5')).toHaveLength(1)
    expect((await adapter().create(invoice))._unsafeUnwrap().created).toBe(false)
    expect(withKey(emulator, 'order-5')).toHaveLength(1)
  })

  it('after the 24 hours for which Commet knows the key', async () => {
    const { emulator, adapter } = world(version)
    const first = (await adapter().create(invoice))._unsafeUnwrap()
    emulator.clock.advance(25 * 60 * 60 * 1000)
    const again = (await adapter().create(invoice))._unsafeUnwrap()
    expect([again.created, again.invoice.source.id]).toEqual([false, first.invoice.source.id])
    const other = { ...invoice, lines: [{ description: 'Set-up', amount: 1 }] }
    expect((await adapter().create(other))._unsafeUnwrapErr().kind).toBe('conflict')
    expect(withKey(emulator, 'order-5')).toHaveLength(1)
  })

  it('after many further invoices, which fill several pages', async () => {
    const { emulator, adapter } = world(version)
    const first = (await adapter().create(invoice))._unsafeUnwrap()
    const lines = [{ description: 'x', amount: 5 }]
    const more = Array.from(
      { length: 230 },
      () => ({ vendor: 'commet', customer: 'cus_ada', status: 'paid', lines }) as const,
    )
    emulator.clock.advance(48 * 60 * 60 * 1000)
    emulator.seed({ invoices: more })
    const again = await adapter().create(invoice)
    expect(again.isOk() ? again.value.invoice.source.id : again.error.kind).toBe(first.invoice.source.id)
    expect(withKey(emulator, 'order-5')).toHaveLength(1)
  })
})

const at = (instant: string, count: number, name: string) =>
  Array.from({ length: count }, (_, index) => ({
    vendor: 'commet' as const,
    id: `${name}_${index}`,
    customer: 'cus_ada',
    status: 'paid' as const,
    createdAt: instant,
    lines: [{ description: 'x', amount: 5 }],
  }))

describe('a cursor that is a time · 2026-07-11', () => {
  it.each(['newest_first', 'oldest_first'] as const)(
    'hides the invoice at a page border of the first walk, %s, and the second walk finds it',
    async (listOrder) => {
      const { emulator, adapter } = world('2026-07-11', { commet: { listOrder } })
      const first = (await adapter().create(invoice))._unsafeUnwrap()
      const instant = first.invoice.createdAt ?? ''
      emulator.clock.advance(48 * 60 * 60 * 1000)
      const [later, before] = [emulator.clock.iso(), '2026-07-01T00:00:00.000Z']
      // 99 records, then several of one instant across the border of the hundredth.
      const ahead = listOrder === 'newest_first' ? later : before
      const behind = listOrder === 'newest_first' ? before : later
      const spread = at(ahead, 99, 'ahead').map((one, index) => ({
        ...one,
        createdAt: new Date(Date.parse(ahead) + index * 1000).toISOString(),
      }))
      emulator.seed({ invoices: [...spread, ...at(instant, 3, 'tied'), ...at(behind, 20, 'behind')] })
      const again = await adapter().create(invoice)
      expect(again.isOk() ? again.value.invoice.source.id : again.error).toBe(first.invoice.source.id)
      expect(withKey(emulator, 'order-5')).toHaveLength(1)
    },
  )

  it('refuses to create where too many invoices of one instant hide each other', async () => {
    const { emulator, adapter } = world('2026-07-11')
    emulator.seed({ invoices: at('2026-07-10T00:00:00.000Z', 300, 'tied') })
    const error = (await adapter().create(invoice))._unsafeUnwrapErr()
    expect(error.kind).toBe('unexpected_response')
    expect(withKey(emulator, 'order-5')).toEqual([])
    expect((await adapter().findByExternalId('order-5'))._unsafeUnwrapErr().kind).toBe('unexpected_response')
  })
})

describe.each(versions)('two workers · %s', (version) => {
  it('with one key make one invoice', async () => {
    const { emulator, adapter } = world(version)
    const slow = create({ kind: 'delay', ms: 30, at: 'vendor' })
    emulator.faults.add(slow)
    const patient = { retry: { attempts: 8, firstDelayMs: 10, maximumDelayMs: 40 } }
    const workers = [adapter(patient), adapter(patient), adapter(patient)]
    const results = await Promise.all(workers.map((one) => one.create(invoice)))
    const ids = results.map((result) => (result.isOk() ? result.value.invoice.source.id : result.error.kind))
    expect(new Set(ids)).toEqual(new Set(withKey(emulator, 'order-5')))
    expect(withKey(emulator, 'order-5')).toHaveLength(1)
  })

  it('with one key and two contents make one invoice, and one of them is told of it', async () => {
    const { emulator, adapter } = world(version)
    const other = { ...invoice, lines: [{ description: 'Set-up', amount: 9 }] }
    const results = await Promise.all([adapter().create(invoice), adapter().create(other)])
    expect(results.map((result) => (result.isOk() ? 'ok' : result.error.kind)).sort()).toEqual([
      'conflict',
      'ok',
    ])
    const conflict = results.flatMap((result) => (result.isErr() ? [result.error] : []))[0]
    const [id] = withKey(emulator, 'order-5')
    expect(conflict).toMatchObject({ externalId: 'order-5', invoice: { source: { id } } })
    expect(withKey(emulator, 'order-5')).toHaveLength(1)
  })
})

describe.each(versions)('created and not to be read · %s', (version) => {
  it('is applied_unread with the id, or the whole answer where the dialect gives one', async () => {
    const get: FaultRule = {
      operation: 'get_invoice',
      times: Number.POSITIVE_INFINITY,
      fault: { kind: 'status', status: 500 },
    }
    const { emulator, adapter } = world(version, { faults: [get] })
    const result = await adapter().create(invoice)
    const [id] = withKey(emulator, 'order-5')
    if (version === '2026-07-31') expect(result._unsafeUnwrap().invoice.source.id).toBe(id)
    else {
      expect(result._unsafeUnwrapErr()).toMatchObject({
        kind: 'applied_unread',
        invoiceId: id,
        externalId: 'order-5',
        retryable: false,
      })
    }
    emulator.faults.clear()
    expect((await adapter().create(invoice))._unsafeUnwrap()).toMatchObject({ created: false })
  })
})
