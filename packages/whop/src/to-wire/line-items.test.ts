import { describe, expect, it } from 'vitest'
import { asked, line, refused } from '../../test/ask.ts'

describe('money', () => {
  it.each([
    ['USD', [1043], 10.43],
    ['USD', [1, 2], 0.03],
    ['USD', [100000, -100], 999],
    ['JPY', [1000], 1000],
    ['KWD', [1234], 1.234],
    ['USD', [999999999999999], 9999999999999.99],
  ])('%s %j is the price %d', async (currency, amounts, price) => {
    const lines = amounts.map((amount) => ({ description: 'x', amount }))
    const { body, total } = await asked({ currency, lines })
    expect(body.plan).toEqual({
      plan_type: 'one_time',
      currency: currency.toLowerCase(),
      initial_price: price,
    })
    expect(total).toBe(amounts.reduce((sum, amount) => sum + amount, 0))
    expect(JSON.parse(JSON.stringify(body.plan)).initial_price).toBe(price)
  })

  it('of more than 15 digits is refused, at the line and in all', async () => {
    expect(await refused(line({ amount: 9007199254740991 }))).toEqual(['lines.0.amount', 'lines'])
    const lines = [1, 2].map(() => ({ description: 'x', amount: 999999999999999 }))
    expect(await refused({ lines })).toEqual(['lines'])
  })

  it.each(['ETH', 'whop_usd', 'XAU', 'ISK', 'ZMW'])(
    '%s is no currency that Whop bills in',
    async (currency) => {
      expect(await refused({ currency })).toEqual(['currency'])
    },
  )
})

describe('lines', () => {
  it.each([
    [{}, { unit_price: 10, quantity: 1 }],
    [{ quantity: '4' }, { unit_price: 2.5, quantity: 4 }],
    [
      { quantity: '4', unitPrice: '2.5' },
      { unit_price: 2.5, quantity: 4 },
    ],
    [
      { quantity: '0.5', unitPrice: '20' },
      { unit_price: 20, quantity: 0.5 },
    ],
    [{ unitPrice: '10' }, { unit_price: 10, quantity: 1 }],
    [
      { amount: -1000, quantity: '2' },
      { unit_price: -5, quantity: 2 },
    ],
  ])('%j becomes %j', async (changes, wire) => {
    const more = { description: 'more', amount: 5000 }
    const { body } = await asked({ lines: [...line(changes).lines, more] })
    expect(body.line_items[0]).toEqual({ label: 'x', ...wire })
  })

  it.each([
    ['finer than the minor unit', { quantity: '1000', unitPrice: '0.01', amount: 1000 }, []],
    [
      'finer than the minor unit',
      { quantity: '1000', unitPrice: '0.015', amount: 1500 },
      ['lines.0.unitPrice'],
    ],
    ['a product that was rounded', { quantity: '0.333', unitPrice: '30', amount: 999 }, []],
    [
      'a product that was rounded',
      { quantity: '0.3333', unitPrice: '30', amount: 1000 },
      ['lines.0.unitPrice'],
    ],
    ['a product that is another', { quantity: '3', unitPrice: '3' }, ['lines.0.unitPrice']],
    ['a quantity that does not divide', { quantity: '3' }, ['lines.0.quantity']],
    ['a part of one', { quantity: '0.5' }, ['lines.0.quantity']],
    ['a price alone that is another', { unitPrice: '9' }, ['lines.0.unitPrice']],
  ])('%s', async (_, changes, fields) => {
    expect(await refused(line(changes))).toEqual(fields)
  })

  it('keep an accepted tax in their price, so that the total stays', async () => {
    const { body, total } = await asked(line({ quantity: '2', unitPrice: '5', tax: 250 }))
    expect([body.plan.initial_price, total]).toEqual([12.5, 1250])
    expect(body.line_items).toEqual([{ label: 'x', unit_price: 12.5, quantity: 1 }])
  })
})
