import type { Row } from './row.ts'

/** What came of one row. `ours` and `theirs` are medians, in milliseconds or megabytes. */
export interface Verdict {
  name: string
  what: string
  against: string
  measure: Row['measure']
  rounds: number
  ours: number
  theirs: number
  /** The median over the rounds of each round's own ratio or difference: what slows a round slows both ways. */
  figure: number
  limit: number
  aim: number
  passed: boolean
  reachedAim: boolean
}

export interface Round {
  ours: number
  theirs: number
}

const figureOf: Record<Row['measure'], (round: Round) => number> = {
  speed: ({ ours, theirs }) => theirs / ours,
  time: ({ ours, theirs }) => ours / theirs,
  megabytes: ({ ours, theirs }) => ours - theirs,
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle]
  if (upper === undefined) return Number.NaN
  const lower = sorted.length % 2 === 0 ? sorted[middle - 1] : upper
  return (upper + (lower ?? upper)) / 2
}

export function judge(name: string, row: Row, rounds: readonly Round[]): Verdict {
  const { what, against, measure, limit, aim } = row
  const figure = median(rounds.map(figureOf[measure]))
  const reaches = (bound: number): boolean => (measure === 'speed' ? figure >= bound : figure <= bound)
  return {
    name,
    what,
    against,
    measure,
    rounds: rounds.length,
    ours: median(rounds.map(({ ours }) => ours)),
    theirs: median(rounds.map(({ theirs }) => theirs)),
    figure,
    limit,
    aim,
    passed: reaches(limit),
    reachedAim: reaches(aim),
  }
}
