import { setTimeout as sleep } from 'node:timers/promises'
import {
  createWebhookReceiver,
  deliverEvents,
  type InvoiceStore,
  syncAccount,
} from '@invoice-adapters/aggregate/store'
import { strike } from './faults.ts'
import type { Migrations } from './migrating.ts'
import type { Vendor, World } from './world.ts'

export interface Counts {
  syncs: number
  syncsThatFailed: number
  webhooks: number
  paidOutside: number
  faults: number
  events: number
  eventsToldTwice: number
}

export interface Soak {
  world: World
  store: InvoiceStore
  counts: Counts
  migrations: Migrations
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
