import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type InvoiceStore, openStore, readInvoices, syncAccount } from '@invoice-adapters/aggregate/store'
import type { Emulator } from '@invoice-adapters/emulator'
import { proofSeed, proofSize, recordProof } from '@invoice-adapters/tooling/proof'
import { expect, it, onTestFinished } from 'vitest'
import { struck } from './faults.ts'
import { finishMigrating, keepMigrating, noMigrations } from './migrating.ts'
import {
  type Counts,
  keepBusiness,
  keepReceiving,
  keepStriking,
  keepSyncing,
  type Soak,
  vendors,
} from './work.ts'
import { must, openWorld } from './world.ts'

const seconds = proofSize(3, 600)
/** The emulator's clock goes as the real one does, in steps of this. */
const tickMs = 20

async function openFile(now: () => number): Promise<InvoiceStore> {
  const folder = mkdtempSync(join(tmpdir(), 'invoice-soak-'))
  const store = must(await openStore(`sqlite:${join(folder, 'invoices.db')}`, { now }))
  onTestFinished(async () => {
    must(await store.close())
    rmSync(folder, { recursive: true })
  })
  return store
}

const words = (id: string, status: string, total: number | null, currency: string | null): string =>
  `${id} ${status === 'past_due' ? 'open' : status} ${total} ${currency}`

async function storedWords(store: InvoiceStore): Promise<string[]> {
  const found: string[] = []
  for await (const item of readInvoices(store)) {
    const { source, status, total, currency } = must(item)
    found.push(words(`${source.provider} ${source.id}`, status, total, currency))
  }
  return found.sort()
}

function ledgerWords({ ledger }: Emulator): string[] {
  return ledger
    .invoices()
    .map(({ vendor, id, status, total, currency }) => words(`${vendor} ${id}`, status, total, currency))
    .sort()
}

interface Tally {
  moved: number
  paidAtSource: number
  /** What a migration left there, such as where it took its copy back. */
  openAtSource: number
  lost: string[]
  doubled: string[]
  strangers: string[]
}

/** Every invoice of the source is owed or was paid in one place: there, or as one copy of the same amount. */
function tallyOf({ ledger }: Emulator): Tally {
  const copies = new Map<number, string[]>()
  for (const { id, total, status } of ledger.invoices({ vendor: 'asset', account: 'asset' })) {
    if (status !== 'void') copies.set(total, [...(copies.get(total) ?? []), id])
  }
  const tally: Tally = { moved: 0, paidAtSource: 0, openAtSource: 0, lost: [], doubled: [], strangers: [] }
  for (const { id, total, status } of ledger.invoices({ vendor: 'commet', account: 'commet' })) {
    const owed = copies.get(total)?.length ?? 0
    copies.delete(total)
    const atSource = status === 'void' ? 0 : 1
    if (owed + atSource === 0) tally.lost.push(id)
    if (owed + atSource > 1) tally.doubled.push(id)
    if (owed === 1) tally.moved += 1
    else if (status === 'paid') tally.paidAtSource += 1
    else tally.openAtSource += 1
  }
  tally.strangers = [...copies.values()].flat()
  return tally
}

const noCounts: Counts = {
  syncs: 0,
  syncsThatFailed: 0,
  webhooks: 0,
  paidOutside: 0,
  faults: 0,
  events: 0,
  eventsToldTwice: 0,
}

function figures({ world, counts, migrations }: Soak): Record<string, unknown> {
  const { outcomes, setAside, leftByTheLast: _left, ...runs } = migrations
  return {
    seconds,
    ...counts,
    ...runs,
    ...Object.fromEntries(outcomes),
    setAsideBecause: [...setAside].map(([reason, invoices]) => ({ reason, invoices })),
    faultsThatStruck: struck(world),
  }
}

it('ends with store and target as the ledger says, after faults at random while all of it runs at once', async () => {
  const world = openWorld(proofSeed())
  const { emulator } = world
  world.seed('commet', 20)
  world.seed('whop', 10)
  const ticking = setInterval(() => emulator.clock.advance(tickMs), tickMs)
  onTestFinished(() => clearInterval(ticking))
  const store = await openFile(emulator.clock.now)
  const until = Date.now() + seconds * 1_000
  const soak: Soak = {
    world,
    store,
    counts: { ...noCounts },
    migrations: noMigrations(),
    isOver: () => Date.now() > until,
  }
  const [unfinished] = await Promise.all([
    keepMigrating(soak),
    keepSyncing(soak),
    keepReceiving(soak),
    keepBusiness(soak),
    keepStriking(soak),
  ])

  emulator.faults.clear()
  await finishMigrating(soak, unfinished)
  for (const vendor of vendors) must(await syncAccount(world.adapters[vendor], store, { mode: 'full' }))
  expect(await storedWords(store)).toEqual(ledgerWords(emulator))
  const { moved, paidAtSource, openAtSource, ...wrong } = tallyOf(emulator)
  expect(wrong).toEqual({ lost: [], doubled: [], strangers: [] })
  expect(openAtSource).toBe(soak.migrations.leftByTheLast)
  expect(moved).toBeGreaterThan(0)
  expect(soak.counts.eventsToldTwice).toBe(0)
  expect(Math.min(soak.counts.faults, soak.counts.webhooks, soak.counts.syncs)).toBeGreaterThan(0)
  recordProof({
    name: 'soak',
    what: 'Syncs of three accounts, webhooks of two, and migrations from one to another run at once for ten minutes while faults strike at random and customers pay: the store ends as the ledger says, and every invoice of the source is owed or paid in exactly one place.',
    size: emulator.faults.fired.length,
    result: {
      ...figures(soak),
      differencesOfTheStore: 0,
      movedByTheLedger: moved,
      paidAtSource,
      openAtSource,
      lost: 0,
      doubled: 0,
    },
    notShown: [
      'The same again: faults, amounts and choices repeat with the seed; which call a fault meets depends on the machine.',
      'Records with changed amounts: a plan made of a false amount is the vendor’s word. Other tests do that.',
      'Processes that die, and PostgreSQL: other proofs do that.',
      'The vendors’ own rate limits, which are switched off: a call is refused for one only by a fault.',
      'Real time: what a migration waits, up to five minutes after a lost answer, passes at once by the emulator’s clock.',
      'Other pairs than Commet to Asset.',
    ],
  })
}, 1_200_000)
