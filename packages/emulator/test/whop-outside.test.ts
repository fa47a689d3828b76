import { describe, expect, it } from 'vitest'
import { createEmulator } from '../src/index.ts'
import { type Body, callerFor, createDraft, createOne, listIn, read, whopSetting } from './whop-support.ts'

const later = '2026-07-20T00:00:00.000Z'

describe('what happens outside', () => {
  it('happens at its time, or not when the invoice went another way meanwhile', async () => {
    const { emulator, call } = whopSetting()
    const { outside } = emulator.whop.account()
    const ids: string[] = []
    for (let count = 0; count < 4; count += 1) ids.push(String((await createOne(call)).id))
    const [paid = '', voided = '', writtenOff = '', overtaken = ''] = ids
    const deleted = await createDraft(call)
    outside.pay(paid, later)
    outside.refund(paid, 100, '2026-07-21T00:00:00.000Z')
    outside.void(voided, later)
    outside.markUncollectible(writtenOff, later)
    outside.pay(overtaken, later)
    outside.issueDraft(deleted, later)
    outside.removeUser('mber_bea', later)
    await call('POST', `/invoices/${overtaken}/void`)
    await call('DELETE', `/invoices/${deleted}`)
    expect((await read(call, paid)).status).toBe('open')
    emulator.clock.set('2026-07-22T00:00:00.000Z')
    const statuses = await Promise.all(ids.map(async (id) => (await read(call, id)).status))
    expect(statuses).toEqual(['paid', 'void', 'uncollectible', 'void'])
    expect(emulator.ledger.invoice(paid)?.amountRefunded).toBe(100)
    expect((await call('GET', '/members/mber_bea')).body.user).toBeNull()
    expect(emulator.ledger.writes.map(({ operation }) => operation).slice(-5)).toEqual([
      'outside:pay',
      'outside:void',
      'outside:mark_uncollectible',
      'outside:remove_user',
      'outside:refund',
    ])
  })

  it('is refused at once when it cannot be', async () => {
    const { emulator, call } = whopSetting()
    const { outside } = emulator.whop.account()
    const id = String((await createOne(call)).id)
    expect(() => outside.issueDraft(id)).toThrow(`${id} is open, not draft`)
    expect(() => outside.failPayment(id)).toThrow('not being paid')
    expect(() => outside.refund(id)).toThrow('no payment to refund')
    expect(() => outside.pay('inv_x')).toThrow('no invoice inv_x')
    expect(() => outside.removeUser('mber_x')).toThrow('no member mber_x')
    outside.pay(id)
    expect(() => outside.void(id)).toThrow('is paid, not open')
    expect(() => outside.refund(id, 10_001)).toThrow(RangeError)
  })
})

describe('a seeded draft', () => {
  it('can be changed though its lines do not multiply out, and keeps its tax', async () => {
    const lines = [{ description: 'x', quantity: 3, amount: 1000 }]
    const seed = { vendor: 'whop', id: 'inv_d', customer: 'c', status: 'draft', tax: 77, lines } as const
    const emulator = createEmulator({ data: { invoices: [seed] } })
    const call = callerFor(emulator)
    const renamed = await call('PATCH', '/invoices/inv_d', { customer_name: 'N', plan: { description: 'd' } })
    expect(renamed.status).toBe(200)
    expect(emulator.ledger.invoice('inv_d')).toMatchObject({ tax: 77, total: 1077, memo: 'd' })
    expect((await call('PATCH', '/invoices/inv_d', { plan: { initial_price: 11 } })).status).toBe(422)
    const whole = { plan: { initial_price: 10 }, line_items: null }
    expect((await call('PATCH', '/invoices/inv_d', whole)).status).toBe(200)
  })
})

describe('plans and payments', () => {
  it('keep what a create says of the plan', async () => {
    const { call } = whopSetting({ invoicePlanSeller: 'null' })
    const plan = {
      renewal_price: 3,
      billing_period: 365,
      custom_fields: [{ field_type: 'text', name: 'PO', required: true }],
      payment_method_configuration: { enabled: ['card'], disabled: [] },
      stock: 1,
      unlimited_stock: false,
      visibility: 'quick_link',
      description: 'x'.repeat(1000),
    }
    const { current_plan: current } = await createOne(call, { plan })
    expect(current).toMatchObject({ formatted_price: '$3.00 / year' })
    expect((await call('GET', `/plans/${(current as { id: string }).id}`)).body).toMatchObject({
      ...plan,
      account: null,
      plan_type: 'renewal',
      custom_fields: [{ id: 'field_1', order: 0, name: 'PO', placeholder: null, required: true }],
    })
    const long = { plan: { description: 'x'.repeat(1001) } }
    expect(await createOne(call, long)).toHaveProperty('error.message', expect.stringContaining('1000'))
  })

  it('are listed in each of their orders', async () => {
    const { emulator, call } = whopSetting()
    for (const [initial_price, internal_notes] of [
      [2, 'b'],
      [3, 'a'],
      [1, null],
    ] as const) {
      const { id } = await createOne(call, { plan: { initial_price, internal_notes } })
      emulator.whop.account().outside.pay(String(id))
    }
    const show = (field: string, rows: readonly Body[]) => rows.map((row) => row[field])
    const plans = async (order: string) =>
      show(
        'internal_notes',
        listIn(await call('GET', `/plans?account_id=biz_main&direction=asc&order=${order}`)),
      )
    expect(await plans('internal_notes')).toEqual(['a', 'b', null])
    for (const order of ['id', 'created_at', 'active_members_count', 'expiration_days']) {
      expect(await plans(order)).toEqual(['b', 'a', null])
    }
    const payments = async (query: string) => show('total', listIn(await call('GET', `/payments?${query}`)))
    expect(await payments('order=final_amount')).toEqual([3, 2, 1])
    expect(await payments('order=paid_at&direction=asc')).toEqual([2, 3, 1])
    expect(await payments('statuses[]=paid&currencies[]=usd&product_ids[]=prod_W0000000000002')).toEqual([3])
    expect(await payments('statuses[]=open')).toEqual([])
  })
})
