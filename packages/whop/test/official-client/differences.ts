import { createHash } from 'node:crypto'
import type { Difference } from '@invoice-adapters/tooling/official-client'

const userAgent: Difference = {
  at: 'header.user-agent',
  client: 'sent',
  adapter: null,
  why: 'names the client; ours leaves it to the platform, since browsers and workers do not let it be set',
}

const platform: Difference[] = [
  'arch',
  'lang',
  'os',
  'package-version',
  'retry-count',
  'runtime',
  'runtime-version',
].map((name) => ({
  at: `header.x-stainless-${name}`,
  client: 'sent',
  adapter: null,
  why: 'tells Whop about the client and its platform; not needed by others',
}))

/** On every call. */
export const onEveryCall: readonly Difference[] = [userAgent, ...platform]

/** On every POST. */
export const onEveryPost: readonly Difference[] = [
  ...onEveryCall,
  {
    at: 'header.idempotency-key',
    client: null,
    adapter: 'sent',
    why: 'the client sends none unless it is given one, and makes two of an invoice whose answer was lost; ours keeps a repetition from acting twice',
  },
]

export function ours(at: string, adapter: unknown, why: string): Difference {
  return { at, client: null, adapter, why }
}

/** What else the operation asks for. */
export function besides(adapter: readonly string[], why: string): Difference {
  return ours('besides', adapter, why)
}

export const ordered: readonly Difference[] = [
  ours('query.order', 'created_at', 'ours names the order, of which no default is stated for invoices'),
  ours(
    'query.direction',
    'asc',
    'ours asks for the oldest first: what is created meanwhile comes at the end, and moves nothing',
  ),
]

export const pageSize: Difference = ours(
  'query.first',
  '100',
  'ours always asks for the largest page that is stated anywhere: fewer calls',
)

/**
 * The line in the notes of the plan; the digest is computed from the client’s own request, apart from the adapter. That
 * no date was asked for counts as well.
 */
function keptLine(externalId: string, { company_id: _, ...asked }: { company_id: string }): string {
  const digest = createHash('sha256')
    .update(JSON.stringify(sorted({ due_date: null, ...asked })))
    .digest('hex')
  return `invoice-adapters key=${externalId} content=${digest.slice(0, 32)}`
}

export function keptKey(externalId: string, asked: { company_id: string }): Difference {
  return ours(
    'body.plan.internal_notes',
    keptLine(externalId, asked),
    'the caller’s key, so that the invoice is found again when an answer is lost, and a digest of what was asked, so that another invoice under the same key is told',
  )
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, inner]) => [name, sorted(inner)]),
  )
}
