import type { FaultRule } from '@invoice-adapters/emulator'
import { describe, expect, it } from 'vitest'
import { versions } from './endpoints.ts'
import { type World, world } from './world.ts'

const always = Number.POSITIVE_INFINITY
const update = (fault: FaultRule['fault'], times = 1): FaultRule => ({
  operation: 'update_status',
  fault,
  times,
})

function statusWrites({ emulator }: World): number {
  return emulator.ledger.writes.filter((write) => write.operation === 'update_status').length
}

function truth({ emulator }: World): string | undefined {
  return emulator.ledger.invoice('inv_first')?.status
}

describe.each(versions)('setStatus · %s', (version) => {
  it.each(['paid', 'void'] as const)('makes an open invoice %s, once, and answers it whole', async (to) => {
    const one = world(version)
    const changed = (await one.adapter().setStatus('inv_first', to))._unsafeUnwrap()
    expect(changed).toMatchObject({
      changed: true,
      invoice: { status: to, total: 9000, amountDue: 0, detail: 'full' },
    })
    expect(changed.invoice.lines).toHaveLength(1)
    const again = (await one.adapter().setStatus('inv_first', to))._unsafeUnwrap()
    expect(again).toMatchObject({ changed: false, invoice: { status: to } })
    expect(statusWrites(one)).toBe(1)
    expect(truth(one)).toBe(to)
  })

  it.each([
    { from: 'paid', to: 'void' },
    { from: 'void', to: 'paid' },
    { from: 'draft', to: 'paid' },
    { from: 'draft', to: 'void' },
    { from: 'uncollectible', to: 'paid' },
    { from: 'uncollectible', to: 'void' },
  ] as const)('$from to $to is refused without a write', async ({ from, to }) => {
    const one = world(version)
    const lines = [{ description: 'x', amount: 5 }]
    one.emulator.seed({
      invoices: [{ vendor: 'commet', id: 'inv_x', customer: 'cus_ada', status: from, lines }],
    })
    const error = (await one.adapter().setStatus('inv_x', to))._unsafeUnwrapErr()
    expect(error).toMatchObject({
      kind: 'invalid_transition',
      from,
      to,
      invoice: { source: { id: 'inv_x' } },
    })
    expect(one.emulator.requests.map((request) => request.method)).toEqual(['GET'])
  })

  it.each(['open', 'uncollectible', 'refunded', 'partially_refunded'] as const)(
    'to %s is unsupported',
    async (to) => {
      const one = world(version)
      const error = (await one.adapter().setStatus('inv_first', to as 'paid'))._unsafeUnwrapErr()
      expect(error.kind).toBe('unsupported')
      expect(one.emulator.requests).toHaveLength(0)
    },
  )

  it('an unknown invoice is not found', async () => {
    expect((await world(version).adapter().setStatus('inv_no', 'paid'))._unsafeUnwrapErr().kind).toBe(
      'not_found',
    )
  })

  it.each([
    { status: 422, code: 'validation_error' },
    { status: 409, code: 'duplicate' },
    { status: 403, code: 'forbidden' },
    { status: 400, code: 'no_outstanding_invoice' },
  ] as const)(
    'paid meanwhile, and refused with $status $code, is invalid_transition',
    async ({ status, code }) => {
      const one = world(version, {
        commet: { refusedTransitionStatus: status, refusedTransitionCode: code },
      })
      one.emulator.faults.add({ operation: 'get_invoice', fault: { kind: 'stale_read' } })
      one.emulator.commet.account().outside.pay('inv_first')
      const error = (await one.adapter().setStatus('inv_first', 'void'))._unsafeUnwrapErr()
      expect(error).toMatchObject({ kind: 'invalid_transition', from: 'paid', to: 'void' })
      expect(truth(one)).toBe('paid')
    },
  )

  it('paid meanwhile, and asked to become paid, is there', async () => {
    const one = world(version)
    one.emulator.faults.add({ operation: 'get_invoice', fault: { kind: 'stale_read' } })
    one.emulator.commet.account().outside.pay('inv_first')
    expect((await one.adapter().setStatus('inv_first', 'paid'))._unsafeUnwrap().invoice.status).toBe('paid')
  })

  it('refused while the status would allow it is the vendor’s refusal', async () => {
    const one = world(version, { faults: [update({ kind: 'status', status: 422 })] })
    expect((await one.adapter().setStatus('inv_first', 'void'))._unsafeUnwrapErr().kind).toBe('refused')
    expect(truth(one)).toBe('open')
  })
})

describe.each(versions)('an uncertain status change · %s', (version) => {
  it.each<{ what: string; fault: FaultRule['fault'] }>([
    { what: 'dropped after the commit', fault: { kind: 'drop_after_commit' } },
    { what: 'answered 500 after the commit', fault: { kind: 'status', status: 500, afterCommit: true } },
    { what: 'answered empty', fault: { kind: 'empty_body', status: 200, afterCommit: true } },
    { what: 'answered by a proxy', fault: { kind: 'non_json', afterCommit: true } },
  ])('$what, every time, is settled by reading', async ({ fault }) => {
    const one = world(version, { faults: [update(fault, always)] })
    const changed = (await one.adapter().setStatus('inv_first', 'void'))._unsafeUnwrap()
    expect(changed).toMatchObject({ changed: true, invoice: { status: 'void', detail: 'full' } })
    expect(statusWrites(one)).toBe(1)
  })

  it('that never arrives is unknown', async () => {
    const one = world(version, { faults: [update({ kind: 'drop_before_commit' }, always)] })
    const error = (await one.adapter().setStatus('inv_first', 'void'))._unsafeUnwrapErr()
    expect(error).toMatchObject({ kind: 'outcome_unknown', invoiceId: 'inv_first', retryable: false })
    expect(truth(one)).toBe('open')
  })

  it('that ends paid instead is invalid_transition', async () => {
    const one = world(version, { faults: [update({ kind: 'drop_before_commit' }, always)] })
    const { outside } = one.emulator.commet.account()
    const payWhileRetrying = (event: { type: string }) => {
      if (event.type === 'retry' && truth(one) === 'open') outside.pay('inv_first')
    }
    const adapter = one.adapter({ observe: payWhileRetrying })
    const error = (await adapter.setStatus('inv_first', 'void'))._unsafeUnwrapErr()
    expect(error).toMatchObject({ kind: 'invalid_transition', from: 'paid', to: 'void' })
  })

  it('that was accepted and is read stale shows a moment later, or is noted', async () => {
    const stale: FaultRule = { operation: 'get_invoice', after: 1, times: 1, fault: { kind: 'stale_read' } }
    const one = world(version, { faults: [stale] })
    const changed = (await one.adapter().setStatus('inv_first', 'paid'))._unsafeUnwrap()
    expect(changed).toMatchObject({ changed: true, invoice: { status: 'paid', notes: [] } })
    const other = world(version, { faults: [{ ...stale, times: always }] })
    const pending = (await other.adapter().setStatus('inv_first', 'paid'))._unsafeUnwrap()
    expect(pending.changed).toBe(true)
    // The newer dialect answers the change with the whole invoice, so that nothing has to be read back.
    if (version === '2026-07-31') expect(pending.invoice).toMatchObject({ status: 'paid', notes: [] })
    else
      expect(pending.invoice).toMatchObject({
        status: 'open',
        notes: [{ code: 'change_pending', field: 'status' }],
      })
    expect(truth(other)).toBe('paid')
  })

  it('that cannot be read back is applied_unread, or answered whole', async () => {
    const broken: FaultRule = {
      operation: 'get_invoice',
      after: 1,
      times: always,
      fault: { kind: 'status', status: 500 },
    }
    const one = world(version, { faults: [broken] })
    const result = await one.adapter().setStatus('inv_first', 'paid')
    if (version === '2026-07-31') expect(result._unsafeUnwrap().invoice.status).toBe('paid')
    else {
      const error = result._unsafeUnwrapErr()
      expect(error).toMatchObject({ kind: 'applied_unread', invoiceId: 'inv_first', retryable: false })
    }
    expect(statusWrites(one)).toBe(1)
  })
})
