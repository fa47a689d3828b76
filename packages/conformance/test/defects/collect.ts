import {
  type ConformanceSelection,
  conformanceTests,
  type Harness,
  isConformanceFailure,
} from '../../src/index.ts'

export interface Collected {
  /** Names of the assertions that failed. */
  failed: string[]
  /** What each failure says. */
  details: string[]
  /** Tests that ended in anything else than a failure of an assertion. */
  crashed: string[]
}

/** Tests that run at the same time; most of their time is waiting. */
const atOnce = 4

/** Runs the kit, or one assertion of it, without a runner: every test is run, and what fails is gathered. */
export async function collect(
  harness: Harness,
  selection: ConformanceSelection = {},
  only?: string,
): Promise<Collected> {
  const waiting: { name: string; run: () => Promise<void> }[] = []
  const isWanted = (name: string): boolean => only === undefined || name.includes(`: ${only}: `)
  conformanceTests(
    (name, run) => {
      if (isWanted(name)) waiting.push({ name, run })
    },
    harness,
    selection,
  )
  const collected: Collected = { failed: [], details: [], crashed: [] }
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await runOne(next, collected)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return { ...collected, failed: [...new Set(collected.failed)].sort() }
}

async function runOne(
  { name, run }: { name: string; run: () => Promise<void> },
  collected: Collected,
): Promise<void> {
  try {
    await run()
  } catch (thrown) {
    if (isConformanceFailure(thrown)) {
      collected.failed.push(thrown.assertion)
      collected.details.push(thrown.message)
    } else collected.crashed.push(`${name}: ${thrown instanceof Error ? thrown.stack : String(thrown)}`)
  }
}
