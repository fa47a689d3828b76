import { expect, test } from 'vitest'
import { minorUnitDigits, normalizeCurrency } from './currency.ts'

test.each([
  ['USD', 2],
  ['usd', 2],
  ['eUr', 2],
  ['JPY', 0],
  ['KRW', 0],
  ['UGX', 0],
  ['RWF', 0],
  ['UYI', 0],
  ['HUF', 2],
  ['TWD', 2],
  ['IDR', 2],
  ['ISK', 0],
  ['KWD', 3],
  ['BHD', 3],
  ['IQD', 3],
  ['TND', 3],
  ['CLF', 4],
  ['UYW', 4],
  ['XCG', 2],
  ['XAD', 2],
])('%s has %d digits', (currency, digits) => {
  expect(minorUnitDigits(currency)).toBe(digits)
})

test.each(['HRK', 'BGN', 'ANG', 'ZWL'])('the withdrawn %s can still be read', (currency) => {
  expect(minorUnitDigits(currency)).toBe(2)
})

test.each([
  'XAU',
  'XDR',
  'XTS',
  'XXX',
  'XUA',
  'ETH',
  'USDC',
  'whop_usd',
  '',
  'US',
  ' USD',
  'ıNR',
  '__proto__',
])('nothing can be counted in %j', (currency) => {
  expect(minorUnitDigits(currency)).toBeNull()
})

test('the platform agrees wherever it follows ISO 4217', () => {
  // ICU follows common use instead for these: no minor unit in circulation.
  const usage = new Set(
    'AFN ALL IDR IQD IRR KPW LAK LBP MGA MMK PKR RSD SLL SOS SYP YER COP CRC HUF MUR TZS UZS VES ZWL'.split(
      ' ',
    ),
  )
  const known = Intl.supportedValuesOf('currency').filter((code) => minorUnitDigits(code) !== null)
  expect(known.length).toBeGreaterThan(150)
  const different = known.filter((code) => {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency: code })
    return format.resolvedOptions().maximumFractionDigits !== minorUnitDigits(code)
  })
  expect(different.filter((code) => !usage.has(code))).toEqual([])
})

test('only ASCII letters change case', () => {
  expect(normalizeCurrency('usd')).toBe('USD')
  expect(normalizeCurrency('whop_usd')).toBe('WHOP_USD')
  expect(normalizeCurrency('ßı')).toBe('ßı')
})
