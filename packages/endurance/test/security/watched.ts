import type { AdapterEvent, CommonOptions, InvoiceAdapter } from '@invoice-adapters/core'
import { createEmulator, type Emulator } from '@invoice-adapters/emulator'
import { openAccount, type Vendor } from '../vendors.ts'

export interface Watched {
  emulator: Emulator
  adapter: InvoiceAdapter
  /** Every address that was asked, in order. */
  asked: URL[]
  /** Every answer as it left the vendor, those with access tokens included. */
  heard: string[]
  /** What an observer is told. */
  events: AdapterEvent[]
}

/** An account with an open invoice `inv_1` of the customer `cus_1`, and a draft where the vendor has them. */
export function watch(
  vendor: Vendor,
  change: Change = (answer) => answer,
  more: Partial<CommonOptions> = {},
): Watched {
  const { name } = vendor
  const invoice = {
    vendor: name,
    customer: 'cus_1',
    currency: 'USD',
    lines: [{ description: 'Work', amount: 5_000 }],
  }
  const emulator = createEmulator({
    ...vendor.emulator,
    data: {
      customers: [
        {
          vendor: name,
          id: 'cus_1',
          externalId: 'shop-1',
          name: 'Ada',
          email: 'ada@example.com',
          currency: 'USD',
        },
      ],
      invoices: [
        { ...invoice, id: 'inv_1', status: 'open', dueAt: '2026-09-01T00:00:00Z', whop: { product: 'Work' } },
      ],
    },
  })
  const asked: URL[] = []
  const heard: string[] = []
  const events: AdapterEvent[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    asked.push(new URL(request.url))
    const answer = await emulator[name].fetch(request)
    heard.push(
      await answer
        .clone()
        .text()
        .catch(() => ''),
    )
    return request.url.endsWith('/token') ? answer : change(answer, request)
  }
  const observe = (event: AdapterEvent): void => void events.push(event)
  return {
    emulator,
    adapter: openAccount(vendor, emulator, { fetch, observe, ...more }),
    asked,
    heard,
    events,
  }
}

export type Change = (answer: Response, request: Request) => Response | Promise<Response>

/** The same answer with other text in it. */
export async function rewritten(answer: Response, change: (body: string) => string): Promise<Response> {
  const { status, headers } = answer
  return new Response(change(await answer.text()), { status, headers })
}
