import type { FaultRule } from '@invoice-adapters/emulator'
import { describe, expect, it, vi } from 'vitest'
import { dialects } from './endpoints.ts'
import { invoiceFor, onCreate, withKey, world } from './world.ts'

type Fault = FaultRule['fault']

/** The ledger decides how many there are; the adapter only how it tells. */
describe.each(dialects)('an uncertain create · %s', (dialect) => {
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
    {
      what: 'answered empty after the commit',
      fault: { kind: 'empty_body', status: 200, afterCommit: true },
      times: 1,
    },
    {
      what: 'redirected after the commit',
      fault: { kind: 'redirect', to: 'https://evil.example/', afterCommit: true },
      times: 1,
    },
    {
      what: 'dropped after the commit, every time',
      fault: { kind: 'drop_after_commit' },
      times: Number.POSITIVE_INFINITY,
    },
  ])('$what is one invoice, and is told', async ({ fault, times }) => {
    const { emulator, adapter } = world(dialect, { faults: [onCreate(fault, { times })] })
    const result = await adapter().create(invoiceFor('order-5'))
    expect(result.isOk() ? result.value.invoice.total : result.error).toBe(2500)
    expect(result._unsafeUnwrap().created).toBe(true)
    expect(withKey(emulator, 'order-5')).toHaveLength(1)
    const again = (await adapter().create(invoiceFor('order-5')))._unsafeUnwrap()
    expect([again.created, again.invoice.source.id]).toEqual([false, withKey(emulator, 'order-5')[0]])
    expect(withKey(emulator, 'order-5')).toHaveLength(1)
  })

  it.each<Fault>([
    { kind: 'drop_before_commit' },
    { kind: 'status', status: 503 },
    { kind: 'empty_body', status: 200 },
  ])('that never arrives ($kind) is unknown, sent once, and the same call makes it later', async (fault) => {
    const { emulator, adapter } = world(dialect, {
      faults: [onCreate(fault, { times: Number.POSITIVE_INFINITY })],
    })
    const error = (await adapter().create(invoiceFor('order-5')))._unsafeUnwrapErr()
    expect(error).toMatchObject({ kind: 'outcome_unknown', externalId: 'order-5', retryable: false })
    expect(
      emulator.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/invoice')),
    ).toHaveLength(1)
    expect(withKey(emulator, 'order-5')).toEqual([])
    emulator.faults.clear()
    expect((await adapter().create(invoiceFor('order-5')))._unsafeUnwrap().created).toBe(true)
    expect(withKey(emulator, 'order-5')).toHaveLength(1)
  })

  it('that arrives late is unknown, and found later', async () => {
    const { emulator, adapter } = world(dialect, { faults: [onCreate({ kind: 'commit_late' })] })
    const result = await adapter({ timeout: { attemptMs: 20 } }).create(invoiceFor('order-5'))
    expect(result._unsafeUnwrapErr()).toMatchObject({ kind: 'outcome_unknown', externalId: 'order-5' })
    await emulator.faults.release()
    const again = (await adapter().create(invoiceFor('order-5')))._unsafeUnwrap()
    expect(again.created).toBe(false)
    expect(withKey(emulator, 'order-5')).toHaveLength(1)
  })

  it('that was stopped by the caller is unknown, and the same call settles it', async () => {
    const { emulator, adapter } = world(dialect, { faults: [onCreate({ kind: 'commit_late' })] })
    const stop = new AbortController()
    const running = adapter().create(invoiceFor('order-5'), { signal: stop.signal })
    // Once it has arrived; before that it would only be stopped.
    await vi.waitFor(() => expect(emulator.faults.fired).toHaveLength(1), { interval: 1 })
    stop.abort()
    expect((await running)._unsafeUnwrapErr()).toMatchObject({ kind: 'outcome_unknown' })
    await emulator.faults.release()
    expect((await adapter().create(invoiceFor('order-5')))._unsafeUnwrap().created).toBe(false)
  })
})

describe.each(dialects)('the caller’s key · %s', (dialect) => {
  it('with other content is a conflict that carries the invoice', async () => {
    const { emulator, adapter } = world(dialect)
    const first = (await adapter().create(invoiceFor('order-5')))._unsafeUnwrap()
    const others = [
      invoiceFor('order-5', { lines: [{ description: 'Set-up', amount: 2501 }] }),
      invoiceFor('order-5', { lines: [{ description: 'Set up', amount: 2500 }] }),
      invoiceFor('order-5', { dueAt: '2026-09-01T00:00:00Z' }),
      invoiceFor('order-5', { metadata: { team: 'red' } }),
      invoiceFor('order-5', { number: 'X-2' }),
    ]
    for (const other of others) {
      const error = (await adapter().create(other))._unsafeUnwrapErr()
      expect(error).toMatchObject({ kind: 'conflict', externalId: 'order-5' })
      expect(error.kind === 'conflict' && error.invoice?.source.id).toBe(first.invoice.source.id)
    }
    expect(withKey(emulator, 'order-5')).toHaveLength(1)
  })

  it('means the same however the instant is written, and whenever it is sent', async () => {
    const { emulator, adapter } = world(dialect)
    const first = await adapter().create(invoiceFor('order-5', { dueAt: '2026-08-31T00:00:00Z' }))
    emulator.clock.advance(3_600_000)
    const again = await adapter().create(invoiceFor('order-5', { dueAt: '2026-08-31T02:00:00.000+02:00' }))
    expect([first._unsafeUnwrap().created, again._unsafeUnwrap().created]).toEqual([true, false])
  })

  it('is not read back by other names: two keys are two invoices', async () => {
    const { emulator, adapter } = world(dialect)
    expect((await adapter().create(invoiceFor('order-5', { number: 'N-1' }))).isOk()).toBe(true)
    expect((await adapter().create(invoiceFor('order-6', { number: 'N-1' }))).isOk()).toBe(true)
    expect([...withKey(emulator, 'order-5'), ...withKey(emulator, 'order-6')]).toHaveLength(2)
  })

  it('makes one invoice of twenty calls at once in this process', async () => {
    const { emulator, adapter } = world(dialect)
    const results = await Promise.all(
      Array.from({ length: 20 }, () => adapter().create(invoiceFor('order-5'))),
    )
    expect(results.filter((result) => result.isOk() && result.value.created)).toHaveLength(1)
    expect(results.filter((result) => result.isOk())).toHaveLength(20)
    expect(withKey(emulator, 'order-5')).toHaveLength(1)
  })

  it('is found among many pages', async () => {
    const { emulator, adapter } = world(dialect)
    emulator.seed({
      invoices: Array.from({ length: 250 }, (_, index) => ({
        vendor: 'asset' as const,
        customer: 'cus_ada',
        status: 'open' as const,
        lines: [{ description: 'x', amount: 100 + index }],
        createdAt: new Date(Date.parse('2026-01-01T00:00:00Z') + index * 1000).toISOString(),
      })),
    })
    emulator.seed({
      invoices: [
        {
          vendor: 'asset',
          id: 'inv_marked',
          customer: 'cus_ada',
          status: 'open',
          createdAt: '2025-01-01T00:00:00Z',
          lines: [{ description: 'x', amount: 700 }],
          metadata: { invoice_adapters_key: 'deep' },
        },
      ],
    })
    expect((await adapter().findByExternalId('deep'))._unsafeUnwrap()?.source.id).toBe('inv_marked')
    expect((await adapter().findByExternalId('none'))._unsafeUnwrap()).toBe(null)
    const conflict = (await adapter().create(invoiceFor('deep')))._unsafeUnwrapErr()
    expect(conflict.kind).toBe('conflict')
  })
})

describe('the narrowed look', () => {
  it('asks for the due date alone, and settles by it too', async () => {
    const { emulator, adapter } = world('amount-lines', { faults: [onCreate({ kind: 'drop_after_commit' })] })
    const made = await adapter({ lookBeforeCreate: 'due_date' }).create(invoiceFor('order-5'))
    expect(made._unsafeUnwrap().created).toBe(true)
    const lists = emulator.requests.filter(({ method }) => method === 'GET').map(({ query }) => String(query))
    expect(lists).toHaveLength(2)
    for (const query of lists) expect(query).toContain('due_at_start')
    const again = await adapter({ lookBeforeCreate: 'due_date' }).create(invoiceFor('order-5'))
    expect(again._unsafeUnwrap().created).toBe(false)
  })
})
