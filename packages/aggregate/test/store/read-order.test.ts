import type { Invoice } from '@invoice-adapters/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { registerAccount } from '../../src/store/accounts.ts'
import { type ReadSettings, readInvoices } from '../../src/store/read-invoices.ts'
import type { InvoiceStore } from '../../src/store/store.ts'
import { writeReadings } from '../../src/store/write-readings.ts'
import { must, places, storeAt } from './places.ts'
import { sample } from './sample.ts'

/** What is to be sorted: few dates, so that many are equal, and some without. */
const seconds = fc.option(fc.integer({ min: 0, max: 5 }), { nil: null })

function dated(account: string, dates: readonly (number | null)[]): Invoice[] {
  return dates.map((second, index) =>
    sample({
      account,
      id: `inv_${String(index * 7919).padStart(7, '0')}`,
      createdAt: second === null ? null : `2026-07-01T00:00:0${second}.5Z`,
    }),
  )
}

async function storeWith(address: string, accounts: Record<string, Invoice[]>): Promise<InvoiceStore> {
  const store = await storeAt(address, { now: () => Date.parse('2026-07-03T00:00:00Z') })
  for (const [account, invoices] of Object.entries(accounts)) {
    const key = must(await registerAccount(store, { provider: 'commet', account }))
    must(await writeReadings(store, key, { invoices }))
  }
  must(
    await store.database.attempt('walked', (tables) =>
      tables.updateTable('accounts').set({ first_walk_at: '2026-07-02T12:00:00Z' }).execute(),
    ),
  )
  return store
}

async function read(store: InvoiceStore, settings: ReadSettings): Promise<string[]> {
  const names: string[] = []
  for await (const item of readInvoices(store, settings)) {
    const { source, createdAt } = must(item)
    names.push(JSON.stringify([createdAt, source.account, source.id]))
  }
  return names
}

/** Sorted apart from the product: dated ones first, then as told. */
function sorted(invoices: Invoice[], descending: boolean): string[] {
  const name = ({ createdAt, source }: Invoice) => JSON.stringify([createdAt, source.account, source.id])
  const ofDate = invoices.filter(({ createdAt }) => createdAt !== null).map(name)
  // Accounts one after the other, each in the order asked for.
  const undated = invoices.filter(({ createdAt }) => createdAt === null)
  const accounts = [...new Set(undated.map(({ source }) => source.account))].sort()
  const rest = accounts.flatMap((account) => {
    const names = undated.filter(({ source }) => source.account === account).map(name)
    return descending ? names.sort().reverse() : names.sort()
  })
  return [...(descending ? ofDate.sort().reverse() : ofDate.sort()), ...rest]
}

describe.each(places())('$name', ({ address }) => {
  it.each(['created_ascending', 'created_descending'] as const)(
    'sorts all accounts by date: %s',
    async (order) => {
      const lists = fc.array(seconds, { maxLength: 30 })
      await fc.assert(
        fc.asyncProperty(lists, lists, lists, async (a, b, c) => {
          const accounts = { a: dated('a', a), b: dated('b', b), c: dated('c', c) }
          const store = await storeWith(await address(), accounts)
          expect(await read(store, { order })).toEqual(
            sorted(Object.values(accounts).flat(), order === 'created_descending'),
          )
        }),
        { numRuns: 4, seed: 11 },
      )
    },
  )

  it('sorts over many pages, where thousands share an instant', async () => {
    const invoices = dated(
      'a',
      Array.from({ length: 1_300 }, (_, index) => (index < 1_200 ? 1 : index % 5)),
    )
    const other = dated('b', [0, 1, null])
    const store = await storeWith(await address(), { a: invoices, b: other })
    for (const order of ['created_ascending', 'created_descending'] as const) {
      const expected = sorted([...invoices, ...other], order === 'created_descending')
      expect(await read(store, { order })).toEqual(expected)
      expect(await read(store, { order, asOf: '2026-07-02T13:00:00Z' })).toEqual(expected)
    }
    const accounts = [{ provider: 'commet', account: 'b' }]
    expect(await read(store, { order: 'created_descending', accounts })).toEqual(sorted(other, true))
  })

  it('ends with the failure where the database goes away', async () => {
    const store = await storeWith(await address(), { a: dated('a', [1]) })
    must(await store.database.close())
    const items = []
    for await (const item of readInvoices(store, { order: 'created_ascending' })) items.push(item)
    expect(items.map((item) => item._unsafeUnwrapErr().kind)).toEqual(['unavailable'])
  })
})
