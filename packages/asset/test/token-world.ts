import type { AdapterEvent } from '@invoice-adapters/core'
import type { AssetAdapter, AssetAdapterOptions } from '../src/index.ts'
import { wireInvoice, wireList } from './wire-objects.ts'
import { adapterFor } from './wire-recorder.ts'

export const start: number = Date.parse('2026-07-15T00:00:00Z')

export interface TokenWorld {
  adapter: AssetAdapter
  /** Bodies of the token requests, and tokens of the others. */
  forms: string[]
  tokens: string[]
  events: AdapterEvent[]
  clock: { now: number }
  /** Tokens that the vendor does not take any more. */
  revoked: Set<string>
}

export type TokenStep = (form: URLSearchParams, count: number) => Response | Promise<Response>

export const counted: TokenStep = (_, count) =>
  Response.json({ access_token: `tok_${count}`, token_type: 'Bearer', expires_in: 3600 })

/** A vendor whose token endpoint answers as told; it has five pages of one invoice each. */
export function openTokenWorld(
  issue: TokenStep = counted,
  options: Partial<AssetAdapterOptions> = {},
): TokenWorld {
  const forms: string[] = []
  const tokens: string[] = []
  const events: AdapterEvent[] = []
  const clock = { now: start }
  const revoked = new Set<string>()
  const fetch: typeof globalThis.fetch = async (url, init = {}) => {
    if (String(url).endsWith('/v0/auth/token')) {
      forms.push(String(init.body))
      return issue(new URLSearchParams(String(init.body)), forms.length)
    }
    const token = String((init.headers as Record<string, string>).authorization).replace('Bearer ', '')
    tokens.push(token)
    if (revoked.has(token)) return Response.json({ detail: `expired: ${token}` }, { status: 401 })
    const cursor = new URL(String(url)).searchParams.get('page_token')
    if (String(url).includes('/invoice/')) return Response.json({ data: wireInvoice() })
    const page = Number(cursor ?? '1')
    const next = page < 5 ? String(page + 1) : null
    return Response.json(wireList([wireInvoice('amount-lines', { id: `inv_${page}` })], next))
  }
  const adapter = adapterFor('amount', {
    fetch,
    now: () => clock.now,
    observe: (event) => events.push(event),
    ...options,
  })
  return { adapter, forms, tokens, events, clock, revoked }
}
