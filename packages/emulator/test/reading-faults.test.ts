import { describe, expect, it } from 'vitest'
import { createEmulator, type Fault, generateInvoices } from '../src/index.ts'
import {
  callerFor,
  createOne,
  dialectA,
  dialectB,
  emulatorWithCustomers,
  idsIn,
  objectIn,
  walk,
} from './support.ts'

describe('new records', () => {
  const hide = (fault: Omit<Extract<Fault, { kind: 'hide_new_records' }>, 'kind'>) => {
    const emulator = emulatorWithCustomers({
      faults: [{ operation: 'create_invoice', fault: { kind: 'hide_new_records', ...fault } }],
    })
    return { emulator, call: callerFor(emulator) }
  }

  it('stay out of a number of lists, each counted from its own creation', async () => {
    const { emulator, call } = hide({ listCalls: 2 })
    const first = await createOne(call)
    expect(idsIn(await call('GET', '/invoices'))).toEqual([])
    const second = await createOne(call)
    expect((await call('GET', `/invoices/${first}`)).status).toBe(200)
    expect(idsIn(await call('GET', '/invoices'))).toEqual([])
    expect(idsIn(await call('GET', '/invoices'))).toEqual([first])
    expect(idsIn(await call('GET', '/invoices'))).toEqual([second, first])
    expect(emulator.ledger.invoices()).toHaveLength(2)
  })

  it('stay out until the clock has moved, and of single reads too', async () => {
    const { emulator, call } = hide({ clockMs: 5000, alsoGet: true })
    const id = await createOne(call)
    emulator.clock.advance(4999)
    expect(idsIn(await call('GET', '/invoices'))).toEqual([])
    expect((await call('GET', `/invoices/${id}`)).body.error?.code).toBe('invoice_not_found')
    emulator.clock.advance(1)
    expect((await call('GET', `/invoices/${id}`)).status).toBe(200)
    expect(idsIn(await call('GET', '/invoices'))).toEqual([id])
  })

  it('stay out for good where the rule says no end', async () => {
    const { emulator, call } = hide({})
    await createOne(call)
    emulator.clock.advance(86_400_000)
    expect(idsIn(await call('GET', '/invoices'))).toEqual([])
    emulator.faults.clear()
    const seen = await createOne(call)
    expect(idsIn(await call('GET', '/invoices'))).toEqual([seen])
  })
})

describe.each([dialectA, dialectB])('lists in %s', (version) => {
  const walkUnder = async (fault: Fault) => {
    const emulator = createEmulator({
      data: generateInvoices({ vendor: 'commet', count: 6 }),
      faults: [{ fault }],
    })
    const pages = await walk(callerFor(emulator, { version }), '/invoices?limit=2')
    return {
      pages,
      all: emulator.ledger
        .invoices()
        .map(({ id }) => id)
        .reverse(),
      emulator,
    }
  }

  it('repeat a page with its cursor', async () => {
    const { pages, all } = await walkUnder({ kind: 'repeat_page' })
    expect(pages).toEqual([all.slice(0, 2), all.slice(0, 2), all.slice(2, 4), all.slice(4, 6)])
  })

  it('show an item again that moves to the next page', async () => {
    const { pages, all } = await walkUnder({ kind: 'move_across_border', direction: 'to_next_page' })
    expect(pages[1]?.[0]).toBe(pages[0]?.[1])
    expect(pages.flat()).toHaveLength(7)
    expect(new Set(pages.flat())).toEqual(new Set(all))
  })

  it('miss an item that moves to the page before', async () => {
    const { pages, all, emulator } = await walkUnder({
      kind: 'move_across_border',
      direction: 'to_previous_page',
    })
    expect(pages.flat()).toEqual(all.filter((_, index) => index !== 2))
    expect((await walk(callerFor(emulator, { version }), '/invoices')).flat()).toEqual(all)
  })

  it('show old versions', async () => {
    const emulator = emulatorWithCustomers()
    const call = callerFor(emulator, { version })
    const [settled, other] = [await createOne(call), await createOne(call)]
    await call(version === dialectA ? 'PUT' : 'PATCH', `/invoices/${settled}/status`, { status: 'paid' })
    const statuses = async () =>
      Object.fromEntries(
        ((await call('GET', '/invoices')).body.data as { id: string; status: string }[]).map(
          ({ id, status }) => [id, status],
        ),
      )
    emulator.faults.add({ operation: 'list_invoices', fault: { kind: 'stale_read' } })
    expect(await statuses()).toEqual({ [settled]: 'outstanding', [other]: 'outstanding' })
    expect(await statuses()).toEqual({ [settled]: 'paid', [other]: 'outstanding' })
    emulator.faults.add({ operation: 'get_invoice', times: 2, fault: { kind: 'stale_read', id: settled } })
    expect(objectIn(await call('GET', `/invoices/${settled}`)).status).toBe('outstanding')
    expect(objectIn(await call('GET', `/invoices/${other}`)).status).toBe('outstanding')
    expect(objectIn(await call('GET', `/invoices/${settled}`)).status).toBe('paid')
  })

  it('never turn a stale read into a stale write', async () => {
    const emulator = emulatorWithCustomers()
    const call = callerFor(emulator, { version })
    const method = version === dialectA ? 'PUT' : 'PATCH'
    const id = await createOne(call)
    await call(method, `/invoices/${id}/status`, { status: 'paid' })
    emulator.faults.add({ operation: 'update_status', fault: { kind: 'stale_read' } })
    expect((await call(method, `/invoices/${id}/status`, { status: 'void' })).status).toBe(422)
    expect(emulator.ledger.invoice(id)?.status).toBe('paid')
  })
})
