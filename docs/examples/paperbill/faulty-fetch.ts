import type { Fault, FaultPlace, Faults, ReceivedRequest } from '@invoice-adapters/conformance'
import type { OperationName } from '@invoice-adapters/core'

type Fetch = typeof globalThis.fetch

/** The way to a vendor, on which things go wrong when told to. */
export interface FaultyFetch {
  fetch: Fetch
  faults: Faults
  /** Every request that reached the vendor's door. */
  received: ReceivedRequest[]
}

/** What only somebody who knows the vendor can say. */
export interface VendorWords {
  operationOf(method: string, url: URL): OperationName | null
  continuesList(url: URL): boolean
  /** By which the vendor recognises a repeated write. */
  keyOf(request: Arrival): string | null
  errorBody(message: string): unknown
  /** What is sent on in place of the body, so that something else comes out. */
  misread(body: string, what: 'amount' | 'currency'): string
  /** What is told in place of an answer's body. */
  retell(body: unknown, fault: Fault, hidden: ReadonlySet<string>): unknown
  createdId(body: unknown): string | null
}

export interface Arrival {
  method: string
  url: URL
  headers: Headers
  body: string
  signal: AbortSignal
  operation: OperationName | null
  struck: Fault[]
}

interface Standing {
  fault: Fault
  place: FaultPlace
  seen: number
  struck: number
}

export function createFaultyFetch(vendor: Fetch, words: VendorWords): FaultyFetch {
  let standing: Standing[] = []
  let held: (() => Promise<unknown>)[] = []
  const hidden = new Set<string>()
  const received: ReceivedRequest[] = []
  const pages: { last: unknown } = { last: null }

  const strike = (operation: OperationName | null, url: URL): Fault[] =>
    standing
      .filter(({ place: { on } }) => on === 'any' || on === operation)
      .filter(({ fault }) => fault.kind !== 'repeated_page' || words.continuesList(url))
      .filter((one) => {
        const { after = 0, times = 1 } = one.place
        one.seen += 1
        if (one.seen <= after || one.struck >= times) return false
        one.struck += 1
        return true
      })
      .map(({ fault }) => fault)

  /** The vendor's true work. */
  const commit = async (arrival: Arrival): Promise<Response> => {
    const { method, url, headers, struck } = arrival
    const other = faultOf(struck, 'comes_out_different')
    const body = other === undefined ? arrival.body : words.misread(arrival.body, other.what)
    const answer = await vendor(url, { method, headers, ...(body === '' ? {} : { body }) })
    if (faultOf(struck, 'hidden_from_lists') === undefined) return answer
    hidden.add(words.createdId(await answer.clone().json()) ?? '')
    return answer
  }

  const answerTo = async (arrival: Arrival): Promise<Response> => {
    const { struck, signal } = arrival
    if (faultOf(struck, 'drop_before_commit')) throw connectionError('UND_ERR_SOCKET')
    if (faultOf(struck, 'no_answer')) return unanswered(signal)
    if (faultOf(struck, 'commit_after_timeout')) {
      held.push(() => commit(arrival))
      return unanswered(signal)
    }
    const instead = insteadOf(arrival, words)
    if (instead !== null && faultOf(struck, 'status')?.afterCommit !== true) return instead
    const answer = await commit(arrival)
    if (faultOf(struck, 'drop_after_commit')) throw connectionError('ECONNRESET')
    if (instead !== null) return instead
    const told = await answer.json()
    const shown = faultOf(struck, 'repeated_page') ? pages.last : told
    if (arrival.operation === 'list') pages.last = told
    // What hides a record was struck when it was made, and shows in every list afterwards.
    const retelling: Fault[] = [...struck, { kind: 'hidden_from_lists' }]
    const body = retelling.reduce((last, fault) => words.retell(last, fault, hidden), shown)
    return faultOf(struck, 'cut_body') ? cutShort(body) : Response.json(body, { status: answer.status })
  }

  return {
    received,
    async fetch(input, init) {
      const arrival = await arrive(new Request(input, init), words, strike)
      if (faultOf(arrival.struck, 'unreachable')) throw connectionError('ECONNREFUSED')
      const requestId = `req_${received.length + 1}`
      received.push(noted(arrival, requestId, words))
      const answer = await answerTo(arrival)
      answer.headers.set('x-request-id', requestId)
      return answer
    },
    faults: {
      inject: (fault, place) => {
        standing.push({ fault, place, seen: 0, struck: 0 })
      },
      clear() {
        standing = []
        hidden.clear()
      },
      async settle() {
        const late = held
        held = []
        for (const work of late) await work()
      },
    },
  }
}

async function arrive(
  request: Request,
  words: VendorWords,
  strike: (operation: OperationName | null, url: URL) => Fault[],
): Promise<Arrival> {
  const { method, headers, signal } = request
  const url = new URL(request.url)
  const operation = words.operationOf(method, url)
  return {
    method,
    headers,
    signal,
    url,
    operation,
    body: await request.text(),
    struck: strike(operation, url),
  }
}

function noted(arrival: Arrival, requestId: string, words: VendorWords): ReceivedRequest {
  const { operation, method, body } = arrival
  return {
    operation,
    write: method !== 'GET',
    body: body === '' ? null : body,
    idempotencyKey: words.keyOf(arrival),
    requestId,
  }
}

function faultOf<K extends Fault['kind']>(faults: Fault[], kind: K): Extract<Fault, { kind: K }> | undefined {
  return faults.find((fault): fault is Extract<Fault, { kind: K }> => fault.kind === kind)
}

/** A complete answer that is not the vendor's own work. */
function insteadOf({ struck, headers }: Arrival, words: VendorWords): Response | null {
  for (const fault of struck) {
    if (fault.kind === 'status') {
      const { status, retryAfterSeconds: after } = fault
      const asking: Record<string, string> = after === undefined ? {} : { 'retry-after': String(after) }
      return Response.json(words.errorBody('as told'), { status, headers: asking })
    }
    if (fault.kind === 'echoed_credential') {
      const message = `${headers.get('authorization')} is not good`
      return Response.json(words.errorBody(message), { status: 401 })
    }
    if (fault.kind === 'not_json')
      return new Response('<html>Bad gateway</html>', { status: fault.status ?? 200 })
    if (fault.kind === 'empty_body') return new Response('')
    if (fault.kind === 'redirect')
      return new Response('', { status: 302, headers: { location: 'https://elsewhere.example/' } })
    if (fault.kind === 'failure_in_success') return Response.json(words.errorBody('inside a success'))
    if (fault.kind === 'huge_body') return new Response(`{"padding":"${'x'.repeat(17 * 1024 * 1024)}"}`)
  }
  return null
}

function cutShort(whole: unknown): Response {
  const text = JSON.stringify(whole)
  const half = new TextEncoder().encode(text.slice(0, text.length / 2))
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(half),
    pull: (controller) => controller.error(connectionError('UND_ERR_SOCKET')),
  })
  return new Response(body)
}

/** What the platform's fetch rejects with. */
function connectionError(code: string): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) })
}

/** Waits until the client has given up. */
function unanswered(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const giveUp = (): void => reject(signal.reason instanceof Error ? signal.reason : new Error('given up'))
    if (signal.aborted) giveUp()
    else signal.addEventListener('abort', giveUp, { once: true })
  })
}
