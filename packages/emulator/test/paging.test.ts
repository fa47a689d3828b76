import { describe, expect, it } from 'vitest'
import { type CommetSwitches, createEmulator, generateInvoices } from '../src/index.ts'
import { callerFor, createOne, dialectA, dialectB, emulatorWithCustomers, idsIn, walk } from './support.ts'

const emulatorWith = (count: number, commet: Partial<CommetSwitches> = {}, stepMs = 1000) =>
  createEmulator({ commet, data: generateInvoices({ vendor: 'commet', count, stepMs }) })

const allIds = (count: number, commet: Partial<CommetSwitches> = {}, stepMs = 1000) =>
  emulatorWith(count, commet, stepMs)
    .ledger.invoices()
    .map((invoice) => invoice.id)

describe.each([dialectA, dialectB])('listing in %s', (version) => {
  it('gives 25 a page, newest first, until there is no more', async () => {
    const pages = await walk(callerFor(emulatorWith(60), { version }), '/invoices')
    expect(pages.map((page) => page.length)).toEqual([25, 25, 10])
    expect(pages.flat()).toEqual(allIds(60).reverse())
  })

  it('gives up to 100, and the oldest first by switch', async () => {
    const pages = await walk(
      callerFor(emulatorWith(120, { listOrder: 'oldest_first' }), { version }),
      '/invoices?limit=100',
    )
    expect(pages.map((page) => page.length)).toEqual([100, 20])
    expect(pages.flat()).toEqual(allIds(120))
  })

  it('says so where the last page is full', async () => {
    const answer = await callerFor(emulatorWith(25), { version })('GET', '/invoices')
    expect(answer.body.hasMore).toBe(false)
    expect(answer.body).not.toHaveProperty('nextCursor')
    const other = await callerFor(emulatorWith(25, { lastPageCursor: 'null' }), { version })(
      'GET',
      '/invoices',
    )
    expect(other.body.nextCursor).toBeNull()
  })

  it.each(['0', '101', '-1', 'ten', '2.5', ''])('refuses limit=%s', async (limit) => {
    const answer = await callerFor(emulatorWith(1), { version })('GET', `/invoices?limit=${limit}`)
    expect(answer).toMatchObject({
      status: 422,
      body: { error: { code: 'validation_error', param: 'limit' } },
    })
  })

  it('clamps the limit by switch', async () => {
    const call = callerFor(emulatorWith(120, { limitOutOfRange: 'clamp' }), { version })
    expect(idsIn(await call('GET', '/invoices?limit=1000'))).toHaveLength(100)
    expect(idsIn(await call('GET', '/invoices?limit=0'))).toHaveLength(1)
  })

  it('refuses a cursor that is none, or begins again by switch', async () => {
    const refused = await callerFor(emulatorWith(3), { version })('GET', '/invoices?cursor=%20')
    expect(refused).toMatchObject({ status: 422, body: { error: { param: 'cursor' } } })
    const lenient = callerFor(emulatorWith(3, { malformedCursor: 'first_page' }), { version })
    expect(idsIn(await lenient('GET', '/invoices?cursor=%20'))).toHaveLength(3)
  })

  it('filters by status, customer and subscription', async () => {
    const emulator = emulatorWith(40)
    emulator.seed({
      invoices: [
        {
          vendor: 'commet',
          id: 'inv_s',
          customer: 'g-customer-1',
          subscriptionId: 'sub_1',
          status: 'open',
          lines: [],
        },
      ],
    })
    const call = callerFor(emulator, { version })
    const facts = emulator.ledger.invoices()
    const expected = (test: (fact: (typeof facts)[number]) => boolean) =>
      facts
        .filter(test)
        .map((fact) => fact.id)
        .sort()
    expect([...idsIn(await call('GET', '/invoices?status=outstanding&limit=100'))].sort()).toEqual(
      expected((fact) => fact.status === 'open'),
    )
    for (const asked of [
      'g-customer-1',
      facts.find((fact) => fact.customer.externalId === 'g-customer-1')?.customer.id,
    ]) {
      expect([...idsIn(await call('GET', `/invoices?customerId=${asked}&limit=100`))].sort()).toEqual(
        expected((fact) => fact.customer.externalId === 'g-customer-1'),
      )
    }
    expect(idsIn(await call('GET', '/invoices?subscriptionId=sub_1'))).toEqual(['inv_s'])
    expect(idsIn(await call('GET', '/invoices?customerId=cus_nobody'))).toEqual([])
    expect((await call('GET', '/invoices?status=pending')).body.error?.param).toBe('status')
  })
})

describe('cursors of the dialect A', () => {
  it('are the last item’s date-time', async () => {
    const emulator = emulatorWith(3)
    const { body } = await callerFor(emulator)('GET', '/invoices?limit=2')
    expect(body.nextCursor).toBe(emulator.ledger.invoices()[1]?.createdAt)
  })

  it('skip what shares the instant of the border', async () => {
    const emulator = emulatorWith(40, {}, 0)
    const pages = await walk(callerFor(emulator), '/invoices')
    expect(pages.map((page) => page.length)).toEqual([25, 0])
  })

  it('repeat it by switch, and never get past a page of equals', async () => {
    const few = emulatorWith(6, { dateCursor: 'inclusive' }, 1000)
    const pages = await walk(callerFor(few), '/invoices?limit=3')
    expect(pages.map((page) => page.length)).toEqual([3, 3, 2])
    expect(pages[1]?.[0]).toBe(pages[0]?.at(-1))
    const tied = emulatorWith(40, { dateCursor: 'inclusive' }, 0)
    expect(await walk(callerFor(tied), '/invoices', 5)).toHaveLength(5)
  })

  it('never lose what was created one after the other', async () => {
    const emulator = emulatorWithCustomers()
    const call = callerFor(emulator)
    for (let count = 0; count < 30; count += 1) await createOne(call)
    expect((await walk(call, '/invoices?limit=7')).flat()).toHaveLength(30)
  })

  it('work in the order of the switch', async () => {
    const pages = await walk(callerFor(emulatorWith(7, { listOrder: 'oldest_first' })), '/invoices?limit=3')
    expect(pages.flat()).toEqual(allIds(7))
  })
})

describe('cursors of the dialect B', () => {
  it('are opaque and tell equals apart', async () => {
    const call = callerFor(emulatorWith(40, {}, 0), { version: dialectB })
    const { body } = await call('GET', '/invoices')
    expect(Date.parse(String(body.nextCursor))).toBeNaN()
    const pages = await walk(call, '/invoices')
    expect(new Set(pages.flat()).size).toBe(40)
  })

  it('are not shifted by what is created meanwhile', async () => {
    const emulator = emulatorWith(5)
    const call = callerFor(emulator, { version: dialectB })
    const first = await call('GET', '/invoices?limit=2')
    await createOne(call, 100, 'g-customer-1')
    const second = await call('GET', `/invoices?limit=2&cursor=${first.body.nextCursor}`)
    expect([...idsIn(first), ...idsIn(second)]).toEqual(allIds(5).reverse().slice(0, 4))
  })
})
