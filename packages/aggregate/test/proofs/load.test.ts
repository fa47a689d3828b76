import type { Emulator } from '@invoice-adapters/emulator'
import { proofSeed, proofSize, recordProof } from '@invoice-adapters/tooling/proof'
import { expect, it, onTestFinished } from 'vitest'
import type { InvoiceStore } from '../../src/store/store.ts'
import { deliverEvents } from '../../src/webhooks/deliver-events.ts'
import { must, sqliteAddress, storeAt } from '../store/places.ts'
import { type LoadedServer, type Message, startServer } from './load-senders.ts'
import { below, randomFrom, shuffled } from './random.ts'
import { createWorld, invoicesOf, type ProofAccount, placeOf } from './world.ts'

const account: ProofAccount = { provider: 'commet', account: 'alpha', apiVersion: '2026-07-11' }
const place = { vendor: 'commet', account: 'alpha' } as const
const seconds = { receiver: proofSize(2, 120), bare: proofSize(0.5, 15) }
/** New messages between two looks at whether all were read: what is received faster than it is read would pile up. */
const perBurst = 150
const doubled = 0.2
const forged = 0.05
const random = randomFrom(proofSeed())

interface Burst {
  messages: Message[]
  /** What each has to be answered with. */
  expected: number[]
  fresh: number
}

/** Invoices that are paid, each told of once, doubled and forged messages among them. */
function nextBurst(emulator: Emulator, label: number): Burst {
  const seeded = invoicesOf(account, {
    count: perBurst,
    seed: proofSeed() + label,
    label: `load${label}`,
    statuses: ['open'],
  })
  const known = new Set(emulator.ledger.invoices(place).map(({ id }) => id))
  emulator.seed(seeded)
  const { outside, webhooks } = emulator.commet.account('alpha')
  const made = emulator.ledger.invoices(place).filter(({ id }) => !known.has(id))
  const before = webhooks.events.length
  for (const { id } of made) outside.pay(id)
  const news = webhooks.events.slice(before).map(({ headers, body }): Message => ({ headers, body }))
  // Of all that is sent, so much is doubled or forged.
  const rest = 1 - doubled - forged
  const some = (share: number): Message[] =>
    Array.from({ length: Math.round((news.length * share) / rest) }, () => news[below(random, news.length)]!)
  const all = shuffled(random, [
    ...[...news, ...some(doubled)].map((message) => ({ message, status: 200 })),
    ...some(forged).map((message) => ({ message: withBadSignature(message), status: 401 })),
  ])
  return {
    messages: all.map(({ message }) => message),
    expected: all.map(({ status }) => status),
    fresh: news.length,
  }
}

/** The signature is that of another body. */
function withBadSignature({ headers, body }: Message): Message {
  return { headers, body: `${body} ` }
}

interface Load {
  sent: number
  fresh: number
  seconds: number
  heaps: number[]
  failures: number
}

async function loadFor(server: LoadedServer, limit: number, emulator: Emulator): Promise<Load> {
  const load: Load = { sent: 0, fresh: 0, seconds: 0, heaps: [], failures: 0 }
  for (let label = 0; load.seconds < limit; label += 1) {
    const { messages, expected, fresh } = nextBurst(emulator, label)
    const began = performance.now()
    expect(await server.send(messages)).toEqual(expected)
    const { heap, failures } = await server.settled()
    // Making the messages is not the receiver's work.
    load.seconds += (performance.now() - began) / 1_000
    load.sent += messages.length
    load.fresh += fresh
    load.heaps.push(heap)
    load.failures = failures
  }
  return load
}

async function bareRate(emulator: Emulator): Promise<number> {
  const server = await startServer({ address: null, place: placeOf(emulator, account) })
  const { messages } = nextBurst(emulator, 1_000_000)
  let [sent, spent] = [0, 0]
  while (spent < seconds.bare) {
    const began = performance.now()
    await server.send(messages)
    await server.settled()
    spent += (performance.now() - began) / 1_000
    sent += messages.length
  }
  return sent / spent
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** What the store has of each invoice that it was told of. */
async function storedStates(store: InvoiceStore): Promise<Map<string, string>> {
  const rows = must(
    await store.database.attempt('states', (tables) =>
      tables.selectFrom('invoices').select(['invoice_id', 'status', 'total', 'amount_due']).execute(),
    ),
  )
  return new Map(rows.map((row) => [row.invoice_id, `${row.status} ${row.total} ${row.amount_due}`]))
}

async function timesTold(store: InvoiceStore): Promise<Map<string, number>> {
  const told = new Map<string, number>()
  for (;;) {
    const result = await deliverEvents(
      store,
      ({ type, invoiceId }) => {
        if (type === 'paid') told.set(invoiceId, (told.get(invoiceId) ?? 0) + 1)
      },
      { limit: 1_000 },
    )
    if (must(result).delivered === 0) return told
  }
}

it('loses and doubles nothing at the highest rate the receiver holds, and stays as small as it was', async () => {
  const emulator = createWorld(0, 0, {}, [account])
  const bare = await bareRate(emulator)
  emulator.reset()
  const listening = await emulator.listen()
  onTestFinished(() => listening.close())
  const address = sqliteAddress()
  const server = await startServer({ address, place: placeOf(emulator, account, listening) })
  const load = await loadFor(server, seconds.receiver, emulator)

  const store = await storeAt(address)
  const paid = emulator.ledger.invoices(place)
  expect(paid).toHaveLength(load.fresh)
  expect(await storedStates(store)).toEqual(new Map(paid.map(({ id, total }) => [id, `paid ${total} 0`])))
  expect(await timesTold(store)).toEqual(new Map(paid.map(({ id }) => [id, 1])))
  expect(load.failures).toBe(0)
  const quarter = Math.max(1, Math.floor(load.heaps.length / 4))
  const grown =
    (average(load.heaps.slice(-quarter)) - average(load.heaps.slice(quarter, 2 * quarter))) / 2 ** 20
  if (load.heaps.length >= 12) expect(grown).toBeLessThan(8)
  const rate = load.sent / load.seconds
  recordProof({
    name: 'webhook-load',
    what: 'Webhooks of paid invoices, a fifth of them doubled and one in twenty with a bad signature, as fast as the receiver stores and reads them: none lost, none told twice, no forged one taken, memory flat.',
    size: load.sent,
    result: {
      sent: load.sent,
      ofThemNew: load.fresh,
      lost: 0,
      toldTwice: 0,
      forgedTaken: 0,
      secondsUnderLoad: Math.round(load.seconds),
      perSecond: Math.round(rate),
      perSecondOfABareServer: Math.round(bare),
      heapMiBGrownOverTheLastHalf: Math.round(grown * 10) / 10,
      database: 'sqlite, every delivery on the disk before it is answered',
    },
    notShown: [
      'What a live vendor sends: the deliveries are the emulator’s, which also answers the reads, on the same machine as the senders.',
      'PostgreSQL, and several receivers at once.',
      'A burst faster than the reads: deliveries are stored first, and wait for their reading. The rate is the one at which nothing piles up.',
    ],
  })
}, 900_000)
