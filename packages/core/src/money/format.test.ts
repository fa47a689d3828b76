import { proofSeed, proofSize } from '@invoice-adapters/tooling/proof'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatMoney } from './format.ts'
import { fromMinorUnits } from './minor-unit-text.ts'

test.each([
  [1250, 'USD', {}, '$12.50'],
  [1250, 'usd', {}, '$12.50'],
  [-5, 'USD', {}, '-$0.05'],
  [1250, 'JPY', {}, '¥1,250'],
  [1250, 'KWD', {}, 'KWD\u00a01.250'],
  [1250, 'HUF', {}, 'HUF\u00a012.50'],
  [123456789, 'EUR', { locale: 'de' }, '1.234.567,89\u00a0€'],
  [Number.MAX_SAFE_INTEGER, 'USD', {}, '$90,071,992,547,409.91'],
  [12345678901234567890123n, 'USD', {}, '$123,456,789,012,345,678,901.23'],
  [123, 'ETH', {}, '123 minor units of ETH'],
  [123, 'eth', { minorUnitDigits: 2 }, 'ETH\u00a01.23'],
  [123, 'WHOP_USD', { minorUnitDigits: 2 }, '1.23 WHOP_USD'],
  [123, 'ETH', { minorUnitDigits: -1 }, '123 minor units of ETH'],
  [1250, 'USD', { minorUnitDigits: 0 }, '$12.50'],
  [123, '', {}, '123 minor units of an unknown currency'],
  [1.5, 'USD', {}, '1.5 minor units of USD'],
  [Number.NaN, 'USD', {}, 'NaN minor units of USD'],
  [1250, 'USD', { locale: 'not a locale' }, '$12.50'],
  [1250, 'USD', { locale: '' }, '$12.50'],
])('%d %s %j is %s', (amount, currency, settings, text) => {
  expect(formatMoney(amount, currency, settings)).toBe(text)
})

test('the figures are those of the amount, at any size', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), (amount) => {
      expect(formatMoney(amount, 'USD').replace(/[$,]/g, '')).toBe(fromMinorUnits(amount, 2))
    }),
    { numRuns: proofSize(500, 20_000), seed: proofSeed() },
  )
})

test('it never throws', () => {
  fc.assert(
    fc.property(fc.anything(), fc.string(), fc.string(), fc.integer(), (amount, currency, locale, digits) => {
      if (typeof amount === 'object' || typeof amount === 'function') return
      expect(typeof formatMoney(amount as any, currency, { locale, minorUnitDigits: digits })).toBe('string')
    }),
    { numRuns: proofSize(500, 20_000), seed: proofSeed() },
  )
})
