import type { Fault } from '@invoice-adapters/emulator'
import type { Vendor, World } from './world.ts'

/** Of requests. Records with changed amounts are not among them: a plan made of a false amount is the vendor's word. */
const ofRequests: readonly Fault[] = [
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503, afterCommit: true },
  { kind: 'non_json', afterCommit: true },
  { kind: 'rate_limit', retryAfterSeconds: null },
  { kind: 'refuse_connection' },
  { kind: 'drop_before_commit' },
  { kind: 'drop_after_commit' },
  { kind: 'cut_body' },
  { kind: 'stale_read' },
  { kind: 'repeat_page' },
  { kind: 'empty_body', afterCommit: true },
  { kind: 'hide_new_records', listCalls: 2 },
]

const ofWebhooks: readonly Fault[] = [
  { kind: 'webhook_duplicate' },
  { kind: 'webhook_reordered' },
  { kind: 'webhook_lost' },
]

const vendors: readonly Vendor[] = ['commet', 'asset', 'whop']

/** One fault that strikes the next call, or the next webhook, it fits. */
export function strike({ emulator, pick, random }: World): void {
  const fault = random() < 0.2 ? pick(ofWebhooks) : pick(ofRequests)
  const isOfWebhooks = fault.kind.startsWith('webhook_')
  const vendor = isOfWebhooks ? pick(['commet', 'whop'] as const) : pick(vendors)
  emulator.faults.add({ vendor, times: 1, fault })
}

/** How many of each kind have struck, on a call or a webhook; one that nothing met is not among them. */
export function struck({ emulator }: World): { fault: string; times: number }[] {
  const times = new Map<string, number>()
  for (const { rule } of emulator.faults.fired) {
    const { kind } = rule.fault
    times.set(kind, (times.get(kind) ?? 0) + 1)
  }
  return [...times].sort().map(([fault, count]) => ({ fault, times: count }))
}
