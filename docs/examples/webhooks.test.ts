import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { openStore, readInvoices, syncAccount } from '@invoice-adapters/aggregate/store'
import { createCommetAdapter } from '@invoice-adapters/commet'
import { createEmulator, type Emulator, generateInvoices } from '@invoice-adapters/emulator'
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { webhookApp as expressApp } from './webhook-express.ts'
import { webhookApp as honoApp } from './webhook-hono.ts'
import { webhookApp as nestApp } from './webhook-nest.ts'
import { POST } from './webhook-next.ts'
import { webhookServer } from './webhook-node.ts'
import { openReceiver } from './webhook-receiver.ts'

type Post = (body: string, headers: Readonly<Record<string, string>>) => Promise<number>

interface World {
  emulator: Emulator
  address: string
  settings: Parameters<typeof openReceiver>[0]
}

afterEach(() => {
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
  vi.useRealTimers()
})

/** A store that holds one account as it was before the payment that the messages are about. */
async function begin(): Promise<World> {
  const emulator = createEmulator({ clock: { start: '2026-07-15T09:00:00.000Z' } })
  emulator.seed(generateInvoices({ vendor: 'commet', account: 'acme', count: 6, statuses: ['open'] }))
  const { apiKey, webhookSecret } = emulator.commet.account('acme')
  const folder = mkdtempSync(join(tmpdir(), 'invoice-webhooks-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const address = `sqlite:${join(folder, 'invoices.db')}`
  vi.useFakeTimers({ toFake: ['Date'], now: emulator.clock.now() })
  const store = (await openStore(address))._unsafeUnwrap()
  const { fetch } = emulator.commet
  const adapter = createCommetAdapter({ account: 'acme', apiKey, fetch })._unsafeUnwrap()
  expect((await syncAccount(adapter, store, { mode: 'full' })).isOk()).toBe(true)
  expect((await store.close()).isOk()).toBe(true)
  // What the receiver reads goes to the emulator; the test's own requests go to a real port.
  const real = globalThis.fetch
  vi.stubGlobal('fetch', (...given: Parameters<typeof globalThis.fetch>) =>
    String(given[0] instanceof Request ? given[0].url : given[0]).startsWith('http://127.0.0.1')
      ? real(...given)
      : fetch(...given),
  )
  return { emulator, address, settings: { address, apiKey, webhookSecret } }
}

async function statusesIn(address: string): Promise<string[]> {
  const store = (await openStore(address))._unsafeUnwrap()
  const found: string[] = []
  for await (const item of readInvoices(store)) {
    const { source, status } = item._unsafeUnwrap()
    found.push(`${source.id} ${status === 'past_due' ? 'open' : status}`)
  }
  expect((await store.close()).isOk()).toBe(true)
  return found.sort()
}

function inLedger({ emulator }: World): string[] {
  return emulator.ledger
    .invoices()
    .map(({ id, status }) => `${id} ${status}`)
    .sort()
}

/** Pays and voids, sends every message three times in a mixed order, and compares the store with the ledger. */
async function holdToLedger(world: World, post: Post): Promise<void> {
  const { emulator, address } = world
  const { outside, webhooks } = emulator.commet.account('acme')
  const [one, two, three] = emulator.ledger.invoices()
  expect(await statusesIn(address)).toEqual(inLedger(world))
  emulator.clock.advance(60_000)
  vi.setSystemTime(emulator.clock.now())
  for (const { id } of [one!, two!]) outside.pay(id)
  outside.void(three!.id)
  expect(await statusesIn(address)).not.toEqual(inLedger(world))
  const messages = [...webhooks.events, ...[...webhooks.events].reverse(), ...webhooks.events]
  expect(messages.length).toBeGreaterThanOrEqual(9)
  for (const { body, headers } of messages) expect(await post(body, headers)).toBe(200)
  const [{ body, headers } = { body: '', headers: {} }] = messages
  expect(await post(`${body} `, headers)).toBe(401)
  expect(await post(body, {})).toBe(401)
  await vi.waitFor(async () => expect(await statusesIn(address)).toEqual(inLedger(world)), {
    timeout: 20_000,
    interval: 100,
  })
}

async function listen(server: Server): Promise<Post> {
  if (!server.listening) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())))
  const { port } = server.address() as AddressInfo
  return async (body, headers) => {
    const url = `http://127.0.0.1:${port}/webhooks/commet/acme`
    const answer = await fetch(url, { method: 'POST', body, headers: { ...headers, connection: 'close' } })
    return answer.status
  }
}

describe('a delivery to', { timeout: 60_000 }, () => {
  it('plain Node, over a port', async () => {
    const world = await begin()
    const receiver = (await openReceiver(world.settings))._unsafeUnwrap()
    await holdToLedger(world, await listen(webhookServer(receiver)))
  })

  it('Express, over a port', async () => {
    const world = await begin()
    const receiver = (await openReceiver(world.settings))._unsafeUnwrap()
    await holdToLedger(world, await listen(createServer(expressApp(receiver))))
  })

  it('Hono, over a port', async () => {
    const world = await begin()
    const receiver = (await openReceiver(world.settings))._unsafeUnwrap()
    const server = await new Promise<Server>((resolve) => {
      const listening = serve({ fetch: honoApp(receiver).fetch, port: 0, hostname: '127.0.0.1' }, () =>
        resolve(listening as Server),
      )
    })
    await holdToLedger(world, await listen(server))
  })

  it('Nest, over a port', async () => {
    const world = await begin()
    const receiver = (await openReceiver(world.settings))._unsafeUnwrap()
    const app = await nestApp(receiver)
    await app.listen(0, '127.0.0.1')
    await holdToLedger(world, await listen(app.getHttpServer() as Server))
  })

  it('a route handler of Next, called as Next calls it', async () => {
    const world = await begin()
    const { address, apiKey, webhookSecret } = world.settings
    vi.stubEnv('COMMET_API_KEY', 'not a key')
    const error = vi.spyOn(console, 'error').mockReturnValue()
    const post: Post = async (body, headers) => {
      const url = 'https://shop.example/webhooks/commet/acme'
      return (await POST(new Request(url, { method: 'POST', body, headers }))).status
    }
    expect(await post('{}', {})).toBe(503)
    expect(error.mock.lastCall?.[0]).toContain('apiKey')
    vi.stubEnv('INVOICE_STORE', address)
    vi.stubEnv('COMMET_API_KEY', apiKey)
    vi.stubEnv('COMMET_WEBHOOK_SECRET', webhookSecret)
    await holdToLedger(world, post)
  })
})
