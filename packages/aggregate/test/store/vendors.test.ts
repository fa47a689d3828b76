import { createAssetAdapter } from '@invoice-adapters/asset'
import type { Invoice, InvoiceAdapter } from '@invoice-adapters/core'
import {
  createEmulator,
  type Emulator,
  generateInvoices,
  type LedgerInvoice,
} from '@invoice-adapters/emulator'
import { createWhopAdapter } from '@invoice-adapters/whop'
import { describe, expect, it } from 'vitest'
import type { InvoiceStore } from '../../src/store/store.ts'
import { deliverEvents } from '../../src/webhooks/deliver-events.ts'
import { createWebhookReceiver } from '../../src/webhooks/receiver.ts'
import { must, places, storeAt } from './places.ts'
import { stored, sync } from './vendor.ts'

const dayMs = 86_400_000
const clock = { start: '2026-07-15T09:00:00.000Z' }

interface World {
  emulator: Emulator
  adapter: InvoiceAdapter
  store: InvoiceStore
  seed(more: Partial<Parameters<typeof generateInvoices>[0]>): void
}

async function whop(address: string): Promise<World> {
  const emulator = createEmulator({ clock })
  const { apiKey, companyId, webhookSecret } = emulator.whop.account('main')
  const seed = (more: Partial<Parameters<typeof generateInvoices>[0]>) =>
    emulator.seed(generateInvoices({ vendor: 'whop', account: 'main', count: 60, seed: 7, ...more }))
  seed({})
  const { fetch } = emulator.whop
  const options = {
    account: 'main',
    apiKey,
    companyId,
    webhookSecrets: [webhookSecret],
    fetch,
    now: emulator.clock.now,
  }
  const adapter = must(createWhopAdapter({ ...options, environment: 'sandbox', retry: { attempts: 1 } }))
  return { emulator, adapter, seed, store: await storeAt(address, { now: emulator.clock.now }) }
}

async function asset(address: string): Promise<World> {
  const emulator = createEmulator({
    clock,
    asset: { rateLimit: null },
    data: { accounts: [{ vendor: 'asset', name: 'main', mode: 'sandbox' }] },
  })
  const { clientId, clientSecret, businessId } = emulator.asset.account('main')
  const seed = (more: Partial<Parameters<typeof generateInvoices>[0]>) =>
    emulator.seed(generateInvoices({ vendor: 'asset', account: 'main', count: 130, seed: 7, ...more }))
  seed({ statuses: ['open', 'paid', 'void', 'uncollectible'] })
  const { fetch } = emulator.asset
  const options = { account: 'main', clientId, clientSecret, businessId, fetch, now: emulator.clock.now }
  const adapter = must(
    createAssetAdapter({ ...options, environment: 'sandbox', currency: 'USD', retry: { attempts: 1 } }),
  )
  return { emulator, adapter, seed, store: await storeAt(address, { now: emulator.clock.now }) }
}

/** What store and ledger both tell, in the same words. */
function inLedger({ emulator }: World): string[] {
  return emulator.ledger
    .invoices()
    .map((invoice) => `${invoice.id} ${invoice.currency} ${stateOf(invoice)} ${invoice.total}`)
    .sort()
}

/** The ledger of some vendors keeps a refund beside the status. */
function stateOf({ status, amountRefunded, total }: LedgerInvoice): string {
  if (status !== 'paid' || amountRefunded === 0) return status
  return amountRefunded === total ? 'refunded' : 'partially_refunded'
}

async function inStore({ store, emulator }: World): Promise<string[]> {
  const invoices = await stored(store)
  return invoices
    .map(
      (invoice) =>
        `${invoice.source.id} ${invoice.currency} ${stateIn(invoice)} ${totalIn(invoice, emulator)}`,
    )
    .sort()
}

function stateIn({ status }: Invoice): string {
  return status === 'past_due' ? 'open' : status
}

/** Where the vendor does not tell the total, the reading must say so, and claims none. */
function totalIn({ total, notes, source }: Invoice, emulator: Emulator): number | undefined {
  if (total !== null) return total
  expect(notes.map(({ code }) => code)).toContain('total_unknown')
  return emulator.ledger.invoice(source.id)?.total
}

function idsOf({ emulator }: World, status: string): string[] {
  return emulator.ledger.invoices().flatMap((one) => (one.status === status ? one.id : []))
}

describe.each(places())('$name', ({ address }) => {
  it('whop: new and unsettled ones by their rule, the rest named and found by the full sync', async () => {
    const world = await whop(await address())
    const { emulator, adapter, store, seed } = world
    expect(await sync({ adapter }, store, 'full')).toMatchObject({
      new: 60,
      evidence: { conclusion: 'walked' },
    })
    expect(await inStore(world)).toEqual(inLedger(world))
    emulator.clock.advance(dayMs)
    const { outside } = emulator.whop.account('main')
    const [paid, voided] = idsOf(world, 'open')
    const [settled] = idsOf(world, 'paid')
    const [deleted, edited] = idsOf(world, 'draft')
    outside.pay(paid!)
    outside.void(voided!)
    must(await adapter.delete(deleted!))
    must(await adapter.update(edited!, { dueAt: '2026-12-24T00:00:00Z' }))
    seed({ count: 2, label: 'late', start: emulator.clock.iso(), stepMs: 0, statuses: ['paid'] })
    emulator.clock.advance(60_000)
    const before = emulator.requests.length
    const run = await sync({ adapter }, store, 'incremental')
    expect(run).toMatchObject({ mode: 'incremental', new: 2, changed: 3, gone: 1 })
    expect(run.cannotSee.join()).toContain('any change of an invoice that was settled')
    expect(await inStore(world)).toEqual(inLedger(world))
    // What was settled long ago costs nothing.
    expect(emulator.requests.slice(before).some(({ path }) => path.includes(settled!))).toBe(false)
    outside.refund(settled!)
    emulator.clock.advance(60_000)
    await sync({ adapter }, store, 'incremental')
    expect(await inStore(world)).not.toEqual(inLedger(world))
    await sync({ adapter }, store, 'full')
    expect(await inStore(world)).toEqual(inLedger(world))
  })

  it('whop: believes no old delivery, and passes over an event that it does not know', async () => {
    const world = await whop(await address())
    const { emulator, adapter, store } = world
    await sync({ adapter }, store, 'full')
    const account = emulator.whop.account('main')
    account.outside.pay(idsOf(world, 'open')[0]!)
    const [message] = account.webhooks.events
    const receiver = createWebhookReceiver({ store, adapters: [adapter] })
    const send = async () => {
      const { headers, body } = message!
      const request = new Request('https://hooks.example/whop/main', { method: 'POST', headers, body })
      return (await receiver.fetch(request)).status
    }
    expect(await send()).toBe(200)
    await receiver.settled()
    emulator.clock.advance(6 * 60_000)
    expect(await send()).toBe(401)
    const told: string[] = []
    must(await deliverEvents(store, ({ type }) => void told.push(type)))
    expect(told).toContain('paid')
    expect(await inStore(world)).toEqual(inLedger(world))
  })

  it('asset: by comparing the list, which says everything', async () => {
    const world = await asset(await address())
    const { emulator, adapter, store, seed } = world
    expect(await sync({ adapter }, store, 'full')).toMatchObject({
      new: 130,
      singleReads: 0,
      evidence: { conclusion: 'walked' },
    })
    expect(await inStore(world)).toEqual(inLedger(world))
    emulator.clock.advance(dayMs)
    const { outside } = emulator.asset.account('main')
    const [paid, matched] = emulator.ledger.invoices().filter(({ status }) => status === 'open')
    const [settled] = idsOf(world, 'paid')
    outside.pay(paid!.id)
    outside.receive({ amount: matched!.total, description: 'by wire', invoiceId: matched!.id })
    outside.refund(settled!)
    seed({ count: 1, label: 'old', start: '2020-01-01T00:00:00.000Z', statuses: ['open'] })
    const run = await sync({ adapter }, store, 'incremental')
    expect(run).toMatchObject({ mode: 'incremental', new: 1, changed: 3, singleReads: 0 })
    expect(await inStore(world)).toEqual(inLedger(world))
    const told: string[] = []
    must(await deliverEvents(store, ({ type, origin }) => void told.push(`${type} ${origin}`)))
    expect(told.sort()).toEqual(['created observed', 'paid observed', 'paid observed', 'refunded observed'])
    expect((await createWebhookReceiver({ store, adapters: [adapter] }).fetch(unsigned())).status).toBe(404)
  })
})

function unsigned(): Request {
  return new Request('https://hooks.example/asset/main', { method: 'POST', body: '{}' })
}
