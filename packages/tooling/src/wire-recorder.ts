// For tests of the wire: answers by hand, and what was truly sent.
import nock from 'nock'

export interface Recorded {
  method: string
  path: string
  headers: Record<string, string>
  /** Null where nothing was sent. */
  body: string | null
}

export type Answer = { status?: number; json?: unknown; text?: string; headers?: Record<string, string> }

/** Set by the HTTP client of the platform, not by the adapter. */
const platformHeaders = [
  'accept-encoding',
  'accept-language',
  'connection',
  'content-length',
  'host',
  'sec-fetch-mode',
  'user-agent',
]

export interface WireRecorder {
  /** Answers the next requests to exactly this path, or every one, and keeps what arrived. Of answers, the last stays. */
  answer(method: string, path: string, reply: Answer | Answer[], settings?: { always?: boolean }): Recorded[]
  /** What an operation asks besides the endpoint under test; of several answers, the last one stays. */
  answerBeside(endpoint: { beside: readonly { path: string; inTurn: readonly unknown[] }[] }): void
}

/** Of the addresses below one prefix. */
export function wireRecorder(origin: string, prefix = ''): WireRecorder {
  const answer: WireRecorder['answer'] = (method, path, reply, { always = false } = {}) => {
    const recorded: Recorded[] = []
    const replies = [reply].flat()
    const interceptor = nock(origin).intercept((uri: string) => uri === prefix + path, method)
    interceptor.times(always ? Number.MAX_SAFE_INTEGER : replies.length).reply(async (request: Request) => {
      recorded.push(await recordOf(request))
      const next = replies[Math.min(recorded.length, replies.length) - 1] ?? {}
      const type = next.text === undefined ? 'application/json' : 'text/html'
      const body = next.text ?? JSON.stringify(next.json ?? null)
      return [next.status ?? 200, body, { 'content-type': type, 'x-request-id': 'req_17', ...next.headers }]
    })
    return recorded
  }
  return {
    answer,
    answerBeside({ beside }) {
      for (const { path, inTurn } of beside) {
        const replies = inTurn.map((one) => (isAnswer(one) ? one : { json: one }))
        answer('GET', path, replies, { always: true })
      }
    },
  }
}

async function recordOf(request: Request): Promise<Recorded> {
  const { pathname, search } = new URL(request.url)
  const own = [...request.headers].filter(([name]) => !platformHeaders.includes(name))
  const text = await request.text()
  return {
    method: request.method,
    path: pathname + search,
    headers: Object.fromEntries(own),
    body: text === '' ? null : text,
  }
}

/** An answer with a status of its own; a vendor's record has none that is a number. */
function isAnswer(one: unknown): one is Answer {
  return typeof one === 'object' && one !== null && 'status' in one && typeof one.status === 'number'
}
