import type { Invoice, InvoicePage, PageQuery } from '@invoice-adapters/core'
import { matchesStatus, okAsync } from '@invoice-adapters/core'
import { describe, expect, it } from 'vitest'
import type { SyncAdapter } from '../../src/sync/running.ts'
import { syncAccount } from '../../src/sync/sync-account.ts'
import { must, sqliteAddress, storeAt } from './places.ts'
import { sample } from './sample.ts'
import { commet, stored } from './vendor.ts'

type Method = SyncAdapter['capabilities']['incremental']['method']

/** A vendor made of a list: the rule under test, and every call that was made. */
function vendorOf(method: Method, invoices: Map<string, Invoice>, now: () => number) {
  const { adapter } = commet(0)
  const { capabilities } = adapter
  const calls = { lists: [] as PageQuery[], gets: [] as string[] }
  const read = (invoice: Invoice, detail: Invoice['detail']): Invoice => ({
    ...invoice,
    detail,
    lines: detail === 'full' ? invoice.lines : null,
    source: { ...invoice.source, readAt: new Date(now()).toISOString() },
  })
  const faked: SyncAdapter = {
    ...adapter,
    capabilities: {
      ...capabilities,
      incremental: { ...capabilities.incremental, method },
      pages: { ...capabilities.pages, cursor: 'opaque' },
    },
    check: () => okAsync({ mode: 'live' as const, accountId: 'acct', accountName: null }),
    list: (query = {}) => {
      calls.lists.push(query)
      const { status, createdFrom } = query
      const found = [...invoices.values()].filter(
        (invoice) =>
          (status === undefined || matchesStatus(invoice, status, now())) &&
          (createdFrom === undefined || (invoice.createdAt ?? '') >= createdFrom),
      )
      const page: InvoicePage = {
        invoices: found.map((one) => read(one, method === 'compare_list' ? 'full' : 'summary')),
        unreadable: [],
        recordIds: found.map(({ source }) => source.id),
        recordTimes: found.map(({ createdAt }) => createdAt),
        nextCursor: null,
      }
      return okAsync(page)
    },
    get: (id) => {
      calls.gets.push(id)
      const invoice = invoices.get(id)
      return invoice === undefined ? adapter.get('none') : okAsync(read(invoice, 'full'))
    },
  }
  return { adapter: faked, calls }
}

async function begin(method: Method, ...invoices: Invoice[]) {
  let now = Date.parse('2026-07-15T00:00:00Z')
  const world = new Map(invoices.map((invoice) => [invoice.source.id, invoice]))
  const store = await storeAt(sqliteAddress(), { now: () => now })
  const vendor = vendorOf(method, world, () => now)
  must(await syncAccount(vendor.adapter, store, { mode: 'full' }))
  now += 3 * 86_400_000
  vendor.calls.lists.length = 0
  vendor.calls.gets.length = 0
  return { ...vendor, store, world }
}

const quiet = { updatedAt: null }

describe('the rule created_and_unsettled', () => {
  it('lists what is new and unsettled, and reads that alone', async () => {
    const { adapter, calls, store, world } = await begin(
      'created_and_unsettled',
      sample({ id: 'open', ...quiet }),
      sample({ id: 'draft', status: 'draft', ...quiet }),
      sample({ id: 'paid', status: 'paid', ...quiet }),
      sample({ id: 'paid-since', ...quiet }),
      sample({ id: 'deleted-since', status: 'draft', ...quiet }),
    )
    world.set('new', sample({ id: 'new', status: 'paid', createdAt: '2026-07-17T00:00:00Z', ...quiet }))
    world.set('paid-since', sample({ id: 'paid-since', status: 'paid', ...quiet }))
    world.delete('deleted-since')
    const run = must(await syncAccount(adapter, store, { mode: 'incremental' }))
    expect(calls.lists.map(({ status, createdFrom }) => status ?? createdFrom)).toEqual([
      '2026-07-14T00:00:00.000Z',
      ['draft'],
      ['payable'],
    ])
    expect(calls.gets.sort()).toEqual(['deleted-since', 'draft', 'new', 'open', 'paid-since'])
    expect(run).toMatchObject({ new: 1, changed: 1, gone: 1, evidence: { conclusion: 'walked' } })
    const statuses = (await stored(store)).map(({ source, status }) => `${source.id} ${status}`)
    expect(statuses).toEqual(['draft draft', 'new paid', 'open open', 'paid paid', 'paid-since paid'])
  })
})

describe('the rule compare_list', () => {
  it('reads nothing singly, since the list says everything', async () => {
    const { adapter, calls, store, world } = await begin(
      'compare_list',
      sample({ id: 'one', ...quiet }),
      sample({ id: 'two', ...quiet }),
    )
    world.set('two', sample({ id: 'two', status: 'paid', ...quiet }))
    const run = must(await syncAccount(adapter, store, { mode: 'incremental' }))
    expect(calls).toMatchObject({ lists: [{}], gets: [] })
    expect(run).toMatchObject({ new: 0, changed: 1, unchanged: 1, singleReads: 0 })
    expect((await stored(store)).every(({ lines }) => lines !== null)).toBe(true)
  })
})

describe('the rule updated_at', () => {
  it('reads what has a newer instant or another amount, and no stale one', async () => {
    const at = (hour: number) => ({ updatedAt: `2026-07-01T0${hour}:00:00Z` })
    const { adapter, calls, store, world } = await begin(
      'updated_at',
      ...['same', 'newer', 'silent', 'stale'].map((id) => sample({ id, ...at(5) })),
    )
    world.set('newer', sample({ id: 'newer', status: 'void', ...at(6) }))
    world.set('silent', sample({ id: 'silent', total: 1, ...at(5) }))
    world.set('stale', sample({ id: 'stale', status: 'draft', ...at(4) }))
    const run = must(await syncAccount(adapter, store, { mode: 'incremental' }))
    expect(calls.gets.sort()).toEqual(['newer', 'silent'])
    expect(run).toMatchObject({ changed: 2, new: 0 })
    expect((await stored(store)).find(({ source }) => source.id === 'stale')?.status).toBe('open')
  })
})
