import { type InvoiceStatus, type ListQuery, listAll, type StatusFilter } from '@invoice-adapters/core'
import type { FaultRule, InvoiceSeed } from '@invoice-adapters/emulator'
import { describe, expect, it } from 'vitest'
import { type Version, versions } from './endpoints.ts'
import { world } from './world.ts'

const statuses = ['draft', 'open', 'paid', 'void', 'uncollectible'] as const
const day = (number: number) => `2026-06-${String(number).padStart(2, '0')}T12:00:00.000Z`

/** Four of each status over two customers; the first half of the open ones is past due. */
const seeds: InvoiceSeed[] = statuses.flatMap((status, row) =>
  [1, 2, 3, 4].map((column) => ({
    vendor: 'commet' as const,
    id: `inv_${status}_${column}`,
    number: `N-${status}-${column}`,
    customer: column % 2 === 0 ? 'cus_even' : 'cus_odd',
    status,
    subscriptionId: `sub_${column}`,
    metadata: { invoice_adapters_key: `key-${status}-${column}` },
    createdAt: day(row * 4 + column),
    dueAt: column <= 2 ? '2026-07-01T00:00:00.000Z' : '2026-08-01T00:00:00.000Z',
    lines: [{ description: 'x', amount: 100 * column }],
  })),
)

function listed(version: Version, faults: FaultRule[] = []) {
  return world(version, {
    faults,
    data: {
      customers: [
        { vendor: 'commet', id: 'cus_even' },
        { vendor: 'commet', id: 'cus_odd' },
      ],
      invoices: seeds,
    },
  })
}

async function idsOf(version: Version, query: ListQuery): Promise<string[]> {
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
  ['open', 'past_due'],
  ['paid'],
  ['void'],
  ['uncollectible'],
  ['paid', 'void'],
  ['past_due', 'paid', 'draft'],
  ['refunded'],
  ['refunded', 'paid'],
  ['unknown'],
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

  it.each<[ListQuery, (seed: InvoiceSeed) => boolean]>([
    [{ customerId: 'cus_even' }, (seed) => seed.customer === 'cus_even'],
    [{ subscriptionId: 'sub_3' }, (seed) => seed.subscriptionId === 'sub_3'],
    [{ number: 'N-paid-2' }, (seed) => seed.number === 'N-paid-2'],
    [{ externalId: 'key-void-1' }, (seed) => seed.id === 'inv_void_1'],
    [{ createdFrom: day(5) }, (seed) => (seed.createdAt ?? '') >= day(5)],
    [{ createdUntil: day(5) }, (seed) => (seed.createdAt ?? '') < day(5)],
    [
      { createdFrom: day(3), createdUntil: day(9) },
      (seed) => (seed.createdAt ?? '') >= day(3) && (seed.createdAt ?? '') < day(9),
    ],
    [{ dueFrom: '2026-07-15T00:00:00Z' }, (seed) => (seed.dueAt ?? '') > '2026-07-15'],
    [{ dueUntil: '2026-07-15T00:00:00Z' }, (seed) => (seed.dueAt ?? '') < '2026-07-15'],
    [
      { customerId: 'cus_odd', status: ['payable'], dueUntil: '2026-07-15T00:00:00Z' },
      (seed) => seed.id === 'inv_open_1',
    ],
  ])('by %j is exact', async (query, meets) => {
    expect(await idsOf(version, { ...query, pageSize: 3 })).toEqual(expected(meets))
  })

  it('tells every record of a page, whatever was filtered away', async () => {
    const page = (
      await listed(version)
        .adapter()
        .list({ status: ['paid', 'void'], number: 'N-paid-1' })
    )._unsafeUnwrap()
    expect(page.invoices.map((invoice) => invoice.source.id)).toEqual(['inv_paid_1'])
    expect([...page.recordIds].sort()).toEqual(expected(() => true))
    expect(page.recordTimes.every((time) => time !== null)).toBe(true)
    expect(page.nextCursor).toBeNull()
  })

  it('asks for the maximum page where none is given', async () => {
    const { emulator, adapter } = listed(version)
    await adapter().list().unwrapOr(null)
    expect(emulator.requests[0]?.query).toBe('limit=100')
  })

  it('answers summaries, or each invoice as a single read gives it', async () => {
    const { emulator, adapter } = listed(version)
    const [summary] = (await adapter().list({ number: 'N-paid-1' }))._unsafeUnwrap().invoices
    expect(summary).toMatchObject({ detail: 'summary', lines: null, creditApplied: null, total: 100 })
    const [full] = (await adapter().list({ number: 'N-paid-1', detail: 'full' }))._unsafeUnwrap().invoices
    const single = (await adapter().get('inv_paid_1'))._unsafeUnwrap()
    expect({ ...full, source: { ...full?.source, readAt: '' } }).toEqual({
      ...single,
      source: { ...single.source, readAt: '' },
    })
    expect(emulator.requests.filter((request) => request.operation === 'get_invoice')).toHaveLength(21)
  })

  it('goes on past a record that cannot be read, and names it', async () => {
    const fault: FaultRule['fault'] = { kind: 'patch_record', index: 1, set: { total: '1.00' } }
    const page = (
      await listed(version, [{ operation: 'list_invoices', fault }])
        .adapter()
        .list()
    )._unsafeUnwrap()
    expect([page.invoices.length, page.recordIds.length]).toEqual([19, 20])
    expect(page.unreadable).toMatchObject([
      { kind: 'unreadable_record', recordId: page.recordIds[1], fields: [{ field: 'total' }] },
    ])
  })

  it('a record without id is told as well', async () => {
    const fault: FaultRule['fault'] = { kind: 'patch_record', index: 0, drop: ['id'] }
    const page = (
      await listed(version, [{ operation: 'list_invoices', fault }])
        .adapter()
        .list()
    )._unsafeUnwrap()
    expect([page.invoices.length, page.recordIds.length]).toEqual([19, 19])
    expect(page.unreadable).toMatchObject([{ recordId: null, fields: [{ field: 'id' }] }])
  })

  it('in full detail, a record that cannot be read is told, and any other failure fails the page', async () => {
    const patch: FaultRule = {
      operation: 'get_invoice',
      fault: { kind: 'patch_record', set: { subtotal: {} } },
    }
    const page = (await listed(version, [patch]).adapter().list({ detail: 'full' }))._unsafeUnwrap()
    expect([page.invoices.length, page.unreadable.length]).toEqual([19, 1])
    const gone: FaultRule = { operation: 'get_invoice', fault: { kind: 'status', status: 404 } }
    const without = (await listed(version, [gone]).adapter().list({ detail: 'full' }))._unsafeUnwrap()
    expect([without.invoices.length, without.unreadable.length]).toEqual([19, 1])
    const broken: FaultRule = {
      ...gone,
      times: Number.POSITIVE_INFINITY,
      fault: { kind: 'status', status: 503 },
    }
    const failed = await listed(version, [broken]).adapter().list({ detail: 'full' })
    expect(failed._unsafeUnwrapErr().kind).toBe('unavailable')
  })

  it.each([
    { what: 'no hasMore', change: { drop: ['hasMore'] } },
    { what: 'more to come and no cursor', change: { set: { hasMore: true, nextCursor: null } } },
    { what: 'no data', change: { drop: ['data'] } },
    { what: 'data of another type', change: { set: { data: {} } } },
  ])('with $what is no end of the list but an error', async ({ change }) => {
    const fault: FaultRule['fault'] = { kind: 'patch_record', index: 'answer', ...change }
    const result = await listed(version, [{ operation: 'list_invoices', fault }])
      .adapter()
      .list()
    expect(result._unsafeUnwrapErr().kind).toBe('unexpected_response')
  })

  it('drops no invoice of a customer whom the answer calls by the own id', async () => {
    const asOwn = (customerId: string): FaultRule => ({
      operation: 'list_invoices',
      fault: { kind: 'patch_record', set: { customerId } },
    })
    const own = await listed(version, [asOwn('shop-1')])
      .adapter()
      .list({ customerId: 'cus_even' })
    expect(own._unsafeUnwrap().invoices).toHaveLength(10)
    const other = await listed(version, [asOwn('cus_odd')])
      .adapter()
      .list({ customerId: 'cus_even' })
    expect(other._unsafeUnwrap().invoices).toHaveLength(0)
  })

  it('keeps a status that nobody has heard of', async () => {
    const fault: FaultRule['fault'] = { kind: 'patch_record', set: { status: 'frozen' } }
    const events: string[] = []
    const { adapter } = listed(version, [{ operation: 'list_invoices', fault }])
    const observe = (event: { type: string; value?: string | null }) => {
      if (event.type === 'drift') events.push(String(event.value))
    }
    const page = (await adapter({ observe }).list())._unsafeUnwrap()
    expect(page.invoices.every((one) => one.status === 'unknown' && one.providerStatus === 'frozen')).toBe(
      true,
    )
    expect(events).toHaveLength(20)
  })
})

describe('the border of a time cursor', () => {
  const seeds: InvoiceSeed[] = Array.from({ length: 101 }, (_, number) => ({
    vendor: 'commet',
    id: `inv_${number}`,
    customer: 'cus_even',
    status: 'open',
    // The first and the last two of the list have one instant each, so that the order does not matter.
    createdAt: new Date(
      Date.UTC(2026, 0, 1, 0, number + (number === 0 ? 1 : number === 100 ? -1 : 0)),
    ).toISOString(),
    lines: [{ description: 'x', amount: 100 }],
  }))

  it('hides a record from one walk without a trace, and not from a cross-check', async () => {
    const data = { customers: [{ vendor: 'commet' as const, id: 'cus_even' }], invoices: seeds }
    for (const crossCheck of [false, true]) {
      const listing = listAll(world('2026-07-11', { data }).adapter(), {}, { crossCheck })
      const ids = new Set<string>()
      for await (const item of listing) ids.add(item._unsafeUnwrap().source.id)
      const { conclusion } = listing.evidence()
      expect([ids.size, conclusion]).toEqual(crossCheck ? [101, 'incomplete'] : [100, 'walked'])
    }
  })

  it('lies among forty records of one instant: the walk says so, and a cross-check finds all of them', async () => {
    const tied = '2026-01-01T00:00:00.000Z'
    const invoices: InvoiceSeed[] = Array.from({ length: 120 }, (_, number) => ({
      vendor: 'commet',
      id: `inv_${number}`,
      customer: 'cus_even',
      status: 'open',
      createdAt: number < 40 ? tied : new Date(Date.UTC(2026, 0, 2, 0, number)).toISOString(),
      lines: [{ description: 'x', amount: 100 }],
    }))
    const data = { customers: [{ vendor: 'commet' as const, id: 'cus_even' }], invoices }
    for (const [crossCheck, found] of [
      [false, 100],
      [true, 120],
    ] as const) {
      const listing = listAll(world('2026-07-11', { data }).adapter(), {}, { crossCheck })
      const ids = new Set<string>()
      for await (const item of listing) ids.add(item._unsafeUnwrap().source.id)
      expect(ids.size).toBe(found)
      expect(listing.evidence()).toMatchObject({ conclusion: 'incomplete', reasons: [expect.any(String)] })
    }
  })

  it('does not hide the key of a create', async () => {
    const data = {
      customers: [{ vendor: 'commet' as const, id: 'cus_even', currency: 'USD' }],
      invoices: seeds,
    }
    const hidden = async (index: number) => {
      const invoices = seeds.map((seed, at) =>
        at === index ? { ...seed, metadata: { invoice_adapters_key: 'order-7' } } : seed,
      )
      return world('2026-07-11', { data: { ...data, invoices } })
        .adapter()
        .findByExternalId('order-7')
    }
    for (const index of [0, 1, 99, 100])
      expect((await hidden(index))._unsafeUnwrap()?.source.id).toBe(`inv_${index}`)
  })
})

it('an observer that rejects later changes nothing, and does not end the process', async () => {
  const rejected: unknown[] = []
  const remember = (reason: unknown) => rejected.push(reason)
  process.on('unhandledRejection', remember)
  const fault: FaultRule['fault'] = { kind: 'patch_record', set: { status: 'frozen' } }
  const { adapter } = listed('2026-07-11', [{ operation: 'list_invoices', fault }])
  const observe = (() => Promise.reject(new Error('observer'))) as () => never
  const page = await adapter({ observe }).list()
  await new Promise((resolve) => setTimeout(resolve, 1))
  process.off('unhandledRejection', remember)
  expect([page._unsafeUnwrap().invoices.length, rejected]).toEqual([20, []])
})
