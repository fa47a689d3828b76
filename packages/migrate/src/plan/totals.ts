import type { PlannedInvoice, PlanTotal } from './plan.ts'

type Counted = Pick<PlannedInvoice, 'decision' | 'class' | 'currency' | 'status' | 'total'>

/** Sorted by decision, class, currency and status; what has no currency comes last. */
export function totalsOf(invoices: Iterable<Counted>): PlanTotal[] {
  const groups = new Map<string, PlanTotal>()
  for (const { decision, class: name, currency, status, total } of invoices) {
    const key = [decision, name, currency ?? '~', status].join(' ')
    const group = groups.get(key) ?? {
      decision,
      class: name,
      currency,
      status,
      count: 0,
      unknown: 0,
      total: '0',
    }
    groups.set(key, {
      ...group,
      count: group.count + 1,
      unknown: group.unknown + (total === null ? 1 : 0),
      total: String(BigInt(group.total) + BigInt(total ?? 0)),
    })
  }
  return [...groups].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, group]) => group)
}
