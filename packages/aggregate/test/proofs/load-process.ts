// A webhook receiver behind Node's own server, or a server that only reads what it gets, in a process of its own:
// `node --expose-gc load-process.ts`, the order as JSON in the environment. Prints its port; ends with its standard input.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import process from 'node:process'
import { createWebhookReceiver, nodeHandler, openStore } from '../../src/store.ts'
import { type AccountPlace, openAdapter } from './open-adapter.ts'

export interface LoadOrder {
  /** Of the store; null: the bare server. */
  address: string | null
  place: AccountPlace
}

/** Answer to `GET /settled`, once everything received has been read. */
export interface LoadState {
  /** Bytes, after a garbage collection. */
  heap: number
  resident: number
  /** Reads that failed. */
  failures: number
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void

const order = JSON.parse(process.env.LOAD_ORDER ?? '{}') as LoadOrder
let failures = 0

async function openReceiver(address: string): Promise<{ handler: Handler; settled: () => Promise<void> }> {
  const opened = await openStore(address)
  if (opened.isErr()) throw new Error(opened.error.message)
  const onFailure = (): void => {
    failures += 1
  }
  const adapters = [openAdapter(order.place, {})]
  const receiver = createWebhookReceiver({ store: opened.value, adapters, onFailure })
  return { handler: nodeHandler(receiver), settled: receiver.settled }
}

const bare: Handler = (request, response) => {
  request.resume().on('end', () => response.end('received'))
}

const { handler, settled } =
  order.address === null ? { handler: bare, settled: async () => {} } : await openReceiver(order.address)
const server = createServer((request, response) => {
  if (request.url !== '/settled') return handler(request, response)
  void settled().then(() => {
    globalThis.gc?.()
    const { heapUsed, rss } = process.memoryUsage()
    const state: LoadState = { heap: heapUsed, resident: rss, failures }
    response.end(JSON.stringify(state))
  })
})
// Between two bursts it may be longer than the five seconds after which Node closes a connection that is kept.
server.keepAliveTimeout = 600_000
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`))
process.stdin.resume().on('end', () => process.exit(0))
