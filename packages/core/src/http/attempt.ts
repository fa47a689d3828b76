import type { HttpRequest } from './transport.ts'

/** A body longer than this is refused; 100 invoices of 5 lines take about 0.3 MB. */
export const maximumBodyBytes: number = 16 * 1024 * 1024

/** One complete answer of the vendor, whatever its status. */
export interface Answered {
  httpStatus: number
  headers: Headers
  text: string
  /** Milliseconds since 1970. */
  startedAt: number
  durationMs: number
}

/** A body that does not end within {@link maximumBodyBytes}; reading stopped there. */
export const bodyTooLarge = 'BODY_TOO_LARGE'

/**
 * Sends the request once and reads the whole body, so that one time limit covers both. Redirects are not followed:
 * an address from a response never receives the credentials.
 */
export async function attempt(
  fetch: typeof globalThis.fetch,
  url: string,
  request: Pick<HttpRequest, 'method' | 'body'>,
  headers: Record<string, string>,
  signal: AbortSignal,
  now: () => number,
): Promise<Answered> {
  const startedAt = now()
  const response = await fetch(url, {
    method: request.method,
    headers,
    signal,
    redirect: 'manual',
    ...(request.body === undefined ? {} : { body: request.body }),
  })
  const text = await boundedText(response)
  return {
    httpStatus: response.status,
    headers: response.headers,
    text,
    startedAt,
    durationMs: now() - startedAt,
  }
}

async function boundedText(response: Response): Promise<string> {
  if (response.body === null) return ''
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    bytes += value.byteLength
    if (bytes > maximumBodyBytes) {
      await reader.cancel().catch(() => undefined)
      throw Object.assign(new Error(`body over ${maximumBodyBytes} bytes`), { code: bodyTooLarge })
    }
    text += decoder.decode(value, { stream: true })
  }
}
