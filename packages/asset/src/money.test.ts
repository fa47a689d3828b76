import { fromMinorUnits } from '@invoice-adapters/core/authoring'
import { proofSeed, proofSize, recordProof } from '@invoice-adapters/tooling/proof'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exactUnitPrice, percentText, readMoney, toWireAmount, toWireNumber } from './money.ts'

const runs = { seed: proofSeed(), numRuns: proofSize(500, 100_000) }

describe('reading', () => {
  it.each<[unknown, number, number | null]>([
    [520.56, 2, 52056],
    ['520.56', 2, 52056],
    ['520.5600', 2, 52056],
    [0.1 + 0.2, 2, null],
    [0, 2, 0],
    [-0, 2, 0],
    [-12.5, 2, -1250],
    ['-0.01', 2, -1],
    [1e-7, 2, null],
    [10.005, 2, null],
    ['10.005', 2, null],
    [12, 0, 12],
    [12.5, 0, null],
    [1.234, 3, 1234],
    [JSON.parse('99999999999999.99'), 2, null],
    ['99999999999999.99', 2, null],
    ['90071992547409.91', 2, 9007199254740991],
    [JSON.parse('90071992547409.91'), 2, null],
    [9999999999999.99, 2, 999999999999999],
    [10000000000000, 2, null],
    [1e21, 2, null],
    [null, 2, null],
    [undefined, 2, null],
  ])('%j with %i digits is %j', (value, digits, amount) => {
    const read = readMoney(value as number, digits)
    expect(read.amount === null ? null : read.amount + 0).toBe(amount)
    expect(read.problem === null).toBe(amount !== null || value === null || value === undefined)
  })
})

describe('writing', () => {
  it.each<[number, number, string | null]>([
    [30, 2, '0.3'],
    [10, 2, '0.1'],
    [52056, 2, '520.56'],
    [100, 2, '1'],
    [-1250, 2, '-12.5'],
    [1, 3, '0.001'],
    [7, 0, '7'],
    [999999999999999, 2, '9999999999999.99'],
    [1000000000000000, 2, null],
    [9007199254740991, 2, null],
  ])('%i with %i digits is %s', (amount, digits, text) => {
    const number = toWireAmount(amount, digits)
    expect(number === null ? null : JSON.stringify(number)).toBe(text)
  })

  it.each<[string, string | null]>([
    ['0.015', '0.015'],
    ['2.50', '2.5'],
    ['123456789.123456', '123456789.123456'],
    ['0.1234567890123456', null],
    ['1234567890123456', null],
    ['0.0000001', '1e-7'],
  ])('the decimal %s is %s', (text, json) => {
    const number = toWireNumber(text)
    expect(number === null ? null : JSON.stringify(number)).toBe(json)
  })

  it.each<[number, string, string | null]>([
    [3000, '3', '10'],
    [1000, '3', null],
    [2500, '2.5', '10'],
    [1, '8', '0.00125'],
    [1000, '0', null],
    [0, '4', '0'],
    [-500, '2', '-2.5'],
  ])('%i for %s pieces is %s each', (amount, quantity, price) => {
    expect(exactUnitPrice(amount, quantity, 2)).toBe(price)
  })

  it('a fraction as percent', () => {
    expect([percentText(0.08), percentText('0.0825'), percentText(null), percentText(1)]).toEqual([
      '8',
      '8.25',
      null,
      '100',
    ])
  })
})

describe('properties', () => {
  it('an amount that is written reads as itself, as number and as text, in every scale', () => {
    let refused = 0
    const amounts = fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -1_000_000, max: 1_000_000 }))
    fc.assert(
      fc.property(amounts, fc.constantFrom(0, 2, 3, 4), (amount, digits) => {
        const number = toWireAmount(amount, digits)
        if (number === null) {
          refused += 1
          expect(Math.abs(amount)).toBeGreaterThanOrEqual(1e15)
          return
        }
        const parsed = JSON.parse(JSON.stringify({ number })) as { number: number }
        expect(readMoney(parsed.number, digits).amount).toBe(amount)
        expect(readMoney(fromMinorUnits(amount, digits), digits).amount).toBe(amount)
        expect(JSON.stringify(number)).not.toMatch(/e|\d{16}/)
      }),
      runs,
    )
    recordProof({
      name: 'asset-money-both-ways',
      what: 'Amounts in minor units are written as JSON numbers in major units that read back as themselves, or are refused.',
      size: runs.numRuns,
      result: { refused },
    })
  })

  it('the text of a JSON number is read as what it says, or as nothing', () => {
    let unread = 0
    const texts = fc
      .tuple(fc.bigInt({ min: 0n, max: 10n ** 17n }), fc.integer({ min: 0, max: 4 }))
      .map(([units, digits]) => ({ units, digits, text: textOf(units, digits) }))
    fc.assert(
      fc.property(texts, ({ units, digits, text }) => {
        const { amount } = readMoney(JSON.parse(text) as number, digits)
        if (amount === null) unread += 1
        else expect(BigInt(amount)).toBe(units)
      }),
      runs,
    )
    recordProof({
      name: 'asset-money-read',
      what: 'A decimal in a JSON answer of Asset is read as exactly that amount, or not at all.',
      size: runs.numRuns,
      result: { unread },
    })
  })
})

function textOf(units: bigint, digits: number): string {
  const figures = String(units).padStart(digits + 1, '0')
  return digits === 0 ? figures : `${figures.slice(0, -digits)}.${figures.slice(-digits)}`
}
