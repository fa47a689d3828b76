import type { ReceivedRequest } from '../facts.ts'
import type { Fault, FaultKind } from '../faults.ts'
import {
  connectionError,
  cutShort,
  faultOf,
  firstInstead,
  unanswered,
} from '../faulty-fetch/broken-answers.ts'
import type { FaultBox } from '../faulty-fetch/fault-box.ts'
import { errorBody, responseOf, withRecordChanged } from './broken-answers.ts'
import { type Answer, failed, isRecord, matchRoute, objectFrom, type Route } from './exchange.ts'
import { createIdempotency, type Idempotency } from './idempotency.ts'

interface Workings {
  apiKey: string
  routes: readonly Route[]
  faults: FaultBox
  received: ReceivedRequest[]
  /** Writes that wait until they are let happen. */
  held: (() => void)[]
}

/** One request that a route was found for. */
interface Arrival {
  route: Route
  id: string
  query: URLSearchParams
  text: string
  /** The caller's key for repeats, where the route honours one. */
  key: string | null
  credential: string
  signal: AbortSignal
  faults: Fault[]
  requestId: string
}

/** The vendor's `fetch`: takes each request through the faults to its route and back. */
export function openFrontDoor(workings: Workings): typeof globalThis.fetch {
  const idempotency = createIdempotency()
  const pages: { last: unknown } = { last: null }
  return async (input, init) => {
    const arrival = await arrive(workings, new Request(input, init))
    if ('status' in arrival) return arrival
    const refused = await admit(workings, arrival)
    if (refused !== null) return signedOff(arrival, refused)
    await faultOf(arrival.faults, 'meanwhile')?.work()
    const answer = await work(workings, idempotency, arrival)
    return signedOff(arrival, tell(arrival, ofOtherRecord(workings, arrival, answer), pages))
  }
}

async function arrive({ routes, faults, received }: Workings, request: Request): Promise<Arrival | Response> {
  const url = new URL(request.url)
  const text = await request.text()
  const key = request.headers.get('idempotency-key')
  const matched = matchRoute(routes, request.method, url.pathname)
  const requestId = `req_${received.length + 1}`
  received.push({
    operation: matched?.route.operation ?? null,
    write: request.method !== 'GET',
    body: text === '' ? null : text,
    idempotencyKey: key,
    requestId,
  })
  if (matched === undefined) return responseOf(failed(404, 'no_route', 'there is nothing here'))
  const { route, id } = matched
  const continuesList = route.operation === 'list' && url.searchParams.has('cursor')
  return {
    route,
    id,
    query: url.searchParams,
    text,
    key: route.keyed === true ? key : null,
    credential: request.headers.get('authorization') ?? '',
    signal: request.signal,
    faults: faults.take(route.operation, continuesList),
    requestId,
  }
}

function struckBy({ faults }: Arrival, kind: FaultKind): boolean {
  return faults.some((fault) => fault.kind === kind)
}

function secretIn(credential: string): string {
  return credential.split(' ').at(-1) ?? ''
}

/** What is answered without any work; null: the work may begin. */
async function admit({ apiKey }: Workings, arrival: Arrival): Promise<Response | null> {
  if (struckBy(arrival, 'unreachable')) throw connectionError('ECONNREFUSED')
  if (struckBy(arrival, 'drop_before_commit')) throw connectionError('UND_ERR_SOCKET')
  if (struckBy(arrival, 'no_answer')) return unanswered(arrival.signal)
  const instead = insteadOfAnswer(arrival)
  if (instead?.afterCommit === false) return instead.answer
  if (arrival.credential === `Bearer ${apiKey}`) return null
  return responseOf(failed(401, 'bad_key', 'the key is not good'))
}

function insteadOfAnswer({ faults, credential }: Arrival): ReturnType<typeof firstInstead> {
  return firstInstead(faults, errorBody, secretIn(credential))
}

async function work({ held }: Workings, idempotency: Idempotency, arrival: Arrival): Promise<Answer> {
  const { route, id, query, text, key, faults } = arrival
  const commit = (): Answer => {
    const answer = route.run({ id, query, body: objectFrom(text), faults })
    idempotency.finish(key, answer)
    return answer
  }
  const whole = `${route.operation} ${id} ${text}`
  const known = idempotency.known(key, whole)
  if (known !== null) return known
  idempotency.begin(key, whole)
  if (!struckBy(arrival, 'commit_after_timeout')) return commit()
  held.push(commit)
  return unanswered(arrival.signal)
}

/** Another record in place of the one that the answer is about. */
function ofOtherRecord({ routes }: Workings, arrival: Arrival, answer: Answer): Answer {
  const other = faultOf(arrival.faults, 'other_record')
  if (other === undefined || !isRecord(answer.body) || answer.body.id !== other.id) return answer
  const { query, faults } = arrival
  const read = routes.find((route) => route.operation === 'get')
  return read?.run({ id: other.instead, query, body: {}, faults }) ?? answer
}

/** The vendor's true answer, with what the faults make of it on the way. */
function tell(arrival: Arrival, answer: Answer, pages: { last: unknown }): Response {
  if (struckBy(arrival, 'drop_after_commit')) throw connectionError('ECONNRESET')
  const instead = insteadOfAnswer(arrival)
  if (instead !== null) return instead.answer
  const whole = struckBy(arrival, 'repeated_page') ? pages.last : answer.body
  if (arrival.route.operation === 'list' && answer.status === 200) pages.last = answer.body
  const body = arrival.faults.reduce(
    (told, fault) =>
      fault.kind === 'changed_record' ? withRecordChanged(told, fault.id, fault.change) : told,
    whole,
  )
  return struckBy(arrival, 'cut_body') ? cutShort(JSON.stringify(body)) : responseOf({ ...answer, body })
}

function signedOff({ requestId }: Arrival, response: Response): Response {
  response.headers.set('x-request-id', requestId)
  return response
}
