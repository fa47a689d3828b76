import { createCommetAdapter } from '@invoice-adapters/commet'
import type { InvoiceAdapter } from '@invoice-adapters/core'
import { createEmulator, type Emulator } from '@invoice-adapters/emulator'
import { beforeEach, describe, expect, it } from 'vitest'
import { billOrder } from './create-invoice.ts'

let emulator: Emulator
let billing: InvoiceAdapter

beforeEach(() => {
  emulator = createEmulator({
    data: { customers: [{ vendor: 'commet', id: 'cus_1', externalId: 'buyer-7', currency: 'USD' }] },
  })
  const { name, apiKey } = emulator.commet.account()
  const { fetch } = emulator.commet
  const { now } = emulator.clock
  const retry = { firstDelayMs: 1 }
  billing = createCommetAdapter({ account: name, apiKey, fetch, now, retry, currency: 'USD' })._unsafeUnwrap()
})

describe('billing an order', () => {
  const order = { id: '1001', customerId: 'buyer-7', title: 'Chair', amount: 4900 }

  it('bills it once, however often the job runs', async () => {
    for (const created of [true, false]) {
      expect((await billOrder(billing, order))._unsafeUnwrap().created).toBe(created)
    }
    expect(emulator.ledger.invoices()).toMatchObject([{ currency: 'USD', total: 4900 }])
  })

  it('bills it once when the answer is lost on the way', async () => {
    emulator.faults.add({ operation: 'create_invoice', fault: { kind: 'drop_after_commit' } })
    const billed = await billOrder(billing, order)
    expect(billed.isOk()).toBe(true)
    expect(emulator.ledger.invoices()).toHaveLength(1)
  })

  it('says so when the vendor is down', async () => {
    emulator.faults.add({ times: Number.POSITIVE_INFINITY, fault: { kind: 'status', status: 503 } })
    const failed = await billOrder(billing, order)
    expect(failed._unsafeUnwrapErr().kind).toBe('unavailable')
    expect(emulator.ledger.invoices()).toEqual([])
  })
})
