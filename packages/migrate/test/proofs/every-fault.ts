import type { Fault, FaultKind } from '@invoice-adapters/emulator'
import type { VendorName } from '../world.ts'

export interface FaultCase {
  name: string
  fault: Fault
  /** Takes real time, until a client gives up or tries again. */
  slow?: true
}

const giveUp = 2_000

/** Each fault of the emulator that concerns requests; where it can strike before and after the commit, both. */
export const faultCases: FaultCase[] = [
  { name: '500, nothing done', fault: { kind: 'status', status: 500 } },
  { name: '500, done', fault: { kind: 'status', status: 500, afterCommit: true } },
  { name: '503, nothing done', fault: { kind: 'status', status: 503 } },
  { name: '503, done', fault: { kind: 'status', status: 503, afterCommit: true } },
  { name: '409, nothing done', fault: { kind: 'status', status: 409 } },
  { name: '422, nothing done', fault: { kind: 'status', status: 422, message: 'Not this one' } },
  { name: 'HTML page, nothing done', fault: { kind: 'non_json' } },
  { name: 'HTML page, done', fault: { kind: 'non_json', afterCommit: true } },
  { name: 'HTML page with 200, done', fault: { kind: 'non_json', status: 200, afterCommit: true } },
  { name: 'empty body, nothing done', fault: { kind: 'empty_body' } },
  { name: 'empty body, done', fault: { kind: 'empty_body', afterCommit: true } },
  { name: 'success false, nothing done', fault: { kind: 'success_false' } },
  { name: 'success false, done', fault: { kind: 'success_false', afterCommit: true } },
  { name: 'redirect, nothing done', fault: { kind: 'redirect', to: 'https://elsewhere.example/' } },
  {
    name: 'redirect, done',
    fault: { kind: 'redirect', to: 'https://elsewhere.example/', afterCommit: true },
  },
  { name: 'rate limit', fault: { kind: 'rate_limit', retryAfterSeconds: 1 }, slow: true },
  { name: 'rate limit without a time', fault: { kind: 'rate_limit', retryAfterSeconds: null }, slow: true },
  { name: 'connection refused', fault: { kind: 'refuse_connection' } },
  { name: 'dropped before the commit', fault: { kind: 'drop_before_commit' } },
  { name: 'dropped after the commit', fault: { kind: 'drop_after_commit' } },
  { name: 'cut body', fault: { kind: 'cut_body' } },
  { name: 'stalled body', fault: { kind: 'stall_body' }, slow: true },
  { name: 'huge body', fault: { kind: 'huge_body', bytes: 17_000_000 } },
  { name: 'delay on the way', fault: { kind: 'delay', ms: giveUp, at: 'network' }, slow: true },
  { name: 'delay at the vendor', fault: { kind: 'delay', ms: giveUp, at: 'vendor' }, slow: true },
  {
    name: 'late commit from the way',
    fault: { kind: 'commit_late', at: 'network', afterMs: 20 },
    slow: true,
  },
  {
    name: 'late commit at the vendor',
    fault: { kind: 'commit_late', at: 'vendor', afterMs: 20 },
    slow: true,
  },
  { name: 'id missing', fault: { kind: 'patch_record', drop: ['id'] } },
  { name: 'status unheard of', fault: { kind: 'patch_record', set: { status: 'archived' } } },
  { name: 'status of another type', fault: { kind: 'patch_record', set: { status: 7 } } },
  {
    name: 'another total',
    fault: { kind: 'patch_record', set: { total: 1, total_amount: 0.01, initial_price: 0.01 } },
  },
  { name: 'repeated page', fault: { kind: 'repeat_page' } },
  { name: 'moved to the next page', fault: { kind: 'move_across_border', direction: 'to_next_page' } },
  { name: 'moved to the page before', fault: { kind: 'move_across_border', direction: 'to_previous_page' } },
  { name: 'stale read', fault: { kind: 'stale_read' } },
  { name: 'new records unlisted for two lists', fault: { kind: 'hide_new_records', listCalls: 2 } },
  { name: 'new records unlisted for a minute', fault: { kind: 'hide_new_records', clockMs: 60_000 } },
  {
    name: 'new records unseen for a minute',
    fault: { kind: 'hide_new_records', clockMs: 60_000, alsoGet: true },
  },
]

/** A migration listens to no webhooks. */
export const notMet: FaultKind[] = ['webhook_duplicate', 'webhook_late', 'webhook_reordered', 'webhook_lost']

interface Place {
  side: 'source' | 'target'
  operation: string
}

const atSource: Record<VendorName, string[]> = {
  commet: ['update_status', 'get_invoice'],
  asset: ['update_invoice', 'get_invoice', 'get_token'],
  whop: ['void', 'get_invoice', 'get_plan'],
}

const atTarget: Record<VendorName, string[]> = {
  commet: ['create_invoice', 'get_invoice', 'list_invoices', 'create_customer'],
  asset: ['create_invoices', 'get_invoice', 'list_invoices', 'create_customer', 'get_token'],
  whop: ['create_invoice', 'get_invoice', 'list_invoices', 'update_invoice', 'get_plan'],
}

/** Every call that writes, and every kind of reading that a run makes. */
export function placesOf(from: VendorName, to: VendorName): Place[] {
  return [
    ...atSource[from].map((operation): Place => ({ side: 'source', operation })),
    ...atTarget[to].map((operation): Place => ({ side: 'target', operation })),
  ]
}
