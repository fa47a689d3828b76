import { expect, it } from 'vitest'
import { plannedLine } from '../../test/sample.ts'
import type { PlannedInvoice } from './plan.ts'
import { totalsOf } from './totals.ts'

it('adds up by decision, class, currency and status, in that order, without a currency last', () => {
  const lines: Partial<PlannedInvoice>[] = [
    { total: 5, status: 'past_due' },
    { decision: 'skip', class: 'settled', total: 7, status: 'void' },
    { total: Number.MAX_SAFE_INTEGER },
    { total: 2 },
    { currency: null, total: null },
    { currency: 'EUR', total: 3 },
    { decision: 'blocked', class: 'zero', total: 0 },
    { decision: 'blocked', class: 'customer', total: 9 },
  ]
  const rows = totalsOf(lines.map((line) => plannedLine(line)))
  const move = { decision: 'move', class: 'payable', unknown: 0, status: 'open' }
  const blocked = { ...move, decision: 'blocked', currency: 'USD', count: 1 }
  expect(rows).toEqual([
    { ...blocked, class: 'customer', total: '9' },
    { ...blocked, class: 'zero', total: '0' },
    { ...move, currency: 'EUR', count: 1, total: '3' },
    { ...move, currency: 'USD', count: 2, total: '9007199254740993' },
    { ...move, currency: 'USD', status: 'past_due', count: 1, total: '5' },
    { ...move, currency: null, count: 1, unknown: 1, total: '0' },
    { ...move, decision: 'skip', class: 'settled', currency: 'USD', status: 'void', count: 1, total: '7' },
  ])
  expect(totalsOf(lines.toReversed().map((line) => plannedLine(line)))).toEqual(rows)
})
