import { proofSeed, proofSize } from '@invoice-adapters/tooling/proof'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type InvoiceStatus, invoiceStatuses, type StatusFilter } from './status.ts'
import { isPayable, matchesStatus, type StatusFacts, sameState, statusAt } from './status-at.ts'

const before = '2026-07-30T23:59:59Z'
const due = '2026-07-31T00:00:00Z'
const after = '2026-07-31T00:00:01Z'

function facts(changes: Partial<StatusFacts>): StatusFacts {
  return { status: 'open', providerStatus: 'open', dueAt: due, paymentPending: null, ...changes }
}

test.each<[Partial<StatusFacts>, string, InvoiceStatus]>([
  [{}, before, 'open'],
  [{}, due, 'open'],
  [{}, after, 'past_due'],
  [{ status: 'past_due' }, before, 'open'],
  [{ status: 'past_due' }, after, 'past_due'],
  [{ status: 'past_due', providerStatus: 'past_due' }, before, 'past_due'],
  [{ dueAt: null }, after, 'open'],
  [{ status: 'past_due', dueAt: null }, before, 'past_due'],
  [{ paymentPending: true }, after, 'open'],
  [{ paymentPending: false }, after, 'past_due'],
  [{ status: 'past_due', paymentPending: true }, after, 'open'],
  [{ dueAt: 'soon' }, after, 'open'],
  [{}, 'soon', 'open'],
  [{ status: 'past_due', dueAt: 'soon' }, after, 'past_due'],
  [{ status: 'past_due' }, 'soon', 'past_due'],
  [{ dueAt: '2026-07-31T02:00:00+02:00' }, after, 'past_due'],
])('%j at %s is %s', (changes, instant, status) => {
  expect(statusAt(facts(changes), instant)).toBe(status)
  expect(statusAt(facts(changes), Date.parse(instant))).toBe(status)
})

test.each(invoiceStatuses.filter((status) => !isPayable(status)))(
  '%s does not depend on the clock',
  (status) => {
    expect(statusAt(facts({ status }), after)).toBe(status)
  },
)

test('it does not matter which of the two was stored, nor how often it is asked', () => {
  const instants = fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('2099-01-01') })
  fc.assert(
    fc.property(instants, instants, fc.option(fc.boolean()), (dueAt, instant, paymentPending) => {
      const open = facts({ dueAt: dueAt.toISOString(), paymentPending })
      const then = statusAt(open, instant.getTime())
      expect(statusAt({ ...open, status: 'past_due' }, instant.getTime())).toBe(then)
      expect(statusAt({ ...open, status: then }, instant.getTime())).toBe(then)
      expect(sameState(then, 'open')).toBe(true)
    }),
    { numRuns: proofSize(500, 20_000), seed: proofSeed() },
  )
})

test('open and past due are one state, all others are themselves', () => {
  for (const one of invoiceStatuses) {
    for (const other of invoiceStatuses) {
      expect(sameState(one, other)).toBe(one === other || (isPayable(one) && isPayable(other)))
    }
  }
  expect(invoiceStatuses.filter(isPayable)).toEqual(['open', 'past_due'])
})

test.each<[StatusFilter[], string, boolean]>([
  [['open'], before, true],
  [['open'], after, false],
  [['past_due'], after, true],
  [['payable'], before, true],
  [['payable'], after, true],
  [['paid', 'void'], after, false],
  [[], after, false],
])('an open invoice matches %j at %s: %s', (wanted, instant, expected) => {
  expect(matchesStatus(facts({}), wanted, instant)).toBe(expected)
})

test('payable is neither draft nor paid', () => {
  expect(matchesStatus(facts({ status: 'draft' }), ['payable'], after)).toBe(false)
  expect(matchesStatus(facts({ status: 'paid' }), ['payable'], after)).toBe(false)
})
