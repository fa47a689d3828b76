import { proofSeed, proofSize } from '@invoice-adapters/tooling/proof'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decimalOf, fromMinorUnits, productInMinorUnits, scaleDecimal } from './decimal.ts'

const runs = { numRuns: proofSize(1000, 100_000), seed: proofSeed() }
const digitCounts = fc.integer({ min: 0, max: 6 })

test.each([
  [null, null],
  [undefined, null],
  ['2.50', '2.5'],
  [2.5, '2.5'],
  [-0, '0'],
  ['x', null],
  [0.1 + 0.2, null],
  // Too long to be read again.
  [1.23456789e-97, null],
])('of what may be left out, %j is %j', (value, text) => {
  expect(decimalOf(value)).toBe(text)
})

test.each([
  ['0.0825', 2, '8.25'],
  ['8.25', -2, '0.0825'],
  ['0', 2, '0'],
  ['-0.1', 2, '-10'],
  [0.08, 2, '8'],
  ['100', -2, '1'],
  ['150', -2, '1.5'],
  ['-5', -3, '-0.005'],
  [825, -4, '0.0825'],
  ['0', -2, '0'],
  ['10', 0, '10'],
  ['1.50', 0, '1.5'],
  ['1', 100, `1${'0'.repeat(100)}`],
  ['1', -100, `0.${'0'.repeat(99)}1`],
])('%j times ten to the power of %d is %s', (value, power, text) => {
  expect(scaleDecimal(value, power)._unsafeUnwrap()).toBe(text)
})

test.each([101, -101, 1.5, Number.NaN])('no decimal is scaled by ten to the power of %d', (power) => {
  expect(scaleDecimal('1', power)._unsafeUnwrapErr()).toEqual({
    problem: 'not_a_number',
    text: String(power),
  })
})

test('what is no decimal is not scaled', () => {
  expect(scaleDecimal('abc', -1)._unsafeUnwrapErr()).toEqual({ problem: 'not_a_number', text: 'abc' })
})

test('a product that is no safe integer names both factors', () => {
  const product = productInMinorUnits('99999999999999999999', '1.5', 0)
  expect(product._unsafeUnwrapErr()).toEqual({ problem: 'too_large', text: '99999999999999999999 x 1.5' })
})

test.each([
  ['1', '9.99', 2, 999, true],
  ['3', '0.015', 2, 5, false],
  ['1', '0.005', 2, 1, false],
  ['1', '0.0049', 2, 0, false],
  ['-1', '0.005', 2, -1, false],
  ['2.5', '4', 0, 10, true],
  ['0.1', '3', 0, 0, false],
  ['1000', '0.0015', 2, 150, true],
  ['402.50', '0.19', 2, 7648, false],
])('%s x %s with %d digits is %d (exact: %s)', (quantity, unitPrice, digits, amount, exact) => {
  expect(productInMinorUnits(quantity, unitPrice, digits)._unsafeUnwrap()).toEqual({ amount, exact })
})

test('a product that is not exact is at most half a unit off', () => {
  const factors = fc.tuple(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: -1e6, max: 1e6 }))
  fc.assert(
    fc.property(factors, digitCounts, ([quantity, price], digits) => {
      const [left, right] = [fromMinorUnits(quantity, 3), fromMinorUnits(price, 4)]
      const { amount, exact } = productInMinorUnits(left, right, digits)._unsafeUnwrap()
      // Both sides in units of 10^-7, where the product is whole.
      const truth = BigInt(quantity) * BigInt(price)
      const unit = 10n ** BigInt(7 - digits)
      const gap = truth - BigInt(amount) * unit
      expect(exact).toBe(gap === 0n)
      expect(2n * (gap < 0n ? -gap : gap) <= unit).toBe(true)
    }),
    runs,
  )
})
