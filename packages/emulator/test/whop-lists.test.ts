import { describe, expect, it } from 'vitest'
import type { WhopSwitches } from '../src/index.ts'
import {
  type Caller,
  createDraft,
  createOne,
  idsIn,
  listIn,
  pageInfoIn,
  whopSetting,
} from './whop-support.ts'

const numbersOn = async (call: Caller, path: string): Promise<string> =>
  listIn(await call('GET', path))
    .map(({ number }) => String(number).slice(-1))
    .join('')

async function withFive(switches: Partial<WhopSwitches> = {}) {
  const setting = whopSetting(switches)
  // Due in another order than created: 3, 5, 1, 2, 4.
  for (const day of [20, 21, 18, 22, 19]) {
    await createOne(setting.call, { due_date: `2026-08-${day}T00:00:00.000Z` })
  }
  return setting
}

describe('the list of invoices', () => {
  it.each([
    ['', '54321'],
    ['direction=asc', '12345'],
    ['order=due_date&direction=asc', '35124'],
    ['order=due_date', '42153'],
    ['order=id&direction=asc', '12345'],
    ['first=2', '54'],
    ['last=2', '21'],
    ['last=2&direction=asc', '45'],
  ])('with "%s" is in the order %s', async (query, expected) => {
    const { call } = await withFive()
    expect(await numbersOn(call, `/invoices?${query}`)).toBe(expected)
  })

  it.each([
    { lastPageCursor: 'null', requests: 3 },
    { lastPageCursor: 'last_item', requests: 4 },
  ] as const)('ends with a cursor or without: $lastPageCursor', async ({ lastPageCursor, requests }) => {
    const { call } = await withFive({ lastPageCursor })
    let after: string | null = ''
    let seen = ''
    let count = 0
    while (after !== null) {
      const page = await call('GET', `/invoices?first=2${after === '' ? '' : `&after=${after}`}`)
      const info = pageInfoIn(page)
      expect(info.has_next_page).toBe(count < 2)
      expect(info.has_previous_page).toBe(count > 0)
      seen += idsIn(page)
        .map((id) => id.slice(-1))
        .join('')
      after = info.end_cursor
      count += 1
    }
    expect([seen, count]).toEqual(['54321', requests])
  })

  it('goes backwards', async () => {
    const { call } = await withFive()
    const end = await call('GET', '/invoices?last=2')
    expect(pageInfoIn(end)).toMatchObject({ has_next_page: false, has_previous_page: true })
    const before = await call('GET', `/invoices?last=2&before=${pageInfoIn(end).start_cursor}`)
    expect(idsIn(before).map((id) => id.slice(-1))).toEqual(['4', '3'])
    expect(pageInfoIn(before)).toMatchObject({ has_next_page: true, has_previous_page: true })
  })

  it('goes on behind a record that has changed or gone', async () => {
    const { call } = whopSetting()
    const ids = [await createDraft(call), await createDraft(call), await createDraft(call)]
    const page = await call('GET', '/invoices?first=1')
    await call('DELETE', `/invoices/${ids[2]}`)
    const rest = await call('GET', `/invoices?after=${pageInfoIn(page).end_cursor}`)
    expect(idsIn(rest)).toEqual([ids[1], ids[0]])
  })

  it('filters by status, method, product and creation, bracketed or plain', async () => {
    const { emulator, call } = await withFive()
    await call('POST', '/invoices/inv_W0000000000001/void')
    await call('POST', '/invoices/inv_W0000000000002/mark_paid')
    expect(await numbersOn(call, '/invoices?statuses%5B%5D=void&statuses%5B%5D=paid')).toBe('21')
    expect(await numbersOn(call, '/invoices?statuses=void&statuses=paid')).toBe('21')
    expect(await numbersOn(call, '/invoices?collection_methods[]=charge_automatically')).toBe('')
    expect(await numbersOn(call, '/invoices?product_ids[]=prod_W0000000000003')).toBe('3')
    const third = emulator.ledger.invoice('inv_W0000000000003')?.createdAt ?? ''
    expect(await numbersOn(call, `/invoices?created_after=${third}`)).toBe('54')
    expect(await numbersOn(call, `/invoices?created_before=${third}`)).toBe('21')
  })

  it.each([
    ['statuses[]=unknown', 422],
    ['order=number', 422],
    ['direction=up', 422],
    ['created_after=yesterday', 422],
    ['first=x', 422],
    ['after=nonsense', 400],
    ['first=0', 200],
    ['first=1000', 200],
  ])('answers "%s" with %2$i', async (query, status) => {
    const { call } = await withFive()
    expect((await call('GET', `/invoices?${query}`)).status).toBe(status)
  })

  it('has its guesses in switches', async () => {
    const oldest = await withFive({
      defaultPageSize: 2,
      defaultDirection: 'asc',
      defaultInvoiceOrder: 'due_date',
    })
    expect(await numbersOn(oldest.call, '/invoices')).toBe('35')
    const strict = await withFive({ pageSizeOutOfRange: 'refuse', maximumPageSize: 3 })
    expect((await strict.call('GET', '/invoices?first=4')).status).toBe(422)
    const clamped = await withFive({ maximumPageSize: 3 })
    expect(await numbersOn(clamped.call, '/invoices?first=4')).toBe('543')
  })

  it('is empty without a cursor', async () => {
    const { call } = whopSetting({ lastPageCursor: 'last_item' })
    expect(pageInfoIn(await call('GET', '/invoices'))).toEqual({
      end_cursor: null,
      start_cursor: null,
      has_next_page: false,
      has_previous_page: false,
    })
  })
})

describe('the other lists', () => {
  it('show the plans of invoices with their notes, or do not', async () => {
    const { call } = whopSetting()
    await createOne(call, { plan: { initial_price: 1, internal_notes: 'k' } })
    const path = '/plans?account_id=biz_main&product_ids[]=prod_W0000000000001&plan_types[]=one_time'
    const [plan] = listIn(await call('GET', path))
    expect(plan).toMatchObject({ internal_notes: 'k', invoice: { id: 'inv_W0000000000001' } })
    expect(plan).not.toHaveProperty('tax_type')
    const hidden = whopSetting({ invoicePlansListed: false })
    await createOne(hidden.call)
    expect(idsIn(await hidden.call('GET', '/plans?account_id=biz_main'))).toEqual([])
  })

  it('find members by what is in their name or address', async () => {
    const { call } = whopSetting()
    expect(idsIn(await call('GET', '/members?query=BEA'))).toEqual(['mber_bea'])
    expect(idsIn(await call('GET', '/members'))).toHaveLength(2)
    expect((await call('GET', '/members/mber_x')).status).toBe(404)
  })

  it('take new products, which invoices can then name', async () => {
    const { call } = whopSetting()
    expect((await call('POST', '/products', { account_id: 'biz_main' })).status).toBe(400)
    const { body } = await call('POST', '/products', { account_id: 'biz_main', title: 'Shelf' })
    const invoice = await createOne(call, { product: undefined, product_id: body.id })
    expect(invoice.product).toEqual({ id: body.id, title: 'Shelf' })
    expect(idsIn(await call('GET', '/products?account_id=biz_main'))).toEqual([body.id])
  })
})
