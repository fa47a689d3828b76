import { describe, expect, it } from 'vitest'
import { judge, median } from '../src/judge.ts'
import type { Row } from '../src/row.ts'

function row(measure: Row['measure'], limit: number, aim: number): Row {
  const none = async (): Promise<number> => 0
  return {
    what: 'ours',
    against: 'theirs',
    measure,
    limit,
    aim,
    prepare: async () => ({ ours: none, theirs: none }),
  }
}

describe('judge', () => {
  it.each([
    ['speed', 0.4, 0.6, { ours: 100, theirs: 70 }, 0.7, true, true],
    ['speed', 0.4, 0.6, { ours: 100, theirs: 50 }, 0.5, true, false],
    ['speed', 0.4, 0.6, { ours: 100, theirs: 39 }, 0.39, false, false],
    ['time', 1.2, 1.1, { ours: 105, theirs: 100 }, 1.05, true, true],
    ['time', 1.2, 1.1, { ours: 121, theirs: 100 }, 1.21, false, false],
    ['megabytes', 40, 10, { ours: 90, theirs: 60 }, 30, true, false],
    ['megabytes', 40, 10, { ours: 101, theirs: 60 }, 41, false, false],
  ] as const)(
    'by %s, limit %d and aim %d: %j is %d',
    (measure, limit, aim, round, figure, passed, reachedAim) => {
      const verdict = judge('row', row(measure, limit, aim), [round, round, round])
      expect(verdict.figure).toBeCloseTo(figure)
      expect(verdict).toMatchObject({ passed, reachedAim, rounds: 3, ...round })
    },
  )

  it('takes the ratio of each round, so that a slow round slows both', () => {
    const rounds = [
      { ours: 10, theirs: 5 },
      { ours: 1000, theirs: 500 },
      { ours: 30, theirs: 15 },
    ]
    expect(judge('row', row('speed', 0.4, 0.6), rounds)).toMatchObject({ figure: 0.5, ours: 30, theirs: 15 })
  })

  it('finds no figure in no rounds, and does not pass', () => {
    expect(judge('row', row('speed', 0.4, 0.6), [])).toMatchObject({ figure: Number.NaN, passed: false })
  })
})

describe('median', () => {
  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 2, 3], 2.5],
    [[7], 7],
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected)
  })
})
