import { rawBytes } from '@invoice-adapters/core/authoring'
import { bodyIsLost } from './answers.ts'
import type { WebhookReceiver } from './receiver.ts'

/** A request of Node's `http`, or of Express, as far as it is needed. */
export interface NodeRequest extends AsyncIterable<Uint8Array> {
  method?: string | undefined
  url?: string | undefined
  /** Express: the whole path, where a router has cut off its own part of `url`. */
  originalUrl?: string
  headers: Record<string, string | string[] | undefined>
  /** Express with `express.raw()` or `express.text()`: the raw body. Anything else was parsed, and cannot be verified any more. */
  body?: unknown
  /** Some hosts keep the bytes here beside a parsed `body`; these are taken then. */
  rawBody?: unknown
  /** Whether somebody has read the stream to its end. */
  readableEnded?: boolean
}

export interface NodeResponse {
  statusCode: number
  setHeader(name: string, value: string): unknown
  end(text: string): unknown
}

/**
 * The receiver for Node's own `http` server and for Express, before any body parser or after `express.raw()`. A body that
 * somebody has parsed or read already is answered with 500 and a sentence that says so. Never throws.
 */
export function nodeHandler(
  receiver: Pick<WebhookReceiver, 'fetch'>,
): (request: NodeRequest, response: NodeResponse) => void {
  return (request, response) => {
    void answerNode(receiver, request, response)
  }
}

async function answerNode(
  receiver: Pick<WebhookReceiver, 'fetch'>,
  request: NodeRequest,
  response: NodeResponse,
): Promise<void> {
  const send = (status: number, text: string, headers: Iterable<[string, string]> = []): void => {
    response.statusCode = status
    for (const [name, value] of headers) response.setHeader(name, value)
    response.end(text)
  }
  try {
    const given = request.rawBody ?? request.body
    const body = given === undefined ? null : rawBytes(given)
    const isLost = given === undefined ? request.readableEnded === true : body === null
    if (isLost && request.method === 'POST') return send(500, `${bodyIsLost}\n`)
    const answer = await receiver.fetch(toRequest(request, body))
    send(answer.status, await answer.text(), answer.headers)
  } catch {
    send(400, 'not a request that can be read\n')
  }
}

function toRequest(request: NodeRequest, bytes: Uint8Array | null): Request {
  const { method = 'GET', headers } = request
  const url = new URL(request.originalUrl ?? request.url ?? '/', 'http://receiver.invalid')
  const given = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    (Array.isArray(value) ? value : [value ?? '']).map((one) => [name, one]),
  )
  const hasBody = method !== 'GET' && method !== 'HEAD'
  const body = bytes === null ? streamOf(request) : Uint8Array.from(bytes)
  return new Request(url, { method, headers: given, ...(hasBody ? { body, duplex: 'half' } : {}) })
}

function streamOf(request: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const chunks = request[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next()
      if (done === true) controller.close()
      else controller.enqueue(Uint8Array.from(value))
    },
    async cancel() {
      await chunks.return?.()
    },
  })
}
