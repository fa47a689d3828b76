import { type Invoice, isPayable } from '@invoice-adapters/core'
import type { MigrationPlan } from '../plan/plan.ts'
import type { Readings } from './judge-invoices.ts'
import type { Finding, MovedTotal, SideTotal, Verification, VerifiedInvoice } from './verification.ts'

function countFindings(invoices: readonly VerifiedInvoice[]): Record<Finding, number> {
  const counts = { moved: 0, stayed: 0, went_on: 0, not_run: 0, different: 0, doubled: 0, lost: 0 }
  for (const { finding } of invoices) counts[finding] += 1
  return counts
}

function sideTotals(side: SideTotal['side'], invoices: readonly Invoice[]): SideTotal[] {
  const groups = new Map<string, SideTotal>()
  for (const { currency, status: word, total } of invoices) {
    const status = isPayable(word) ? 'open' : word
    const key = `${currency ?? '~'} ${status}`
    const group = groups.get(key) ?? { side, currency, status, count: 0, total: '0', unknown: 0 }
    groups.set(key, {
      ...group,
      count: group.count + 1,
      total: String(BigInt(group.total) + BigInt(total ?? 0)),
      unknown: group.unknown + (total === null ? 1 : 0),
    })
  }
  return [...groups].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, group]) => group)
}

function movedTotals(
  { invoices }: MigrationPlan,
  { target }: Readings,
  verified: readonly VerifiedInvoice[],
): MovedTotal[] {
  const copies = new Map(target.invoices.map((invoice) => [invoice.source.id, invoice]))
  const expected = new Map(invoices.map(({ id, expected: copy }) => [id, copy]))
  const totals = new Map<string, MovedTotal>()
  for (const { id, copyId, finding } of verified) {
    const planned = expected.get(id)
    if (finding !== 'moved' || planned === null || planned === undefined) continue
    const sum = totals.get(planned.currency) ?? {
      currency: planned.currency,
      planned: '0',
      copies: '0',
      count: 0,
    }
    totals.set(planned.currency, {
      currency: planned.currency,
      planned: String(BigInt(sum.planned) + BigInt(planned.total)),
      copies: String(BigInt(sum.copies) + BigInt(copies.get(copyId ?? '')?.total ?? 0)),
      count: sum.count + 1,
    })
  }
  return [...totals.values()].sort((one, other) => (one.currency < other.currency ? -1 : 1))
}

const wrong: readonly Finding[] = ['different', 'doubled', 'lost']

/** Counts, totals and the result, of what was found for each invoice. */
export function reconcile(
  plan: MigrationPlan,
  readings: Readings,
  invoices: VerifiedInvoice[],
  verifiedAt: string,
): Verification {
  const inPlan = new Set(plan.invoices.map(({ id }) => id))
  const counts = countFindings(invoices)
  const moved = movedTotals(plan, readings, invoices)
  const unexplained = invoices.reduce(
    (sum, { differences }) => sum + differences.filter(({ explained }) => explained === null).length,
    0,
  )
  const isWrong =
    wrong.some((finding) => counts[finding] > 0) || moved.some((one) => one.planned !== one.copies)
  const doubts = [
    ...readings.source.doubts.map((doubt) => `source: ${doubt}`),
    ...readings.target.doubts.map((doubt) => `target: ${doubt}`),
  ]
  const isLeft = counts.not_run > 0 || unexplained > 0 || doubts.length > 0
  return {
    verifiedAt,
    planDigest: plan.end.digest,
    invoices,
    counts,
    totals: [
      ...sideTotals('source', readings.source.invoices),
      ...sideTotals('target', readings.target.invoices),
    ],
    moved,
    notInPlan: readings.source.invoices
      .filter(({ source, status }) => isPayable(status) && !inPlan.has(source.id))
      .map(({ source, number, currency, total }) => ({ id: source.id, number, currency, total })),
    doubts,
    unexplained,
    exitCode: isWrong ? 2 : isLeft ? 1 : 0,
  }
}
