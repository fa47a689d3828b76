import { spawn } from 'node:child_process'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import type { Emulator } from '@invoice-adapters/emulator'
import { proofSeed, proofSize, recordProof } from '@invoice-adapters/tooling/proof'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { InvoiceStore } from '../../src/store/store.ts'
import { syncAccount } from '../../src/sync/sync-account.ts'
import { deliverEvents } from '../../src/webhooks/deliver-events.ts'
import { must, places, storeAt } from '../store/places.ts'
import { newOne } from './changes.ts'
import { type KillOrder, type KillPhase, killPhases } from './kill-process.ts'
import { openAdapter } from './open-adapter.ts'
import { below, pick, randomFrom, shuffled } from './random.ts'
import { differences } from './truth.ts'
import { createWorld, type ProofAccount, placeOf } from './world.ts'

const kills = proofSize(killPhases.length, 200)
const invoices = 40
const account: ProofAccount = { provider: 'commet', account: 'alpha', apiVersion: '2026-07-11' }
const program = fileURLToPath(new URL('kill-process.ts', import.meta.url))

/** When to kill: so long after the process has said this for the so-manieth time. */
interface Aim {
  phase: KillPhase
  occurrence: number
  delayMs: number
}

/** How often a full run says it at the least. */
const occurrences: Record<KillPhase, number> = {
  opening: 1,
  beginning: 3,
  checking: 2,
  listing: 8,
  reading: invoices,
  writing: 8,
  turning: 2,
  ending: 1,
}

/** The last thing that the process said before it died; null: it came to its end before the signal did. */
function killAt(order: KillOrder, aim: Aim): Promise<KillPhase | null> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, KILL_ORDER: JSON.stringify(order) },
    })
    let said = ''
    let aimed = false
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (aimed || said.split(`${aim.phase}\n`).length <= aim.occurrence) return
      aimed = true
      if (aim.delayMs === 0) child.kill('SIGKILL')
      else setTimeout(() => child.kill('SIGKILL'), aim.delayMs)
    })
    child.on('close', (_, signal) => {
      const last = said.trim().split('\n').at(-1)
      resolve(signal === 'SIGKILL' ? (killPhases.find((phase) => phase === last) ?? 'opening') : null)
    })
  })
}

/** What happened since the round before: one is paid, one is new. */
function change({ clock, ledger, seed, commet }: Emulator, round: number, changed: Map<string, number>) {
  clock.advance(60_000)
  const before = new Set(ledger.invoices().map(({ id }) => id))
  seed(newOne(account, 'open', clock.iso(), round))
  const created = ledger.invoices().find(({ id }) => !before.has(id))
  if (created !== undefined) changed.set(created.id, 1)
  clock.advance(60_000)
  const open = ledger
    .invoices()
    .filter(({ id, status, kind }) => id !== created?.id && status === 'open' && kind === 'invoice')
  const paid = open[round % open.length]
  if (paid === undefined) throw new Error('nothing is left to pay')
  commet.account(account.account).outside.pay(paid.id)
  changed.set(paid.id, (changed.get(paid.id) ?? 0) + 1)
  clock.advance(60_000)
}

async function readingsByInvoice(store: InvoiceStore): Promise<Map<string, number>> {
  const rows = await store.database.attempt('readings', (tables) =>
    tables.selectFrom('readings').select('invoice_id').execute(),
  )
  const counts = new Map<string, number>()
  for (const { invoice_id } of must(rows)) counts.set(invoice_id, (counts.get(invoice_id) ?? 0) + 1)
  return counts
}

describe.each(places())('$name', ({ name, address }) => {
  it(`survives ${kills} kills at any point, each followed by a restart`, async () => {
    const random = randomFrom(proofSeed())
    const emulator = createWorld(invoices, proofSeed(), {}, [account])
    const listening = await emulator.listen()
    onTestFinished(() => listening.close())
    const at = await address()
    const { now } = emulator.clock
    const store = await storeAt(at, { now })
    const adapter = openAdapter(placeOf(emulator, account), { now, fetch: emulator.commet.fetch })
    const hit: Record<string, number> = Object.fromEntries(killPhases.map((phase) => [phase, 0]))
    const expected = new Map(emulator.ledger.invoices().map(({ id }) => [id, 1]))
    let [done, round, spared, twice] = [0, 0, 0, 0]
    let aims: KillPhase[] = []
    while (done < kills) {
      if (round > 0) change(emulator, round, expected)
      const mode = random() < 0.7 ? 'full' : 'incremental'
      const order = { address: at, place: placeOf(emulator, account, listening), mode, now: now() } as const
      // Some restarts are killed as well.
      const inARow = random() < 0.2 ? 2 : 1
      for (let time = 0; time < inARow && done < kills; time += 1) {
        if (aims.length === 0) aims = shuffled(random, killPhases)
        const phase = aims.pop() ?? pick(random, killPhases)
        const occurrence = 1 + below(random, mode === 'full' ? occurrences[phase] : 1)
        const delayMs = phase === 'opening' ? below(random, 200) : below(random, 3)
        const died = await killAt(order, { phase, occurrence, delayMs })
        if (died === null) spared += 1
        else {
          hit[died] = (hit[died] ?? 0) + 1
          done += 1
          if (time > 0) twice += 1
        }
      }
      must(await syncAccount(adapter, store, { mode, pageSize: 10 }))
      expect(await differences(store, emulator.ledger)).toEqual([])
      // Each state of each invoice is in the store once.
      expect(await readingsByInvoice(store)).toEqual(expected)
      round += 1
    }
    const told: string[] = []
    must(await deliverEvents(store, ({ type }) => void told.push(type), { limit: 10_000 }))
    const of = (type: string) => told.filter((one) => one === type).length
    expect({ created: of('created'), paid: of('paid') }).toEqual({ created: round - 1, paid: round - 1 })
    const least = Math.min(...Object.values(hit))
    // Of a handful nothing can be said but that the aim was good.
    expect(least, JSON.stringify(hit)).toBeGreaterThanOrEqual(kills >= 200 ? kills / 20 : 0)
    recordProof({
      name: `sync-killed-${name}`,
      what: `A sync into ${name} killed ${kills} times by SIGKILL at random points, each followed by a restart: every time the ledger’s state, nothing doubled, every event told once`,
      size: kills,
      result: {
        kills,
        leastHitPhasePercent: (100 * least) / kills,
        killsOfAProcessThatWasARestart: twice,
        processesThatEndedBeforeTheSignal: spared,
        rounds: round,
        invoices: expected.size,
        invoicesThatDiffer: 0,
        readingsDoubled: 0,
        eventsTold: told.length,
        phasesHit: killPhases.map((phase) => ({ phase, kills: hit[phase], meaning: meanings[phase] })),
      },
      notShown: [
        'A machine that loses power: the processes are killed, the operating system and the PostgreSQL server live on.',
        'A kill at the vendor’s side. Failures of vendors have proofs and tests of their own.',
      ],
    })
  }, 10_800_000)
})

const meanings: Record<KillPhase, string> = {
  opening: 'the process starts, opens the store and brings its tables up to date',
  beginning: 'lease and record of the run',
  checking: 'whose credential it is',
  listing: 'a page is on its way',
  reading: 'single reads are on their way',
  writing: 'a page is being stored',
  turning: 'from one part of the run to the next',
  ending: 'the record is concluded, the lease given back, the store closed',
}
