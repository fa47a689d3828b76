import type { InvoiceAdapter } from '@invoice-adapters/core'
import type { Emulator } from '@invoice-adapters/emulator'
import { proofSeed, proofSize, recordProof } from '@invoice-adapters/tooling/proof'
import { describe, expect, it } from 'vitest'
import type { InvoiceStore } from '../../src/store/store.ts'
import { syncAccount } from '../../src/sync/sync-account.ts'
import { deliverEvents } from '../../src/webhooks/deliver-events.ts'
import { createWebhookReceiver } from '../../src/webhooks/receiver.ts'
import { must, places, storeAt } from '../store/places.ts'
import { below, randomFrom, shuffled } from './random.ts'
import { takeSnapshot } from './snapshot.ts'
import { differences } from './truth.ts'
import { beginWebhookWorld, makeHistory, webhookAccounts } from './webhook-world.ts'
import type { ProofAccount } from './world.ts'

/** Permutations for each vendor; two vendors make 1,000 for each database at full size. */
const orders = proofSize(12, 500)

interface Delivery {
  id: string
  /** The invoice that it is about; null for what is about something else. */
  about: string | null
  request: () => Request
}

/** The vendor's messages, each as a request that can be sent any number of times. */
function deliveriesOf(emulator: Emulator, { provider, account }: ProofAccount): Delivery[] {
  if (provider === 'asset') throw new Error('Asset sends no webhooks')
  const ids = emulator.ledger.invoices({ vendor: provider, account }).map(({ id }) => id)
  const address = `https://hooks.example/${provider}/${account}`
  return emulator[provider].account(account).webhooks.events.map(({ id, headers, body }) => ({
    id,
    about: ids.find((one) => body.includes(one)) ?? null,
    request: () => new Request(address, { method: 'POST', headers, body }),
  }))
}

/**
 * Single reads as a replica that lags would answer them: the state before the last one, half of the time. `lasting`: up to
 * the end; otherwise one read of each invoice, at a random place, shows what is so.
 */
function lagging(
  { adapter, emulator, account }: { adapter: InvoiceAdapter; emulator: Emulator; account: ProofAccount },
  random: () => number,
  isLastChance: (id: string) => boolean,
  lasting: boolean,
) {
  const fresh = new Set<string>()
  const counts = { reads: 0, stale: 0 }
  const get: InvoiceAdapter['get'] = (id, settings) => {
    counts.reads += 1
    const mustBeFresh = !lasting && isLastChance(id) && !fresh.has(id)
    if (!mustBeFresh && (lasting || random() < 0.5)) {
      counts.stale += 1
      const fault = { kind: 'stale_read', id } as const
      emulator.faults.add({
        vendor: account.provider,
        operation: 'get_invoice',
        path: `*/${id}`,
        times: 1,
        fault,
      })
    } else fresh.add(id)
    return adapter.get(id, settings)
  }
  return { adapter: { ...adapter, get }, counts }
}

/** All that the store says of the present, without when it was read. */
async function stateOf(store: InvoiceStore): Promise<string> {
  const rows = await store.database.attempt('state', (tables) =>
    tables
      .selectFrom('invoices')
      .select([
        'account_key',
        'invoice_id',
        'status',
        'total',
        'amount_due',
        'gone',
        'updated_at',
        'content_hash',
      ])
      .orderBy('invoice_id')
      .execute(),
  )
  return JSON.stringify(must(rows))
}

async function eventsOf(store: InvoiceStore): Promise<string[]> {
  const told: string[] = []
  const take = ({ type, invoiceId }: { type: string; invoiceId: string }) =>
    void told.push(`${type} ${invoiceId}`)
  must(await deliverEvents(store, take, { limit: 1_000 }))
  return told.sort()
}

async function permute(account: ProofAccount, store: InvoiceStore, seed: number) {
  const { emulator, adapter } = beginWebhookWorld(account)
  const place = { vendor: account.provider, account: account.account }
  must(await syncAccount(adapter, store, { mode: 'full' }))
  await makeHistory(emulator, account)
  const history = deliveriesOf(emulator, account)
  const restore = await takeSnapshot(store)
  const random = randomFrom(seed)
  const totals = { sent: 0, reads: 0, stale: 0, behindUntilTheSync: 0, lasting: 0 }
  const states = new Set<string>()
  const events = new Map<string, number>()
  for (let order = 0; order < orders; order += 1) {
    await restore()
    const copies = history.flatMap((one) => Array.from({ length: 1 + below(random, 3) }, () => one))
    const left = shuffled(random, copies)
    const lasting = random() < 0.1
    // A copy of a message brings no read of its own.
    const unsent = new Set(history.map(({ id }) => id))
    const waits = (about: string): boolean => history.some((one) => one.about === about && unsent.has(one.id))
    const world = { adapter, emulator, account }
    const replica = lagging(world, random, (id) => !waits(id), lasting)
    const receiver = createWebhookReceiver({ store, adapters: [replica.adapter] })
    totals.sent += left.length
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      unsent.delete(next.id)
      expect((await receiver.fetch(next.request())).status).toBe(200)
      if (random() < 0.5) await receiver.settled()
    }
    await receiver.settled()
    totals.reads += replica.counts.reads
    totals.stale += replica.counts.stale
    if (lasting) {
      totals.lasting += 1
      if ((await differences(store, emulator.ledger, place)).length > 0) totals.behindUntilTheSync += 1
      must(await syncAccount(adapter, store, { mode: 'incremental' }))
    }
    expect(await differences(store, emulator.ledger, place)).toEqual([])
    states.add(await stateOf(store))
    for (const told of await eventsOf(store)) events.set(told, (events.get(told) ?? 0) + 1)
  }
  return { history, totals, states, events }
}

describe.each(places())('$name', ({ name, address }) => {
  it('ends in the ledger’s state whatever the order of the webhooks, and however stale the reads', async () => {
    const seen = []
    for (const [index, account] of webhookAccounts.entries()) {
      const store = await storeAt(await address(), { now: () => Date.parse('2026-07-15T12:00:00Z') })
      const { history, totals, states, events } = await permute(account, store, proofSeed() + index)
      // One state, whatever came first.
      expect(states.size).toBe(1)
      // What happens once to an invoice is told once, in each of the permutations.
      const once = [...events].filter(([told]) => /^(created|paid|voided|uncollectible) /.test(told))
      expect(once.length).toBeGreaterThan(3)
      for (const [told, times] of once) expect(`${told}: ${times}`).toBe(`${told}: ${orders}`)
      seen.push({ vendor: account.provider, permutations: orders, messages: history.length, ...totals })
    }
    recordProof({
      name: `webhook-permutations-${name}`,
      what: `Webhooks of two vendors in ${2 * orders} random orders, each one to three times, with stale reads, into ${name}: one final state, the ledger’s`,
      size: 2 * orders,
      result: { permutations: 2 * orders, finalStates: 1, invoicesThatDiffer: 0, byVendor: seen },
      notShown: [
        'Asset, which sends no webhooks.',
        'That webhooks alone suffice where every read of an invoice is stale up to the last: nobody can know then. In one permutation of ten this is so; the store may be behind, and the next sync is shown to catch up.',
        'How events of refunds are counted where reads are stale: what happens once to an invoice is told once, and a refund may happen several times.',
      ],
    })
  }, 10_800_000)
})
