import type { InvoiceAdapter, WebhookDelivery } from '@invoice-adapters/core'
import { createEmulator, type Emulator, type InvoiceSeed } from '@invoice-adapters/emulator'
import { openAccount, type Vendor } from '../vendors.ts'
import type { Call } from './calls.ts'

export interface FaultedWorld {
  vendor: Vendor
  emulator: Emulator
  /** Money at the bank that belongs to no invoice yet; empty where the vendor has none. */
  transactionId: string
  /** Another one each time: nothing in memory is shared, as after a restart. */
  adapter(impatient: boolean): InvoiceAdapter
  pay(id: string): void
  /** What webhooks have brought, once all of them have arrived. */
  deliveries(): Promise<WebhookDelivery[]>
  /** Every held commit is done, nothing is hidden, and three hours have passed at the vendor. */
  calm(): Promise<void>
}

const start = '2026-07-15T09:00:00.000Z'
const laterOnMs = 3 * 3_600_000

/** Where the fault is that no answer comes: real milliseconds that an attempt and a call may take. */
const impatience = { attemptMs: 25, totalMs: 120 }

export async function openWorld(vendor: Vendor, { target }: Pick<Call, 'target'>): Promise<FaultedWorld> {
  const { name } = vendor
  const emulator = createEmulator({
    ...vendor.emulator,
    clock: { start },
    data: {
      customers: [
        {
          vendor: name,
          id: 'cus_ada',
          externalId: 'shop-12',
          name: 'Ada',
          email: 'ada@example.com',
          currency: 'USD',
        },
        {
          vendor: name,
          id: 'cus_bo',
          externalId: 'shop-13',
          name: 'Bo',
          email: 'bo@example.com',
          currency: 'USD',
        },
      ],
      invoices: seeds(vendor, target),
    },
  })
  const arrived: Promise<WebhookDelivery>[] = []
  vendor.webhooks(emulator)?.subscribe((request) => {
    const { headers } = request
    arrived.push(request.text().then((body) => ({ headers, body })))
    return new Response(null, { status: 200 })
  })
  const transactionId = name === 'asset' ? await moneyAtTheBank(emulator) : ''
  return {
    vendor,
    emulator,
    transactionId,
    adapter: (impatient) => openAccount(vendor, emulator, impatient ? { timeout: impatience } : {}),
    pay: (id) => emulator[name].account().outside.pay(id),
    async deliveries() {
      await emulator.settled()
      emulator.clock.advance(120_000)
      await emulator.settled()
      return Promise.all(arrived)
    },
    async calm() {
      emulator.faults.clear()
      await emulator.faults.release()
      await emulator.settled()
      emulator.clock.advance(laterOnMs)
      await emulator.settled()
    },
  }
}

function seeds({ name }: Vendor, { status, overdue }: Call['target']): InvoiceSeed[] {
  const others = ['open', 'paid', 'void', 'open'] as const
  const common = { vendor: name, customer: 'cus_ada', currency: 'USD', whop: { product: 'Consulting' } }
  const dueAt = '2026-08-20T00:00:00.000Z'
  return [
    {
      ...common,
      id: 'inv_target',
      status,
      lines: [{ description: 'Consulting', amount: 9_000 }],
      createdAt: '2026-07-01T00:00:00.000Z',
      dueAt: overdue ? '2026-07-10T00:00:00.000Z' : dueAt,
    },
    ...others.map((other, index) => ({
      ...common,
      id: `inv_other${index}`,
      status: other,
      lines: [{ description: 'Seats', amount: 1_000 + index }],
      createdAt: `2026-07-0${index + 2}T00:00:00.000Z`,
      dueAt,
    })),
  ]
}

/** Credit for the customer, and a transfer that waits to be applied; its id stands in the vendor's own list only. */
async function moneyAtTheBank(emulator: Emulator): Promise<string> {
  const { businessId, clientId, clientSecret, outside, environment } = emulator.asset.account()
  outside.receive({ amount: 100_000, description: 'Transfer' })
  outside.giveCredit('cus_ada', 50_000)
  const host = environment === 'sandbox' ? 'api.sandbox.getasset.com' : 'api.getasset.com'
  const form = {
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: clientSecret,
    business_id: businessId,
  }
  const ask = async (path: string, init: RequestInit): Promise<Record<string, unknown>> => {
    const answer = await emulator.asset.fetch(`https://${host}/v0${path}`, init)
    return (await answer.json()) as Record<string, unknown>
  }
  const token = await ask('/auth/token', { method: 'POST', body: new URLSearchParams(form) })
  const headers = { authorization: `Bearer ${String(token.access_token)}` }
  const { data } = await ask(`/business/${businessId}/transaction`, { headers })
  return String((data as { id: string }[])[0]?.id)
}
