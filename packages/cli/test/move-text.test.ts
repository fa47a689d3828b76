import type { RunReport } from '@invoice-adapters/migrate'
import { expect, it } from 'vitest'
import { moveOutcome } from '../src/migration/move-outcome.ts'

const moved = {
  id: 'inv_0123456789abcdef',
  number: 'INV-2026-0001',
  total: 1_234_500,
  currency: 'USD',
  outcome: 'moved',
  reason: '',
  copyId: 'inv_01HZX8YQ3V5T7W9B1D3F5H7K9M',
  copyNumber: 'N-2026-0001',
  windowMs: 70_289,
}
const report = {
  outcomes: [moved],
  counts: { moved: 1 },
  notReached: 0,
  stopped: null,
} as unknown as RunReport

const textAt = (width: number): string =>
  moveOutcome(report, 'plan.jsonl').text({ width, paint: (_, text) => text })

it.each([40, 60, 80, 100])('the table of a run fits %i columns, and keeps the id', (width) => {
  const text = textAt(width)
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(width)
  expect(text).toContain(moved.id)
})

it('tells the window in seconds, never as less than it was', () => {
  const text = textAt(Number.POSITIVE_INFINITY)
  expect(text).toContain(' 70.3 s ')
  expect(text).not.toContain('ms')
})
