import { describe, expect, it } from 'vitest'
import { callerFor, dialectB, emulatorWithCustomers, objectIn } from './support.ts'

const adjustment = { customerId: 'cus_usd', amount: 2500, description: 'Extra work' }
const key = { 'idempotency-key': 'key-1' }

describe('an idempotency key', () => {
  it('replays the stored answer to the same bytes', async () => {
    const emulator = emulatorWithCustomers()
    const call = callerFor(emulator)
    const first = await call('POST', '/invoices', adjustment, key)
    const again = await call('POST', '/invoices', adjustment, key)
    expect(again).toMatchObject({ status: first.status, body: first.body })
    expect(again.headers.get('x-request-id')).not.toBe(first.headers.get('x-request-id'))
    expect(emulator.ledger.invoices()).toHaveLength(1)
  })

  it('marks the replay by switch only', async () => {
    const call = callerFor(
      emulatorWithCustomers({ commet: { replayHeader: ['Idempotent-Replayed', 'true'] } }),
    )
    expect((await call('POST', '/invoices', adjustment, key)).headers.has('idempotent-replayed')).toBe(false)
    expect((await call('POST', '/invoices', adjustment, key)).headers.get('idempotent-replayed')).toBe('true')
  })

  it.each([
    ['another amount', 'POST', '/invoices', { ...adjustment, amount: 2501 }],
    ['the same content in other bytes', 'POST', '/invoices', JSON.stringify(adjustment, null, 1)],
    ['another path', 'POST', '/customers', adjustment],
  ])('refuses %s', async (_name, method, path, body) => {
    const emulator = emulatorWithCustomers()
    const call = callerFor(emulator)
    await call('POST', '/invoices', adjustment, key)
    expect(await call(method, path, body, key)).toMatchObject({
      status: 409,
      body: { success: false, error: { code: 'idempotency_key_mismatch', type: 'conflict_error' } },
    })
    expect(emulator.ledger.writes).toHaveLength(1)
  })

  it('covers status changes too', async () => {
    const emulator = emulatorWithCustomers()
    const call = callerFor(emulator, { version: dialectB })
    const id = objectIn(await call('POST', '/invoices', adjustment)).id
    const paid = await call('PATCH', `/invoices/${id}/status`, { status: 'paid' }, key)
    expect(await call('PATCH', `/invoices/${id}/status`, { status: 'paid' }, key)).toMatchObject({
      status: 200,
      body: paid.body,
    })
    expect((await call('PATCH', `/invoices/${id}/status`, { status: 'paid' })).status).toBe(422)
  })

  it('is in progress while the first request runs, and replays afterwards', async () => {
    const emulator = emulatorWithCustomers({
      faults: [{ operation: 'create_invoice', fault: { kind: 'delay', ms: 20 } }],
    })
    const call = callerFor(emulator)
    const running = call('POST', '/invoices', adjustment, key)
    await Promise.resolve()
    const meanwhile = await call('POST', '/invoices', adjustment, key)
    expect(meanwhile).toMatchObject({ status: 409, body: { error: { code: 'idempotency_in_progress' } } })
    const first = await running
    expect((await call('POST', '/invoices', adjustment, key)).body).toEqual(first.body)
    expect(emulator.ledger.invoices()).toHaveLength(1)
  })

  it('is not taken before the request has reached the vendor', async () => {
    const emulator = emulatorWithCustomers({
      faults: [{ operation: 'create_invoice', fault: { kind: 'delay', ms: 20, at: 'network' } }],
    })
    const call = callerFor(emulator)
    const slow = call('POST', '/invoices', adjustment, key)
    const fast = await call('POST', '/invoices', adjustment, key)
    expect(fast.status).toBe(201)
    expect((await slow).body).toEqual(fast.body)
    expect(emulator.ledger.invoices()).toHaveLength(1)
  })

  it('lasts 24 hours of emulator time', async () => {
    const emulator = emulatorWithCustomers()
    const call = callerFor(emulator)
    await call('POST', '/invoices', adjustment, key)
    emulator.clock.advance(24 * 3_600_000 - 10)
    await call('POST', '/invoices', adjustment, key)
    expect(emulator.ledger.invoices()).toHaveLength(1)
    emulator.clock.advance(10)
    await call('POST', '/invoices', adjustment, key)
    expect(emulator.ledger.invoices()).toHaveLength(2)
  })

  it('belongs to one organization', async () => {
    const emulator = emulatorWithCustomers()
    const second = callerFor(emulator, { apiKey: emulator.commet.account('second').apiKey })
    await callerFor(emulator)('POST', '/invoices', adjustment, key)
    expect((await second('POST', '/invoices', adjustment, key)).body.error?.code).toBe('customer_not_found')
  })

  it('is given back after an error, or keeps it by switch', async () => {
    const wrong = { ...adjustment, customerId: 'cus_late' }
    const late = { customers: [{ vendor: 'commet', id: 'cus_late' }] } as const
    const forgetting = emulatorWithCustomers()
    const keeping = emulatorWithCustomers({ commet: { storedErrors: 'client_errors' } })
    for (const emulator of [forgetting, keeping]) {
      expect((await callerFor(emulator)('POST', '/invoices', wrong, key)).status).toBe(404)
      emulator.seed(late)
    }
    expect((await callerFor(forgetting)('POST', '/invoices', wrong, key)).status).toBe(201)
    expect((await callerFor(keeping)('POST', '/invoices', wrong, key)).status).toBe(404)
  })

  it('means nothing on a read', async () => {
    const call = callerFor(emulatorWithCustomers())
    await call('GET', '/invoices', undefined, key)
    expect((await call('GET', '/customers', undefined, key)).status).toBe(200)
  })
})
