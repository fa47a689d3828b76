import type { OperationName } from '@invoice-adapters/core'
import type { ReceivedRequest } from '../facts.ts'
import type { Fault, Faults } from '../faults.ts'
import { connectionError, cutShort, faultOf, firstInstead, unanswered } from './broken-answers.ts'
import { createFaultBox, type FaultBox } from './fault-box.ts'
import { firstId, retold } from './retelling.ts'
import type { RequestToVendor, VendorWords } from './vendor-words.ts'

type Fetch = typeof globalThis.fetch

/** The way to a vendor, on which things go wrong when told to. */
export interface FaultyFetch {
  /** For the adapter under test. */
  fetch: Fetch
  /** For `World.faults`. */
  faults: Faults
  /** Every request that reached the vendor's door, answered or not: for `Oracle.received`. */
  received: readonly ReceivedRequest[]
}

/**
 * Every fault of the kit around any `fetch`, such as one to a server in memory or to a vendor's sandbox: for the harness
 * of an adapter that speaks HTTP. It knows no vendor; what has to be known of yours, `words` says.
 *
 * Its own are all faults but the abilities to seed. A stale read tells what the same address answered before; another
 * record is the true one of that id on reading, and the same one under that id in the answer to a write. An answer
 * without an `x-request-id` gets one.
 */
export function createFaultyFetch(vendor: Fetch, words: VendorWords): FaultyFetch {
  const door: Door = {
    ...{ vendor, words, box: createFaultBox(), received: [], held: [] },
    ...{ hidden: new Set(), earlier: new Map(), page: null },
  }
  return {
    received: door.received,
    async fetch(input, init) {
      const arrival = await arrive(door, new Request(input, init))
      if (faultOf(arrival.faults, 'unreachable')) throw connectionError('ECONNREFUSED')
      const entry = noted(arrival, words)
      door.received.push(entry)
      const number = door.received.length
      const answer = await answerTo(door, arrival)
      entry.requestId = answer.headers.get('x-request-id') ?? `req_${number}`
      answer.headers.set('x-request-id', entry.requestId)
      return answer
    },
    faults: {
      inject: (fault, place) => door.box.inject(fault, place),
      clear() {
        door.box.clear()
        door.hidden.clear()
      },
      async settle() {
        for (const commit of door.held.splice(0)) await commit()
      },
    },
  }
}

interface Door {
  vendor: Fetch
  words: VendorWords
  box: FaultBox
  received: ReceivedRequest[]
  /** Writes that wait until they are let happen. */
  held: (() => Promise<unknown>)[]
  /** Ids that no list shows. */
  hidden: Set<string>
  /** What each address told last. */
  earlier: Map<string, unknown>
  /** The list page that was told last. */
  page: unknown
}

interface Arrival extends RequestToVendor {
  operation: OperationName | null
  signal: AbortSignal
  faults: Fault[]
}

async function arrive({ words, box }: Door, request: Request): Promise<Arrival> {
  const { method, headers, signal } = request
  const sent = { method, headers, url: new URL(request.url), body: await request.text() }
  const operation = words.operationOf(sent)
  return { ...sent, signal, operation, faults: box.take(operation, words.continuesList(sent.url)) }
}

function noted(arrival: Arrival, words: VendorWords): ReceivedRequest {
  const { operation, method, body } = arrival
  return {
    operation,
    write: operation !== null && method !== 'GET',
    body: body === '' ? null : body,
    idempotencyKey: words.keyOf(arrival, operation),
    requestId: null,
  }
}

async function answerTo(door: Door, arrival: Arrival): Promise<Response> {
  const { faults, signal, headers } = arrival
  if (faultOf(faults, 'drop_before_commit')) throw connectionError('UND_ERR_SOCKET')
  if (faultOf(faults, 'no_answer')) return unanswered(signal)
  await faultOf(faults, 'meanwhile')?.work()
  if (faultOf(faults, 'commit_after_timeout')) {
    door.held.push(() => commit(door, arrival))
    return unanswered(signal)
  }
  const instead = firstInstead(faults, door.words.errorBody, credentialIn(headers))
  if (instead?.afterCommit === false) return instead.answer
  const answer = await commit(door, arrival)
  if (faultOf(faults, 'drop_after_commit')) throw connectionError('ECONNRESET')
  return instead?.answer ?? tell(door, arrival, answer)
}

function credentialIn(headers: Headers): string {
  const sent = headers.get('authorization') ?? headers.get('x-api-key') ?? ''
  return sent.split(' ').at(-1) ?? ''
}

/** The vendor's true work. */
async function commit({ vendor, words, box, hidden }: Door, arrival: Arrival): Promise<Response> {
  const { method, url, headers, operation, faults } = arrival
  const other = faultOf(faults, 'comes_out_different')
  const body = other === undefined ? arrival.body : words.otherContent(arrival.body, other.what)
  const address = method === 'GET' ? faults.reduce(toOtherRecord, url) : url
  const answer = await vendor(address, { method, headers, ...(body === '' ? {} : { body }) })
  if (operation === 'create' && box.stands('hidden_from_lists')) {
    hidden.add(firstId(parsed(await answer.clone().text()), words) ?? '')
  }
  return answer
}

/** The address with the other id in the place of its own, as a segment of the path. */
function toOtherRecord(url: URL, fault: Fault): URL {
  if (fault.kind !== 'other_record') return url
  const other = new URL(url)
  const own = encodeURIComponent(fault.id)
  const parts = url.pathname.split('/')
  other.pathname = parts.map((part) => (part === own ? encodeURIComponent(fault.instead) : part)).join('/')
  return other
}

/** The vendor's true answer, with what the faults make of it on the way. */
async function tell(door: Door, arrival: Arrival, answer: Response): Promise<Response> {
  const text = await answer.text()
  const body = parsed(text)
  const { status } = answer
  const headers = new Headers(answer.headers)
  // They were about the bytes that the vendor sent.
  for (const name of ['content-length', 'content-encoding']) headers.delete(name)
  if (body === undefined) return new Response(text === '' ? null : text, { status, headers })
  const told = JSON.stringify(retold(shown(door, arrival, body), door.words, arrival.faults, door.hidden))
  return faultOf(arrival.faults, 'cut_body') ? cutShort(told) : new Response(told, { status, headers })
}

function shown(door: Door, { operation, method, url, faults }: Arrival, body: unknown): unknown {
  const repeated = faultOf(faults, 'repeated_page') ? door.page : null
  if (operation === 'list') door.page = body
  if (method !== 'GET') return body
  const stale = faultOf(faults, 'stale_read') ? door.earlier.get(url.href) : undefined
  if (stale === undefined) door.earlier.set(url.href, body)
  return repeated ?? stale ?? body
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
