import { type InvoiceStatus, type ListQuery, listAll, type StatusFilter } from '@invoice-adapters/core'
import type { EmulatorSettings, FaultRule, InvoiceSeed } from '@invoice-adapters/emulator'
import { describe, expect, it } from 'vitest'
import type { WhopApiVersion } from '../src/index.ts'
import { versions } from './endpoints.ts'
import { world } from './world.ts'

const statuses = ['draft', 'open', 'paid', 'partially_refunded', 'refunded', 'void', 'uncollectible'] as const
const day = (number: number) => `2026-06-${String(number).padStart(2, '0')}T12:00:00.000Z`

/** Four of each status; the first half of the open ones is past due. */
const seeds: InvoiceSeed[] = statuses.flatMap((status, row) =>
  [1, 2, 3, 4].map((column) => ({
    vendor: 'whop' as const,
    id: `inv_${status}_${column}`,
    number: `#${row}${column}`,
    customer: 'mber_ada',
    status,
    createdAt: day(row * 4 + column),
    dueAt: column <= 2 ? '2026-07-01T00:00:00.000Z' : '2026-08-01T00:00:00.000Z',
    amountRefunded: status === 'refunded' ? 100 * column : status === 'partially_refunded' ? 50 : 0,
    lines: [{ description: 'x', amount: 100 * column }],
  })),
)

function listed(version: WhopApiVersion, faults: FaultRule[] = [], whop: EmulatorSettings['whop'] = {}) {
  return world(version, {
    faults,
    whop,
    data: { customers: [{ vendor: 'whop', id: 'mber_ada' }], invoices: seeds },
  })
}

async function idsOf(version: WhopApiVersion, query: ListQuery): Promise<string[]> {
  const ids: string[] = []
  for await (const item of listAll(listed(version).adapter(), query)) ids.push(item._unsafeUnwrap().source.id)
  return ids.sort()
}

function canonical(seed: InvoiceSeed): InvoiceStatus {
  if (seed.status !== 'open') return seed.status
  return Date.parse(seed.dueAt ?? '') < Date.parse('2026-07-15T09:00:00.000Z') ? 'past_due' : 'open'
}

function expected(wanted: (seed: InvoiceSeed) => boolean): string[] {
  return seeds
    .filter(wanted)
    .map((seed) => seed.id ?? '')
    .sort()
}

const statusQueries: StatusFilter[][] = [
  ['draft'],
  ['open'],
  ['past_due'],
  ['payable'],
  ['void'],
  ['uncollectible'],
  ['paid'],
  ['refunded'],
  ['partially_refunded', 'void'],
  ['refunded', 'paid', 'partially_refunded'],
  ['past_due', 'uncollectible', 'draft'],
  ['unknown'],
  ['unknown', 'draft'],
]

describe.each(versions)('list · %s', (version) => {
  it.each(statusQueries.map((status) => ({ status })))(
    'by the status $status is exact',
    async ({ status }) => {
      const meets = (seed: InvoiceSeed) =>
        status.includes(canonical(seed)) || (status.includes('payable') && seed.status === 'open')
      expect(await idsOf(version, { status, pageSize: 3 })).toEqual(expected(meets))
    },
  )

  it('tells paid from refunded by reading each, unless all of them are wanted', async () => {
    const { emulator, adapter } = listed(version)
    const [first] = (await adapter().list({ status: ['paid'] }))._unsafeUnwrap().invoices
    expect([first?.detail, first?.status]).toEqual(['full', 'paid'])
    const singles = () => emulator.requests.filter((request) => request.operation === 'get_invoice').length
    const before = singles()
    const all = (await adapter().list({ status: ['paid', 'refunded', 'partially_refunded'] }))._unsafeUnwrap()
    expect([all.invoices.length, all.invoices[0]?.detail, singles()]).toEqual([12, 'summary', before])
  })

  it.each<[ListQuery, (seed: InvoiceSeed) => boolean]>([
    [{ number: '#02' }, (seed) => seed.number === '#02'],
    [{ createdFrom: day(5) }, (seed) => (seed.createdAt ?? '') >= day(5)],
    [{ createdUntil: day(5) }, (seed) => (seed.createdAt ?? '') < day(5)],
    [
      { createdFrom: day(3), createdUntil: day(9) },
      (seed) => (seed.createdAt ?? '') >= day(3) && (seed.createdAt ?? '') < day(9),
    ],
    [{ dueFrom: '2026-07-15T00:00:00Z' }, (seed) => (seed.dueAt ?? '') > '2026-07-15'],
    [
      { dueUntil: '2026-07-15T00:00:00Z', status: ['payable'] },
      (seed) => seed.status === 'open' && (seed.dueAt ?? '') < '2026-07-15',
    ],
  ])('by %j is exact', async (query, meets) => {
    expect(await idsOf(version, { ...query, pageSize: 3 })).toEqual(expected(meets))
  })

  it.each(['customerId', 'subscriptionId', 'externalId'] as const)(
    'by %s is refused, and nothing is sent',
    async (name) => {
      const { emulator, adapter } = listed(version)
      expect((await adapter().list({ [name]: 'x' }))._unsafeUnwrapErr().kind).toBe('unsupported')
      expect(emulator.requests).toEqual([])
    },
  )

  it.each(['null', 'last_item'] as const)(
    'ends where a last page has the cursor %s',
    async (lastPageCursor) => {
      const { emulator, adapter } = listed(version, [], { lastPageCursor })
      const listing = listAll(adapter(), { pageSize: 14 })
      let count = 0
      for await (const item of listing) count += Number(item.isOk())
      expect([count, listing.evidence().conclusion, emulator.requests.length]).toEqual([28, 'walked', 2])
    },
  )

  it('is in the order of creation, whatever the vendor’s own', async () => {
    const { adapter } = listed(version, [], { defaultDirection: 'desc' })
    const page = (await adapter().list())._unsafeUnwrap()
    expect(page.recordTimes).toEqual([...page.recordTimes].sort())
    expect(page.recordIds).toHaveLength(28)
  })

  it('answers summaries, or each invoice as a single read gives it', async () => {
    const { adapter } = listed(version)
    const [summary] = (await adapter().list({ number: '#21' }))._unsafeUnwrap().invoices
    expect(summary).toMatchObject({ detail: 'summary', total: null, subtotal: 100, collection: null })
    const [full] = (await adapter().list({ number: '#21', detail: 'full' }))._unsafeUnwrap().invoices
    const single = (await adapter().get('inv_paid_1'))._unsafeUnwrap()
    expect({ ...full, source: { ...full?.source, readAt: '' } }).toEqual({
      ...single,
      source: { ...single.source, readAt: '' },
    })
  })

  it('goes on past records that cannot be read, and names them', async () => {
    const wrong: FaultRule = {
      operation: 'list_invoices',
      fault: { kind: 'patch_record', index: 1, set: { 'line_items.0.total': '1.00' } },
    }
    const nameless: FaultRule = {
      operation: 'list_invoices',
      fault: { kind: 'patch_record', index: 0, drop: ['id'] },
    }
    const page = (await listed(version, [wrong]).adapter().list())._unsafeUnwrap()
    expect([page.invoices.length, page.recordIds.length]).toEqual([27, 28])
    expect(page.unreadable).toMatchObject([
      { kind: 'unreadable_record', recordId: page.recordIds[1], fields: [{ field: 'line_items.0.total' }] },
    ])
    const other = (await listed(version, [nameless]).adapter().list())._unsafeUnwrap()
    expect(other.unreadable).toMatchObject([{ recordId: null, fields: [{ field: 'id' }] }])
  })

  it('in full detail, a record that cannot be read is told, and any other failure fails the page', async () => {
    const read = (fault: FaultRule['fault'], times = 1) =>
      listed(version, [{ operation: 'get_invoice', times, fault }])
        .adapter()
        .list({ detail: 'full' })
    const wrong = (await read({ kind: 'patch_record', set: { created_at: 5 } }))._unsafeUnwrap()
    expect([wrong.invoices.length, wrong.unreadable.length]).toEqual([27, 1])
    const gone = (await read({ kind: 'status', status: 404 }))._unsafeUnwrap()
    expect([gone.invoices.length, gone.unreadable.length]).toEqual([27, 1])
    const broken = await read({ kind: 'status', status: 503 }, Number.POSITIVE_INFINITY)
    expect(broken._unsafeUnwrapErr().kind).toBe('unavailable')
  })

  it.each([
    { what: 'no page_info', change: { drop: ['page_info'] } },
    {
      what: 'more to come and no cursor',
      change: { set: { page_info: { has_next_page: true, end_cursor: null } } },
    },
    { what: 'no data', change: { drop: ['data'] } },
    { what: 'data of another type', change: { set: { data: {} } } },
  ])('with $what is no end of the list but an error', async ({ change }) => {
    const fault: FaultRule['fault'] = { kind: 'patch_record', index: 'answer', ...change }
    const { adapter } = listed(version, [{ operation: 'list_invoices', fault }])
    expect((await adapter().list())._unsafeUnwrapErr().kind).toBe('unexpected_response')
  })

  it('keeps a status that nobody has heard of, and tells the observer', async () => {
    const fault: FaultRule['fault'] = { kind: 'patch_record', set: { status: 'frozen' } }
    const seen: string[] = []
    const observe = (event: { type: string; value?: string | null }) => {
      if (event.type === 'drift') seen.push(String(event.value))
      throw new Error('an observer’s own failure')
    }
    const { adapter } = listed(version, [{ operation: 'list_invoices', fault }])
    const page = (await adapter({ observe }).list())._unsafeUnwrap()
    expect(page.invoices.every((one) => one.status === 'unknown' && one.providerStatus === 'frozen')).toBe(
      true,
    )
    expect(seen).toHaveLength(28)
  })
})
