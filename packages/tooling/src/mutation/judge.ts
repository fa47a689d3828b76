import type { Mutant, MutantStatus } from './mutant.ts'

export const leastScore = 0.9

/** Why a mutant may survive. It is found by its text and not by its line, so that it stays true when lines move. */
export interface Explained {
  file: string
  mutator: string
  from: string
  to: string
  /** How many survivors of this text there are; default 1. */
  times?: number
  reason: string
}

export interface ExplainedSurvivor {
  mutant: Mutant
  reason: string
}

export interface Judgement {
  /** `notLoaded`: changed so that the tests cannot even be loaded. Stryker counts those neither way. */
  counts: Record<
    'killed' | 'timeout' | 'survived' | 'noCoverage' | 'ignored' | 'notLoaded' | 'pending',
    number
  >
  /** Killed and timed out among all that were tried; 0 where none was. */
  score: number
  survivors: ExplainedSurvivor[]
  /** One sentence each; none: the scope holds. */
  problems: string[]
}

const countedAs: Record<MutantStatus, keyof Judgement['counts']> = {
  Killed: 'killed',
  Timeout: 'timeout',
  Survived: 'survived',
  NoCoverage: 'noCoverage',
  Ignored: 'ignored',
  RuntimeError: 'notLoaded',
  CompileError: 'notLoaded',
  Pending: 'pending',
}

type Text = Pick<Mutant, 'file' | 'mutator' | 'from' | 'to'>

function keyOf({ file, mutator, from, to }: Text): string {
  return JSON.stringify([file, mutator, from, to])
}

function shown({ file, mutator, from, to }: Text): string {
  return `${mutator} of "${from}" to "${to}" in ${file}`
}

export function countMutants(mutants: Mutant[]): Judgement['counts'] {
  const counts = { killed: 0, timeout: 0, survived: 0, noCoverage: 0, ignored: 0, notLoaded: 0, pending: 0 }
  for (const { status } of mutants) counts[countedAs[status]] += 1
  return counts
}

export function scoreOf({ killed, timeout, survived, noCoverage }: Judgement['counts']): number {
  const noticed = killed + timeout
  return noticed === 0 ? 0 : noticed / (noticed + survived + noCoverage)
}

/** Never rounded up. */
export function shownScore(score: number): string {
  return (Math.floor(score * 1000) / 1000).toFixed(3)
}

export function isUnnoticed({ status }: Mutant): boolean {
  return status === 'Survived' || status === 'NoCoverage'
}

function reasonProblems(unnoticed: Mutant[], explained: Explained[]): string[] {
  const found = new Map<string, Mutant[]>()
  for (const mutant of unnoticed) found.set(keyOf(mutant), [...(found.get(keyOf(mutant)) ?? []), mutant])
  const known = new Map(explained.map((entry) => [keyOf(entry), entry]))
  const without = unnoticed
    .filter((mutant) => !known.has(keyOf(mutant)))
    .map((mutant) => `No reason is given why this survives: ${shown(mutant)}, line ${mutant.line}.`)
  const gone = explained.flatMap((entry) => {
    const there = found.get(keyOf(entry))?.length ?? 0
    const said = entry.times ?? 1
    if (there === said) return []
    return there === 0
      ? [`A reason is given for what no longer survives: ${shown(entry)}.`]
      : [`A reason speaks of ${said} survivors and ${there} are there: ${shown(entry)}.`]
  })
  const twice = explained
    .filter((entry) => known.get(keyOf(entry)) !== entry)
    .map((entry) => `Two reasons are given for one survivor: ${shown(entry)}.`)
  const empty = explained
    .filter(({ reason }) => reason.trim() === '')
    .map((entry) => `The reason is empty: ${shown(entry)}.`)
  return [...without, ...gone, ...twice, ...empty]
}

/** Whether a scope holds: a score of at least 0.9, and for each survivor a reason, neither more nor fewer. */
export function judgeMutants(mutants: Mutant[], explained: Explained[]): Judgement {
  const counts = countMutants(mutants)
  const score = scoreOf(counts)
  const reasons = new Map(explained.map((entry) => [keyOf(entry), entry.reason]))
  const unnoticed = mutants.filter(isUnnoticed)
  const low = score < leastScore ? [`The score is ${shownScore(score)}, which is below ${leastScore}.`] : []
  const left = counts.pending > 0 ? [`${counts.pending} mutants were not tried.`] : []
  return {
    counts,
    score,
    survivors: unnoticed.map((mutant) => ({ mutant, reason: reasons.get(keyOf(mutant)) ?? '' })),
    problems: [...low, ...left, ...reasonProblems(unnoticed, explained)],
  }
}
