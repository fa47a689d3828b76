import type { FaultRule } from '@invoice-adapters/emulator'
import { describe, expect, it } from 'vitest'
import { versions } from './endpoints.ts'
import { world } from './world.ts'

const always = Number.POSITIVE_INFINITY

const asked = {
  externalId: 'order-5',
  customer: { id: 'mber_ada' },
  currency: 'USD',
  lines: [{ description: 'Set-up', amount: 2500 }],
  dueAt: '2026-09-01T00:00:00Z',
}

describe.each(versions)('findByExternalId · %s', (version) => {
  it('finds exactly the key', async () => {
    const { adapter } = world(version)
    const { invoice } = (await adapter().create({ ...asked, externalId: 'order 5/ä' }))._unsafeUnwrap()
    const found = (await adapter().findByExternalId('order 5/ä'))._unsafeUnwrap()
    expect([found?.source.id, found?.externalId, found?.detail]).toEqual([
      invoice.source.id,
      'order 5/ä',
      'full',
    ])
    for (const other of ['order', 'order 5', 'Order 5/ä']) {
      expect((await adapter().findByExternalId(other))._unsafeUnwrap()).toBeNull()
    }
  })

  it.each<FaultRule['fault']>([
    { kind: 'patch_record', set: { internal_notes: 5 } },
    { kind: 'patch_record', drop: ['id'] },
    { kind: 'patch_record', index: 'answer', set: { page_info: { has_next_page: true } } },
    { kind: 'non_json', status: 200 },
    { kind: 'status', status: 500 },
    { kind: 'status', status: 403 },
  ])('does not say that there is none after %j, and nothing is created', async (fault) => {
    const { emulator, adapter } = world(version, {
      faults: [{ operation: 'list_plans', times: always, fault }],
    })
    expect((await adapter().findByExternalId('order-5')).isErr()).toBe(true)
    expect((await adapter().create(asked)).isErr()).toBe(true)
    expect(emulator.ledger.writes).toHaveLength(0)
  })

  it('a plan that names no invoice yet stops a second create, and is not found', async () => {
    const { emulator, adapter } = world(version)
    await adapter().create(asked).unwrapOr(null)
    const before = emulator.ledger.writes.length
    emulator.faults.add({
      operation: 'list_plans',
      times: always,
      fault: { kind: 'patch_record', set: { invoice: null } },
    })
    expect((await adapter().findByExternalId('order-5'))._unsafeUnwrap()).toBeNull()
    expect((await adapter().create(asked))._unsafeUnwrapErr()).toMatchObject({
      kind: 'conflict',
      externalId: 'order-5',
    })
    expect(emulator.ledger.writes).toHaveLength(before)
  })
})

describe.each(versions)('check · %s', (version) => {
  it.each([
    { mode: 'live', seen: 'live' },
    { mode: 'sandbox', seen: 'test' },
  ] as const)('tells a $mode account', async ({ mode, seen }) => {
    const { emulator, adapter } = world(version, {
      data: { accounts: [{ vendor: 'whop', name: 'shop', mode }] },
    })
    const accountId = emulator.whop.account().companyId
    expect((await adapter().check())._unsafeUnwrap()).toEqual({ mode: seen, accountId, accountName: null })
  })

  it('tells a key that Whop does not know, such as one of the other environment', async () => {
    const error = (await world(version).adapter({ apiKey: 'apik_unknown_1' }).check())._unsafeUnwrapErr()
    expect(error.kind).toBe('unauthenticated')
    expect(error.message).toContain('sandbox')
    expect(JSON.stringify(error)).not.toContain('apik_unknown_1')
  })

  it('tells a seller that is not the key’s', async () => {
    const result = await world(version).adapter({ companyId: 'biz_another' }).check()
    expect(result._unsafeUnwrapErr().kind).toMatch(/forbidden|not_found/)
  })
})

describe.each(versions)('credentials that rotate while running · %s', (version) => {
  it('are asked for again, and the write happens once', async () => {
    const { emulator, adapter } = world(version)
    const keys = ['apik_old', emulator.whop.account().apiKey]
    const apiKey = () => keys.shift() ?? ''
    expect((await adapter({ apiKey }).create(asked))._unsafeUnwrap().created).toBe(true)
    expect(emulator.ledger.writes).toHaveLength(1)
  })
})

describe.each(versions)('a wait that stands in a message · %s', (version) => {
  it('is kept, and the call succeeds', async () => {
    const { emulator, adapter } = world(version, {
      faults: [{ operation: 'get_invoice', fault: { kind: 'rate_limit', retryAfterSeconds: 1 } }],
      whop: { retryAfterHeader: false },
    })
    const waits: number[] = []
    const retry = { attempts: 3, firstDelayMs: 1, maximumDelayMs: 2000 }
    const observe = (event: { type: string; waitMs?: number }) => {
      if (event.type === 'retry') waits.push(event.waitMs ?? 0)
    }
    expect((await adapter({ retry, observe }).get('inv_first')).isOk()).toBe(true)
    expect(waits).toEqual([1000])
    expect(emulator.requests.length).toBeGreaterThanOrEqual(2)
  })
})

describe.each(versions)('customers · %s', (version) => {
  it('are the members, page by page', async () => {
    const members = ['a', 'b', 'c'].map((name) => ({
      vendor: 'whop' as const,
      id: `mber_${name}`,
      name,
      email: `${name}@ink.example`,
    }))
    const { adapter } = world(version, { data: { customers: members } })
    const first = (await adapter().customers.list({ pageSize: 2 }))._unsafeUnwrap()
    const rest = (
      await adapter().customers.list({ pageSize: 2, cursor: first.nextCursor ?? '' })
    )._unsafeUnwrap()
    expect([...first.customers, ...rest.customers].map((one) => one.name)).toEqual(['a', 'b', 'c'])
    expect(rest.nextCursor).toBeNull()
    expect((await adapter().customers.get('mber_b'))._unsafeUnwrap()).toMatchObject({
      id: 'mber_b',
      email: 'b@ink.example',
      mode: 'test',
    })
    expect((await adapter().customers.get('mber_none'))._unsafeUnwrapErr().kind).toBe('not_found')
  })

  it('cannot be created, nor found by an own id, and nothing is sent', async () => {
    const { emulator, adapter } = world(version)
    expect((await adapter().customers.create({ name: 'x' }))._unsafeUnwrapErr().kind).toBe('unsupported')
    expect((await adapter().customers.list({ externalId: 'x' }))._unsafeUnwrapErr().kind).toBe('unsupported')
    expect(emulator.requests).toEqual([])
  })
})

describe.each(versions)('what is not the usual invoice · %s', (version) => {
  const seed = {
    vendor: 'whop',
    id: 'inv_s',
    customer: 'mber_ada',
    status: 'open',
    dueAt: '2026-08-01T00:00:00Z',
  } as const

  it('of an account that was removed keeps its addressee', async () => {
    const { emulator, adapter } = world(version)
    emulator.whop.account().outside.removeUser('mber_ada')
    const result = await adapter().get('inv_first')
    expect(result.isOk() ? result.value.customer : result.error).toMatchObject({
      name: 'Ada Quill',
      email: 'ada@quill.example',
    })
  })

  it('without lines and with a renewing plan has no total', async () => {
    const { emulator, adapter } = world(version)
    emulator.seed({
      invoices: [
        {
          ...seed,
          lines: [{ description: 'x', amount: 2500 }],
          whop: { withoutLineItems: true, renewal: { price: 1000 } },
        },
      ],
    })
    const invoice = (await adapter().get('inv_s'))._unsafeUnwrap()
    expect([invoice.subtotal, invoice.total, invoice.lines]).toEqual([2500, null, []])
    expect(invoice.notes.map((note) => note.code)).toEqual(['total_unknown'])
  })

  it('in fewer fields tells less, and nothing else', async () => {
    for (const invoiceFields of ['nine', 'ten'] as const) {
      const { adapter } = world(version, { whop: { invoiceFields } })
      const invoice = (await adapter().get('inv_first'))._unsafeUnwrap()
      expect(invoice).toMatchObject({
        status: 'open',
        subtotal: 9000,
        total: null,
        paymentPending: null,
        collection: null,
        memo: 'Thank you',
      })
      expect(invoice.notes[0]?.message).toContain('whether a buyer fee comes on top')
    }
  })

  it('in a currency outside ISO 4217 leaves the amounts out', async () => {
    const { emulator, adapter } = world(version)
    const set = { 'current_plan.currency': 'whop_usd' }
    emulator.faults.add({ operation: 'get_invoice', fault: { kind: 'patch_record', set } })
    expect((await adapter().get('inv_first'))._unsafeUnwrap()).toMatchObject({
      currency: 'WHOP_USD',
      subtotal: null,
      total: null,
      amountDue: null,
    })
  })
})
