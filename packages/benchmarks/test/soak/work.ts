import { setTimeout as sleep } from 'node:timers/promises'
import {
  createWebhookReceiver,
  deliverEvents,
  type InvoiceStore,
  syncAccount,
} from '@invoice-adapters/aggregate/store'
import {
  createMemoryJournal,
  type JournalEntry,
  type MigrationPlan,
  planMigration,
  runMigration,
} from '@invoice-adapters/migrate'
import { strike } from './faults.ts'
import type { Vendor, World } from './world.ts'

export interface Counts {
  syncs: number
  syncsThatFailed: number
  webhooks: number
  paidOutside: number
  plans: number
  runs: number
  runsThatNeedAnother: number
  faults: number
  events: number
  eventsToldTwice: number
}

export interface Soak {
  world: World
  store: InvoiceStore
  counts: Counts
  isOver(): boolean
}

export const vendors: readonly Vendor[] = ['commet', 'asset', 'whop']

/** Syncs one account after the other, mostly by the incremental rule. */
export async function keepSyncing({ world, store, counts, isOver }: Soak): Promise<void> {
  while (!isOver()) {
    for (const vendor of vendors) {
      const mode = world.random() < 0.1 ? 'full' : 'incremental'
      const run = await syncAccount(world.adapters[vendor], store, { mode })
      counts.syncs += 1
      if (run.isErr()) counts.syncsThatFailed += 1
      await sleep(20)
    }
  }
}

/** The vendors' webhooks go to one receiver; what it tells of is taken by one consumer. */
export async function keepReceiving({ world, store, counts, isOver }: Soak): Promise<void> {
  const adapters = [world.adapters.commet, world.adapters.whop]
  const receiver = createWebhookReceiver({ store, adapters, retryAfterMs: [20, 100] })
  for (const vendor of ['commet', 'whop'] as const) {
    const address = `https://hooks.example/${vendor}/${vendor}`
    world.emulator[vendor].account(vendor).webhooks.subscribe((request) => {
      counts.webhooks += 1
      return receiver.fetch(new Request(address, request))
    })
  }
  const told = new Set<string>()
  const take = async (): Promise<void> => {
    const delivered = await deliverEvents(store, ({ id }) => {
      counts.events += 1
      if (told.has(id)) counts.eventsToldTwice += 1
      told.add(id)
    })
    if (delivered.isErr()) throw new Error(delivered.error.message)
  }
  while (!isOver()) {
    await take()
    await sleep(20)
  }
  await receiver.settled()
  await take()
  receiver.stop()
}

/** Customers go on buying and paying, also what is being moved. */
export async function keepBusiness({ world, counts, isOver }: Soak): Promise<void> {
  const { emulator, seed, pick, random } = world
  while (!isOver()) {
    seed('commet', 2)
    seed('whop', 1)
    for (const vendor of ['commet', 'whop'] as const) {
      const open = emulator.ledger
        .invoices({ vendor, account: vendor })
        .filter(({ status }) => status === 'open')
      if (open.length === 0 || random() < 0.5) continue
      emulator[vendor].account(vendor).outside.pay(pick(open).id)
      counts.paidOutside += 1
    }
    await sleep(250)
  }
}

export async function keepStriking({ world, counts, isOver }: Soak): Promise<void> {
  while (!isOver()) {
    strike(world)
    counts.faults += 1
    await sleep(world.random() * 120)
  }
}

export interface Migration {
  plan: MigrationPlan
  entries: JournalEntry[]
}

/** Plans what is payable at the source, and runs it until nothing is unfinished; gives what the end came too early for. */
export async function keepMigrating(soak: Soak): Promise<Migration[]> {
  const { world, counts, isOver } = soak
  const { commet: source, asset: target } = world.adapters
  const unfinished: Migration[] = []
  while (!isOver()) {
    await sleep(100)
    const plan = await planMigration({
      source,
      target,
      mapping: { order: 'create_first' },
      now: world.emulator.clock.now,
    })
    if (plan.isErr()) continue
    counts.plans += 1
    const migration: Migration = { plan: plan.value, entries: [] }
    while (!(await runOnce(soak, migration))) {
      counts.runsThatNeedAnother += 1
      if (!isOver()) continue
      unfinished.push(migration)
      break
    }
  }
  return unfinished
}

/** True where nothing is left that another run could finish. */
export async function runOnce({ world, counts }: Soak, { plan, entries }: Migration): Promise<boolean> {
  const { clock } = world.emulator
  counts.runs += 1
  const report = await runMigration(plan, {
    source: world.adapters.commet,
    target: world.adapters.asset,
    journal: createMemoryJournal(entries),
    clock: {
      now: clock.now,
      wait: async (milliseconds) => void (await sleep(Math.min(milliseconds, 50))),
    },
  })
  return report.isOk() && report.value.exitCode !== 2
}
