import { errAsync, okAsync, type ResultAsync } from 'neverthrow'
import { describe, expect, it } from 'vitest'
import type { CallSettings, InvoicePage, PageQuery } from '../contract/adapter.ts'
import { invoiceError } from '../errors/construct.ts'
import type { InvoiceError } from '../errors/error.ts'
import type { Invoice } from '../invoice/invoice.ts'
import { type ListAllSettings, type Listable, listAll } from './list-all.ts'

const context = { provider: 'fake', account: 'acme', operation: 'list' }

interface FakePage {
  ids: string[]
  times?: string[]
  unreadable?: number
  next?: string | null
  fails?: boolean
}

function page({ ids, times, unreadable = 0, next = null }: FakePage): InvoicePage {
  return {
    invoices: ids.map((id) => ({ source: { id } }) as Invoice),
    unreadable: Array.from({ length: unreadable }, () =>
      invoiceError('unreadable_record', context, 'bad', { recordId: null, fields: [] }),
    ),
    recordIds: ids,
    recordTimes: times ?? ids.map(() => null),
    nextCursor: next,
  }
}

/** A vendor whose pages are looked up by their cursor; the first has the cursor ''. */
function vendor(pages: Record<string, FakePage>, cursor: 'opaque' | 'time' = 'opaque') {
  const asked: PageQuery[] = []
  const signals: AbortSignal[] = []
  const adapter = {
    provider: 'fake',
    account: 'acme',
    capabilities: { pages: { cursor, maximumSize: 100, defaultSize: 25 } },
    list(query: PageQuery = {}, settings: CallSettings = {}): ResultAsync<InvoicePage, InvoiceError> {
      asked.push(query)
      if (settings.signal) signals.push(settings.signal)
      const found = pages[query.cursor ?? '']
      if (found === undefined || found.fails)
        return errAsync(invoiceError('unavailable', context, 'down', { retryAfterMs: null }))
      return okAsync(page(found))
    },
  } as unknown as Listable
  return { adapter, asked, signals }
}

async function read(adapter: Listable, settings: ListAllSettings = {}) {
  const listing = listAll(adapter, {}, settings)
  const items: string[] = []
  for await (const item of listing) items.push(item.isOk() ? item.value.source.id : item.error.kind)
  return { items, evidence: listing.evidence() }
}

describe('walking', () => {
  it('reads every page once and ends walked', async () => {
    const { adapter, asked } = vendor({
      '': { ids: ['a', 'b'], next: '2' },
      '2': { ids: [], next: '3' },
      '3': { ids: ['c'] },
    })
    const { items, evidence } = await read(adapter)
    expect(items).toEqual(['a', 'b', 'c'])
    expect(asked.map(({ cursor }) => cursor)).toEqual([undefined, '2', '3'])
    expect(evidence).toEqual({
      conclusion: 'walked',
      pages: 3,
      records: 3,
      repeats: 0,
      unreadable: 0,
      borderTies: 0,
      reasons: [],
    })
  })

  it('hands a record on once that comes twice', async () => {
    const { adapter } = vendor({ '': { ids: ['a', 'b'], next: '2' }, '2': { ids: ['b', 'c'] } })
    const { items, evidence } = await read(adapter)
    expect(items).toEqual(['a', 'b', 'c'])
    expect(evidence).toMatchObject({ conclusion: 'walked', repeats: 1, records: 4 })
  })

  it('goes on after an unreadable record, and does not call that walked', async () => {
    const { adapter } = vendor({ '': { ids: ['a'], unreadable: 1, next: '2' }, '2': { ids: ['b'] } })
    const { items, evidence } = await read(adapter)
    expect(items).toEqual(['a', 'unreadable_record', 'b'])
    expect(evidence).toMatchObject({ conclusion: 'incomplete', unreadable: 1 })
  })

  it('ends with any other error as its last item', async () => {
    const { adapter } = vendor({ '': { ids: ['a'], next: '2' }, '2': { ids: ['b'], fails: true } })
    const { items, evidence } = await read(adapter)
    expect(items).toEqual(['a', 'unavailable'])
    expect(evidence).toMatchObject({ conclusion: 'incomplete', reasons: ['unavailable: down'] })
  })

  it('ends with an error when a cursor comes back', async () => {
    const { adapter, asked } = vendor({ '': { ids: ['a'], next: '2' }, '2': { ids: ['b'], next: '2' } })
    const { items, evidence } = await read(adapter)
    expect(items).toEqual(['a', 'b', 'unexpected_response'])
    expect(evidence.conclusion).toBe('incomplete')
    expect(asked).toHaveLength(2)
  })

  it('ends with an error when pages go on for ever without a new record', async () => {
    const pages = Object.fromEntries(
      Array.from({ length: 80 }, (_, n) => [n === 0 ? '' : String(n), { ids: ['a'], next: String(n + 1) }]),
    )
    const { items } = await read(vendor(pages).adapter)
    expect(items).toEqual(['a', 'unexpected_response'])
  })

  it('sends nothing before it is iterated, and cancels what is under way on break', async () => {
    const { adapter, asked, signals } = vendor({ '': { ids: ['a', 'b'], next: '2' }, '2': { ids: ['c'] } })
    const listing = listAll(adapter)
    expect(asked).toHaveLength(0)
    for await (const item of listing) {
      expect(item.isOk()).toBe(true)
      break
    }
    expect(signals.every((signal) => signal.aborted)).toBe(true)
    expect(listing.evidence()).toMatchObject({
      conclusion: 'incomplete',
      reasons: ['the listing was not followed to its end'],
    })
  })

  it('reads anew at each iteration', async () => {
    const { adapter } = vendor({ '': { ids: ['a'] } })
    const listing = listAll(adapter)
    for (let turn = 0; turn < 2; turn += 1) {
      const items: string[] = []
      for await (const item of listing) items.push(item._unsafeUnwrap().source.id)
      expect(items).toEqual(['a'])
    }
  })
})

describe('a cursor that is a time', () => {
  const tie = { '': { ids: ['a', 'b'], times: ['1', '2'], next: '2' }, '2': { ids: ['c'], times: ['2'] } }

  it('does not call a listing walked whose border lies between equal timestamps', async () => {
    expect((await read(vendor(tie, 'time').adapter)).evidence).toMatchObject({
      conclusion: 'incomplete',
      borderTies: 1,
    })
    expect((await read(vendor(tie, 'opaque').adapter)).evidence.conclusion).toBe('walked')
    const before = {
      '': { ids: ['a', 'b'], times: ['2', '2'], next: '2' },
      '2': { ids: ['c'], times: ['3'] },
    }
    expect((await read(vendor(before, 'time').adapter)).evidence).toMatchObject({
      conclusion: 'incomplete',
      borderTies: 1,
    })
  })
})

describe('cross-checking', () => {
  it('walks again with other borders, and says when both agree', async () => {
    const { adapter, asked } = vendor({ '': { ids: ['a', 'b'] } })
    const { items, evidence } = await read(adapter, { crossCheck: true })
    expect(items).toEqual(['a', 'b'])
    expect(asked.map(({ pageSize }) => pageSize)).toEqual([undefined, 66])
    expect(evidence).toMatchObject({ conclusion: 'cross_checked', reasons: [] })
  })

  it('hands on what only the second walk saw, and says so', async () => {
    const { adapter } = vendor({ '': { ids: ['a', 'b'] } })
    let walks = 0
    const list: Listable['list'] = () => okAsync(page({ ids: walks++ === 0 ? ['a'] : ['a', 'b'] }))
    const { items, evidence } = await read({ ...adapter, list }, { crossCheck: true })
    expect(items).toEqual(['a', 'b'])
    expect(evidence.conclusion).toBe('incomplete')
    expect(evidence.reasons.join()).toContain('1 record(s) that the first had not')
  })

  it('does not trust two walks that had a border at the same instant', async () => {
    const pages = { '': { ids: ['a'], next: '2' }, '2': { ids: ['c'] } }
    const timed = await read(vendor(pages, 'time').adapter, { crossCheck: true })
    expect(timed.evidence.reasons.join()).toContain('1 same instant')
    expect(timed.evidence.conclusion).toBe('incomplete')
    const opaque = await read(vendor(pages).adapter, { crossCheck: true })
    expect(opaque.evidence.conclusion).toBe('cross_checked')
  })

  it('hands on a record that only the second walk met and could not read', async () => {
    let walks = 0
    const list: Listable['list'] = () => okAsync(page({ ids: ['a'], unreadable: walks++ }))
    const { items, evidence } = await read({ ...vendor({}).adapter, list }, { crossCheck: true })
    expect(items).toEqual(['a', 'unreadable_record'])
    expect(evidence.conclusion).toBe('incomplete')
  })

  it('says when the second walk misses or fails', async () => {
    const { adapter } = vendor({ '': { ids: ['a', 'b'] } })
    let walks = 0
    const misses: Listable['list'] = () => okAsync(page({ ids: walks++ === 0 ? ['a', 'b'] : ['b'] }))
    expect(
      (await read({ ...adapter, list: misses }, { crossCheck: true })).evidence.reasons.join(),
    ).toContain('did not see 1')
    walks = 0
    const fails: Listable['list'] = () =>
      walks++ === 0 ? okAsync(page({ ids: ['a'] })) : errAsync(invoiceError('timeout', context, 'slow', {}))
    const { items, evidence } = await read({ ...adapter, list: fails }, { crossCheck: true })
    expect(items).toEqual(['a', 'timeout'])
    expect(evidence.conclusion).toBe('incomplete')
  })
})

it('says what a walk by time cannot see, and takes no cursor from outside', async () => {
  const pages = { '': { ids: ['a'], times: ['1'], next: '1' }, '1': { ids: ['b'], times: ['2'] } }
  const { evidence } = await read(vendor(pages, 'time').adapter)
  expect(evidence.conclusion).toBe('walked')
  expect(evidence.reasons.join()).toContain('1 page border(s)')
  expect((await read(vendor({ '': { ids: ['a'] } }, 'time').adapter)).evidence.reasons).toEqual([])
  const { adapter, asked } = vendor(pages)
  const smuggled = { pageSize: 1, cursor: '1' }
  for await (const item of listAll(adapter, smuggled)) expect(item.isOk()).toBe(true)
  expect(asked.map(({ cursor }) => cursor)).toEqual([undefined, '1'])
})
