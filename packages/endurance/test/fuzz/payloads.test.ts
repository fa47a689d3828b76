import { type Invoice, invoiceErrorKinds, invoiceSchema } from '@invoice-adapters/core'
import { proofSeed, proofSize, recordProof } from '@invoice-adapters/tooling/proof'
import { describe, expect, it } from 'vitest'
import { type Vendor, vendors } from '../vendors.ts'
import { fuzzRecords, recordsAPage, type Seen } from './fuzz-records.ts'
import { garbled, mutant, placesIn } from './mutate.ts'
import { openFeed } from './pages.ts'
import { createRandom } from './random.ts'

const minutes = 60_000
const usual = vendors.filter(({ usual }) => usual)
/** Of each vendor; both its dialects take half. */
const size = proofSize(100_000, 1_000_000)

describe('mutated records', () => {
  it.each(usual)(
    'of $name are read or refused one by one, and no amount is made up',
    { timeout: 30 * minutes },
    async ({ name }) => {
      const dialects = vendors.filter((vendor) => vendor.name === name)
      const all: Seen[] = []
      for (const vendor of dialects) all.push(await fuzzRecords(vendor, size / dialects.length))
      const sum = (key: keyof Seen): number => all.reduce((total, seen) => total + seen[key], 0)
      expect(sum('read')).toBeGreaterThan(size / 10)
      expect(sum('unreadable')).toBeGreaterThan(size / 100)
      expect(Reflect.get({}, 'polluted')).toBeUndefined()
      recordProof({
        name: `${name}-mutated-records`,
        what: `Mutated ${name} records, ${recordsAPage} to a page: nothing throws or hangs, none is dropped, a bad one costs no other, and no amount is told that its record does not state.`,
        size,
        result: {
          read: sum('read'),
          unreadable: sum('unreadable'),
          slowestPageMs: Math.max(...all.map(({ slowestPageMs }) => slowestPageMs)),
        },
        notShown: [
          'Which of two stated figures belongs in which field: that is shown by the proofs of amounts read.',
        ],
      })
    },
  )

  it.each(usual)('of $name of which one amount is read wrong are noticed', async (vendor) => {
    const careless: Vendor = {
      ...vendor,
      open: (emulator, common) => {
        const adapter = vendor.open(emulator, common)
        const spoil = (invoice: Invoice): Invoice =>
          invoice.source.id === 'inv_m7' ? { ...invoice, total: 3 } : invoice
        return {
          ...adapter,
          list: (query) =>
            adapter.list(query).map((page) => ({ ...page, invoices: page.invoices.map(spoil) })),
        }
      },
    }
    await expect(fuzzRecords(careless, 1_000)).rejects.toThrow()
  })

  it.each(usual)('of $name of which one is dropped are noticed', async (vendor) => {
    const careless: Vendor = {
      ...vendor,
      open: (emulator, common) => {
        const adapter = vendor.open(emulator, common)
        return {
          ...adapter,
          list: (query) =>
            adapter.list(query).map((page) => ({ ...page, unreadable: page.unreadable.slice(1) })),
        }
      },
    }
    await expect(fuzzRecords(careless, 1_000)).rejects.toThrow('refused')
  })

  it.each(vendors)('of $name $dialect that are read are whole canonical invoices', async (vendor) => {
    const feed = await openFeed(vendor)
    const random = createRandom(proofSeed() + 1)
    const records = Array.from({ length: 2_000 }, (_, index) => {
      const record = { ...feed.records[index % feed.records.length], id: `inv_m${index}` }
      return mutant(record, placesIn(record), random).json
    })
    feed.serve(records)
    const { invoices, unreadable } = (await feed.adapter.list({ pageSize: 50 }))._unsafeUnwrap()
    expect(invoices.length + unreadable.length).toBe(records.length)
    for (const invoice of invoices) expect(invoiceSchema.safeParse(invoice).error).toBeUndefined()
  })
})

describe('garbled answers', () => {
  it.each(vendors)(
    'to any reading of $name $dialect are read or refused in one sentence',
    { timeout: 10 * minutes },
    async (vendor) => {
      const feed = await openFeed(vendor)
      const random = createRandom(proofSeed() + 2)
      const id = String(feed.records[0]?.id)
      const { adapter } = feed
      const readings = [
        () => adapter.get(id),
        () => adapter.list({ pageSize: 5 }),
        () => adapter.customers.list(),
        () => adapter.findByExternalId('order-1'),
        () => adapter.check(),
      ]
      let refused = 0
      feed.alter((body) => (random.below(2) === 0 ? garbled(body, random) : mutatedAnswer(body, random)))
      const count = proofSize(500, 10_000)
      for (let left = count; left > 0; left -= 1) {
        const answer = await random.pick(readings)()
        if (answer.isOk()) continue
        refused += 1
        expect(invoiceErrorKinds).toHaveProperty(answer.error.kind)
        expect(answer.error.message).toMatch(/^[^\n]+$/)
      }
      expect(refused).toBeGreaterThan(count / 20)
    },
  )
})

function mutatedAnswer(body: string, random: ReturnType<typeof createRandom>): string {
  const value: unknown = JSON.parse(body)
  return mutant(value, placesIn(value), random).json
}
