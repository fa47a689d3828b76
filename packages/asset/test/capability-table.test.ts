// Written by hand from the vendor's pages, not from the data: the two must agree.
import { describe, expect, it } from 'vitest'
import { type AssetDialect, assetCapabilities } from '../src/index.ts'

/** `yes` or `no` for amount-lines and unit-price-lines, and how sure. */
const operations: [string, string, string][] = [
  ['list', 'yes documented', 'yes documented'],
  ['get', 'yes documented', 'yes documented'],
  ['create', 'yes documented', 'yes documented'],
  ['createMany', 'yes documented', 'yes documented'],
  ['update', 'no inferred', 'no inferred'],
  ['changeLines', 'yes documented', 'no documented'],
  ['finalize', 'no documented', 'no documented'],
  ['setStatus', 'yes documented', 'yes documented'],
  ['delete', 'no inferred', 'no inferred'],
  ['send', 'no inferred', 'no inferred'],
  ['pdf', 'no inferred', 'no inferred'],
  ['recordPayment', 'yes documented', 'yes documented'],
  ['refund', 'yes documented', 'yes documented'],
  ['listRefunds', 'yes documented', 'yes documented'],
  ['findByExternalId', 'yes inferred', 'yes inferred'],
  ['check', 'yes inferred', 'yes inferred'],
  ['customers.get', 'yes inferred', 'yes inferred'],
  ['customers.list', 'yes documented', 'yes documented'],
  ['customers.create', 'yes documented', 'yes documented'],
  ['webhooks.read', 'no inferred', 'no inferred'],
]

const targets = ['open', 'paid', 'uncollectible', 'void', 'refunded', 'partially_refunded']

/** Rows: the status an invoice has. Columns: `targets`. `~` inferred, `?` not verified, `!` only with `unsafe`. */
const transitions: Record<string, string[]> = {
  draft: /*             */ ['', '', '', '', '', ''],
  open: /*              */ ['', '~', '~', '~', '', ''],
  past_due: /*          */ ['', '~', '~', '~', '', ''],
  paid: /*              */ ['?', '', '', '', '?!', '?!'],
  partially_refunded: /**/ ['', '', '', '', '?!', ''],
  refunded: /*          */ ['', '', '', '', '', ''],
  uncollectible: /*     */ ['?', '?', '', '', '', ''],
  void: /*              */ ['', '', '', '', '', ''],
  unknown: /*           */ ['', '', '', '', '', ''],
}

const words: Record<string, string> = {
  open: 'open documented',
  paid: 'paid inferred',
  uncollectible: 'uncollectible inferred',
  voided: 'void inferred',
  refunded: 'refunded inferred',
  partially_refunded: 'partially_refunded inferred',
}

const sent: Record<string, string> = {
  open: 'open',
  paid: 'paid',
  uncollectible: 'uncollectible',
  void: 'voided',
  refunded: 'refunded',
  partially_refunded: 'partially_refunded',
}

const filters: Record<string, string> = {
  status: 'native documented',
  customerId: 'bridged inferred',
  subscriptionId: 'absent documented',
  createdFrom: 'absent documented',
  createdUntil: 'absent documented',
  dueFrom: 'native documented',
  dueUntil: 'native documented',
  number: 'bridged inferred',
  externalId: 'bridged inferred',
}

const marks = { documented: '+', inferred: '~', unverified: '?' }
const dialects: AssetDialect[] = ['amount-lines', 'unit-price-lines']

describe('Asset, the hand-written table', () => {
  it('operations', () => {
    const column = (dialect: AssetDialect): Record<string, string> =>
      Object.fromEntries(
        Object.entries(assetCapabilities[dialect].operations).map(([name, one]) => [
          name,
          `${one.supported ? 'yes' : 'no'} ${one.evidence}`,
        ]),
      )
    expect(column('amount-lines')).toEqual(Object.fromEntries(operations.map(([name, one]) => [name, one])))
    expect(column('unit-price-lines')).toEqual(
      Object.fromEntries(operations.map(([name, , one]) => [name, one])),
    )
  })

  describe.each(dialects)('%s', (dialect) => {
    const { status, filters: given } = assetCapabilities[dialect]

    it('status by status', () => {
      const cell = (from: string, to: string): string =>
        status.transitions
          .filter((one) => one.to === to && one.from.some((word) => word === from))
          .map((one) => `${marks[one.evidence]}${one.needs === null ? '' : '!'}`)
          .join()
      const table = Object.fromEntries(
        Object.keys(transitions).map((from) => [from, targets.map((to) => cell(from, to))]),
      )
      expect(table).toEqual(transitions)
    })

    it('words', () => {
      expect(
        Object.fromEntries(status.meanings.map((one) => [one.provider, `${one.canonical} ${one.evidence}`])),
      ).toEqual(words)
      expect(status.derived.map((one) => one.canonical)).toEqual([
        'past_due',
        'void',
        'paid',
        'uncollectible',
        'open',
      ])
      expect(Object.fromEntries(status.transitions.map((one) => [one.to, one.sends]))).toEqual(sent)
    })

    it('filters', () => {
      expect(
        Object.fromEntries(Object.entries(given).map(([name, one]) => [name, `${one.how} ${one.evidence}`])),
      ).toEqual(filters)
    })
  })

  it('dialect by name, and no events', () => {
    for (const dialect of dialects) {
      expect(assetCapabilities[dialect]).toMatchObject({ provider: 'asset', dialect, webhooks: null })
    }
  })
})
