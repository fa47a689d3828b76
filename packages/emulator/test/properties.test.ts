import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createEmulator } from '../src/index.ts'
import { callerFor, createOne, dialectA, dialectB, emulatorWithCustomers, objectIn, walk } from './support.ts'

const instants = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 30 })

const seededAt = (hours: readonly number[], listOrder: 'newest_first' | 'oldest_first') =>
  createEmulator({
    commet: { listOrder },
    data: {
      invoices: hours.map((hour) => ({
        vendor: 'commet',
        customer: 'x',
        status: 'open',
        lines: [],
        createdAt: new Date(Date.UTC(2026, 0, 1, hour)).toISOString(),
      })),
    },
  })

const orders = fc.constantFrom('newest_first', 'oldest_first')

describe('a walk through a list', () => {
  it('shows every record exactly once in B, however many share an instant', async () => {
    await fc.assert(
      fc.asyncProperty(instants, fc.integer({ min: 1, max: 9 }), orders, async (hours, limit, listOrder) => {
        const emulator = seededAt(hours, listOrder)
        const pages = await walk(callerFor(emulator, { version: dialectB }), `/invoices?limit=${limit}`)
        expect(pages.flat().toSorted()).toEqual(
          emulator.ledger
            .invoices()
            .map(({ id }) => id)
            .toSorted(),
        )
      }),
      { numRuns: 40 },
    )
  })

  it('shows every record exactly once in A where no two share an instant', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 1, max: 9 }),
        orders,
        async (count, limit, listOrder) => {
          const emulator = seededAt(
            Array.from({ length: count }, (_, index) => index),
            listOrder,
          )
          const pages = await walk(callerFor(emulator, { version: dialectA }), `/invoices?limit=${limit}`)
          expect(pages.flat().toSorted()).toEqual(
            emulator.ledger
              .invoices()
              .map(({ id }) => id)
              .toSorted(),
          )
        },
      ),
      { numRuns: 40 },
    )
  })
})

describe('the wire', () => {
  it('says of an amount exactly what the ledger holds', async () => {
    const emulator = emulatorWithCustomers({ commet: { zeroAmount: 'accept' } })
    const call = callerFor(emulator)
    await fc.assert(
      fc.asyncProperty(
        fc.maxSafeInteger(),
        fc.constantFrom('cus_usd', 'cus_clp'),
        async (amount, customerId) => {
          const id = await createOne(call, amount, customerId)
          expect(objectIn(await call('GET', `/invoices/${id}`)).total).toBe(amount)
          expect(emulator.ledger.invoice(id)).toMatchObject({ total: amount, lines: [{ amount }] })
        },
      ),
      { numRuns: 50 },
    )
  })
})
