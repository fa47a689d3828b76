import { conformanceTests, type Harness } from '../../src/index.ts'
import { collect } from './collect.ts'
import type { Defect, Options } from './defect.ts'
import { type Bed, defectiveHarness, isNoPlace } from './planting.ts'

/**
 * What becomes of a defect in an adapter. `caught`: an assertion of its group fails. `no place`: the vendor lacks the
 * operation that it sits in. `not asked`: nothing of its group notices, and its own assertion does not run on this
 * adapter, which the kit gives the reason for. `survived`: its own assertion runs, and nothing of its group notices.
 */
export type Fate =
  | { fate: 'caught'; by: readonly string[] }
  | { fate: 'no place' | 'not asked'; reason: string }
  | { fate: 'survived' }
  | { fate: 'crashed'; crashes: readonly string[] }

export interface Thoroughness {
  /** Default: the defect's own assertion first, and the others of the group where it does not notice. */
  wholeGroup?: boolean
}

export async function plantIn<O extends Options>(
  bed: Bed<O>,
  defect: Defect,
  { wholeGroup = false }: Thoroughness = {},
): Promise<Fate> {
  const harness: Harness = { ...defectiveHarness(bed, defect), notProven: () => {} }
  const lacking = await placeLacking(harness)
  if (lacking !== null) return { fate: 'no place', reason: lacking }
  const { group, killedBy } = defect
  const run = conformanceTests(() => {}, harness, { groups: [group] })
  const isAsked = run.tests.some(({ assertion }) => assertion === killedBy)
  const attempts = isAsked && !wholeGroup ? [{ only: killedBy }, {}] : [{}]
  for (const { only } of attempts as { only?: string }[]) {
    const { failed, crashed } = await collect(harness, { groups: [group] }, only)
    if (crashed.length > 0) return { fate: 'crashed', crashes: crashed }
    if (failed.length > 0) return { fate: 'caught', by: failed }
  }
  if (isAsked) return { fate: 'survived' }
  const gap = [...run.notApplicable, ...run.notProven].find(({ assertion }) => assertion === killedBy)
  return { fate: 'not asked', reason: gap?.reason ?? 'nothing in the data promises it' }
}

async function placeLacking(harness: Harness): Promise<string | null> {
  try {
    const world = await harness.start()
    await world.stop?.()
    return null
  } catch (thrown) {
    if (isNoPlace(thrown)) return `${thrown.operation} is declared as not supported`
    throw thrown
  }
}
