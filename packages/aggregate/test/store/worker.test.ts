import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Result } from '@invoice-adapters/core'
import { type PostgresServer, startPostgres } from '@invoice-adapters/tooling/postgres'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { AccountName } from '../../src/store/account-key.ts'
import { createSharedLimiter } from '../../src/store/shared-limiter.ts'
import type { SyncAdapter } from '../../src/sync/running.ts'
import type { SyncFailure, SyncRun } from '../../src/sync/sync-run.ts'
import { startSyncWorker } from '../../src/worker/sync-worker.ts'
import { must, sqliteAddress, storeAt } from './places.ts'
import { commet, openCommet, stored, totals } from './vendor.ts'

vi.setConfig({ testTimeout: 120_000 })

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
}, 60_000)
afterAll(() => server.stop(), 60_000)

const main = { provider: 'commet', account: 'main' }

async function machine(address: string, adapters: SyncAdapter[], now: () => number) {
  const store = await storeAt(address, { now })
  const runs: Result<SyncRun, SyncFailure>[] = []
  const worker = must(
    await startSyncWorker({
      address,
      store,
      adapterFor: ({ account }: AccountName) => adapters.find((one) => one.account === account) ?? null,
      pollEverySeconds: 0.5,
      takeOverAfterSeconds: 10,
      onRun: (result) => runs.push(result),
    }),
  )
  onTestFinished(async () => void must(await worker.stop()))
  return { store, worker, runs }
}

describe('workers on two machines', () => {
  it('share the accounts, one run per account at a time', async () => {
    const vendor = commet(60)
    vendor.seed({ account: 'other', label: 'o', count: 40 })
    const adapters = [vendor.adapter, openCommet(vendor.emulator, { account: 'other' })]
    const address = await server.createDatabase()
    const one = await machine(address, adapters, vendor.now)
    const two = await machine(address, adapters, vendor.now)
    for (let times = 0; times < 5; times += 1) {
      must(await one.worker.syncSoon(main))
      must(await two.worker.syncSoon({ ...main, account: 'other' }))
    }
    await vi.waitFor(() => expect(one.runs.length + two.runs.length).toBeGreaterThanOrEqual(2), 30_000)
    const runs = [...one.runs, ...two.runs]
    expect(runs.filter((run) => run.isErr())).toEqual([])
    expect(totals(await stored(one.store))).toEqual(totals(vendor.emulator.ledger.invoices()))
  })

  it('keep schedules for accounts', async () => {
    const vendor = commet(1)
    const { worker } = await machine(await server.createDatabase(), [vendor.adapter], vendor.now)
    must(await worker.schedule(main, '*/5 * * * *'))
    must(await worker.schedule({ ...main, account: 'mit Ümlaut / Strich' }, '0 3 * * *', 'full'))
    must(await worker.unschedule(main))
    expect((await worker.schedule(main, 'every now and then')).isErr()).toBe(true)
  })

  it('take over the job of one that died', async () => {
    const vendor = commet(400)
    const listening = await vendor.emulator.listen()
    const address = await server.createDatabase()
    const { apiKey } = vendor.emulator.commet.account('main')
    const program = fileURLToPath(new URL('worker-process.ts', import.meta.url))
    const first = spawn(process.execPath, [program, address, listening.commet, apiKey], { stdio: 'ignore' })
    onTestFinished(() => void first.kill('SIGKILL'))
    await vi.waitFor(() => expect(vendor.emulator.requests.length).toBeGreaterThan(60), {
      timeout: 30_000,
      interval: 10,
    })
    first.kill('SIGKILL')
    await once(first, 'close')
    const { store, runs } = await machine(address, [vendor.adapter], vendor.now)
    await vi.waitFor(() => expect(runs).toHaveLength(1), { timeout: 60_000, interval: 200 })
    await listening.close()
    expect(must(runs[0]!)).toMatchObject({ resumed: 1, state: 'done', new: 400 })
    expect(totals(await stored(store))).toEqual(totals(vendor.emulator.ledger.invoices()))
  })

  it('need PostgreSQL', async () => {
    const address = sqliteAddress()
    const store = await storeAt(address)
    const refused = await startSyncWorker({ address, store, adapterFor: () => null })
    expect(refused._unsafeUnwrapErr()).toMatchObject({ kind: 'invalid_address' })
  })
})

describe('a limiter shared through the store', () => {
  it.each(['sqlite', 'postgres'])('keeps several machines within one limit: %s', async (kind) => {
    const address = kind === 'sqlite' ? sqliteAddress() : await server.createDatabase()
    const stores = [await storeAt(address), await storeAt(address)]
    const limiters = stores.map(createSharedLimiter)
    const limits = [{ scope: 'all', calls: 5, perMs: 400 }]
    const departures: number[] = []
    const { signal } = new AbortController()
    await Promise.all(
      Array.from({ length: 15 }, async (_, index) => {
        await limiters[index % 2]?.acquire('sk_secret', limits, signal)
        departures.push(performance.now())
      }),
    )
    departures.sort((a, b) => a - b)
    // The answer of the store may come late, so a few milliseconds are allowed.
    for (let index = 5; index < departures.length; index += 1)
      expect(departures[index]! - departures[index - 5]!).toBeGreaterThan(340)
    const kept = await stores[0]!.database.attempt('read', (tables) =>
      tables.selectFrom('rate_limits').selectAll().execute(),
    )
    expect(JSON.stringify(must(kept))).not.toContain('sk_secret')
  })

  it('makes all wait when the vendor asks one to', async () => {
    const address = await server.createDatabase()
    const [one, two] = [
      createSharedLimiter(await storeAt(address)),
      createSharedLimiter(await storeAt(address)),
    ]
    const { signal } = new AbortController()
    one.observe('key', { retryAfterMs: 500 })
    await new Promise((resolve) => setTimeout(resolve, 100))
    const before = performance.now()
    await two.acquire('key', [], signal)
    expect(performance.now() - before).toBeGreaterThan(300)
    const stop = new AbortController()
    one.observe('key', { retryAfterMs: 5_000 })
    await new Promise((resolve) => setTimeout(resolve, 100))
    const waiting = two.acquire('key', [], stop.signal)
    setTimeout(() => stop.abort(), 50)
    await expect(waiting).rejects.toThrow()
  })
})
