import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type InvoiceStore, openStore, storedAccounts, syncAccount } from '@invoice-adapters/aggregate/store'
import { type CommetAdapter, createCommetAdapter } from '@invoice-adapters/commet'
import { createEmulator, type Emulator, generateInvoices } from '@invoice-adapters/emulator'
import { startPostgres } from '@invoice-adapters/tooling/postgres'
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { outstanding } from './aggregate-accounts.ts'
import { writeReport } from './aggregate-report.ts'
import { forget } from './store-erase.ts'
import { agingAt, largestDebtors, newest } from './store-report.ts'
import { syncAll } from './sync-accounts.ts'
import { describeRun } from './sync-record.ts'
import { startWorker } from './sync-worker.ts'
import { tellApplication } from './webhook-events.ts'

let emulator: Emulator

beforeEach(() => {
  emulator = createEmulator({ clock: { start: '2026-07-15T09:00:00.000Z' } })
  const seeded = generateInvoices({
    vendor: 'commet',
    account: 'acme',
    count: 40,
    currencies: ['USD', 'JPY'],
  })
  const invoices =
    seeded.invoices?.map((invoice, index) => ({ ...invoice, reference: `order-${index}` })) ?? []
  emulator.seed({ ...seeded, invoices })
})

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

function open(account = 'acme', apiKey = emulator.commet.account(account).apiKey): CommetAdapter {
  const { fetch } = emulator.commet
  const options = { account, apiKey, fetch, now: emulator.clock.now, retry: { attempts: 1 } }
  return createCommetAdapter(options)._unsafeUnwrap()
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'invoice-examples-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function syncedStore(): Promise<InvoiceStore> {
  const store = (await openStore('sqlite::memory:', { now: emulator.clock.now }))._unsafeUnwrap()
  expect((await syncAccount(open(), store, { mode: 'full' })).isOk()).toBe(true)
  return store
}

/** What is owed by the ledger, in minor units. */
function owed(currency: string): bigint {
  const open = emulator.ledger.totals().filter((one) => one.status === 'open' && one.currency === currency)
  return open.reduce((sum, { total }) => sum + BigInt(total), 0n)
}

it('aggregate-accounts adds up what is owed per currency, and shows the account that failed', async () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue()
  const result = await outstanding([open(), open('other', 'ck_wrong')])
  const { aging, failures } = result._unsafeUnwrap()
  expect(failures).toMatchObject([{ account: 'other', kind: 'unauthenticated' }])
  expect(warn).toHaveBeenCalledTimes(1)
  for (const { currency, outstanding: sum } of aging) expect(sum.amount).toBe(owed(currency ?? ''))
  expect(aging.map(({ currency }) => currency).sort()).toEqual(['JPY', 'USD'])
})

it('aggregate-report writes a file per table', async () => {
  const folder = temporaryFolder()
  const written = await writeReport([open()], folder)
  expect(written.isOk()).toBe(true)
  expect(readdirSync(folder).sort()).toEqual([
    'aging.csv',
    'customers.csv',
    'duplicates.csv',
    'failures.csv',
    'totals.csv',
  ])
  const usd = owed('USD')
  const inMajorUnits = `${usd / 100n}.${String(usd % 100n).padStart(2, '0')}`
  expect(readFileSync(join(folder, 'aging.csv'), 'utf8')).toContain(inMajorUnits)
})

describe('sync-accounts', () => {
  it('goes on where it stopped, and says what a run could not see', async () => {
    const address = `sqlite:${join(temporaryFolder(), 'invoices.db')}`
    const first = (await syncAll([open(), open('other', 'ck_wrong')], address))._unsafeUnwrap()
    expect(first.runs).toMatchObject([{ mode: 'full', because: 'no_full_walk_yet', new: 40 }])
    expect(first.stopped).toEqual([expect.stringContaining('other: ')])
    const second = (await syncAll([open()], address))._unsafeUnwrap()
    const [line, ...rest] = describeRun(second.runs[0]!)
    expect(line).toBe('acme: incremental, 0 new, 0 changed, 0 gone, walked')
    expect(rest).toContain('not seen until the next full sync: changes that do not move updatedAt')
  })
})

describe('a store', () => {
  it('reports as of a past instant, by debtor and by date', async () => {
    const store = await syncedStore()
    const then = emulator.clock.iso()
    const before = owed('USD')
    emulator.clock.advance(86_400_000)
    for (const { id, status } of emulator.ledger.invoices())
      if (status === 'open') emulator.commet.account('acme').outside.pay(id)
    expect((await syncAccount(open(), store, { mode: 'incremental' })).isOk()).toBe(true)
    const past = (await agingAt(store, then))._unsafeUnwrap()
    expect(past.find(({ currency }) => currency === 'USD')?.outstanding.amount).toBe(before)
    expect((await agingAt(store, emulator.clock.iso()))._unsafeUnwrap()).toEqual([])
    expect((await agingAt(store, '2020-01-01T00:00:00Z'))._unsafeUnwrapErr().message).toContain('full walk')
    expect(await largestDebtors(store, then, 'acme')).not.toEqual([])
    const lines = await newest(store, 5)
    expect(lines).toHaveLength(5)
    expect(lines).toEqual([...lines].sort().reverse())
  })

  it('forgets a person, and tells the application of payments once', async () => {
    const customer = emulator.ledger.customers().find(({ currency }) => currency === 'USD')
    const created = await open().create({
      externalId: 'order-1001',
      customer: { id: customer!.id },
      currency: 'USD',
      lines: [{ description: 'Chair', amount: 4_900 }],
    })
    const { source } = created._unsafeUnwrap().invoice
    const store = await syncedStore()
    emulator.clock.advance(60_000)
    emulator.commet.account('acme').outside.pay(source.id)
    expect((await syncAccount(open(), store, { mode: 'incremental' })).isOk()).toBe(true)
    const unlocked: string[] = []
    const tell = () => tellApplication(store, async (order) => void unlocked.push(order))
    expect((await tell())._unsafeUnwrap()).toEqual({ delivered: 1, failed: 0 })
    expect((await tell())._unsafeUnwrap()).toEqual({ delivered: 0, failed: 0 })
    expect(unlocked).toEqual(['order-1001'])
    expect((await forget(store, customer!.id))._unsafeUnwrap()).toBeGreaterThan(0)
  })
})

it('sync-worker syncs an account over PostgreSQL', { timeout: 120_000 }, async () => {
  const server = await startPostgres()
  onTestFinished(() => server.stop(), 60_000)
  const address = await server.createDatabase()
  vi.stubGlobal('fetch', emulator.commet.fetch)
  const { apiKey } = emulator.commet.account('acme')
  const worker = (
    await startWorker(address, async (name) => (name === 'acme' ? apiKey : null))
  )._unsafeUnwrap()
  const asked = await worker.syncSoon({ provider: 'commet', account: 'acme' }, 'full')
  expect(asked.isOk()).toBe(true)
  const store = (await openStore(address))._unsafeUnwrap()
  await vi.waitFor(
    async () => expect((await storedAccounts(store))._unsafeUnwrap()[0]?.firstWalkAt).toBeTypeOf('string'),
    { timeout: 60_000, interval: 200 },
  )
  expect(await newest(store, 100)).toHaveLength(40)
  expect((await worker.stop()).isOk()).toBe(true)
  expect((await store.close()).isOk()).toBe(true)
})

it('sync-worker needs PostgreSQL, and says so', async () => {
  const refused = await startWorker('sqlite::memory:', async () => null)
  expect(refused._unsafeUnwrapErr()).toMatchObject({ kind: 'invalid_address' })
})
