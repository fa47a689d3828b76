import type { Invoice, Result } from '@invoice-adapters/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { registerAccount } from '../../src/store/accounts.ts'
import { erasePersonalData } from '../../src/store/erase.ts'
import { readInvoices } from '../../src/store/read-invoices.ts'
import type { InvoiceStore } from '../../src/store/store.ts'
import { type ReadingBatch, writeReadings } from '../../src/store/write-readings.ts'
import { must, places, storeAt } from './places.ts'
import { sample } from './sample.ts'

const main = { provider: 'commet', account: 'main' }
const key = 'commet/main'

async function begin(address: string): Promise<InvoiceStore> {
  const store = await storeAt(address, { now: () => Date.parse('2026-07-03T00:00:00Z') })
  must(await registerAccount(store, main))
  return store
}

async function write(store: InvoiceStore, ...invoices: Invoice[]) {
  return writeBatch(store, { invoices })
}

async function writeBatch(store: InvoiceStore, batch: ReadingBatch) {
  const outcome = must(await writeReadings(store, key, batch))
  if (outcome.kind !== 'written') throw new Error(outcome.kind)
  return outcome.counts
}

async function walked(store: InvoiceStore, at = '2026-07-02T12:00:00Z'): Promise<void> {
  must(
    await store.database.attempt('walked', (tables) =>
      tables.updateTable('accounts').set({ first_walk_at: at }).execute(),
    ),
  )
}

async function read(store: InvoiceStore, asOf?: string) {
  const items: Result<Invoice, { kind: string; message: string }>[] = []
  for await (const item of readInvoices(store, asOf === undefined ? {} : { asOf })) items.push(item)
  return items
}

async function invoices(store: InvoiceStore, asOf?: string): Promise<Invoice[]> {
  return (await read(store, asOf)).map(must)
}

describe.each(places())('$name', ({ address }) => {
  it('gives back what was stored, without raw and links', async () => {
    const store = await begin(await address())
    expect(await write(store, sample())).toMatchObject({ new: 1, changed: 0 })
    await walked(store)
    expect(await invoices(store)).toEqual([{ ...sample(), raw: null, links: [] }])
  })

  it('appends a reading only when it says something new', async () => {
    const store = await begin(await address())
    await write(store, sample())
    const later = { readAt: '2026-07-02T11:00:00Z' }
    expect(await write(store, sample(later))).toMatchObject({ new: 0, changed: 0, unchanged: 1 })
    // Whether it is late depends on the clock alone.
    expect(await write(store, sample({ ...later, status: 'past_due' }))).toMatchObject({ unchanged: 1 })
    const paid = sample({ ...later, status: 'paid', updatedAt: '2026-07-02T10:30:00Z' })
    expect(await write(store, paid)).toMatchObject({ changed: 1 })
    const readings = await store.database.attempt('count', (tables) =>
      tables.selectFrom('readings').select('seq').execute(),
    )
    expect(must(readings)).toHaveLength(2)
  })

  it('never moves backwards', async () => {
    const store = await begin(await address())
    const paid = sample({ status: 'paid', updatedAt: '2026-07-02T09:00:00.000002Z' })
    await write(store, paid)
    const stale = sample({ readAt: '2026-07-02T23:00:00Z', updatedAt: '2026-07-02T09:00:00.000001Z' })
    expect(await write(store, stale)).toMatchObject({ stale: 1, changed: 0 })
    await walked(store)
    expect((await invoices(store)).map(({ status }) => status)).toEqual(['paid'])
  })

  it('goes by the instant of reading where the vendor tells no change', async () => {
    const store = await begin(await address())
    const at = (readAt: string, status: Invoice['status']) => sample({ updatedAt: null, readAt, status })
    await write(store, at('2026-07-02T10:00:00Z', 'open'))
    await write(store, at('2026-07-02T12:00:00Z', 'open'))
    // Began before the reading that confirmed the open state, and came in after it.
    expect(await write(store, at('2026-07-02T11:00:00Z', 'draft'))).toMatchObject({ stale: 1 })
    expect(await write(store, at('2026-07-02T13:00:00Z', 'paid'))).toMatchObject({ changed: 1 })
  })

  it('ends in the same state whatever the order of the readings', async () => {
    const history = ['draft', 'open', 'paid', 'refunded'].map((status, index) =>
      sample({
        status: status as Invoice['status'],
        updatedAt: `2026-07-01T0${index}:00:00Z`,
        readAt: `2026-07-02T0${index}:00:00Z`,
      }),
    )
    const store = await begin(await address())
    let id = 0
    const orders = fc.shuffledSubarray([...history, ...history], { minLength: 8 })
    await fc.assert(
      fc.asyncProperty(orders, async (readings) => {
        id += 1
        for (const reading of readings) {
          const source = { ...reading.source, id: `inv_${id}` }
          await write(store, { ...reading, source })
        }
      }),
      { numRuns: 25 },
    )
    await walked(store)
    const statuses = (await invoices(store)).map(({ status }) => status)
    expect(statuses).toEqual(Array.from({ length: id }, () => 'refunded'))
  })

  it('keeps the lines when a list that says less confirms the state', async () => {
    const store = await begin(await address())
    await write(store, sample())
    const summary = sample({ lines: null, detail: 'summary', memo: null, readAt: '2026-07-02T11:00:00Z' })
    expect(await write(store, summary)).toMatchObject({ unchanged: 1 })
    expect(await write(store, { ...summary, total: 1, updatedAt: '2026-07-02T11:00:00Z' })).toMatchObject({
      changed: 1,
    })
    await walked(store)
    expect((await invoices(store)).map(({ total, detail }) => [total, detail])).toEqual([[1, 'summary']])
  })

  it('tells what was so at an earlier instant, and refuses one before the first full walk', async () => {
    const store = await begin(await address())
    await write(store, sample(), sample({ id: 'inv_2' }))
    await walked(store)
    await write(
      store,
      sample({ status: 'paid', updatedAt: '2026-07-03T08:00:00Z', readAt: '2026-07-04T00:00:00Z' }),
    )
    await writeBatch(store, { invoices: [], gone: [{ invoiceId: 'inv_2', readAt: '2026-07-04T00:00:00Z' }] })
    const statuses = async (asOf: string) =>
      (await invoices(store, asOf)).map((one) => `${one.source.id} ${one.status}`)
    expect(await statuses('2026-07-03T07:59:59Z')).toEqual(['inv_1 open', 'inv_2 open'])
    // Paid before it was read: that is what the vendor's own instant says.
    expect(await statuses('2026-07-03T08:00:00Z')).toEqual(['inv_1 paid', 'inv_2 open'])
    expect(await statuses('2026-07-05T00:00:00Z')).toEqual(['inv_1 paid'])
    const [refused] = await read(store, '2026-07-02T11:59:59Z')
    expect(refused?._unsafeUnwrapErr()).toMatchObject({ kind: 'invalid_input' })
    expect(refused?._unsafeUnwrapErr().message).toContain('2026-07-02T12:00:00Z')
  })

  it('says of an invoice that existed and was not read yet that it is not known', async () => {
    const store = await begin(await address())
    await write(store, sample())
    await walked(store)
    await write(store, sample({ id: 'inv_2', updatedAt: null, readAt: '2026-07-09T00:00:00Z' }))
    const [one, two] = await read(store, '2026-07-05T00:00:00Z')
    expect(one?.isOk()).toBe(true)
    expect(two?._unsafeUnwrapErr()).toMatchObject({ kind: 'unreadable_record', recordId: 'inv_2' })
  })

  it('refuses an account that was never read completely', async () => {
    const store = await begin(await address())
    await write(store, sample())
    const [refused, ...rest] = await read(store)
    expect(refused?._unsafeUnwrapErr()).toMatchObject({ kind: 'invalid_input', account: 'main' })
    expect(rest).toEqual([])
  })

  it('reads in pages, all as of one moment', async () => {
    const store = await begin(await address())
    const ids = Array.from({ length: 1203 }, (_, index) => `inv_${10_000 + index}`)
    await write(store, ...ids.map((id) => sample({ id })))
    await walked(store)
    const read: string[] = []
    for await (const item of readInvoices(store)) {
      const { source, status } = must(item)
      if (read.length === 0)
        await write(
          store,
          sample({ id: ids.at(-1)!, status: 'void', updatedAt: '2026-07-05T00:00:00Z' }),
          sample({ id: 'inv_99999' }),
        )
      read.push(`${source.id} ${status}`)
    }
    // What came in meanwhile is not in it, not even as a problem.
    expect(read.slice(0, ids.length)).toEqual(ids.map((id) => `${id} open`))
    expect(read).toHaveLength(ids.length)
  })

  it('writes nothing for a run that has lost its lease', async () => {
    const store = await begin(await address())
    const outcome = await writeReadings(store, key, { invoices: [sample()], lease: 'nobody' })
    expect(must(outcome)).toEqual({ kind: 'lease_lost' })
    await walked(store)
    expect(await invoices(store)).toEqual([])
  })

  it('takes a person out and keeps the amounts, for ever', async () => {
    const store = await begin(await address())
    const other = sample({ id: 'inv_2', customer: { ...sample().customer, id: 'cus_2', name: 'Bob' } })
    await write(store, sample(), other)
    await write(store, sample({ total: 5, updatedAt: '2026-07-02T01:00:00Z' }))
    await walked(store)
    const erased = await erasePersonalData(store, { ...main, customerId: 'cus_1' })
    expect(must(erased)).toEqual({ readings: 2 })
    const again = sample({ total: 5, updatedAt: '2026-07-02T01:00:00Z', readAt: '2026-07-06T00:00:00Z' })
    expect(await write(store, again)).toMatchObject({ unchanged: 1 })
    await write(
      store,
      sample({ total: 6, updatedAt: '2026-07-07T01:00:00Z', readAt: '2026-07-08T00:00:00Z' }),
    )
    const everything = must(
      await store.database.attempt('dump', async (tables) => [
        await tables.selectFrom('readings').selectAll().where('invoice_id', '=', 'inv_1').execute(),
        await tables.selectFrom('invoices').selectAll().where('invoice_id', '=', 'inv_1').execute(),
      ]),
    )
    expect(JSON.stringify(everything)).not.toMatch(/Ada|ada@|Bern|user-7|Lane/)
    const [one, two] = await invoices(store)
    expect(one).toMatchObject({
      total: 6,
      customer: { id: 'cus_1', name: null },
      lines: [{ amount: 10_000 }],
    })
    expect(two?.customer.name).toBe('Bob')
  })

  it('keeps the greatest amounts exact and any text', async () => {
    const store = await begin(await address())
    const odd = sample({
      total: Number.MAX_SAFE_INTEGER,
      amountDue: -Number.MAX_SAFE_INTEGER,
      memo: 'NUL \0 and \ud800 and 💶',
      customer: { ...sample().customer, name: 'a\0b' },
    })
    await write(store, odd)
    await walked(store)
    expect(await invoices(store)).toEqual([{ ...odd, raw: null, links: [] }])
  })
})
