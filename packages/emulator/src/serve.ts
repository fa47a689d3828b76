import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { bodyBytes, bodyLength } from './body-bytes.ts'
import type { FrontDoor } from './exchange.ts'
import type { Outcome, WireAnswer, WireRequest } from './wire.ts'

export interface ServedDoor {
  /** Such as `http://127.0.0.1:49152`. */
  readonly origin: string
  close(): Promise<void>
}

/** Serves a vendor on the loopback interface; port 0 is a free one. */
export async function serve(door: FrontDoor, port = 0): Promise<ServedDoor> {
  const server = createServer((incoming, response) => {
    handle(door, incoming, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function handle(door: FrontDoor, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const departure = new AbortController()
  response.on('close', () => departure.abort(new Error('the client closed the connection')))
  const request = await toWire(incoming, departure.signal)
  send(await door.exchange(request), response)
}

async function toWire(incoming: IncomingMessage, signal: AbortSignal): Promise<WireRequest> {
  const chunks: Uint8Array[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const [path = '/', ...query] = (incoming.url ?? '/').split('?')
  const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [
    name,
    Array.isArray(value) ? value.join(', ') : (value ?? ''),
  ])
  return {
    origin: `http://${incoming.headers.host ?? '127.0.0.1'}`,
    method: incoming.method ?? 'GET',
    path,
    query: query.join('?'),
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks).toString('utf8'),
    signal,
  }
}

/** A refused connection cannot be played on an open port: the socket is destroyed, which clients see as a reset. */
function send(outcome: Outcome, response: ServerResponse): void {
  if (outcome.kind === 'failed') {
    response.destroy()
    return
  }
  const { answer } = outcome
  response.writeHead(answer.status, { ...answer.headers, 'content-length': bodyLength(answer) })
  void sendBody(answer, response)
}

async function sendBody(answer: WireAnswer, response: ServerResponse): Promise<void> {
  const fate = answer.bodyFate ?? 'whole'
  for (const chunk of bodyBytes(answer)) {
    if (response.destroyed) return
    if (!response.write(chunk)) await roomToWrite(response)
  }
  if (fate === 'whole') response.end()
  if (fate === 'cut') setImmediate(() => response.destroy())
}

/** Resolves when the client has taken what was sent, or has left. */
function roomToWrite(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done)
      response.off('close', done)
      resolve()
    }
    response.on('drain', done)
    response.on('close', done)
  })
}
