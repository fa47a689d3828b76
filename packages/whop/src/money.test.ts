import { describe, expect, it } from 'vitest'
import { readingScale, toCanonicalAmount, toWireNumber, wireUnits, writingScale } from './money.ts'

const usd = { currency: 'USD', digits: 2 }

describe('currencies', () => {
  it('are the ISO 4217 codes of the vendor’s list, with the digits of their minor unit', () => {
    const withDigits = (wanted: number) =>
      [...wireUnits]
        .filter(([, unit]) => unit.digits === wanted)
        .map(([code]) => code)
        .sort()
        .join(' ')
    expect(wireUnits.size).toBe(84)
    expect(withDigits(0)).toBe('CLP JPY KRW PYG RWF VND XOF')
    expect(withDigits(3)).toBe('BHD JOD KWD OMR TND')
    expect(withDigits(1) + withDigits(4)).toBe('')
    expect(wireUnits.get('USD')?.evidence).toBe('documented')
    expect(wireUnits.get('EUR')?.evidence).toBe('inferred')
  })

  it.each(['eth', 'whop_usd', 'btc', 'usdt', 'ape', 'xau', '', 'us'])('%s is no scale at all', (code) => {
    expect(readingScale(code)).toBeNull()
    expect(writingScale(code)).toBeNull()
  })

  it('that Whop does not name are read, since every amount is in currency units, and not written', () => {
    expect(readingScale('isk')).toEqual({ currency: 'ISK', digits: 0 })
    expect(writingScale('isk')).toBeNull()
    expect(writingScale('kwd')).toEqual({ currency: 'KWD', digits: 3 })
  })
})

describe('amounts', () => {
  it.each([
    ['usd', 10.43, 1043],
    ['usd', 0.1, 10],
    ['usd', -4.99, -499],
    ['jpy', 1000, 1000],
    ['kwd', 1.234, 1234],
    ['usd', 9999999999999.99, 999999999999999],
    ['usd', 1e3, 100000],
    ['usd', -0, 0],
  ])('%s %d is %i, and back', (code, wire, amount) => {
    const scale = readingScale(code)!
    expect(toCanonicalAmount(wire, scale)._unsafeUnwrap()).toBe(amount)
    expect(toWireNumber(amount, scale)._unsafeUnwrap()).toBe(wire + 0)
  })

  it.each([
    [Number('99999999999999.99'), 'inexact_number'],
    [0.1 + 0.2, 'inexact_number'],
    [10.435, 'too_fine'],
    [Number.POSITIVE_INFINITY, 'not_a_number'],
    [1e300, 'inexact_number'],
  ])('%d is refused on reading', (wire, problem) => {
    expect(toCanonicalAmount(wire, usd)._unsafeUnwrapErr().problem).toBe(problem)
  })

  it.each([9007199254740991, 1_234_567_890_123_456, 1.5, Number.NaN])(
    '%d is refused on writing',
    (amount) => {
      expect(toWireNumber(amount, usd).isErr()).toBe(true)
    },
  )

  it('of a currency without decimals is refused beyond 15 digits too', () => {
    const yen = { currency: 'JPY', digits: 0 }
    expect(toWireNumber(999999999999999, yen)._unsafeUnwrap()).toBe(999999999999999)
    expect(toWireNumber(1000000000000000, yen).isErr()).toBe(true)
  })
})
