import type { DraftChanges } from '@invoice-adapters/core'
import type { Fault, FaultRule } from '@invoice-adapters/emulator'
import { describe, expect, it } from 'vitest'
import { versions } from './endpoints.ts'
import { world, writes } from './world.ts'

const always = Number.POSITIVE_INFINITY
const on = (operation: string, fault: Fault, more: Partial<FaultRule> = {}): FaultRule => ({
  operation,
  fault,
  ...more,
})

describe.each(versions)('update · %s', (version) => {
  it('changes what it names, and nothing else', async () => {
    const { emulator, adapter } = world(version)
    const dueAt = '2026-10-01T00:00:00.000Z'
    const changed = (await adapter().update('inv_draft', { dueAt }))._unsafeUnwrap()
    expect(changed).toMatchObject({ dueAt, memo: 'Not yet', total: 1234, status: 'draft', detail: 'full' })
    const lines = [
      { description: 'One', amount: 1000, quantity: '4' },
      { description: 'Two', amount: 500 },
    ]
    const repriced = (await adapter().update('inv_draft', { lines, memo: 'Soon' }))._unsafeUnwrap()
    expect(repriced).toMatchObject({ dueAt, memo: 'Soon', total: 1500, notes: [] })
    expect(repriced.lines?.map((line) => [line.description, line.amount, line.quantity])).toEqual([
      ['One', 1000, '4'],
      ['Two', 500, '1'],
    ])
    expect(repriced.raw).toMatchObject({ plan: { initial_price: 15, internal_notes: 'by hand' } })
    expect((await adapter().update('inv_draft', { memo: null }))._unsafeUnwrap().memo).toBeNull()
    expect(emulator.ledger.invoice('inv_draft')).toMatchObject({ total: 1500, dueAt, memo: null })
  })

  it('leaves the caller’s key where it is', async () => {
    const { adapter } = world(version)
    const invoice = {
      externalId: 'order-5',
      customer: { id: 'mber_ada' },
      currency: 'USD',
      lines: [{ description: 'Set-up', amount: 2500 }],
      providerOptions: { whop: { saveAsDraft: true } },
    }
    const { invoice: first } = (await adapter().create(invoice))._unsafeUnwrap()
    const lines = [{ description: 'Set-up', amount: 2600 }]
    const changed = (await adapter().update(first.source.id, { lines, memo: 'x' }))._unsafeUnwrap()
    expect([changed.externalId, changed.total]).toEqual(['order-5', 2600])
    expect((await adapter().findByExternalId('order-5'))._unsafeUnwrap()?.total).toBe(2600)
    expect((await adapter().create(invoice))._unsafeUnwrapErr()).toMatchObject({
      kind: 'unexpected_response',
      invoice: { total: 2600 },
      fields: [{ field: 'total' }, { field: 'subtotal' }],
    })
  })

  it('names another customer, and the moment at which the draft opens', async () => {
    const { adapter } = world(version)
    const customer = { email: 'bo@quill.example', name: 'Bo', address: { city: 'Oslo', country: 'NO' } }
    const providerOptions = {
      whop: { automaticallyFinalizesAt: '2026-09-30T00:00:00Z', chargeBuyerFee: true },
    }
    const changed = (await adapter().update('inv_draft', { customer, providerOptions }))._unsafeUnwrap()
    expect(changed).toMatchObject({
      opensAt: '2026-09-30T00:00:00.000Z',
      total: null,
      customer: { name: 'Bo', email: 'bo@quill.example' },
    })
  })

  it.each<[string, DraftChanges, string[]]>([
    ['metadata', { metadata: { a: 1 } }, ['metadata']],
    ['an own id', { customer: { externalId: 'a' } }, ['customer.externalId']],
    ['a tax', { lines: [{ description: 'x', amount: 1, tax: 1 }] }, ['lines.0.tax']],
    [
      'an option of create',
      { providerOptions: { whop: { saveAsDraft: false } } },
      ['providerOptions.whop.saveAsDraft'],
    ],
    [
      'two addresses',
      {
        customer: { name: 'x', address: { city: 'y' } },
        providerOptions: { whop: { mailingAddressId: 'ma_1' } },
      },
      ['customer.address'],
    ],
    ['a long memo', { memo: 'x'.repeat(1001) }, ['memo']],
  ])('%s is refused by name, and nothing is sent', async (_, changes, fields) => {
    const { emulator, adapter } = world(version)
    const error = (await adapter().update('inv_draft', changes))._unsafeUnwrapErr()
    expect(error.kind === 'invalid_input' && error.fields.map((problem) => problem.field)).toEqual(fields)
    expect(emulator.requests).toEqual([])
  })

  it.each<[string, DraftChanges, string[]]>([
    [
      'lines that multiply to another amount',
      { lines: [{ description: 'x', amount: 1000, quantity: '3', unitPrice: '3' }] },
      ['lines.0.amount'],
    ],
    [
      'a price finer than a cent',
      { lines: [{ description: 'x', amount: 1500, quantity: '1000', unitPrice: '0.015' }] },
      ['lines.0.unitPrice'],
    ],
    ['a total of nothing', { lines: [{ description: 'x', amount: 0 }] }, ['lines']],
    ['too many digits', { lines: [{ description: 'x', amount: 9007199254740991 }] }, ['lines.0.amount']],
  ])('%s is refused once the currency is known, and nothing is written', async (_, changes, fields) => {
    const { emulator, adapter } = world(version)
    const error = (await adapter().update('inv_draft', changes))._unsafeUnwrapErr()
    expect(error.kind === 'invalid_input' && error.fields.map((problem) => problem.field)).toEqual(fields)
    expect(writes(emulator, 'update_invoice')).toBe(0)
  })

  it('of what is no draft is an invalid transition that carries it', async () => {
    const { emulator, adapter } = world(version)
    expect((await adapter().update('inv_first', { memo: 'x' }))._unsafeUnwrapErr()).toMatchObject({
      kind: 'invalid_transition',
      from: 'open',
      to: 'draft',
      invoice: { source: { id: 'inv_first' } },
    })
    expect(writes(emulator, 'update_invoice')).toBe(0)
  })

  it.each([400, 409, 422] as const)(
    'of what has ceased to be a draft (%i) is an invalid transition',
    async (illegalTransitionStatus) => {
      const { emulator, adapter } = world(version, { whop: { illegalTransitionStatus } })
      emulator.whop.account().outside.issueDraft('inv_draft')
      emulator.faults.add(on('get_invoice', { kind: 'stale_read' }))
      expect(
        (await adapter().update('inv_draft', { dueAt: '2026-10-01T00:00:00Z' }))._unsafeUnwrapErr(),
      ).toMatchObject({ kind: 'invalid_transition', from: 'open' })
    },
  )

  it.each<[string, Fault]>([
    ['dropped after the commit', { kind: 'drop_after_commit' }],
    ['answered 500 after the commit', { kind: 'status', status: 500, afterCommit: true }],
    ['cut in the answer', { kind: 'cut_body' }],
  ])('an answer %s is settled by looking, and lines are sent once', async (_, fault) => {
    const { emulator, adapter } = world(version, { faults: [on('update_invoice', fault, { times: always })] })
    const lines = [{ description: 'Set-up', amount: 2600 }]
    const result = await adapter().update('inv_draft', { lines })
    expect(result.isOk() ? result.value.total : result.error).toBe(2600)
    expect(emulator.requests.filter((request) => request.method === 'PATCH')).toHaveLength(1)
  })

  it('that does not show is an error that carries the draft', async () => {
    const { adapter } = world(version, {
      faults: [
        on('update_invoice', { kind: 'patch_record', set: { due_date: '2026-08-01T00:00:00.000Z' } }),
        on(
          'get_invoice',
          { kind: 'patch_record', set: { due_date: '2026-08-01T00:00:00.000Z' } },
          { times: always },
        ),
      ],
    })
    expect(
      (await adapter().update('inv_draft', { dueAt: '2026-10-01T00:00:00Z' }))._unsafeUnwrapErr(),
    ).toMatchObject({
      kind: 'unexpected_response',
      fields: [{ field: 'dueAt' }],
      invoice: { source: { id: 'inv_draft' } },
    })
  })
})

describe.each(versions)('finalize · %s', (version) => {
  it('is a draft that tells when it opens, and then opens', async () => {
    const { emulator, adapter } = world(version)
    const scheduled = (await adapter().finalize('inv_draft'))._unsafeUnwrap()
    const opensAt = new Date(emulator.clock.now()).getTime()
    expect(scheduled).toMatchObject({ status: 'draft', detail: 'full' })
    expect(Date.parse(scheduled.opensAt ?? '') - opensAt).toBeGreaterThan(55_000)
    expect((await adapter().finalize('inv_draft'))._unsafeUnwrap().opensAt).toBe(scheduled.opensAt)
    expect(writes(emulator, 'update_invoice')).toBe(1)
    emulator.clock.advance(120_000)
    expect((await adapter().get('inv_draft'))._unsafeUnwrap()).toMatchObject({
      status: 'open',
      opensAt: null,
    })
    expect((await adapter().finalize('inv_draft'))._unsafeUnwrap().status).toBe('open')
  })

  it('brings a later moment forward', async () => {
    const { emulator, adapter } = world(version)
    const later = { providerOptions: { whop: { automaticallyFinalizesAt: '2026-12-24T00:00:00Z' } } }
    expect((await adapter().update('inv_draft', later))._unsafeUnwrap().opensAt).toBe(
      '2026-12-24T00:00:00.000Z',
    )
    const scheduled = (await adapter().finalize('inv_draft'))._unsafeUnwrap()
    expect(Date.parse(scheduled.opensAt ?? '')).toBeLessThan(emulator.clock.now() + 61_000)
  })

  it('says what was accepted where the shape does not show it', async () => {
    const { adapter } = world(version, { whop: { invoiceFields: 'ten' } })
    const scheduled = (await adapter().finalize('inv_draft'))._unsafeUnwrap()
    expect(scheduled.opensAt).toMatch(/^2026-07-15T09:01:00/)
    expect(scheduled.notes.map((note) => note.code)).toContain('change_pending')
    expect(scheduled.derived.map((entry) => entry.field)).toContain('opensAt')
  })

  it.each(['paid', 'void', 'uncollectible'] as const)(
    'of one that is %s is an invalid transition',
    async (status) => {
      const { emulator, adapter } = world(version)
      emulator.seed({
        invoices: [
          {
            vendor: 'whop',
            id: 'inv_s',
            customer: 'mber_ada',
            status,
            lines: [{ description: 'x', amount: 5 }],
          },
        ],
      })
      expect((await adapter().finalize('inv_s'))._unsafeUnwrapErr()).toMatchObject({
        kind: 'invalid_transition',
        from: status,
        to: 'open',
      })
    },
  )

  it.each<[string, Fault]>([
    ['dropped after the commit', { kind: 'drop_after_commit' }],
    ['answered 500 after the commit', { kind: 'status', status: 500, afterCommit: true }],
  ])('an answer %s is settled by looking', async (_, fault) => {
    const { adapter } = world(version, { faults: [on('update_invoice', fault, { times: always })] })
    const result = await adapter().finalize('inv_draft')
    expect(result.isOk() ? result.value.opensAt : result.error).toMatch(/^2026-07-15T09:01:00/)
  })
})

describe.each(versions)('delete · %s', (version) => {
  it.each(['boolean', 'object'] as const)(
    'removes a draft, whose deletion answers a %s',
    async (deleteAnswer) => {
      const { emulator, adapter } = world(version, { whop: { deleteAnswer } })
      expect((await adapter().delete('inv_draft'))._unsafeUnwrap()).toEqual({ id: 'inv_draft' })
      expect(emulator.ledger.invoices().map((one) => one.id)).toEqual(['inv_first'])
      expect((await adapter().delete('inv_draft'))._unsafeUnwrapErr().kind).toBe('not_found')
    },
  )

  it('of what was issued is refused, and nothing is sent', async () => {
    const { emulator, adapter } = world(version)
    expect((await adapter().delete('inv_first'))._unsafeUnwrapErr()).toMatchObject({
      kind: 'invalid_transition',
      from: 'open',
    })
    expect(emulator.requests.filter((request) => request.method === 'DELETE')).toEqual([])
  })

  it.each<[string, Fault]>([
    ['dropped after the commit', { kind: 'drop_after_commit' }],
    ['answered 500 after the commit', { kind: 'status', status: 500, afterCommit: true }],
    ['answered empty', { kind: 'empty_body', status: 200, afterCommit: true }],
  ])('an answer %s is settled by looking', async (_, fault) => {
    const { adapter } = world(version, { faults: [on('delete_invoice', fault, { times: always })] })
    const result = await adapter().delete('inv_draft')
    expect(result.isOk() ? result.value : result.error).toEqual({ id: 'inv_draft' })
  })

  it('that never arrives is unknown', async () => {
    const { emulator, adapter } = world(version, {
      faults: [on('delete_invoice', { kind: 'drop_before_commit' }, { times: always })],
    })
    expect((await adapter().delete('inv_draft'))._unsafeUnwrapErr()).toMatchObject({
      kind: 'outcome_unknown',
      invoiceId: 'inv_draft',
    })
    expect(emulator.ledger.invoice('inv_draft')).toBeDefined()
  })
})

describe.each(versions)('send · %s', (version) => {
  it('mails an open invoice again, and only once after a lost answer', async () => {
    const { emulator, adapter } = world(version)
    expect((await adapter().send('inv_first'))._unsafeUnwrap()).toEqual({ sentAt: null })
    emulator.faults.add(on('resend', { kind: 'drop_after_commit' }, { times: always }))
    expect((await adapter().send('inv_first'))._unsafeUnwrapErr()).toMatchObject({
      kind: 'outcome_unknown',
      invoiceId: 'inv_first',
      retryable: false,
    })
    expect(emulator.requests.filter((request) => request.method === 'POST')).toHaveLength(2)
  })

  it('of a draft or of nothing is refused', async () => {
    const { adapter } = world(version)
    expect((await adapter().send('inv_draft'))._unsafeUnwrapErr().kind).toMatch(/refused|conflict/)
    expect((await adapter().send('inv_none'))._unsafeUnwrapErr().kind).toBe('not_found')
  })
})
