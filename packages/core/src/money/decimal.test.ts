import { proofSeed, proofSize, recordProof } from '@invoice-adapters/tooling/proof'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decimalText, fromMinorUnits, productInMinorUnits, toMinorUnits } from './decimal.ts'

const runs = { numRuns: proofSize(1000, 100_000), seed: proofSeed() }
const amounts = fc.maxSafeInteger()
const digitCounts = fc.integer({ min: 0, max: 6 })
const decimals = fc
  .tuple(
    fc.oneof(
      fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
      fc.bigInt({ min: -100_000n, max: 100_000n }),
    ),
    fc.integer({ min: 0, max: 9 }),
  )
  .map(([figures, digits]) => fromMinorUnits(figures, digits))

describe('toMinorUnits', () => {
  test.each([
    ['12.50', 2, 1250],
    ['12.5', 2, 1250],
    ['-12.50', 2, -1250],
    ['0', 2, 0],
    ['-0.00', 2, 0],
    ['402.50', 2, 40250],
    ['1.005', 3, 1005],
    ['100', 0, 100],
    ['100.000', 0, 100],
    ['007.10', 2, 710],
    [12.5, 2, 1250],
    [1.1, 2, 110],
    [4.35, 2, 435],
    [1.005, 3, 1005],
    [-0, 2, 0],
    [520.56, 2, 52056],
    ['90071992547409.91', 2, Number.MAX_SAFE_INTEGER],
    [999_999_999_999_999, 0, 999_999_999_999_999],
    [-999_999_999_999_999, 0, -999_999_999_999_999],
    [9_999_999_999_999.99, 2, 999_999_999_999_999],
    [1.2345, 4, 12_345],
    [1.23456, 5, 123_456],
    [1.234567, 6, 1_234_567],
    [0, 4, 0],
    [5, 1, 50],
  ])('%j with %d digits is %d', (value, digits, amount) => {
    expect(toMinorUnits(value, digits)._unsafeUnwrap()).toBe(amount)
  })

  test.each([
    ['', 'not_a_number'],
    [' 1', 'not_a_number'],
    ['1 ', 'not_a_number'],
    ['1\n', 'not_a_number'],
    ['+1', 'not_a_number'],
    ['.5', 'not_a_number'],
    ['5.', 'not_a_number'],
    ['1e5', 'not_a_number'],
    ['1,000.00', 'not_a_number'],
    ['0x10', 'not_a_number'],
    ['١٢', 'not_a_number'],
    ['$5', 'not_a_number'],
    ['NaN', 'not_a_number'],
    [Number.NaN, 'not_a_number'],
    [Number.POSITIVE_INFINITY, 'not_a_number'],
    ['1.001', 'too_fine'],
    [1e-7, 'too_fine'],
    [0.1 + 0.2, 'inexact_number'],
    [1e21, 'inexact_number'],
    [9_007_199_254_740_991, 'inexact_number'],
    [1_234_567_890_123_450, 'inexact_number'],
    ['90071992547409.92', 'too_large'],
    // Fifteen digits of whole units: the minor units no longer fit.
    ['123456789012345', 'too_large'],
    [123_456_789_012_345, 'inexact_number'],
    [`1${'0'.repeat(200)}`, 'too_large'],
  ])('%j is %s', (value, problem) => {
    expect(toMinorUnits(value, 2)._unsafeUnwrapErr()).toMatchObject({ problem })
  })

  test.each([null, undefined, {}, [], true, 5n, ['5']])('%s is refused without an exception', (value) => {
    expect(toMinorUnits(value as any, 2).isErr()).toBe(true)
  })

  test.each([Number.NaN, 1.5, 1e9, 101, -2])('%d is no number of digits', (digits) => {
    const problem = { problem: 'not_a_number', text: String(digits) }
    expect(toMinorUnits('100', digits)._unsafeUnwrapErr()).toEqual(problem)
    expect(productInMinorUnits('100', '1', digits)._unsafeUnwrapErr()).toEqual(problem)
  })

  test.each([
    [1e15, 0],
    [-1e15, 0],
    [1e14, 1],
    [1e10, 5],
  ])('%d with %d digits has more than fifteen of them', (value, digits) => {
    expect(toMinorUnits(value, digits)._unsafeUnwrapErr().problem).toBe('inexact_number')
  })

  test.each([
    [1.5, 0],
    [0.05, 1],
    [0.001, 2],
    [0.0001, 3],
    [0.00001, 4],
    [0.000001, 5],
  ])('%d is finer than %d digits', (value, digits) => {
    expect(toMinorUnits(value, digits)._unsafeUnwrapErr().problem).toBe('too_fine')
    expect(toMinorUnits(-value, digits)._unsafeUnwrapErr().problem).toBe('too_fine')
  })

  test('a problem quotes no more than the beginning of what was given', () => {
    expect(toMinorUnits('x'.repeat(300), 2)._unsafeUnwrapErr().text).toBe('x'.repeat(100))
  })

  test('every amount survives both ways', () => {
    fc.assert(
      fc.property(amounts, digitCounts, (amount, digits) => {
        expect(toMinorUnits(fromMinorUnits(amount, digits), digits)._unsafeUnwrap()).toBe(amount)
      }),
      runs,
    )
  })

  test('every amount of at most 15 digits survives as a JSON number', () => {
    const small = fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 })
    fc.assert(
      fc.property(small, digitCounts, (amount, digits) => {
        const parsed: unknown = JSON.parse(fromMinorUnits(amount, digits))
        expect(toMinorUnits(parsed as number, digits)._unsafeUnwrap() - amount).toBe(0)
      }),
      runs,
    )
  })

  test.each([
    ['90071992547409.91', 2],
    ['10000000000000.01', 2],
    ['1234567890123.456', 3],
    ['-90071992547409.91', 2],
  ])('%s as a JSON number of %i digits is refused: its neighbour may have been meant', (text, digits) => {
    expect(toMinorUnits(Number(text), digits)._unsafeUnwrapErr().problem).toBe('inexact_number')
    expect(toMinorUnits(text, digits).isOk()).toBe(true)
  })

  test('no JSON number is taken for an amount that its text does not say', () => {
    const texts = fc.tuple(fc.bigInt(0n, 2n ** 53n - 1n), fc.integer({ min: 0, max: 3 }))
    fc.assert(
      fc.property(texts, ([amount, digits]) => {
        const text = fromMinorUnits(Number(amount), digits)
        const read = toMinorUnits(Number(text), digits)
        if (read.isOk()) expect(read.value).toBe(Number(amount))
      }),
      { numRuns: proofSize(2_000, 100_000), seed: proofSeed() },
    )
  })

  test('it never rounds: what it takes it gives back, and it refuses only what does not fit', () => {
    fc.assert(
      fc.property(decimals, digitCounts, (text, digits) => {
        const amount = toMinorUnits(text, digits)
        if (amount.isErr()) {
          const [whole = '', fraction = ''] = decimalText(text)._unsafeUnwrap().replace('-', '').split('.')
          const tooLarge = BigInt(whole + fraction.padEnd(digits, '0')) > BigInt(Number.MAX_SAFE_INTEGER)
          expect(amount.error.problem).toBe(fraction.length > digits ? 'too_fine' : 'too_large')
          expect(fraction.length > digits || tooLarge).toBe(true)
          return
        }
        const back = fromMinorUnits(amount.value, digits)
        expect(decimalText(back)).toEqual(decimalText(text))
      }),
      runs,
    )
    recordProof({
      name: 'money-never-rounds',
      what: 'Decimal text becomes minor units exactly, or is refused because it does not fit; none was rounded.',
      size: runs.numRuns,
      result: { rounded: 0 },
    })
  })
})

describe('fromMinorUnits', () => {
  test.each([
    [1250, 2, '12.50'],
    [-5, 2, '-0.05'],
    [0, 2, '0.00'],
    [-0, 2, '0.00'],
    [7, 0, '7'],
    [1, 3, '0.001'],
    [Number.MAX_SAFE_INTEGER, 2, '90071992547409.91'],
    [123456789012345678901234567890n, 2, '1234567890123456789012345678.90'],
    [1.5, 2, 'NaN'],
    [1e21, 2, 'NaN'],
    [Number.NaN, 2, 'NaN'],
    [1, -1, 'NaN'],
    [1, 1.5, 'NaN'],
    [1, 100, `0.${'0'.repeat(99)}1`],
    [1, 101, 'NaN'],
  ])('%d with %d digits is %s', (amount, digits, text) => {
    expect(fromMinorUnits(amount, digits)).toBe(text)
  })
})

describe('decimalText', () => {
  test.each([
    ['2.50', '2.5'],
    ['-0', '0'],
    ['-0.000', '0'],
    ['007', '7'],
    [1e-7, '0.0000001'],
    [0.015, '0.015'],
    // Zeros before the first figure are no significant digits.
    [0.000123456789012345, '0.000123456789012345'],
    [-0.000123456789012345, '-0.000123456789012345'],
    // The longest text that is read.
    [`0.${'0'.repeat(97)}1`, `0.${'0'.repeat(97)}1`],
    [100, '100'],
    ['0.00000000000000000001', '0.00000000000000000001'],
    ['123456789012345678901234567890.5', '123456789012345678901234567890.5'],
  ])('%j is %s', (value, text) => {
    expect(decimalText(value)._unsafeUnwrap()).toBe(text)
  })

  test.each([
    [1234567890123.456, 'inexact_number'],
    [`0.${'0'.repeat(98)}1`, 'too_large'],
    ['abc', 'not_a_number'],
  ])('%j is %s', (value, problem) => {
    expect(decimalText(value)._unsafeUnwrapErr().problem).toBe(problem)
  })

  test('a second time changes nothing', () => {
    fc.assert(
      fc.property(decimals, (text) => {
        const once = decimalText(text)._unsafeUnwrap()
        expect(decimalText(once)._unsafeUnwrap()).toBe(once)
      }),
      runs,
    )
  })
})
