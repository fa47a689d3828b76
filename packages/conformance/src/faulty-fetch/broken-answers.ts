import type { Fault } from '../faults.ts'

const tooManyBytes = 17 * 1024 * 1024

/** A complete answer in place of the vendor's own, or null where the fault leaves that alone. */
function insteadOf(
  fault: Fault,
  errorBody: (status: number, message: string) => unknown,
  credential: string,
): Response | null {
  switch (fault.kind) {
    case 'status': {
      const { status, retryAfterSeconds: after } = fault
      const headers: Record<string, string> = after === undefined ? {} : { 'retry-after': String(after) }
      return Response.json(errorBody(status, 'as told'), { status, headers })
    }
    case 'echoed_credential':
      return Response.json(errorBody(401, `the key ${credential} is not good`), { status: 401 })
    case 'not_json':
      return new Response('<html><body>Bad Gateway</body></html>', { status: fault.status ?? 200 })
    case 'empty_body':
      return new Response('')
    case 'redirect':
      return new Response('', { status: 302, headers: { location: 'https://elsewhere.example/' } })
    case 'failure_in_success':
      return Response.json(errorBody(200, 'inside a success'))
    case 'huge_body':
      return new Response(`{"padding":"${'x'.repeat(tooManyBytes)}"}`)
    default:
      return null
  }
}

/** What the first of the faults that has one answers in the vendor's place. */
export function firstInstead(
  faults: readonly Fault[],
  errorBody: (status: number, message: string) => unknown,
  credential: string,
): { answer: Response; afterCommit: boolean } | null {
  for (const fault of faults) {
    const answer = insteadOf(fault, errorBody, credential)
    if (answer !== null) return { answer, afterCommit: fault.kind === 'status' && fault.afterCommit === true }
  }
  return null
}

/** A 200 answer whose connection ends in the middle. */
export function cutShort(whole: string): Response {
  const half = new TextEncoder().encode(whole.slice(0, Math.ceil(whole.length / 2)))
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(half),
    pull: (controller) => controller.error(connectionError('UND_ERR_SOCKET')),
  })
  return new Response(body, { status: 200 })
}

/** What the platform's fetch rejects with. */
export function connectionError(code: string): TypeError {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) })
}

/** Waits until the client has given up. */
export function unanswered(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const giveUp = (): void => reject(signal.reason instanceof Error ? signal.reason : new Error('given up'))
    if (signal.aborted) giveUp()
    else signal.addEventListener('abort', giveUp, { once: true })
  })
}

/** The one of that kind among the faults that strike. */
export function faultOf<K extends Fault['kind']>(
  faults: readonly Fault[],
  kind: K,
): Extract<Fault, { kind: K }> | undefined {
  return faults.find((fault): fault is Extract<Fault, { kind: K }> => fault.kind === kind)
}
