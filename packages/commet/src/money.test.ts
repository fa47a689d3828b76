import { describe, expect, it } from 'vitest'
import {
  currencyScale,
  toCanonicalAmount,
  toWireAmount,
  unitPriceText,
  unitScale,
  wireScales,
} from './money.ts'

describe('wire scales', () => {
  it('are those of the named currencies, and of no others', () => {
    const digits = (wanted: number) =>
      [...wireScales]
        .filter(([, scale]) => scale.digits === wanted)
        .map(([code]) => code)
        .sort()
        .join(' ')
    expect(digits(0)).toBe('CLP JPY KRW PYG')
    expect(digits(2)).toBe('ARS AUD BOB BRL CAD CNY COP EUR GBP HKD INR MXN PEN SGD THB TWD USD UYU')
    expect(wireScales.size).toBe(22)
  })

  it('keep an amount what it is in both directions', () => {
    for (const [code, amount] of [
      ['usd', 1999],
      ['CLP', 100],
      ['jpy', 5000],
      ['Eur', -1],
    ] as const) {
      const scale = currencyScale(code)!
      expect(toCanonicalAmount(amount, scale)).toBe(amount)
      expect(toWireAmount(amount, scale)).toBe(amount)
    }
    expect(toCanonicalAmount(Number.MAX_SAFE_INTEGER, currencyScale('usd')!)).toBe(Number.MAX_SAFE_INTEGER)
    expect(Object.is(toCanonicalAmount(-0, currencyScale('usd')!), 0)).toBe(true)
  })

  it('say what they stand on', () => {
    const documented = [...wireScales]
      .filter(([, { evidence }]) => evidence === 'documented')
      .map(([code]) => code)
    expect(documented).toEqual(['USD', 'CLP', 'PYG'])
    const inferred = [...wireScales.values()].filter(({ evidence }) => evidence === 'inferred')
    expect(inferred).toHaveLength(19)
  })

  it('move the point where they are not the scale of ISO 4217, exactly or not at all', () => {
    const finer = { currency: 'USD', minorUnitDigits: 2, wireDigits: 4 }
    expect([toCanonicalAmount(123_400, finer), toCanonicalAmount(123_401, finer)]).toEqual([1234, null])
    expect([toWireAmount(1234, finer), toWireAmount(Number.MAX_SAFE_INTEGER, finer)]).toEqual([123_400, null])
    const usd = currencyScale('usd')!
    for (const amount of [1.5, Number.NaN, 2 ** 53]) {
      expect([toCanonicalAmount(amount, usd), toWireAmount(amount, usd)]).toEqual([null, null])
    }
  })

  it('refuse to guess another', () => {
    for (const code of ['eth', 'xau', 'chf', 'kwd', 'usdt', '', 'us']) expect(currencyScale(code)).toBeNull()
  })
})

describe('unitAmount', () => {
  it.each([
    { quantity: 1, unitAmount: 5000, amount: 5000, unit: 'settlement', price: '50' },
    { quantity: 50, unitAmount: 16, amount: 800, unit: 'settlement', price: '0.16' },
    { quantity: 1000, unitAmount: 150, amount: 1500, unit: 'rate', price: '0.015' },
    { quantity: 3, unitAmount: 150, amount: 5, unit: 'rate', price: '0.015' },
    { quantity: 3, unitAmount: 150, amount: 4, unit: 'rate', price: '0.015' },
    { quantity: 1, unitAmount: -2500, amount: -2500, unit: 'settlement', price: '-25' },
    { quantity: 7, unitAmount: -150, amount: -11, unit: 'rate', price: '-0.015' },
    { quantity: 1, unitAmount: 30, amount: 0, unit: 'rate', price: '0.003' },
    { quantity: 5, unitAmount: 0, amount: 0, unit: 'settlement', price: '0' },
    { quantity: 2, unitAmount: 100, amount: 150, unit: null, price: null },
    { quantity: 3, unitAmount: 150, amount: 6, unit: null, price: null },
    { quantity: 0, unitAmount: 500, amount: 0, unit: null, price: null },
    { quantity: 1, unitAmount: 151, amount: 1, unit: null, price: null },
    { quantity: 1, unitAmount: -151, amount: -1, unit: null, price: null },
    { quantity: 1, unitAmount: 150, amount: 1, unit: 'rate', price: '0.015' },
    { quantity: 1.5, unitAmount: 100, amount: 150, unit: null, price: null },
    { quantity: 1, unitAmount: 100, amount: 0, unit: null, price: null },
    { quantity: 0, unitAmount: 0, amount: 0, unit: 'settlement', price: '0' },
    { quantity: 0, unitAmount: 0, amount: 5, unit: null, price: null },
    { quantity: 1, unitAmount: 50, amount: 0, unit: 'rate', price: '0.005' },
    { quantity: 1, unitAmount: -50, amount: 0, unit: 'rate', price: '-0.005' },
    { quantity: 1, unitAmount: 51, amount: 0, unit: null, price: null },
    { quantity: 1, unitAmount: -51, amount: 0, unit: null, price: null },
    {
      quantity: Number.MAX_SAFE_INTEGER,
      unitAmount: 100,
      amount: Number.MAX_SAFE_INTEGER,
      unit: 'rate',
      price: '0.01',
    },
  ])('$quantity × $unitAmount = $amount is $unit', ({ quantity, unitAmount, amount, unit, price }) => {
    const found = unitScale(quantity, unitAmount, amount)
    expect(found).toBe(unit)
    expect(found && unitPriceText(unitAmount, found, currencyScale('usd')!)).toBe(price)
  })

  it('counts whole units in a zero-decimal currency', () => {
    expect(unitPriceText(700, 'settlement', currencyScale('clp')!)).toBe('700')
    expect(unitPriceText(750, 'rate', currencyScale('clp')!)).toBe('7.5')
  })
})
