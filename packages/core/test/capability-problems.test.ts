import { describe, expect, it } from 'vitest'
import type { Capabilities } from '../src/contract/capabilities.ts'
import { capabilityProblems } from '../src/contract/capability-problems.ts'
import { consistent, ground } from './consistent-capabilities.ts'

const no: Capabilities['operations']['create'] = {
  supported: false,
  reason: 'none',
  instead: null,
  ...ground,
}

/** One contradiction each, and the sentence that must name it. */
const contradictions: [(data: Capabilities) => void, string][] = [
  [(data) => Reflect.deleteProperty(data.operations, 'pdf'), 'operation pdf is missing'],
  [(data) => Reflect.set(data.operations, 'fax', no), 'operation fax is not one of the contract'],
  [
    (data) => Object.assign(data.operations, { pdf: { ...no, reason: ' ' } }),
    'operation pdf is not supported and gives no reason',
  ],
  [
    (data) => Object.assign(data.operations, { pdf: { ...no, instead: 'send' } }),
    'operation pdf names send instead, which is not supported either',
  ],
  [(data) => Reflect.deleteProperty(data.filters, 'number'), 'filter number is missing'],
  [
    (data) => Object.assign(data.filters.number, { how: 'absent' }),
    'filter number is absent and its note gives no reason',
  ],
  [
    (data) => data.status.meanings.push({ provider: 'open', canonical: 'paid', ...ground }),
    'status word open has more than one meaning',
  ],
  [
    (data) => data.status.meanings.push({ provider: 'odd', canonical: 'unknown', ...ground }),
    'status word odd is listed as unknown; leave it out instead',
  ],
  [(data) => data.status.derived.push({ canonical: 'paid', rule: '' }), 'derived status paid has no rule'],
  [
    (data) => data.status.transitions[0]!.from.push('draft'),
    'transition to void speaks of draft, which this vendor does not have',
  ],
  [
    (data) => Object.assign(data.status.transitions[0]!, { from: [] }),
    'transition to void starts from no status',
  ],
  [(data) => data.status.transitions[0]!.from.push('void'), 'transition to void starts where it ends'],
  [
    (data) => Object.assign(data.status.transitions[0]!, { by: 'finalize' }),
    'transition to void is made by finalize, which is not supported',
  ],
  [
    (data) => Object.assign(data.status, { transitions: [] }),
    'operation setStatus is supported and makes no transition',
  ],
  [
    (data) => data.status.transitions.push({ ...data.status.transitions[0]!, from: ['open'] }),
    'transition open to void is listed more than once',
  ],
  [
    (data) =>
      data.status.transitions.push({ ...data.status.transitions[0]!, from: ['paid'], sends: 'annul' }),
    'transitions to void by setStatus do not agree in what they send or need',
  ],
  [
    (data) => Object.assign(data.status.transitions[0]!, { needs: 'force' }),
    'transition to void needs force, which is no option',
  ],
  [
    (data) => Object.assign(data.status.transitions[0]!, { sends: '' }),
    'transition to void does not say what is sent',
  ],
  [(data) => Object.assign(data.pages, { defaultSize: 101 }), 'pages.defaultSize is above pages.maximumSize'],
  [
    (data) => Object.assign(data.pages, { maximumSize: 0 }),
    'pages.maximumSize is 0, not a positive whole number',
  ],
  [
    (data) => Object.assign(data.pages, { extraCallsForFullDetail: -1 }),
    'pages.extraCallsForFullDetail is not a whole number of calls',
  ],
  [
    (data) => Object.assign(data.create, { batchSize: 100 }),
    'create.batchSize is given although createMany is not supported',
  ],
  [
    (data) => Object.assign(data.rateLimits[0]!, { calls: 0.5 }),
    'the calls of rate limit key is 0.5, not a positive whole number',
  ],
  [
    (data) => Object.assign(data.billing, { drafts: { providerOptions: { draft: true }, ...ground } }),
    'billing.drafts is given although finalize is not supported, so that a draft could never open',
  ],
  [
    (data) => Object.assign(data.billing.mail, { sends: null }),
    'billing.mail may be sent and its note does not say when',
  ],
  [
    (data) => Object.assign(data.billing, { renewal: { path: ['plan'], once: [], ...ground } }),
    'billing.renewal names no place or no word',
  ],
  [(data) => Object.assign(data.billing.payPage, { source: '' }), 'billing.payPage names no source'],
  [(data) => Object.assign(data, { idempotency: [] }), 'idempotency of create is not told'],
  [
    (data) => data.idempotency.push({ ...data.idempotency[0]!, operation: 'refund' }),
    'idempotency speaks of refund, which is not supported',
  ],
  [
    (data) => data.idempotency.push({ ...data.idempotency[0]! }),
    'idempotency of create (24 hours) is told twice',
  ],
  [(data) => Object.assign(data.idempotency[0]!, { how: '' }), 'idempotency of create does not say how'],
  [(data) => Object.assign(data.incremental, { rule: '' }), 'incremental has no rule'],
  [(data) => Object.assign(data.incremental, { sees: [] }), 'incremental sees nothing'],
  [(data) => data.incremental.misses.push('status'), 'incremental both sees and misses "status"'],
  [(data) => Object.assign(data, { webhooks: null }), 'webhooks.read is supported although webhooks is null'],
  [
    (data) => Object.assign(data.operations, { 'webhooks.read': no }),
    'webhooks is given although webhooks.read is not supported',
  ],
  [(data) => Object.assign(data.webhooks!, { events: [] }), 'webhooks has no event'],
  [
    (data) => data.webhooks!.events.push({ provider: 'invoice.created', canonical: 'paid' }),
    'webhook event invoice.created has more than one meaning',
  ],
  [(data) => data.webhooks!.neverSent.push('created'), 'webhook type created is both sent and never sent'],
  [(data) => Reflect.deleteProperty(data.coverage, 'total'), 'field total is missing'],
  [
    (data) => Object.assign(data.operations, { create: no }),
    'field total is written although create is not supported',
  ],
  [
    (data) => Object.assign(data.coverage.lines, { read: 'never' }),
    'field lines.amount is read although lines is not',
  ],
  [
    (data) => Object.assign(data.coverage.payments, { write: 'fixed' }),
    'field payments.at is written although payments is not',
  ],
  [
    (data) => Object.assign(data.coverage.total, { read: 'derived' }),
    'field total is derived and its note does not say from what',
  ],
  [(data) => Object.assign(data.pages, { source: ' ' }), 'pages names no source'],
  [(data) => Object.assign(data.filters.number, { source: '' }), 'filter number names no source'],
]

describe('capabilityProblems', () => {
  it('finds nothing in consistent data', () => {
    expect(capabilityProblems(consistent())).toEqual([])
  })

  it.each(contradictions.map(([change, problem]) => ({ change, problem })))(
    '$problem',
    ({ change, problem }) => {
      const data = consistent()
      change(data)
      expect(capabilityProblems(data)).toContain(problem)
    },
  )
})
