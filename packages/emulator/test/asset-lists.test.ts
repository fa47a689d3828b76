import { describe, expect, it } from 'vitest'
import { type AssetSwitches, createEmulator, generateInvoices } from '../src/index.ts'
import { type AssetCaller, assetEmulator, callerFor, createOne } from './asset-support.ts'

const started = async (count: number, switches: Partial<AssetSwitches> = {}) => {
  const data = generateInvoices({ vendor: 'asset', count })
  const emulator = createEmulator({ data, asset: switches })
  return { emulator, call: await callerFor(emulator) }
}

type Direction = 'next_page_token' | 'previous_page_token'

const query = (path: string, fields: Record<string, string>): string =>
  `${path}?${new URLSearchParams(fields)}`

/** Follows tokens of one direction to their end. */
async function walk(
  call: AssetCaller,
  fields: Record<string, string>,
  direction: Direction = 'next_page_token',
  start: string | null = null,
) {
  const pages: string[][] = []
  let token = start
  do {
    const { body } = await call(
      'GET',
      query('/invoice', token === null ? fields : { ...fields, page_token: token }),
    )
    pages.push(body.data.map(({ id }: { id: string }) => id))
    token = body.pagination[direction]
  } while (token !== null && pages.length < 50)
  return pages
}

describe('the list of invoices', () => {
  it('shows 100 at most, with lines and payments', async () => {
    const { emulator, call } = await started(130)
    const first = (await call('GET', '/invoice')).body
    expect(first.data).toHaveLength(100)
    expect(first.data[0].lines.length).toBeGreaterThan(0)
    expect(first.data[0].payments).toBeInstanceOf(Array)
    const pages = await walk(call, {})
    expect(pages.map((page) => page.length)).toEqual([100, 30])
    expect(new Set(pages.flat())).toEqual(new Set(emulator.ledger.invoices().map(({ id }) => id)))
  })

  it.each(['from_request', 'from_token'] as const)(
    'gives tokens that do not grow from page to page, filters %s',
    async (filtersWithToken) => {
      const { call } = await started(40, { filtersWithToken })
      const lengths: number[] = []
      let token: string | null = null
      do {
        const fields: Record<string, string> = { page_size: '1', status: 'open' }
        const page = await call(
          'GET',
          query('/invoice', token === null ? fields : { ...fields, page_token: token }),
        )
        token = page.body.pagination.next_page_token
        if (token !== null) lengths.push(token.length)
      } while (token !== null)
      expect(lengths.length).toBeGreaterThan(4)
      expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThan(20)
    },
  )

  it.each(['newest_first', 'oldest_first'] as const)(
    'goes %s by switch, and back again',
    async (listOrder) => {
      const { emulator, call } = await started(7, { listOrder })
      const ids = emulator.ledger.invoices().map(({ id }) => id)
      const expected = listOrder === 'newest_first' ? ids.toReversed() : ids
      const pages = await walk(call, { page_size: '3' })
      expect(pages).toEqual([expected.slice(0, 3), expected.slice(3, 6), expected.slice(6)])

      const second = await call('GET', query('/invoice', { page_size: '3' }))
      expect(second.body.pagination.previous_page_token).toBeNull()
      const token = second.body.pagination.next_page_token
      const middle = (await call('GET', query('/invoice', { page_size: '3', page_token: token }))).body
      const last = await call(
        'GET',
        query('/invoice', { page_size: '3', page_token: middle.pagination.next_page_token }),
      )
      expect(last.body.pagination.next_page_token).toBeNull()
      const back = last.body.pagination.previous_page_token
      const backward = await walk(call, { page_size: '3' }, 'previous_page_token', back)
      expect(backward).toEqual([expected.slice(3, 6), expected.slice(0, 3)])
    },
  )

  it('has opaque tokens in base64', async () => {
    const { call } = await started(3)
    const { pagination } = (await call('GET', '/invoice?page_size=1')).body
    expect(pagination.next_page_token).toMatch(/^[A-Za-z0-9+/]+=*$/)
  })

  it('filters by status, repeated and comma separated', async () => {
    const { emulator, call } = await started(40)
    const listed = async (search: string) => (await call('GET', `/invoice?${search}`)).body.data
    const held = emulator.ledger.invoices()
    const count = (...statuses: string[]) => held.filter(({ status }) => statuses.includes(status)).length
    expect(await listed('status=open')).toHaveLength(count('open'))
    expect(await listed('status=open&status=paid')).toHaveLength(count('open', 'paid'))
    expect(await listed('status=voided,uncollectible')).toHaveLength(count('void', 'uncollectible'))
    expect(await listed('')).toHaveLength(40)
    expect((await call('GET', '/invoice?status=overdue')).status).toBe(422)
  })

  it('leaves voided ones out by switch, unless asked', async () => {
    const { emulator, call } = await started(40, { voidedInLists: false })
    const voided = emulator.ledger.invoices().filter(({ status }) => status === 'void')
    expect((await call('GET', '/invoice')).body.data).toHaveLength(40 - voided.length)
    expect((await call('GET', '/invoice?status=voided')).body.data).toHaveLength(voided.length)
  })

  it('filters by the due date, both ends included', async () => {
    const { emulator, call } = await started(9)
    const due = emulator.ledger
      .invoices()
      .map(({ dueAt }) => dueAt ?? '')
      .sort()
    const [from = '', to = ''] = [due[2], due[5]]
    const { data } = (await call('GET', query('/invoice', { due_at_start: from, due_at_end: to }))).body
    expect(data).toHaveLength(due.filter((at) => at >= from && at <= to).length)
    expect((await call('GET', '/invoice?due_at_start=soon')).status).toBe(422)
    expect((await call('GET', '/invoice?due_at_end=2026-02-30')).status).toBe(422)
  })

  it.each(['0', '101', '-1', '1.5', 'many'])('refuses the page size %s', async (size) => {
    const { call } = await started(1)
    expect((await call('GET', `/invoice?page_size=${size}`)).status).toBe(422)
  })

  it('refuses tokens it did not make, or made too long ago', async () => {
    const { emulator, call } = await started(3, { pageTokenSeconds: 60 })
    expect((await call('GET', '/invoice?page_token=nonsense')).status).toBe(422)
    const { next_page_token: token } = (await call('GET', '/invoice?page_size=1')).body.pagination
    const next = () => call('GET', query('/invoice', { page_token: token }))
    expect((await next()).status).toBe(200)
    emulator.clock.advance(60_000)
    expect((await next()).status).toBe(422)
  })

  it('wants filters repeated with a token, or by switch remembers them', async () => {
    for (const filtersWithToken of ['from_request', 'from_token'] as const) {
      const { emulator, call } = await started(40, { filtersWithToken })
      const open = emulator.ledger.invoices().filter(({ status }) => status === 'open').length
      const first = (await call('GET', '/invoice?status=open&page_size=1')).body
      const page_token = first.pagination.next_page_token
      const rest = (await call('GET', query('/invoice', { page_token }))).body.data
      expect(rest.length === open - 1, filtersWithToken).toBe(filtersWithToken === 'from_token')
    }
  })
})

describe('faults of lists', () => {
  it('repeat a page, hide new records and move an item across the border', async () => {
    const { emulator, call } = await started(6)
    emulator.faults.add({ vendor: 'asset', operation: 'list_invoices', fault: { kind: 'repeat_page' } })
    const [first, second] = await walk(call, { page_size: '3' })
    expect(second).toEqual(first)
    emulator.faults.add({ fault: { kind: 'move_across_border', direction: 'to_next_page' } })
    const moved = await walk(call, { page_size: '3' })
    expect(moved[1]?.[0]).toBe(moved[0]?.at(-1))
  })

  it('serve the version before', async () => {
    const emulator = assetEmulator()
    const call = await callerFor(emulator)
    const { id } = await createOne(emulator, call)
    emulator.asset.account().outside.void(id)
    emulator.faults.add({ operation: 'get_invoice', fault: { kind: 'stale_read' } })
    expect((await call('GET', `/invoice/${id}`)).body.data.status).toBe('open')
    expect((await call('GET', `/invoice/${id}`)).body.data.status).toBe('voided')
  })
})
