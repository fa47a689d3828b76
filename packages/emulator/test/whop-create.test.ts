import { describe, expect, it } from 'vitest'
import { createDraft, createOne, errorIn, nextMonth, order, read, whopSetting } from './whop-support.ts'

describe('creating an invoice', () => {
  it('makes a plan, a product and an open invoice, and one write', async () => {
    const { emulator, call } = whopSetting()
    const created = await call(
      'POST',
      '/invoices',
      order({ plan: { initial_price: 10.43, internal_notes: 'k1' } }),
    )
    expect(created.status).toBe(200)
    expect(created.body).toMatchObject({
      id: expect.stringMatching(/^inv_/),
      number: '#0001',
      status: 'open',
      due_date: nextMonth,
      email_address: 'ada@x.example',
      current_plan: { id: expect.stringMatching(/^plan_/), currency: 'usd', formatted_price: '$10.43' },
      line_items: [],
      payment: null,
      user: { name: 'Ada' },
    })
    const { id } = created.body.current_plan as { id: string }
    expect((await call('GET', `/plans/${id}`)).body).toMatchObject({
      initial_price: 10.43,
      renewal_price: 0,
      plan_type: 'one_time',
      internal_notes: 'k1',
      invoice: { id: created.body.id },
    })
    expect(emulator.ledger.writes.map(({ operation }) => operation)).toEqual(['create_invoice'])
    expect(emulator.ledger.invoice(String(created.body.id))).toMatchObject({
      total: 1043,
      currency: 'USD',
      customer: { id: 'mber_ada' },
      metadata: { internal_notes: 'k1' },
    })
  })

  it.each([
    ['account_id', { account_id: undefined }],
    ['collection_method', { collection_method: undefined }],
    ['plan', { plan: undefined }],
    ['product_id', { product: undefined }],
    ['product.title', { product: {} }],
    ['due_date', { due_date: undefined }],
    ['email_address', { member_id: undefined }],
    ['customer_name', { member_id: undefined, email_address: 'a@x.example' }],
    ['payment_method_id', { collection_method: 'charge_automatically' }],
  ])('refuses one without %s', async (name, changes) => {
    const { emulator, call } = whopSetting()
    const refused = await call('POST', '/invoices', order(changes))
    expect(refused.status).toBe(400)
    expect(errorIn(refused)).toEqual({
      code: 'invalid_request',
      message: `Missing required parameter: ${name}`,
    })
    expect(emulator.ledger.writes).toEqual([])
  })

  it.each([
    [400, { product_id: 'prod_x' }],
    [404, { product: undefined, product_id: 'prod_x' }],
    [404, { member_id: 'mber_x' }],
    [404, { mailing_address_id: 'ma_x' }],
    [403, { account_id: 'biz_other' }],
    [422, { collection_method: 'by_post' }],
    [422, { due_date: 'soon' }],
    [422, { due_date: '2026-07-01T00:00:00.000Z' }],
    [422, { plan: { currency: 'xyz' } }],
    [422, { plan: { initial_price: '10' } }],
    [422, { plan: { initial_price: -1 } }],
    [422, { line_items: [{ unit_price: 100 }] }],
    [422, { line_items: [{ label: 'x', unit_price: 100, quantity: 0 }] }],
    [422, { mailing_address_id: 'ma_x', billing_address: { city: 'Bonn' } }],
  ])('answers %i to %j', async (status, changes) => {
    const { emulator, call } = whopSetting()
    expect((await call('POST', '/invoices', order(changes))).status).toBe(status)
    expect(emulator.ledger.invoices({ vendor: 'whop' })).toEqual([])
  })

  it('keeps an inline address, which others can then name', async () => {
    const { call } = whopSetting()
    const created = await createOne(call, { billing_address: { city: 'Bonn', tax_id_type: 'eu_vat' } })
    expect(created.mailing_address).toEqual({
      city: 'Bonn',
      country: null,
      line1: null,
      line2: null,
      name: null,
      phone: null,
      postal_code: null,
      state: null,
    })
  })

  it('has in drafts what drafts need', async () => {
    const { emulator, call } = whopSetting()
    const id = await createDraft(call)
    expect(await read(call, id)).toMatchObject({
      status: 'draft',
      due_date: null,
      user: null,
      number: '#0001',
    })
    expect(emulator.ledger.invoice(id)).toMatchObject({ status: 'draft', issuedAt: null })
    expect(emulator.ledger.payableDuring(id)).toEqual([])
  })

  it('links a customer who is a member to the member, others when they pay', async () => {
    const { emulator, call } = whopSetting()
    const known = { member_id: undefined, email_address: 'bea@x.example', customer_name: 'B.' }
    expect(await createOne(call, known)).toMatchObject({ member: { id: 'mber_bea' }, customer_name: 'B.' })
    const stranger = { member_id: undefined, email_address: 'cy@x.example', customer_name: 'Cy' }
    const { id, user } = await createOne(call, stranger)
    expect(user).toBeNull()
    emulator.whop.account().outside.pay(String(id))
    expect((await read(call, id)).user).toMatchObject({ name: 'Cy', username: 'cy', email: 'cy@x.example' })
  })

  it.each([
    ['createStatus', { createStatus: 201 }, {}, 201],
    ['unknownReferenceStatus', { unknownReferenceStatus: 422 }, { member_id: 'mber_x' }, 422],
    ['validationStatus', { validationStatus: 400 }, { due_date: 'soon' }, 400],
    ['pastDueDate', { pastDueDate: 'accept' }, { due_date: '2026-07-01T00:00:00.000Z' }, 200],
    ['negativeUnitPrices', { negativeUnitPrices: 'refuse' }, { line_items: credit() }, 422],
    ['negative prices by default', {}, { line_items: credit() }, 200],
    ['zeroTotal', { zeroTotal: 'refuse' }, { plan: {} }, 422],
    ['a zero total by default', {}, { plan: {} }, 200],
  ] as const)('has a switch: %s', async (_name, switches, changes, status) => {
    const { call } = whopSetting(switches)
    expect((await call('POST', '/invoices', order(changes))).status).toBe(status)
  })

  it('can number drafts when they open, and make members at once', async () => {
    const { emulator, call } = whopSetting({ numbering: 'at_opening', customerByEmail: 'member_at_once' })
    const customer = { email_address: 'cy@x.example', customer_name: 'Cy', due_date: nextMonth }
    const draft = await createDraft(call, customer)
    expect(await read(call, draft)).toMatchObject({ number: '', user: { name: 'Cy' } })
    expect((await createOne(call)).number).toBe('#0001')
    emulator.whop.account().outside.issueDraft(draft)
    expect((await read(call, draft)).number).toBe('#0002')
  })
})

function credit() {
  return [
    { label: 'Work', unit_price: 120 },
    { label: 'Goodwill', unit_price: -20 },
  ]
}
