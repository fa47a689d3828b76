import { describe, expect, it } from 'vitest'
import { callerFor, createOne, emulatorWithCustomers, objectIn } from './support.ts'

describe('small switches', () => {
  it('print dates without milliseconds', async () => {
    const call = callerFor(emulatorWithCustomers({ commet: { dateFormat: 'seconds' } }))
    const adjustment = { customerId: 'cus_usd', amount: 2500, description: 'Extra work' }
    expect(objectIn(await call('POST', '/invoices', adjustment)).createdAt).toBe('2026-07-15T09:00:00Z')
  })

  it('send no mail where mails are switched off', async () => {
    const emulator = emulatorWithCustomers({ commet: { emails: 'switched_off' } })
    const call = callerFor(emulator)
    const id = await createOne(call)
    expect(objectIn(await call('POST', `/invoices/${id}/send`, {})).sent).toBe(false)
    expect(emulator.ledger.writes.map((write) => write.operation)).toEqual(['create_invoice'])
  })

  it('limit the rate on the emulator clock', async () => {
    const emulator = emulatorWithCustomers({ commet: { rateLimit: { requests: 2, windowSeconds: 60 } } })
    const call = callerFor(emulator)
    const first = await call('GET', '/invoices')
    expect(first.headers.get('ratelimit-remaining')).toBe('1')
    expect((await call('GET', '/invoices')).status).toBe(200)
    emulator.clock.advance(20_000)
    const refused = await call('GET', '/invoices')
    expect(refused).toMatchObject({
      status: 429,
      body: { error: { code: 'rate_limited', type: 'rate_limit_error' } },
    })
    expect(refused.headers.get('retry-after')).toBe('40')
    emulator.clock.advance(40_000)
    expect((await call('GET', '/invoices')).status).toBe(200)
  })
})
