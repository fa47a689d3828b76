import type { NewInvoice } from '@invoice-adapters/core'
import type { Fault, FaultRule } from '@invoice-adapters/emulator'
import { describe, expect, it } from 'vitest'
import { versions } from './endpoints.ts'
import { made, world } from './world.ts'

const invoice: NewInvoice = {
  externalId: 'order-5',
  customer: { id: 'mber_ada' },
  currency: 'USD',
  lines: [{ description: 'Set-up', amount: 2500 }],
  dueAt: '2026-09-01T00:00:00.000Z',
}

const always = Number.POSITIVE_INFINITY

const create = (fault: Fault, more: Partial<FaultRule> = {}): FaultRule => ({
  operation: 'create_invoice',
  fault,
  ...more,
})

/** The ledger decides how many there are; the adapter only how it tells. */
describe.each(versions)('an uncertain create · %s', (version) => {
  it.each<{ what: string; fault: Fault; times: number }>([
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
    { what: 'dropped after the commit, every time', fault: { kind: 'drop_after_commit' }, times: always },
    {
      what: 'answered 500 after the commit, every time',
      fault: { kind: 'status', status: 500, afterCommit: true },
      times: always,
    },
    {
      what: 'answered empty, every time',
      fault: { kind: 'empty_body', status: 200, afterCommit: true },
      times: always,
    },
    {
      what: 'redirected after the commit',
      fault: { kind: 'redirect', to: 'https://evil.example/', afterCommit: true },
      times: always,
    },
  ])('$what is one invoice, and is told', async ({ fault, times }) => {
    const { emulator, adapter } = world(version, { faults: [create(fault, { times })] })
    const result = await adapter().create(invoice)
    expect(result.isOk() ? [result.value.invoice.total, result.value.created] : result.error).toEqual([
      2500,
      true,
    ])
    expect(made(emulator)).toHaveLength(1)
    const again = (await adapter().create(invoice))._unsafeUnwrap()
    expect([again.created, again.invoice.source.id]).toEqual([false, made(emulator)[0]?.id])
    expect(made(emulator)).toHaveLength(1)
  })

  it.each([1, always])(
    'that never arrives (%d) is sent once, is unknown, and the same call makes it later',
    async (times) => {
      const { emulator, adapter } = world(version, {
        faults: [create({ kind: 'drop_before_commit' }, { times })],
      })
      const error = (await adapter().create(invoice))._unsafeUnwrapErr()
      expect(error).toMatchObject({ kind: 'outcome_unknown', externalId: 'order-5', retryable: false })
      expect(emulator.requests.filter((request) => request.method === 'POST')).toHaveLength(1)
      expect(made(emulator)).toEqual([])
      emulator.faults.clear()
      expect((await adapter().create(invoice))._unsafeUnwrap().created).toBe(true)
      expect(made(emulator)).toHaveLength(1)
    },
  )

  it('that is refused a connection never left, and is tried again', async () => {
    const { emulator, adapter } = world(version, { faults: [create({ kind: 'refuse_connection' })] })
    expect((await adapter().create(invoice))._unsafeUnwrap().created).toBe(true)
    expect(made(emulator)).toHaveLength(1)
  })

  it('that commits after the client gave up is unknown, then there', async () => {
    const { emulator, adapter } = world(version, {
      faults: [create({ kind: 'commit_late' }, { times: always })],
    })
    const hasty = { timeout: { attemptMs: 30, totalMs: 500 } }
    expect((await adapter(hasty).create(invoice))._unsafeUnwrapErr().kind).toBe('outcome_unknown')
    await emulator.faults.release()
    await emulator.settled()
    expect(made(emulator)).toHaveLength(1)
    emulator.faults.clear()
    expect((await adapter().create(invoice))._unsafeUnwrap().created).toBe(false)
    expect(made(emulator)).toHaveLength(1)
  })

  it('that lists do not show yet is unknown, and run again is the same invoice', async () => {
    const { emulator, adapter } = world(version, {
      faults: [
        { fault: { kind: 'hide_new_records' } },
        create({ kind: 'drop_after_commit' }, { times: always }),
      ],
    })
    expect((await adapter().create(invoice))._unsafeUnwrapErr().kind).toBe('outcome_unknown')
    expect(made(emulator)).toHaveLength(1)
    emulator.faults.clear()
    emulator.faults.add({ fault: { kind: 'hide_new_records' } })
    const again = await adapter().create(invoice)
    expect(again.isOk() ? [again.value.invoice.source.id, again.value.created] : again.error).toEqual([
      made(emulator)[0]?.id,
      false,
    ])
    expect(made(emulator)).toHaveLength(1)
  })

  it('that Whop keeps no plans listed of is one invoice for as long as Whop keeps the key', async () => {
    const { emulator, adapter } = world(version, {
      whop: { invoicePlansListed: false },
      faults: [create({ kind: 'drop_after_commit' })],
    })
    expect((await adapter().create(invoice))._unsafeUnwrapErr().kind).toBe('outcome_unknown')
    expect((await adapter().create(invoice))._unsafeUnwrap().created).toBe(false)
    expect(made(emulator)).toHaveLength(1)
  })

  it('that Whop honours no key of is one invoice, since the plans are looked at', async () => {
    const { emulator, adapter } = world(version, {
      whop: { legacyIdempotency: false },
      faults: [create({ kind: 'drop_after_commit' })],
    })
    expect((await adapter().create(invoice))._unsafeUnwrap().created).toBe(true)
    expect((await adapter().create(invoice))._unsafeUnwrap().created).toBe(false)
    expect(made(emulator)).toHaveLength(1)
  })
})

describe.each(versions)('run again · %s', (version) => {
  it('after the 24 hours for which Whop knows the key', async () => {
    const { emulator, adapter } = world(version)
    const first = (await adapter().create(invoice))._unsafeUnwrap()
    emulator.clock.advance(25 * 60 * 60 * 1000)
    const again = (await adapter().create(invoice))._unsafeUnwrap()
    expect([again.created, again.invoice.source.id]).toEqual([false, first.invoice.source.id])
    const other = { ...invoice, lines: [{ description: 'Set-up', amount: 1 }] }
    expect((await adapter().create(other))._unsafeUnwrapErr().kind).toBe('conflict')
    expect(made(emulator)).toHaveLength(1)
  })

  it.each(['null', 'last_item'] as const)(
    'after many further invoices, which fill several pages that end with %s',
    async (lastPageCursor) => {
      const { emulator, adapter } = world(version, { whop: { lastPageCursor } })
      const first = (await adapter().create(invoice))._unsafeUnwrap()
      emulator.clock.advance(48 * 60 * 60 * 1000)
      const more = Array.from({ length: 230 }, () => ({
        vendor: 'whop' as const,
        customer: 'mber_ada',
        status: 'paid' as const,
        lines: [{ description: 'x', amount: 5 }],
        whop: { product: 'Consulting' },
      }))
      emulator.seed({ invoices: more })
      const again = await adapter().create(invoice)
      expect(again.isOk() ? again.value.invoice.source.id : again.error).toBe(first.invoice.source.id)
    },
  )
})

describe.each(versions)('two workers · %s', (version) => {
  it('with one key make one invoice, and one of them at most made it', async () => {
    const { emulator, adapter } = world(version, {
      faults: [create({ kind: 'delay', ms: 30, at: 'vendor' })],
    })
    const patient = { settlement: { looksAfterMs: [10, 30, 60] } }
    const workers = [adapter(patient), adapter(patient), adapter(patient)]
    const results = await Promise.all(workers.map((one) => one.create(invoice)))
    const ids = results.map((result) => (result.isOk() ? result.value.invoice.source.id : result.error.kind))
    expect(new Set(ids)).toEqual(new Set(made(emulator).map((one) => one.id)))
    expect(made(emulator)).toHaveLength(1)
    expect(results.filter((result) => result.isOk() && result.value.created)).toHaveLength(1)
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
    expect(conflict).toMatchObject({
      externalId: 'order-5',
      invoice: { source: { id: made(emulator)[0]?.id } },
    })
    expect(made(emulator)).toHaveLength(1)
  })
})

describe.each(versions)('created and not to be read · %s', (version) => {
  it('is applied_unread with the id, and the same call finds it', async () => {
    const plan: FaultRule = { operation: 'get_plan', times: always, fault: { kind: 'status', status: 500 } }
    const { emulator, adapter } = world(version, { faults: [plan] })
    expect((await adapter().create(invoice))._unsafeUnwrapErr()).toMatchObject({
      kind: 'applied_unread',
      invoiceId: made(emulator)[0]?.id,
      externalId: 'order-5',
      retryable: false,
    })
    emulator.faults.clear()
    expect((await adapter().create(invoice))._unsafeUnwrap()).toMatchObject({ created: false })
    expect(made(emulator)).toHaveLength(1)
  })
})
