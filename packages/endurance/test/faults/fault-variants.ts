import type { Fault, FaultKind, VendorName } from '@invoice-adapters/emulator'

/** One fault as it is given to the emulator. */
export interface FaultVariant {
  name: string
  kind: FaultKind
  fault: Fault
  /** The answer does not come within the time that an attempt is given here. */
  unanswered: boolean
  /** The answer says other amounts than the vendor's books. */
  lies: boolean
  /** The answer says another status: an older shape of Asset's without one is an open invoice, and is taken for it. */
  saysStatus: boolean
}

type Variants<K extends FaultKind> = readonly Omit<Extract<Fault, { kind: K }>, 'kind'>[]

const yesAndNo = [{}, { afterCommit: true }] as const

/** Milliseconds: within what an attempt is given, and far beyond. */
const soon = 3
const never = 60_000

/** On the emulator's clock: longer than any call here takes. */
const hidden = 3_600_000

/** A field that each vendor's invoices have, with a value of another type, and a word of its enum that nobody knows. */
const records: Record<VendorName, { amount: string; line: string }> = {
  commet: { amount: 'total', line: 'lineItems' },
  asset: { amount: 'amount', line: 'lines' },
  whop: { amount: 'current_plan', line: 'line_items' },
}

/**
 * Every kind that the emulator has: the type makes it complete. A complete 4xx answer to what was done all the same is not
 * among them, since what a vendor says in so many words is believed: see docs/settlement.md.
 */
const variants = (vendor: VendorName): { readonly [K in FaultKind]: Variants<K> } => ({
  status: [
    ...[400, 401, 402, 403, 404, 409, 410, 418, 422].map((status) => ({ status })),
    ...[408, 500, 501, 502, 503, 504].flatMap((status) => yesAndNo.map((done) => ({ status, ...done }))),
  ],
  non_json: [200, 502].flatMap((status) => yesAndNo.map((done) => ({ status, ...done }))),
  empty_body: [200, 204, 500].flatMap((status) => yesAndNo.map((done) => ({ status, ...done }))),
  rate_limit: [{}, { retryAfterSeconds: null }, { retryAfterSeconds: 86_400 }],
  redirect: [302, 307].flatMap((status) =>
    yesAndNo.map((done) => ({ status, to: 'https://elsewhere.example/', ...done })),
  ),
  success_false: [{}],
  refuse_connection: [{}],
  drop_before_commit: [{}],
  drop_after_commit: [{}],
  cut_body: [{}],
  stall_body: [{}],
  huge_body: [{ bytes: 40_000_000 }],
  delay: (['network', 'vendor'] as const).flatMap((at) => [soon, never].map((ms) => ({ ms, at }))),
  commit_late: (['network', 'vendor'] as const).map((at) => ({ at })),
  hide_new_records: [{ clockMs: hidden }, { clockMs: hidden, alsoGet: true }],
  patch_record: [
    { drop: ['id'] },
    { set: { id: 7 } },
    { set: { status: 'teleported' } },
    { set: { status: null } },
    { set: { [records[vendor].amount]: 'a lot' } },
    { set: { [records[vendor].line]: 'none' } },
    { set: { nobody_heard_of: { this: ['field'] } } },
    { index: 'answer', drop: ['data'] },
  ],
  repeat_page: [{}],
  move_across_border: [{ direction: 'to_next_page' }, { direction: 'to_previous_page' }],
  stale_read: [{}],
  webhook_duplicate: [{ copies: 2 }],
  webhook_late: [{ clockMs: 60_000 }],
  webhook_reordered: [{}],
  webhook_lost: [{}],
})

export function faultVariants(vendor: VendorName): FaultVariant[] {
  return Object.entries(variants(vendor)).flatMap(([kind, settings]) =>
    settings.map((setting) => {
      const fault = { kind, ...setting } as Fault
      const detail = JSON.stringify(setting)
      return {
        name: detail === '{}' ? kind : `${kind} ${detail}`,
        kind: fault.kind,
        fault,
        unanswered:
          fault.kind === 'stall_body' ||
          fault.kind === 'commit_late' ||
          (fault.kind === 'delay' && fault.ms === never),
        lies: fault.kind === 'patch_record',
        saysStatus: fault.kind === 'patch_record' && 'status' in (fault.set ?? {}),
      }
    }),
  )
}
