import { type Invoice, isPayable } from '@invoice-adapters/core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { totalsText } from '../src/invoices/totals-text.ts'
import type { Page } from '../src/output/page.ts'
import { openWorkplace, type Workplace } from './workplace.ts'

let place: Workplace
const page: Page = { width: Number.POSITIVE_INFINITY, paint: (_, text) => text }

beforeAll(async () => {
  place = await openWorkplace()
})

afterAll(async () => {
  await place.close()
})

async function payable(): Promise<Invoice> {
  const { stdout } = await place.run('list --account acme --json')
  const { invoices } = JSON.parse(stdout) as { invoices: Invoice[] }
  const [found] = invoices.filter(({ status }) => isPayable(status))
  if (found === undefined) throw new Error('the demo data has no payable invoice')
  return { ...found, currency: 'GBP', minorUnitDigits: 2, detail: 'full' }
}

it('says unknown where nothing is told, and of how many a sum is', async () => {
  const one = await payable()
  const known = { ...one, amountDue: 1250 }
  const untold = { ...one, amountDue: null }
  const mode = one.source.mode ?? 'mode not told'
  expect(totalsText(page, [untold])).toBe(`owed: unknown, in GBP (${mode}, 1 payable)`)
  expect(totalsText(page, [known, untold])).toBe(
    `owed: £12.50 on the 1 that are told; of 1 more it is unknown (${mode}, 2 payable)`,
  )
  expect(totalsText(page, [known])).toBe(`owed: £12.50 (${mode}, 1 payable)`)
})

it.each(['list --account acme', 'report --account acme'])(
  '%s does not call an account empty that could not be read',
  async (words) => {
    place.emulator.faults.add({ vendor: 'commet', fault: { kind: 'status', status: 401 }, times: 99 })
    const run = await place.run(words)
    place.emulator.faults.clear()
    expect(run.code).not.toBe(0)
    expect(run.stdout).toContain('No invoice was read; how many there are is not known.')
    expect(run.stdout).not.toMatch(/No invoices\.|Nothing is owed/)
  },
)

it('remarks that the list of Whop does not tell refunds, unless every one is read or a program reads', async () => {
  const remark = 'shop: the list of whop does not tell refunds; --detail full tells which paid are refunded\n'
  expect((await place.run('list')).stderr).toBe(remark)
  expect((await place.run('list --quiet')).stderr).toBe('')
  expect((await place.run('list --json')).stderr).toBe('')
  expect((await place.run('list --detail full')).stderr).toBe('')
  expect((await place.run('list --account acme')).stderr).toBe('')
})

it('leaves account and id whole, however narrow', async () => {
  const { stdout } = await place.run('list', { COLUMNS: '40' })
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(40)
  const vendors = { acme: 'commet', books: 'asset', shop: 'whop' }
  for (const [account, vendor] of Object.entries(vendors)) {
    for (const { id } of place.emulator.ledger.invoices({ vendor })) {
      expect(stdout).toMatch(new RegExp(`│ ${account} +│ ${id} +│`))
    }
  }
})
