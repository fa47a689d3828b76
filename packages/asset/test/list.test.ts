import { type AdapterEvent, listAll } from '@invoice-adapters/core'
import { createRateLimiter } from '@invoice-adapters/core/authoring'
import { describe, expect, it } from 'vitest'
import { wireInvoice, wireList } from './wire-objects.ts'
import { adapterFor } from './wire-recorder.ts'
import { data, world } from './world.ts'

/** A vendor that answers lists by the page token. */
function vendor(answer: (query: URLSearchParams) => unknown, headers: Record<string, string> = {}) {
  const queries: URLSearchParams[] = []
  const fetch: typeof globalThis.fetch = async (url) => {
    if (String(url).endsWith('/token')) return Response.json({ access_token: 'tok' })
    const query = new URL(String(url)).searchParams
    queries.push(query)
    return Response.json(answer(query), { headers })
  }
  return { queries, adapter: (options = {}) => adapterFor('amount', { fetch, ...options }) }
}

const one = (id: string, changes: Record<string, unknown> = {}) =>
  wireInvoice('amount-lines', { id, ...changes })

describe('the end of a list', () => {
  it.each<[string, unknown]>([
    ['null', wireList([one('a')])],
    ['an empty text', { data: [one('a')], pagination: { next_page_token: '' } }],
    ['null beside the records', { data: [one('a')], next_page_token: null }],
    ['nothing, and a page that is not full', { data: [one('a')] }],
    ['null as pagination, and a page that is not full', { data: [one('a')], pagination: null }],
    ['null, beside an empty list of errors', { ...wireList([one('a')]), errors: [] }],
    ['null, beside errors that are null', { ...wireList([one('a')]), errors: null }],
  ])('is told by %s', async (_, answer) => {
    const { adapter } = vendor(() => answer)
    const page = (await adapter().list({ pageSize: 2 }))._unsafeUnwrap()
    expect([page.nextCursor, page.recordIds]).toEqual([null, ['a']])
  })

  it.each<[string, unknown]>([
    ['without pagination', { data: [one('a'), one('b')] }],
    ['with an empty pagination', { data: [one('a'), one('b')], pagination: {} }],
    ['with a number as token', { data: [one('a')], pagination: { next_page_token: 7 } }],
    ['without records', { pagination: { next_page_token: null } }],
    ['with an object as records', { data: { a: 1 } }],
    ['with failures and no records', { data: [], errors: [{ error: 'Internal error' }] }],
    ['with failures beside records', { ...wireList([one('a')]), errors: [{ error: 'Internal error' }] }],
    ['with a failure in words', { ...wireList([one('a')]), errors: 'Internal error' }],
  ])('is not certain %s of a full page: an error, not an end', async (_, answer) => {
    const { adapter } = vendor(() => answer)
    expect((await adapter().list({ pageSize: 2 }))._unsafeUnwrapErr().kind).toBe('unexpected_response')
  })

  it('never comes where a token repeats, and a look says so', async () => {
    const { adapter, queries } = vendor((query) => wireList([one(`inv_${query.get('page_token')}`)], 'again'))
    const error = (await adapter().findByExternalId('x'))._unsafeUnwrapErr()
    expect(error.kind).toBe('unexpected_response')
    expect(queries).toHaveLength(2)
  })

  it('is looked for beside the records as well', async () => {
    const { adapter } = vendor(() => ({ data: [one('a')], next_page_token: 'n' }))
    expect((await adapter().list())._unsafeUnwrap().nextCursor).toBe('n')
  })
})

describe('what is asked', () => {
  it.each<[Record<string, unknown>, Record<string, string>]>([
    [{}, { page_size: '100' }],
    [{ pageSize: 500 }, { page_size: '100' }],
    [{ status: ['past_due'] }, { status: 'open', page_size: '100' }],
    [{ status: ['open', 'payable'] }, { status: 'open', page_size: '100' }],
    [{ status: ['void'] }, { status: 'voided', page_size: '100' }],
    [{ status: ['paid', 'void'] }, { page_size: '100' }],
    [{ status: ['draft'] }, { page_size: '100' }],
    [{ status: ['unknown'] }, { page_size: '100' }],
    [{ customerId: 'cus_1', number: 'n', externalId: 'e' }, { page_size: '100' }],
    [
      { status: ['paid'], dueFrom: '2026-07-01T00:00:00+02:00', cursor: 'c', pageSize: 7 },
      { status: 'paid', due_at_start: '2026-06-30T22:00:00Z', page_token: 'c', page_size: '7' },
    ],
  ])('%j as %j', async (query, expected) => {
    const { adapter, queries } = vendor(() => wireList([]))
    expect((await adapter().list(query)).isOk()).toBe(true)
    expect(queries.map((sent) => Object.fromEntries(sent))).toEqual([expected])
  })

  it('and what comes besides is held back', async () => {
    const records = [
      one('before', { due_at: '2026-06-30T23:59:59Z' }),
      one('first', { due_at: '2026-07-01T00:00:00Z' }),
      one('last', { due_at: '2026-07-31T23:59:59Z' }),
      one('end', { due_at: '2026-08-01T00:00:00Z' }),
      one('none', { due_at: null }),
      one('paid', { due_at: '2026-07-02T00:00:00Z', status: 'paid' }),
    ]
    const { adapter } = vendor(() => wireList(records))
    const query = {
      status: ['payable' as const],
      dueFrom: '2026-07-01T00:00:00Z',
      dueUntil: '2026-08-01T00:00:00Z',
    }
    const page = (await adapter().list(query))._unsafeUnwrap()
    expect(page.invoices.map(({ source }) => source.id)).toEqual(['first', 'last'])
    expect(page.recordIds).toHaveLength(6)
  })

  it('a record without a status is never dropped from what Asset let through', async () => {
    const records = [
      one('written-off', { status: undefined }),
      one('gone', { status: undefined, voided_at: '2026-07-02T00:00:00Z' }),
    ]
    const { adapter } = vendor(() => wireList(records))
    const page = (await adapter().list({ status: ['uncollectible'] }))._unsafeUnwrap()
    expect(page.invoices.map(({ source }) => source.id)).toEqual(['written-off'])
  })
})

describe('a record that cannot be read', () => {
  it('hides no other', async () => {
    const broken = [
      one('b', { total_amount: 'many' }),
      one('c', { total_amount: true }),
      { id: 'd' },
      7,
      null,
      one('e', { due_at: 'soon' }),
      one('f', { due_at: '2026-07-01' }),
    ]
    const { adapter } = vendor(() => wireList([one('a'), ...broken, one('z')]))
    const page = (await adapter().list())._unsafeUnwrap()
    expect(page.invoices.map(({ source }) => source.id)).toEqual(['a', 'z'])
    expect(page.unreadable.map(({ recordId }) => recordId)).toEqual(['b', 'c', 'd', null, null, 'e', 'f'])
    for (const { fields } of page.unreadable) expect(fields.length).toBeGreaterThan(0)
  })

  it('with a date that has no offset is read as UTC', async () => {
    const { adapter } = vendor(() =>
      wireList([one('a', { due_at: '2026-07-31T00:00:00', sent_at: '2026-07-01T08:00:00+02:00' })]),
    )
    const [invoice] = (await adapter().list())._unsafeUnwrap().invoices
    expect([invoice?.dueAt, invoice?.issuedAt]).toEqual(['2026-07-31T00:00:00Z', '2026-07-01T06:00:00Z'])
  })

  it('stops a create only where its metadata is in doubt', async () => {
    const bad = vendor(() => wireList([one('b', { metadata: 'text' })]))
    const invoice = {
      externalId: 'k',
      customer: { id: 'c' },
      currency: 'USD',
      dueAt: '2026-08-01T00:00:00Z',
      lines: [{ description: 'x', amount: 5 }],
    }
    expect((await bad.adapter().create(invoice))._unsafeUnwrapErr()).toMatchObject({
      kind: 'unexpected_response',
      fields: [{ field: 'metadata' }],
    })
    expect(bad.queries).toHaveLength(1)
  })
})

describe('the limit', () => {
  it('of the vendor is kept from the headers: the next call waits for the reset', async () => {
    let now = Date.parse('2026-07-15T00:00:00Z')
    const waits: number[] = []
    const limiter = createRateLimiter({
      now: () => now,
      sleep: async (milliseconds) => {
        waits.push(milliseconds)
        now += milliseconds
      },
    })
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(now / 1000 + 20) }
    const { adapter } = vendor(() => wireList([]), headers)
    const options = { limiter, now: () => now }
    expect((await adapter(options).list()).isOk()).toBe(true)
    expect((await adapter(options).list()).isOk()).toBe(true)
    expect(waits).toEqual([20_000])
  })

  it.each([
    ['nonsense', 'soon', []],
    ['the past', '5', []],
    ['a day away', String(Date.parse('2026-07-16T00:00:00Z') / 1000), [60_000]],
  ])('with %s as reset is believed for a minute at most', async (_, reset, expected) => {
    let now = Date.parse('2026-07-15T00:00:00Z')
    const waits: number[] = []
    const limiter = createRateLimiter({
      now: () => now,
      sleep: async (milliseconds) => {
        waits.push(milliseconds)
        now += milliseconds
      },
    })
    const { adapter } = vendor(() => wireList([]), {
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': reset,
    })
    expect((await adapter({ limiter, now: () => now }).list()).isOk()).toBe(true)
    expect((await adapter({ limiter, now: () => now }).list()).isOk()).toBe(true)
    expect(waits).toEqual(expected)
  })

  it('is 300 a minute, shared by the accounts of a tenant, and never met over two businesses', async () => {
    const invoices = Array.from({ length: 12 }, (_, index) => ({
      vendor: 'asset' as const,
      account: index % 2 === 0 ? 'books' : 'shop',
      customer: index % 2 === 0 ? 'ada' : 'bob',
      status: 'open' as const,
      lines: [{ description: 'x', amount: 100 }],
    }))
    const accounts = ['books', 'shop'].map((name) => ({
      vendor: 'asset' as const,
      name,
      mode: 'sandbox' as const,
      tenant: 'firm',
    }))
    const { emulator, adapter } = world('amount-lines', {
      data: { ...data, accounts, customers: [], invoices },
    })
    const shop = emulator.asset.account('shop')
    let refused = 0
    const observe = (event: AdapterEvent): void => {
      if (event.type === 'response' && event.httpStatus === 429) refused += 1
    }
    const both = [adapter({ observe }), adapter({ businessId: shop.businessId, account: 'shop', observe })]
    for (let round = 0; round < 40; round += 1) {
      await Promise.all(
        both.map(async (one) => {
          for await (const item of listAll(one, { pageSize: 1 })) expect(item.isOk()).toBe(true)
        }),
      )
    }
    expect(refused).toBe(0)
    expect(emulator.requests.length).toBeGreaterThan(450)
  })
})
