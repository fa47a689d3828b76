import type { PlannedRequest } from '@invoice-adapters/core'
import { masked } from './mask.ts'

export interface Hold {
  /** Lets reads through; holds back the first write, and everything after it. */
  fetch: typeof globalThis.fetch
  /** The write that would have left; null: there was none. */
  held(): PlannedRequest | null
  /** Reads that were made on the way, as `GET https://…`. */
  reads(): readonly string[]
}

/**
 * A dry run of any operation: the adapter does what it would do, on the vendor's real answers, as far as its first
 * write. That one is kept instead of sent, and the adapter is told that the connection was refused, which is the one
 * answer after which nothing can have taken effect.
 */
export function holdWrites(send: typeof globalThis.fetch = globalThis.fetch): Hold {
  let write: PlannedRequest | null = null
  const reads: string[] = []
  return {
    held: () => write,
    reads: () => reads,
    async fetch(input, init) {
      const request = new Request(input, init)
      if (write === null && isRead(request)) {
        reads.push(`${request.method} ${request.url}`)
        return send(request)
      }
      write ??= await toPlanned(request)
      throw new TypeError('held back by the dry run', { cause: { code: 'ECONNREFUSED' } })
    },
  }
}

/** A token is asked for with POST, and changes nothing (Asset: `POST /v0/auth/token`). */
export function isRead(request: Request): boolean {
  if (request.method === 'GET' || request.method === 'HEAD') return true
  return request.method === 'POST' && new URL(request.url).pathname.endsWith('/auth/token')
}

async function toPlanned(request: Request): Promise<PlannedRequest> {
  const text = await request.text()
  return {
    method: request.method,
    url: request.url,
    headers: masked(Object.fromEntries(request.headers)),
    body: text === '' ? null : text,
    unresolved: [],
  }
}
