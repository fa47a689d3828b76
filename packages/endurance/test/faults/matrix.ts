import type { Vendor } from '../vendors.ts'
import { type Call, callsOf } from './calls.ts'
import { type Baseline, baselineOf, type Cell, type CellOutcome, runCell } from './cell.ts'
import { type FaultVariant, faultVariants } from './fault-variants.ts'

export interface Planned {
  cell: Cell
  baseline: Baseline
}

const always = Number.POSITIVE_INFINITY

/** Every call of one dialect, and what it does where nothing goes wrong. */
export async function baselinesOf(vendor: Vendor): Promise<{ call: Call; baseline: Baseline }[]> {
  const calls = callsOf(vendor.capabilities)
  return Promise.all(calls.map(async (call) => ({ call, baseline: await baselineOf(vendor, call) })))
}

/** Every fault at every request of every call, once and from there on always. */
export function cellsOf(vendor: Vendor, calls: readonly { call: Call; baseline: Baseline }[]): Planned[] {
  const variants = faultVariants(vendor.name)
  return calls.flatMap(({ call, baseline }) =>
    variants.flatMap((variant) =>
      places(variant, baseline).map(({ after, times }) => ({
        cell: { vendor, call, variant, after, times },
        baseline,
      })),
    ),
  )
}

/** A call that asks nothing has one place all the same: it must not notice the fault. */
function places({ kind }: FaultVariant, { requests }: Baseline): { after: number; times: number }[] {
  if (kind === 'hide_new_records' || kind.startsWith('webhook_')) return [{ after: 0, times: always }]
  const each = requests.length === 0 ? [0] : requests.map((_, index) => index)
  return each.flatMap((after) => [1, always].map((times) => ({ after, times })))
}

export function nameOf({ vendor, call, variant, after, times }: Cell): string {
  const when = times === 1 ? `at request ${after + 1}` : `from request ${after + 1} on`
  return `${vendor.name} ${vendor.dialect}: ${call.name}: ${variant.name} ${when}`
}

/** Some at a time: most of what a cell takes is waiting for answers that never come. */
export async function runCells(
  planned: readonly Planned[],
  atOnce: number,
  seen: (planned: Planned, outcome: CellOutcome) => void,
): Promise<void> {
  const left = [...planned].reverse()
  const work = async (): Promise<void> => {
    for (let next = left.pop(); next !== undefined; next = left.pop())
      seen(next, await runCell(next.cell, next.baseline))
  }
  await Promise.all(Array.from({ length: atOnce }, work))
}
