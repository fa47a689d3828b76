import type { Fault, FaultRule, LedgerStatus } from '@invoice-adapters/emulator'
import { describe, expect, it } from 'vitest'
import { versions } from './endpoints.ts'
import { world, writes } from './world.ts'

const always = Number.POSITIVE_INFINITY

const targets = [
  ['paid', 'mark_paid'],
  ['void', 'void'],
  ['uncollectible', 'mark_uncollectible'],
] as const

const on = (operation: string, fault: Fault, more: Partial<FaultRule> = {}): FaultRule => ({
  operation,
  fault,
  ...more,
})

describe.each(versions)('set status · %s', (version) => {
  it.each(targets)('open becomes %s, once', async (to, action) => {
    const { emulator, adapter } = world(version)
    const first = (await adapter().setStatus('inv_first', to))._unsafeUnwrap()
    expect([first.changed, first.invoice.status, first.invoice.detail]).toEqual([true, to, 'full'])
    expect(emulator.ledger.invoice('inv_first')?.status).toBe(to)
    const again = (await adapter().setStatus('inv_first', to))._unsafeUnwrap()
    expect([again.changed, again.invoice.status]).toEqual([false, to])
    expect(writes(emulator, action)).toBe(1)
  })

  it.each(targets)('past due becomes %s', async (to) => {
    const { emulator, adapter } = world(version)
    emulator.clock.set('2026-09-01T00:00:00Z')
    expect((await adapter().get('inv_first'))._unsafeUnwrap().status).toBe('past_due')
    expect((await adapter().setStatus('inv_first', to))._unsafeUnwrap()).toMatchObject({
      changed: true,
      invoice: { status: to },
    })
  })

  it.each(targets)('%s by hand says what was paid, and of no payment', async (to) => {
    const { adapter } = world(version)
    const { invoice } = (await adapter().setStatus('inv_first', to))._unsafeUnwrap()
    expect(invoice).toMatchObject({
      total: 9000,
      amountPaid: to === 'paid' ? 9000 : null,
      amountDue: to === 'uncollectible' ? null : 0,
      paidAt: null,
      amountRefunded: null,
    })
  })

  const settled: LedgerStatus[] = ['draft', 'paid', 'partially_refunded', 'refunded', 'uncollectible', 'void']

  it.each(
    settled.flatMap((from) =>
      targets.map(([to, action]) => [from, to, action] as const).filter(([is, wanted]) => is !== wanted),
    ),
  )('%s does not become %s, and nothing is sent', async (from, to, action) => {
    const { emulator, adapter } = world(version)
    const lines = [{ description: 'x', amount: 1000 }]
    const refunded = from === 'partially_refunded' ? 400 : from === 'refunded' ? 1000 : 0
    emulator.seed({
      invoices: [
        { vendor: 'whop', id: 'inv_s', customer: 'mber_ada', status: from, lines, amountRefunded: refunded },
      ],
    })
    const error = (await adapter().setStatus('inv_s', to))._unsafeUnwrapErr()
    expect(error).toMatchObject({
      kind: 'invalid_transition',
      from,
      to,
      invoice: { source: { id: 'inv_s' }, status: from },
    })
    expect(writes(emulator, action)).toBe(0)
  })

  it.each(['open', 'refunded', 'partially_refunded'] as const)('%s cannot be set at all', async (to) => {
    const { emulator, adapter } = world(version)
    const loose = adapter() as unknown as {
      setStatus(id: string, to: string): ReturnType<ReturnType<typeof adapter>['get']>
    }
    expect((await loose.setStatus('inv_first', to))._unsafeUnwrapErr().kind).toBe('unsupported')
    expect(emulator.requests).toEqual([])
  })

  it.each<{ what: string; fault: Fault; times: number }>([
    { what: 'dropped before the commit', fault: { kind: 'drop_before_commit' }, times: 1 },
    { what: 'dropped after the commit', fault: { kind: 'drop_after_commit' }, times: 1 },
    { what: 'dropped after the commit, every time', fault: { kind: 'drop_after_commit' }, times: always },
    {
      what: 'answered 500 after the commit',
      fault: { kind: 'status', status: 500, afterCommit: true },
      times: always,
    },
    { what: 'answered by a proxy', fault: { kind: 'non_json', afterCommit: true }, times: always },
    { what: 'answered empty', fault: { kind: 'empty_body', status: 200, afterCommit: true }, times: always },
    { what: 'cut in the answer', fault: { kind: 'cut_body' }, times: always },
  ])('an answer $what is settled by looking', async ({ fault, times }) => {
    const { emulator, adapter } = world(version, { faults: [on('void', fault, { times })] })
    const result = await adapter().setStatus('inv_first', 'void')
    expect(result.isOk() ? [result.value.changed, result.value.invoice.status] : result.error).toEqual([
      true,
      'void',
    ])
    expect(writes(emulator, 'void')).toBe(1)
  })

  it('that never arrives is unknown, with the id', async () => {
    const { adapter } = world(version, {
      faults: [on('void', { kind: 'drop_before_commit' }, { times: always })],
    })
    expect((await adapter().setStatus('inv_first', 'void'))._unsafeUnwrapErr()).toMatchObject({
      kind: 'outcome_unknown',
      invoiceId: 'inv_first',
      retryable: false,
    })
  })

  it('that does not show yet is told so', async () => {
    const { emulator, adapter } = world(version, {
      faults: [on('get_invoice', { kind: 'stale_read' }, { times: always })],
    })
    const { invoice, changed } = (await adapter().setStatus('inv_first', 'paid'))._unsafeUnwrap()
    expect([changed, invoice.status, emulator.ledger.invoice('inv_first')?.status]).toEqual([
      true,
      'open',
      'paid',
    ])
    expect(invoice.notes.map((note) => note.code)).toContain('change_pending')
  })

  it.each([400, 409, 422] as const)(
    'that is refused with %i because somebody was faster is an invalid transition',
    async (illegalTransitionStatus) => {
      const { emulator, adapter } = world(version, { whop: { illegalTransitionStatus } })
      const stale = emulator.faults.add(on('get_invoice', { kind: 'stale_read' }))
      emulator.whop.account().outside.pay('inv_first')
      const error = (await adapter().setStatus('inv_first', 'void'))._unsafeUnwrapErr()
      stale()
      expect(error).toMatchObject({ kind: 'invalid_transition', from: 'paid', to: 'void' })
      expect(emulator.ledger.invoice('inv_first')?.status).toBe('paid')
    },
  )

  it('that is refused for another reason is refused', async () => {
    const { emulator, adapter } = world(version)
    emulator.whop.account().outside.paySlowly('inv_first')
    const open = (await adapter().get('inv_first'))._unsafeUnwrap()
    expect(open).toMatchObject({ status: 'open', paymentPending: true, amountPaid: 0 })
    expect((await adapter().setStatus('inv_first', 'void'))._unsafeUnwrapErr().kind).toMatch(
      /refused|conflict/,
    )
  })

  it('a change that cannot be read back is applied_unread', async () => {
    const { emulator, adapter } = world(version, {
      faults: [on('get_invoice', { kind: 'status', status: 500 }, { after: 1, times: always })],
    })
    expect((await adapter().setStatus('inv_first', 'void'))._unsafeUnwrapErr()).toMatchObject({
      kind: 'applied_unread',
      invoiceId: 'inv_first',
    })
    expect(emulator.ledger.invoice('inv_first')?.status).toBe('void')
  })

  it('a dry run tells the requests', async () => {
    const { emulator, adapter } = world(version)
    const planned = (await adapter().dryRun.setStatus('inv_first', 'void'))._unsafeUnwrap()
    expect(planned.map((one) => `${one.method} ${new URL(one.url).pathname}`).slice(0, 2)).toEqual([
      'GET /api/v1/invoices/inv_first',
      'POST /api/v1/invoices/inv_first/void',
    ])
    expect(emulator.requests).toEqual([])
  })

  it('of an invoice that is not there is not found', async () => {
    const { adapter } = world(version)
    expect((await adapter().setStatus('inv_none', 'void'))._unsafeUnwrapErr().kind).toBe('not_found')
  })
})

describe.each(versions)('what was paid through Whop · %s', (version) => {
  it.each(['full', 'ten', 'nine'] as const)(
    'is told from the payment, in %s fields',
    async (invoiceFields) => {
      const { emulator, adapter } = world(version, {
        whop: { invoiceFields, collectTax: true, inlinePlanTaxType: 'exclusive' },
      })
      const { outside } = emulator.whop.account()
      outside.pay('inv_first')
      const truth = emulator.ledger.invoice('inv_first')
      const paid = (await adapter().get('inv_first'))._unsafeUnwrap()
      expect(paid).toMatchObject({
        status: 'paid',
        subtotal: truth?.subtotal,
        amountDue: 0,
        amountPaid: truth?.total,
        total: truth?.total,
      })
      outside.refund('inv_first', 100)
      expect((await adapter().get('inv_first'))._unsafeUnwrap()).toMatchObject({
        status: 'partially_refunded',
        amountRefunded: 100,
      })
      outside.refund('inv_first')
      expect((await adapter().get('inv_first'))._unsafeUnwrap()).toMatchObject({
        status: 'refunded',
        amountRefunded: truth?.total,
      })
    },
  )
})
