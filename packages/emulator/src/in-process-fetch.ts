import { bodyBytes, bodyLength } from './body-bytes.ts'
import type { FrontDoor } from './exchange.ts'
import type { ConnectionFailure, WireAnswer, WireRequest } from './wire.ts'

const maximumRedirects = 20
const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])
const bodilessStatuses: ReadonlySet<number> = new Set([204, 205, 304])

/** A `fetch` that reaches the vendor without a socket and fails the way Node's own does. */
export function createInProcessFetch(door: FrontDoor): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init)
    request.signal.throwIfAborted()
    const body = await request.text()
    return follow(door, { request, url: new URL(request.url), method: request.method, body }, 0)
  }
}

interface Hop {
  readonly request: Request
  readonly url: URL
  readonly method: string
  readonly body: string
}

async function follow(door: FrontDoor, hop: Hop, followed: number): Promise<Response> {
  const { request } = hop
  const outcome = await untilAborted(door.exchange(toWire(hop)), request.signal)
  if (outcome.kind === 'failed') throw connectionError(outcome.failure)
  const { answer } = outcome
  const location = answer.headers.location
  if (location === undefined || !redirectStatuses.has(answer.status) || request.redirect === 'manual') {
    return toResponse(answer, request)
  }
  if (request.redirect === 'error' || followed >= maximumRedirects) {
    throw new TypeError('fetch failed', { cause: new Error('unexpected redirect') })
  }
  const keepsMethod = answer.status === 307 || answer.status === 308 || hop.method === 'GET'
  const next: Hop = {
    request,
    url: new URL(location, hop.url),
    method: keepsMethod ? hop.method : 'GET',
    body: keepsMethod ? hop.body : '',
  }
  return follow(door, next, followed + 1)
}

function toWire(hop: Hop): WireRequest {
  return {
    origin: hop.url.origin,
    method: hop.method,
    path: hop.url.pathname,
    query: hop.url.search.slice(1),
    headers: Object.fromEntries(hop.request.headers),
    body: hop.body,
    signal: hop.request.signal,
  }
}

function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(signal.reason)
    signal.addEventListener('abort', onAbort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}

const failureTexts: Readonly<Record<ConnectionFailure, string>> = {
  ECONNRESET: 'read ECONNRESET',
  ECONNREFUSED: 'connect ECONNREFUSED 127.0.0.1:443',
  UND_ERR_SOCKET: 'other side closed',
}

function connectionError(code: ConnectionFailure): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(failureTexts[code]), { code }) })
}

function toResponse(answer: WireAnswer, request: Request): Response {
  if (bodilessStatuses.has(answer.status)) {
    return new Response(null, { status: answer.status, headers: answer.headers })
  }
  const headers = { ...answer.headers, 'content-length': String(bodyLength(answer)) }
  return new Response(bodyStream(answer, request), { status: answer.status, headers })
}

/**
 * Requests whose body has stalled. Like an open socket they live until their client gives up: the platform holds a request
 * weakly, and one that was collected would never tell that its signal was aborted.
 */
const stalled = new Set<Request>()

function bodyStream(answer: WireAnswer, request: Request): ReadableStream<Uint8Array> {
  const { signal } = request
  const bytes = bodyBytes(answer)
  const cut = Object.assign(new Error(failureTexts.UND_ERR_SOCKET), { code: 'UND_ERR_SOCKET' })
  return new ReadableStream({
    pull(controller) {
      if (signal.aborted) return controller.error(signal.reason)
      const chunk = bytes.next()
      if (!chunk.done) return controller.enqueue(chunk.value)
      if (answer.bodyFate === 'cut') return controller.error(new TypeError('terminated', { cause: cut }))
      if (answer.bodyFate !== 'stalled') return controller.close()
      stalled.add(request)
      return new Promise((resolve) => {
        const onAbort = (): void => {
          stalled.delete(request)
          controller.error(signal.reason)
          resolve()
        }
        signal.addEventListener('abort', onAbort, { once: true })
      })
    },
    cancel: () => void stalled.delete(request),
  })
}
