import { isConformanceFailure } from './checks.ts'
import { coverageGroup } from './groups/coverage.ts'
import { errorsGroup } from './groups/errors.ts'
import { identityGroup } from './groups/identity.ts'
import { moneyGroup } from './groups/money.ts'
import { pagesGroup } from './groups/pages.ts'
import { readGroup } from './groups/read.ts'
import { secretsGroup } from './groups/secrets.ts'
import { settlementGroup } from './groups/settlement.ts'
import { statusGroup } from './groups/status.ts'
import { unsupportedGroup } from './groups/unsupported.ts'
import { webhooksGroup } from './groups/webhooks.ts'
import { writeGroup } from './groups/write.ts'
import { guarded } from './guard.ts'
import type { Harness, NotProven } from './harness.ts'
import { type Bench, type Group, type GroupName, groupNames, type KitTest } from './kit-test.ts'

/** Any runner's function, such as `test` of vitest or of `node:test`. */
export type TestFunction = (name: string, run: () => Promise<void>) => void

export interface RegisteredTest {
  group: GroupName
  /** `group/name`. */
  assertion: string
  promise: string
}

/** What became of the kit for one harness. */
export interface ConformanceRun {
  /** Handed to the test function. */
  tests: readonly RegisteredTest[]
  /** Not handed over, since the harness cannot simulate what they need, and parts of tests found so while running. */
  notProven: readonly NotProven[]
  /**
   * Not handed over, since the adapter declares that it lacks the operation; the refusal is tested in their place. And
   * what a test found lacking while running, of which no data tells.
   */
  notApplicable: readonly NotProven[]
}

export interface ConformanceSelection {
  /** Default: all. */
  groups?: readonly GroupName[]
}

const groups: Record<GroupName, Group> = {
  identity: identityGroup,
  coverage: coverageGroup,
  read: readGroup,
  pages: pagesGroup,
  money: moneyGroup,
  status: statusGroup,
  write: writeGroup,
  settlement: settlementGroup,
  errors: errorsGroup,
  unsupported: unsupportedGroup,
  webhooks: webhooksGroup,
  secrets: secretsGroup,
}

/**
 * Hands every promise of the contract to the test function, as one test each. What this harness cannot show is not
 * handed over, and never counts as passed: it stands in the answer and is told to `harness.notProven`.
 */
export function conformanceTests(
  test: TestFunction,
  harness: Harness,
  selection: ConformanceSelection = {},
): ConformanceRun {
  const run = {
    tests: [] as RegisteredTest[],
    notProven: [] as NotProven[],
    notApplicable: [] as NotProven[],
  }
  const report = (gap: NotProven): void => {
    if (run.notProven.some((one) => one.assertion === gap.assertion && one.reason === gap.reason)) return
    run.notProven.push(gap)
    harness.notProven?.(gap)
  }
  for (const group of selection.groups ?? groupNames) {
    for (const kitTest of groups[group](harness)) {
      const assertion = `${group}/${kitTest.name}`
      const empty = inapplicable(kitTest, harness)
      const missing = empty === null ? unprovable(kitTest, harness) : null
      if (empty !== null) run.notApplicable.push({ group, assertion, reason: empty })
      else if (missing !== null) report({ group, assertion, reason: missing })
      else {
        run.tests.push({ group, assertion, promise: kitTest.promise })
        test(`${harness.name}: ${assertion}: ${kitTest.promise}`, () =>
          runTest(kitTest, harness, group, {
            notProven: (reason) => report({ group, assertion, reason }),
            notApplicable: (reason) => void run.notApplicable.push({ group, assertion, reason }),
          }))
      }
    }
  }
  return run
}

function inapplicable(kitTest: KitTest, harness: Harness): string | null {
  const { operations } = harness.capabilities
  const lacking = (kitTest.operations ?? []).find((name) => !operations[name].supported)
  if (lacking !== undefined) return `${lacking} is declared as not supported`
  return kitTest.inapplicable?.(harness.capabilities) ?? null
}

function unprovable(kitTest: KitTest, harness: Harness): string | null {
  const lacking = (kitTest.needs ?? []).filter((ability) => !harness.facts.can.includes(ability))
  if (lacking.length > 0) return `the harness cannot simulate ${lacking.join(', ')}`
  return kitTest.unprovable?.(harness) ?? null
}

async function runTest(
  kitTest: KitTest,
  harness: Harness,
  group: GroupName,
  reports: Pick<Bench, 'notProven' | 'notApplicable'>,
): Promise<void> {
  const world = await harness.start()
  const bench: Bench = {
    harness,
    capabilities: harness.capabilities,
    world,
    adapter: guarded(world.adapter),
    worker: (overrides = {}) => guarded(world.createAdapter(overrides)),
    ...reports,
  }
  try {
    await kitTest.run(bench)
  } catch (thrown) {
    if (isConformanceFailure(thrown) && thrown.assertion === '') {
      thrown.group = group
      thrown.assertion = `${group}/${kitTest.name}`
    }
    if (isConformanceFailure(thrown)) {
      thrown.message = `${thrown.assertion}: ${kitTest.promise}\n${thrown.message}`
    }
    throw thrown
  } finally {
    await world.stop?.()
  }
}
