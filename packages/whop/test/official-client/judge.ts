import type { Emulator, EmulatorData } from '@invoice-adapters/emulator'
import Whop from '@whop/sdk'
import { type World, world } from '../world.ts'

/** What `@whop/sdk` 0.0.42 sends as `Api-Version-Date`. */
export const clientVersion = '2026-07-20'

/** The seller, as the emulator names the one it begins with. */
export const seller = 'biz_main'

const invoice = {
  vendor: 'whop',
  customer: 'mber_ada',
  status: 'open',
  currency: 'USD',
  lines: [{ description: 'Consulting', amount: 9000 }],
  dueAt: '2026-08-01T00:00:00Z',
} as const

const data: EmulatorData = {
  customers: [
    { vendor: 'whop', id: 'mber_ada', name: 'Ada Quill', email: 'ada@quill.example' },
    { vendor: 'whop', id: 'mber_bo', name: 'Bo Quill', email: 'bo@quill.example' },
  ],
  invoices: [
    { ...invoice, id: 'inv_open', whop: { product: 'Consulting' } },
    { ...invoice, id: 'inv_draft', status: 'draft', memo: 'Not yet', whop: { product: 'Consulting' } },
    { ...invoice, id: 'inv_paid', status: 'paid', whop: { product: 'Consulting' } },
    // Of a renewing plan, an invoice does not name its payment.
    { ...invoice, id: 'inv_renews', status: 'paid', whop: { product: 'Access', renewal: { price: 9000 } } },
  ],
}

/** The same Whop each time, ids included. */
export function judgedWorld(): World {
  return world(clientVersion, { data })
}

export function clientOf(emulator: Emulator): Whop {
  const { apiKey } = emulator.whop.account()
  return new Whop({ apiKey, fetch: emulator.whop.fetch, maxRetries: 0 })
}
