import { describe, expect, it } from 'vitest'
import { createEmulator, generateInvoices, type InvoiceSeed } from '../src/index.ts'
import { type Body, callerFor, createOne, idsIn, listIn, read, whopSetting } from './whop-support.ts'

const demo = () => {
  const emulator = createEmulator({ data: 'demo' })
  return { emulator, call: callerFor(emulator), account: emulator.whop.account() }
}

describe('the demo data', () => {
  it('has an invoice in every status, and says so itself', async () => {
    const { call, account } = demo()
    expect(account).toMatchObject({ name: 'atelier', companyId: 'biz_atelier', mode: 'live' })
    const list = listIn(await call('GET', '/invoices?first=100'))
    expect(list).toHaveLength(12)
    const count = (status: string) => list.filter((invoice) => invoice.status === status).length
    expect(['draft', 'open', 'paid', 'past_due', 'uncollectible', 'void'].map(count)).toEqual([
      1, 3, 5, 1, 1, 1,
    ])
    expect(list.filter(({ user }) => user === null)).toHaveLength(2)
    expect(list.filter(({ line_items: lines }) => (lines as unknown[]).length === 0)).toHaveLength(1)
    expect(list.filter(({ payment_processing: processing }) => processing)).toHaveLength(1)
    expect(account.webhooks.events).toEqual([])
  })

  it('adds up: lines, plans and payments agree with the ledger', async () => {
    const { emulator, call } = demo()
    for (const fact of emulator.ledger.invoices({ vendor: 'whop' })) {
      const scale = 10 ** fact.minorUnitDigits
      const invoice = await read(call, fact.id)
      const { id } = invoice.current_plan as { id: string }
      const plan = (await call('GET', `/plans/${id}`)).body
      const price = Number(plan.initial_price) + Number(plan.renewal_price)
      expect(Math.round(price * scale)).toBe(fact.subtotal)
      const lines = invoice.line_items as { total: number }[]
      const sum = lines.reduce((total, line) => total + Math.round(line.total * scale), 0)
      if (lines.length > 0) expect(sum).toBe(fact.subtotal)
      const payments = (await call('GET', `/payments?plan_ids[]=${id}`)).body.data as Body[]
      for (const payment of payments) {
        expect(Math.round(Number(payment.total) * scale)).toBe(fact.total)
        expect(Math.round(Number(payment.refunded_amount) * scale)).toBe(fact.amountRefunded)
      }
    }
  })

  it('lives on: the payment clears, the draft opens, the open ones turn past due', async () => {
    const { emulator, call, account } = demo()
    emulator.clock.set('2026-09-10T00:00:00.000Z')
    expect(account.webhooks.events.map(({ event }) => event)).toEqual([
      'invoice.paid',
      'payment.succeeded',
      'invoice.past_due',
      'invoice.past_due',
      'invoice.past_due',
    ])
    expect(idsIn(await call('GET', '/invoices?statuses[]=past_due'))).toHaveLength(4)
  })
})

describe('seeds', () => {
  it('can be generated in number and in any of the currencies', async () => {
    const data = generateInvoices({ vendor: 'whop', count: 150, currencies: ['EUR', 'JPY', 'KWD'] })
    const emulator = createEmulator({ data })
    const call = callerFor(emulator)
    const page = await call('GET', '/invoices?first=100')
    expect(idsIn(page)).toHaveLength(100)
    expect(emulator.ledger.invoices({ vendor: 'whop' })).toHaveLength(150)
    expect(emulator.ledger.writes).toEqual([])
    const total = (rows: readonly { total: number }[]) => rows.reduce((sum, row) => sum + row.total, 0)
    const { lines, subtotal, tax, total: sum } = emulator.ledger.invoices({ vendor: 'whop' })[0]!
    expect(total(lines.map(({ amount }) => ({ total: amount })))).toBe(subtotal)
    expect(subtotal + tax).toBe(sum)
  })

  it.each([
    ['paid by hand', { status: 'paid', whop: { settledBy: 'hand' } }, { status: 'paid', payment: null }],
    ['refunded', { status: 'refunded' }, { status: 'paid', payment: { id: expect.any(String) } }],
    ['long due', { status: 'open', dueAt: '2026-01-01T00:00:00.000Z' }, { status: 'past_due' }],
    [
      'long due and collected automatically',
      {
        status: 'open',
        dueAt: '2026-01-01T00:00:00.000Z',
        whop: { collectionMethod: 'charge_automatically' },
      },
      { status: 'open', due_date: null },
    ],
    [
      'of a third of something',
      { status: 'open', lines: [{ description: 'x', quantity: 3, amount: 1000 }] },
      { line_items: [{ quantity: 3, unit_price: 3.3333, total: 10 }] },
    ],
    [
      'at a rate of its own',
      { status: 'open', lines: [{ description: 'x', quantity: 100, amount: 150, unitRate: 150 }] },
      { line_items: [{ unit_price: 0.015, total: 1.5 }] },
    ],
    [
      'in ether',
      { status: 'open', currency: 'eth' },
      { current_plan: { formatted_price: 'ETH 0.00001000' } },
    ],
  ] as const)('may be %s', async (_name, seed, expected) => {
    const invoice = {
      vendor: 'whop',
      id: 'inv_seeded',
      customer: 'somebody',
      lines: [{ description: 'x', amount: 1000 }],
      ...seed,
    } as InvoiceSeed
    const emulator = createEmulator({ data: { invoices: [invoice] } })
    expect(await read(callerFor(emulator), 'inv_seeded')).toMatchObject(expected)
  })

  it('in a currency that Whop has not are refused', () => {
    const account = { vendor: 'whop', name: 'x', currency: 'ISK' } as const
    expect(() => createEmulator({ data: { accounts: [account] } })).toThrow('Whop has no currency ISK')
  })

  it('come back with a reset, and what was made since does not', async () => {
    const { emulator, call } = demo()
    const before = JSON.stringify(emulator.ledger.invoices())
    await createOne(call, { account_id: 'biz_atelier', member_id: 'mber_diwan' })
    emulator.clock.set('2026-12-01T00:00:00.000Z')
    emulator.reset()
    expect(JSON.stringify(emulator.ledger.invoices())).toBe(before)
    expect(emulator.whop.account().webhooks.events).toEqual([])
    expect(idsIn(await call('GET', '/invoices?first=100'))).toHaveLength(12)
  })
})

describe('faults strike Whop too', () => {
  it('hides new records from lists, with their plans', async () => {
    const { emulator, call } = whopSetting()
    emulator.faults.add({ vendor: 'whop', fault: { kind: 'hide_new_records', clockMs: 60_000 } })
    const { id } = await createOne(call)
    expect(idsIn(await call('GET', '/invoices'))).toEqual([])
    expect(idsIn(await call('GET', '/plans?account_id=biz_main'))).toEqual([])
    expect((await read(call, id)).id).toBe(id)
    emulator.clock.advance(60_000)
    expect(idsIn(await call('GET', '/invoices'))).toEqual([id])
  })

  it('reads stale, but never writes stale', async () => {
    const { emulator, call } = whopSetting()
    const { id } = await createOne(call)
    await call('POST', `/invoices/${String(id)}/mark_paid`)
    emulator.faults.add({ vendor: 'whop', fault: { kind: 'stale_read' }, times: 2 })
    expect((await read(call, id)).status).toBe('open')
    expect((await call('POST', `/invoices/${String(id)}/void`)).status).toBe(422)
    expect((await read(call, id)).status).toBe('paid')
  })

  it('moves an item over a page border, and repeats a page', async () => {
    const { emulator, call } = whopSetting()
    for (let count = 0; count < 4; count += 1) await createOne(call)
    const move = { kind: 'move_across_border', direction: 'to_next_page' } as const
    emulator.faults.add({ vendor: 'whop', operation: 'list_invoices', fault: move })
    const first = await call('GET', '/invoices?first=2')
    const { end_cursor: cursor } = first.body.page_info as { end_cursor: string }
    const second = await call('GET', `/invoices?first=2&after=${cursor}`)
    expect(idsIn(second)[0]).toBe(idsIn(first)[1])
    emulator.faults.add({ vendor: 'whop', fault: { kind: 'repeat_page' } })
    expect((await call('GET', `/invoices?first=2&after=${cursor}`)).text).toBe(second.text)
  })

  it('answers a failure inside a 200, as false where true is expected', async () => {
    const { emulator, call } = whopSetting()
    const { id } = await createOne(call)
    emulator.faults.add({ vendor: 'whop', times: 2, fault: { kind: 'success_false' } })
    const answer = await call('POST', `/invoices/${String(id)}/void`)
    expect([answer.status, answer.text]).toEqual([200, 'false'])
    expect((await call('GET', '/invoices')).body).toHaveProperty('error.code', 'internal_server_error')
  })

  it('changes fields of records and of the whole answer', async () => {
    const { emulator, call } = whopSetting()
    const { id } = await createOne(call)
    const patch = { kind: 'patch_record', set: { status: 'written_off' }, drop: ['number'] } as const
    emulator.faults.add({ vendor: 'whop', times: 2, fault: patch })
    for (const invoice of [await read(call, id), listIn(await call('GET', '/invoices'))[0]]) {
      expect(invoice).toMatchObject({ status: 'written_off' })
      expect(invoice).not.toHaveProperty('number')
    }
  })

  it('answers any status in the vendor’s manner', async () => {
    const { emulator, call } = whopSetting()
    emulator.faults.add({ vendor: 'whop', fault: { kind: 'status', status: 410, message: 'Gone for good' } })
    const answer = await call('GET', '/invoices')
    expect([answer.status, answer.body]).toEqual([410, { error: { type: 'gone', message: 'Gone for good' } }])
  })
})
