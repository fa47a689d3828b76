import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { createEmulator, type Emulator, type RecordedRequest } from '@invoice-adapters/emulator'
import { type PostgresServer, startPostgres } from '@invoice-adapters/tooling/postgres'
import { proofSeed, proofSize, recordProof } from '@invoice-adapters/tooling/proof'
import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest'
import { storedAccounts } from '../../src/store/accounts.ts'
import { must, storeAt } from '../store/places.ts'
import { randomFrom } from './random.ts'
import { differences } from './truth.ts'
import type { EndedRun, WorkerOrder } from './worker-process.ts'
import { invoicesOf, type ProofAccount, placeOf } from './world.ts'

/** Invoices in an account: enough that the limits are reached again and again. */
const invoicesIn = { commet: proofSize(20, 1_000), asset: proofSize(20, 400), whop: proofSize(40, 1_000) }
const invoices = invoicesIn.commet + invoicesIn.whop + 2 * invoicesIn.asset
/** Small pages make many calls of few invoices. */
const pageSize = proofSize(1, 4)
/** Of counts and windows alike, so that the calls of a second are as many as the vendors allow. */
const divisor = 20
/** A call is counted as it leaves, and by the emulator as it arrives: on a busy machine so much later, in milliseconds. */
const onTheWayMs = 1_000
/** The windows in which the emulator counts are shorter by that. */
const windowMs = 60_000 / divisor - onTheWayMs
const limits = { asset: 300 / divisor, whop: 600 / divisor }

const accounts: readonly ProofAccount[] = [
  { provider: 'commet', account: 'alpha', apiVersion: '2026-07-11' },
  { provider: 'whop', account: 'delta' },
  // Two businesses of one tenant, which share its limit whichever machine reads them.
  { provider: 'asset', account: 'north' },
  { provider: 'asset', account: 'south' },
]

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
}, 120_000)
afterAll(() => server.stop(), 120_000)

function createTenants(): Emulator {
  const emulator = createEmulator({
    asset: { rateLimit: { requests: limits.asset, windowSeconds: windowMs / 1000 } },
    whop: { rateLimit: { requests: limits.whop, windowSeconds: windowMs / 1000 } },
    data: {
      accounts: accounts.map(({ provider, account }) => ({
        vendor: provider,
        name: account,
        ...(provider === 'asset' ? { tenant: 'group' } : {}),
      })),
    },
  })
  accounts.forEach((account, index) => {
    emulator.seed(
      invoicesOf(account, {
        count: invoicesIn[account.provider],
        seed: proofSeed() + index,
        label: account.account,
      }),
    )
  })
  return emulator
}

/** The emulator's clock follows the real one. */
function runClock({ clock }: Emulator): void {
  const follow = (): void => clock.advance(Math.max(0, Date.now() - clock.now()))
  follow()
  const timer = setInterval(follow, 2)
  onTestFinished(() => clearInterval(timer))
}

interface Worker {
  child: ChildProcess
  runs: EndedRun[]
}

function startWorker(order: WorkerOrder): Worker {
  const program = fileURLToPath(new URL('worker-process.ts', import.meta.url))
  const child = spawn(process.execPath, [program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, WORKER_ORDER: JSON.stringify(order) },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const runs: EndedRun[] = []
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
    const lines = said.split('\n')
    said = lines.pop() ?? ''
    runs.push(...lines.map((line) => JSON.parse(line) as EndedRun))
  })
  return { child, runs }
}

/** What a vendor counts together: Whop by operation and credential, Asset by tenant and by business. */
function scopesOf({ vendor, account, operation }: RecordedRequest): string[] {
  if (vendor === 'whop') return [`whop ${account} ${operation}`]
  if (vendor === 'asset' && operation !== 'get_token') return ['asset tenant', `asset ${account}`]
  return []
}

/** The most calls of one scope within any window. */
function busiest(requests: readonly RecordedRequest[]) {
  const arrivals = new Map<string, number[]>()
  for (const request of requests)
    for (const scope of scopesOf(request))
      arrivals.set(scope, [...(arrivals.get(scope) ?? []), Date.parse(request.at)])
  return [...arrivals].map(([scope, instants]) => {
    let [most, first] = [0, 0]
    instants.forEach((at, index) => {
      while ((instants[first] ?? at) <= at - windowMs) first += 1
      most = Math.max(most, index - first + 1)
    })
    return {
      scope,
      calls: instants.length,
      mostInAWindow: most,
      limit: scope.startsWith('whop') ? limits.whop : limits.asset,
    }
  })
}

it('two workers on one PostgreSQL, one killed in the middle, finish every account within the limits', async () => {
  const random = randomFrom(proofSeed())
  const emulator = createTenants()
  const origins = await emulator.listen()
  onTestFinished(() => origins.close())
  const address = await server.createDatabase()
  const places = accounts.map((account) => placeOf(emulator, account, origins))
  const store = await storeAt(address)
  runClock(emulator)
  const order: WorkerOrder = { address, places, divisor, pageSize }
  const workers = [startWorker(order), startWorker(order)] as const
  const [doomed, other] = random() < 0.5 ? workers : ([workers[1], workers[0]] as const)
  const middle = Math.round((invoices / 4) * (1 + random()))
  await vi.waitFor(() => expect(emulator.requests.length).toBeGreaterThan(middle), {
    timeout: 3_000_000,
    interval: 5,
  })
  const runsBefore = doomed.runs.length
  doomed.child.kill('SIGKILL')
  await once(doomed.child, 'close')
  const requestsAtTheKill = emulator.requests.length
  const walked = async (): Promise<number> =>
    must(await storedAccounts(store)).filter(({ firstWalkAt }) => firstWalkAt !== null).length
  const accountsDoneAtTheKill = await walked()
  expect(accountsDoneAtTheKill).toBeLessThan(accounts.length)
  const isDone = async (): Promise<void> => expect(await walked()).toBe(accounts.length)
  await vi.waitFor(isDone, { timeout: 10_000_000, interval: 250 })
  other.child.kill('SIGKILL')
  await once(other.child, 'close')

  expect(await differences(store, emulator.ledger)).toEqual([])
  const refused = emulator.requests.filter(({ answered }) => answered === 429)
  expect(refused).toEqual([])
  const scopes = busiest(emulator.requests)
  for (const { scope, mostInAWindow, limit } of scopes)
    expect(mostInAWindow, scope).toBeLessThanOrEqual(limit)
  // Otherwise the limits were never put to the test.
  const tenant = scopes.find(({ scope }) => scope === 'asset tenant')
  expect(tenant?.mostInAWindow).toBeGreaterThanOrEqual(0.8 * limits.asset)
  recordProof({
    name: 'workers-one-killed',
    what: 'Two worker processes sync four accounts on one PostgreSQL, one is killed in the middle: every account is done as in the ledger, and no call limit is exceeded in the emulator’s count',
    size: invoices,
    result: {
      accounts: accounts.length,
      invoices,
      invoicesThatDiffer: 0,
      accountsDoneAtTheKill,
      callsBeforeTheKill: requestsAtTheKill,
      callsInAll: emulator.requests.length,
      callsRefusedForALimit: refused.length,
      runsThatTheKilledOneHadEnded: runsBefore,
      runsOfTheOther: other.runs.length,
      runsTakenOver: other.runs.filter(({ resumed }) => resumed > 0).length,
      countsAndWindowsDividedBy: divisor,
      windowSecondsCounted: windowMs / 1000,
      busiestWindows: scopes,
    },
    notShown: [
      'Several machines: both workers run on this one. The limits are kept by the clock of PostgreSQL.',
      `Limits to the millisecond at arrival: a call is counted as it leaves, and may be on its way for a while; the emulator counts in windows that are ${onTheWayMs} ms of real time shorter.`,
      'Commet’s limit, of which no numbers are published.',
    ],
  })
}, 10_800_000)
