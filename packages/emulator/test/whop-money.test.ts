import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exactly, toUnits, wireNumber, wireScale } from '../src/vendors/whop/decimals.ts'
import { type Body, createDraft, createOne, order, read, whopSetting } from './whop-support.ts'

const line = (unit_price: number, quantity = 1) => ({ label: 'x', unit_price, quantity })

describe('amounts', () => {
  it.each([
    ['usd', 10.43, 1043, '$10.43'],
    ['usd', 1234567.8, 123456780, '$1,234,567.80'],
    ['jpy', 1000, 1000, '¥1,000'],
    ['kwd', 1.234, 1234, 'KWD 1.234'],
    ['eth', 0.00000001, 1, 'ETH 0.00000001'],
    ['whop_usd', 5, 500, '$5.00'],
    ['xau', 0.0321, 321, 'XAU 0.0321'],
  ])('of %s: %d', async (currency, price, units, formatted) => {
    const { emulator, call } = whopSetting()
    const created = await createOne(call, { plan: { initial_price: price, currency } })
    expect(created.current_plan).toMatchObject({ currency, formatted_price: formatted })
    const { id } = created.current_plan as { id: string }
    expect((await call('GET', `/plans/${id}`)).body.initial_price).toBe(price)
    const currencyWord = currency.toUpperCase()
    expect(emulator.ledger.invoice(String(created.id))).toMatchObject({
      total: units,
      currency: currencyWord,
    })
  })

  it.each([
    ['refuse', 422],
    ['round', 200],
  ] as const)('finer than the currency: %s', async (finerAmounts, status) => {
    const { call } = whopSetting({ finerAmounts })
    const fine = await call('POST', '/invoices', order({ plan: { initial_price: 10.005 } }))
    expect(fine.status).toBe(status)
    if (status === 200) expect(fine.body.current_plan).toMatchObject({ formatted_price: '$10.01' })
    const yen = order({ plan: { initial_price: 10.5, currency: 'jpy' } })
    expect((await call('POST', '/invoices', yen)).status).toBe(status)
  })

  it('are read and written without loss', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -(2 ** 48), max: 2 ** 48 }),
        fc.constantFrom(0, 2, 3, 8),
        (units, digits) => {
          const count = exactly(wireNumber(units, digits))
          // Beyond 15 significant digits a number no longer tells its last one.
          if (Math.abs(units) < 1e15) expect(toUnits(count ?? 0n, wireScale, digits, 'refuse')).toBe(units)
        },
      ),
    )
  })

  it.each([
    [1e21, 10n ** 39n],
    [1e-7, 10n ** 11n],
    [-0.1, -(10n ** 17n)],
    [1e-19, null],
    [Number.POSITIVE_INFINITY, null],
  ])('count %d exactly or not at all', (value, count) => {
    expect(exactly(value)).toBe(count)
  })

  it('beyond all measure are refused', async () => {
    const { call } = whopSetting()
    for (const initial_price of [1e14, 1e300]) {
      expect((await call('POST', '/invoices', order({ plan: { initial_price } }))).status).toBe(422)
    }
  })
})

describe('line items', () => {
  it.each([
    [[line(0.1), line(0.2)], 0.3, 200],
    [[line(0.1, 3)], 0.3, 200],
    [[line(0.015, 100)], 1.5, 200],
    [[line(10, 0.5), line(2.5, 2)], 10, 200],
    [[line(10), line(-2.5)], 7.5, 200],
    [[line(0.1, 3)], 0.31, 422],
    [[line(0.015, 1)], 0.02, 422],
  ])('%j for %d: %i', async (line_items, initial_price, status) => {
    const { emulator, call } = whopSetting()
    const answer = await call('POST', '/invoices', order({ plan: { initial_price }, line_items }))
    expect(answer.status).toBe(status)
    if (status !== 200) return
    const totals = (answer.body.line_items as { total: number }[]).map(({ total }) => Math.round(total * 100))
    expect(totals.reduce((sum, total) => sum + total, 0)).toBe(Math.round(initial_price * 100))
    const [fact] = emulator.ledger.invoices({ vendor: 'whop' })
    expect(fact?.lines.map(({ amount }) => amount)).toEqual(totals)
  })

  it.each([
    ['first_charge', 45],
    ['renewal_price', 40],
  ] as const)('of a renewal plan add up to the %s', async (renewalLineSum, sum) => {
    const { emulator, call } = whopSetting({ renewalLineSum })
    const plan = { initial_price: 5, renewal_price: 40, billing_period: 30 }
    const created = await createOne(call, { plan, line_items: [line(sum)] })
    expect(created.current_plan).toMatchObject({ formatted_price: '$5.00 + $40.00 / month' })
    expect(emulator.ledger.invoice(String(created.id))?.total).toBe(4500)
  })
})

describe('tax', () => {
  it.each([
    ['exclusive', {}, { subtotal: 100, tax_amount: 20, total: 120, tax_behavior: 'exclusive' }],
    ['unspecified', {}, { subtotal: 100, tax_amount: 20, total: 120, tax_behavior: 'exclusive' }],
    ['inclusive', {}, { subtotal: 100, tax_amount: 16.67, total: 100, tax_behavior: 'inclusive' }],
    [
      'inclusive',
      { inclusiveSubtotal: 'net' },
      { subtotal: 83.33, tax_amount: 16.67, total: 100, tax_behavior: 'inclusive' },
    ],
  ] as const)(
    '%s %j shows on plan, preview and payment, never on the invoice',
    async (type, more, expected) => {
      const { emulator, call } = whopSetting({ collectTax: true, inlinePlanTaxType: type, ...more })
      const { id, current_plan: plan } = await createOne(call)
      const path = `/plans/${(plan as { id: string }).id}`
      expect((await call('GET', path)).body).toMatchObject({
        collect_tax: true,
        tax_type: type,
        initial_price: 100,
      })
      const preview = await call('POST', `${path}/calculate_tax`, { address: { country: 'DE' } })
      expect(preview.body).toEqual({ currency: 'usd', status: 'calculated', ...expected })
      emulator.whop.account().outside.pay(String(id))
      const { payment } = await read(call, id)
      const paid = (await call('GET', `/payments/${(payment as { id: string }).id}`)).body
      expect(paid).toMatchObject({ ...expected, tax_behavior: type, usd_total: expected.total })
      expect(emulator.ledger.invoice(String(id))?.total).toBe(expected.total * 100)
    },
  )

  it('that is not collected is in nothing', async () => {
    const { emulator, call } = whopSetting()
    const { id, current_plan: plan } = await createOne(call)
    const path = `/plans/${(plan as { id: string }).id}`
    const preview = await call('POST', `${path}/calculate_tax`, { ip_address: '192.0.2.1' })
    expect(preview.body).toMatchObject({ status: 'not_calculated', tax_amount: 0, total: 100 })
    emulator.whop.account().outside.pay(String(id))
    const payments = (await call('GET', '/payments')).body.data as Body[]
    expect(payments[0]).toMatchObject({ tax_amount: null, tax_behavior: null, total: 100 })
  })

  it.each([
    [{}, 400],
    [{ address: {} }, 400],
    [{ address: { country: 'DE' }, tax_ids: [{}, {}] }, 400],
  ])('cannot be previewed for %j', async (body, status) => {
    const { call } = whopSetting()
    await createDraft(call)
    expect((await call('POST', '/plans/plan_W0000000000001/calculate_tax', body)).status).toBe(status)
  })

  it('aside, a buyer fee is in what is settled and in no total', async () => {
    const { emulator, call } = whopSetting()
    const { id } = await createOne(call, { charge_buyer_fee: true })
    emulator.whop.account().outside.pay(String(id))
    const { payment } = await read(call, id)
    const paid = (await call('GET', `/payments/${(payment as { id: string }).id}`)).body
    expect(paid).toMatchObject({ subtotal: 100, total: 100, settlement_amount: 105 })
  })
})
