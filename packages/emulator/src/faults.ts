import type { Clock } from './clock.ts'
import type { Fault, FaultKind, FaultRule, Faults, FiredFault } from './fault-rules.ts'
import { createHolds, type Holds } from './holds.ts'

type Phase = 'request' | 'creation' | 'webhook'

/** When a fault is asked for, and the requests it can concern at all. */
const phases: Readonly<Record<FaultKind, { phase: Phase; only?: 'lists' | 'continued_lists' }>> = {
  status: { phase: 'request' },
  non_json: { phase: 'request' },
  empty_body: { phase: 'request' },
  rate_limit: { phase: 'request' },
  redirect: { phase: 'request' },
  success_false: { phase: 'request' },
  refuse_connection: { phase: 'request' },
  drop_before_commit: { phase: 'request' },
  drop_after_commit: { phase: 'request' },
  cut_body: { phase: 'request' },
  stall_body: { phase: 'request' },
  huge_body: { phase: 'request' },
  delay: { phase: 'request' },
  commit_late: { phase: 'request' },
  patch_record: { phase: 'request' },
  repeat_page: { phase: 'request', only: 'continued_lists' },
  move_across_border: { phase: 'request', only: 'lists' },
  stale_read: { phase: 'request' },
  hide_new_records: { phase: 'creation' },
  webhook_duplicate: { phase: 'webhook' },
  webhook_late: { phase: 'webhook' },
  webhook_reordered: { phase: 'webhook' },
  webhook_lost: { phase: 'webhook' },
}

export interface FaultOccasion {
  readonly phase: Phase
  readonly vendor: string
  readonly account: string | null
  readonly method: string
  readonly path: string
  readonly operation: string | null
  readonly listing: 'none' | 'first' | 'continued'
}

interface Standing {
  readonly rule: FaultRule
  seen: number
  fired: number
}

export interface FaultBox extends Faults {
  /** The faults that strike on this occasion; each is counted. */
  take(occasion: FaultOccasion): readonly Fault[]
  readonly holds: Holds
  reset(): void
}

export function createFaults(clock: Clock, startingRules: readonly FaultRule[]): FaultBox {
  const standing = new Set<Standing>()
  const fired: FiredFault[] = []
  const holds = createHolds()

  const add = (rule: FaultRule): (() => void) => {
    const entry = { rule, seen: 0, fired: 0 }
    standing.add(entry)
    return () => {
      standing.delete(entry)
    }
  }
  for (const rule of startingRules) add(rule)

  return {
    add,
    clear: () => standing.clear(),
    fired,
    holds,
    release: holds.release,
    get held() {
      return holds.count()
    },
    take(occasion) {
      const striking = [...standing].filter((entry) => strikes(entry, occasion))
      for (const { rule } of striking) {
        fired.push({ at: clock.iso(), rule, operation: occasion.operation, path: occasion.path })
      }
      return striking.map(({ rule }) => rule.fault)
    },
    reset() {
      holds.abandon()
      standing.clear()
      fired.length = 0
      for (const rule of startingRules) add(rule)
    },
  }
}

/** Counts the match, and the firing where it fires. */
function strikes(entry: Standing, occasion: FaultOccasion): boolean {
  const { rule } = entry
  if (!concerns(rule, occasion)) return false
  entry.seen += 1
  const times = rule.times ?? (rule.fault.kind === 'hide_new_records' ? Number.POSITIVE_INFINITY : 1)
  const fires = entry.seen > (rule.after ?? 0) && entry.fired < times
  if (fires) entry.fired += 1
  return fires
}

function concerns(rule: FaultRule, occasion: FaultOccasion): boolean {
  const { phase, only } = phases[rule.fault.kind]
  if (phase !== occasion.phase) return false
  if (only === 'lists' && occasion.listing === 'none') return false
  if (only === 'continued_lists' && occasion.listing !== 'continued') return false
  return (
    (rule.vendor === undefined || rule.vendor === occasion.vendor) &&
    (rule.account === undefined || rule.account === occasion.account) &&
    (rule.method === undefined || rule.method.toUpperCase() === occasion.method) &&
    (rule.operation === undefined || rule.operation === occasion.operation) &&
    (rule.path === undefined || pathFits(rule.path, occasion.path))
  )
}

function pathFits(pattern: string | RegExp, path: string): boolean {
  if (typeof pattern !== 'string')
    return new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, '')).test(path)
  const literal = pattern.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  return new RegExp(`^${literal.join('.*')}$`).test(path)
}
