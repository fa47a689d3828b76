import { proofSeed, proofSize } from '@invoice-adapters/tooling/proof'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toUtcInstant } from './dates.ts'

const runs = { numRuns: proofSize(1000, 100_000), seed: proofSeed() }

test.each([
  ['2026-07-01T00:00:00Z', '2026-07-01T00:00:00Z'],
  ['2026-07-01T00:00:00.000Z', '2026-07-01T00:00:00.000Z'],
  ['2026-07-31T23:59:59.123456789Z', '2026-07-31T23:59:59.123456789Z'],
  ['2026-07-01t00:00:00z', '2026-07-01T00:00:00Z'],
  ['2026-07-01T00:00:00+00:00', '2026-07-01T00:00:00Z'],
  ['2026-07-01T00:00:00-00:00', '2026-07-01T00:00:00Z'],
  ['2026-07-01T02:00:00+02:00', '2026-07-01T00:00:00Z'],
  ['2026-06-30T19:30:00.5-04:30', '2026-07-01T00:00:00.5Z'],
  ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00Z'],
  ['2000-02-29T00:00:00Z', '2000-02-29T00:00:00Z'],
  ['2024-03-01T00:30:00+01:00', '2024-02-29T23:30:00Z'],
  ['0050-01-01T00:00:00+01:00', '0049-12-31T23:00:00Z'],
  ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59Z'],
])('%s is %s', (text, utc) => {
  expect(toUtcInstant(text)).toBe(utc)
})

test.each([
  '',
  '2026-07-01',
  '2026-07-01T00:00:00',
  '2026-07-01 00:00:00Z',
  '2026-07-01T00:00Z',
  '2026-07-01T24:00:00Z',
  '2026-07-01T23:60:00Z',
  '2026-06-30T23:59:60Z',
  '2026-02-30T00:00:00Z',
  '2026-02-29T00:00:00Z',
  '1900-02-29T00:00:00Z',
  '2026-04-31T00:00:00Z',
  '2026-13-01T00:00:00Z',
  '2026-00-01T00:00:00Z',
  '2026-01-00T00:00:00Z',
  '2026-01-32T00:00:00Z',
  '2026-07-01T00:00:00.Z',
  '2026-07-01T00:00:00+0200',
  '2026-07-01T00:00:00+24:00',
  '2026-07-01T00:00:00+02:60',
  '0000-01-01T00:00:00+01:00',
  '9999-12-31T23:59:59-01:00',
  '+02026-07-01T00:00:00Z',
  ' 2026-07-01T00:00:00Z',
  '2026-07-01T00:00:00Z\n',
  `2026-07-01T00:00:00.${'0'.repeat(100_000)}Z`,
  'July 1, 2026',
  '1777657168',
])('%j is no instant', (text) => {
  expect(toUtcInstant(text)).toBeNull()
})

const pad = (value: number, length = 2) => String(value).padStart(length, '0')

test('it is the instant that Date reads, in whatever offset it is written', () => {
  const dates = fc.date({ noInvalidDate: true, min: new Date('0001-01-02'), max: new Date('9999-12-30') })
  fc.assert(
    fc.property(dates, fc.integer({ min: -1439, max: 1439 }), (date, offset) => {
      const local = new Date(date.getTime() + offset * 60_000).toISOString().slice(0, -1)
      const [hours, minutes] = [Math.trunc(Math.abs(offset) / 60), Math.abs(offset) % 60]
      const text = `${local}${offset < 0 ? '-' : '+'}${pad(hours)}:${pad(minutes)}`
      expect(Date.parse(text)).toBe(date.getTime())
      expect(toUtcInstant(text)).toBe(date.toISOString())
      expect(toUtcInstant(date.toISOString())).toBe(date.toISOString())
    }),
    runs,
  )
})

test('impossible dates are those that Date would move to another day', () => {
  const parts = fc.tuple(
    fc.integer({ min: 1890, max: 2110 }),
    fc.integer({ min: 0, max: 13 }),
    fc.integer({ min: 0, max: 33 }),
  )
  fc.assert(
    fc.property(parts, ([year, month, day]) => {
      const text = `${pad(year, 4)}-${pad(month)}-${pad(day)}T12:00:00Z`
      const read = new Date(Date.UTC(year, month - 1, day, 12))
      const possible =
        read.getUTCFullYear() === year && read.getUTCMonth() === month - 1 && read.getUTCDate() === day
      expect(toUtcInstant(text)).toBe(possible ? text : null)
    }),
    runs,
  )
})
