// Written by hand from the vendor's pages, not from the data: the two must agree.
import { describe, expect, it } from 'vitest'
import { type WhopApiVersion, whopCapabilities } from '../src/index.ts'

/** `yes` or `no` for 2026-10-15-1 and 2026-07-20, and how sure. */
const operations: [string, string, string][] = [
  ['list', 'yes documented', 'yes documented'],
  ['get', 'yes documented', 'yes documented'],
  ['create', 'yes documented', 'yes documented'],
  ['createMany', 'no documented', 'no documented'],
  ['update', 'yes documented', 'yes documented'],
  ['changeLines', 'no documented', 'no documented'],
  ['finalize', 'yes inferred', 'yes inferred'],
  ['setStatus', 'yes documented', 'yes documented'],
  ['delete', 'yes documented', 'yes documented'],
  ['send', 'yes documented', 'yes inferred'],
  ['pdf', 'no documented', 'no documented'],
  ['recordPayment', 'no documented', 'no documented'],
  ['refund', 'no documented', 'no documented'],
  ['listRefunds', 'no documented', 'no documented'],
  ['findByExternalId', 'yes inferred', 'yes inferred'],
  ['check', 'yes inferred', 'yes inferred'],
  ['customers.get', 'yes documented', 'yes documented'],
  ['customers.list', 'yes documented', 'yes documented'],
  ['customers.create', 'no documented', 'no documented'],
  ['webhooks.read', 'yes documented', 'yes documented'],
]

const targets = ['open', 'paid', 'uncollectible', 'void', 'refunded', 'partially_refunded']

/** Rows: the status an invoice has. Columns: `targets`. `+` documented, `~` inferred, `?` not verified. */
const transitions: Record<string, string[]> = {
  draft: /*             */ ['~', '', '', '', '', ''],
  open: /*              */ ['', '+', '+', '+', '', ''],
  past_due: /*          */ ['', '?', '?', '?', '', ''],
  paid: /*              */ ['', '', '', '', '', ''],
  partially_refunded: /**/ ['', '', '', '', '', ''],
  refunded: /*          */ ['', '', '', '', '', ''],
  uncollectible: /*     */ ['', '', '', '', '', ''],
  void: /*              */ ['', '', '', '', '', ''],
  unknown: /*           */ ['', '', '', '', '', ''],
}

const words: Record<string, string> = {
  draft: 'draft documented',
  open: 'open documented',
  paid: 'paid documented',
  past_due: 'past_due documented',
  uncollectible: 'uncollectible documented',
  void: 'void documented',
}

const sent: Record<string, string> = {
  open: 'finalize automatically_finalizes_at',
  paid: 'setStatus mark_paid',
  uncollectible: 'setStatus mark_uncollectible',
  void: 'setStatus void',
}

const filters: Record<string, string> = {
  status: 'native documented',
  customerId: 'absent documented',
  subscriptionId: 'absent documented',
  createdFrom: 'native documented',
  createdUntil: 'native documented',
  dueFrom: 'bridged documented',
  dueUntil: 'bridged documented',
  number: 'bridged documented',
  externalId: 'absent documented',
}

const events: Record<string, string> = {
  'invoice.created': 'created',
  'invoice.paid': 'paid',
  'invoice.past_due': 'past_due',
  'invoice.voided': 'voided',
  'invoice.marked_uncollectible': 'uncollectible',
}

const marks = { documented: '+', inferred: '~', unverified: '?' }
const dialects: WhopApiVersion[] = ['2026-10-15-1', '2026-07-20']

describe('Whop, the hand-written table', () => {
  it('operations', () => {
    const column = (dialect: WhopApiVersion): Record<string, string> =>
      Object.fromEntries(
        Object.entries(whopCapabilities[dialect].operations).map(([name, one]) => [
          name,
          `${one.supported ? 'yes' : 'no'} ${one.evidence}`,
        ]),
      )
    expect(column('2026-10-15-1')).toEqual(Object.fromEntries(operations.map(([name, one]) => [name, one])))
    expect(column('2026-07-20')).toEqual(Object.fromEntries(operations.map(([name, , one]) => [name, one])))
  })

  describe.each(dialects)('%s', (dialect) => {
    const { status, filters: given, webhooks } = whopCapabilities[dialect]

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
      expect(status.derived.map((one) => one.canonical)).toEqual(['partially_refunded', 'refunded'])
      expect(Object.fromEntries(status.transitions.map((one) => [one.to, `${one.by} ${one.sends}`]))).toEqual(
        sent,
      )
    })

    it('filters', () => {
      expect(
        Object.fromEntries(Object.entries(given).map(([name, one]) => [name, `${one.how} ${one.evidence}`])),
      ).toEqual(filters)
    })

    it('events', () => {
      expect(
        Object.fromEntries((webhooks?.events ?? []).map((one) => [one.provider, one.canonical])),
      ).toEqual(events)
      expect(webhooks).toMatchObject({ neverSent: ['refunded', 'changed'], signsTime: true })
    })
  })

  it('dialect by name', () => {
    for (const dialect of dialects) {
      expect(whopCapabilities[dialect]).toMatchObject({ provider: 'whop', dialect })
    }
  })
})
