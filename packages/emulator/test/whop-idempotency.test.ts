import { describe, expect, it } from 'vitest'
import { callerFor, createDraft, errorIn, order, whopSetting } from './whop-support.ts'

const keyed = { 'idempotency-key': 'k1' }

describe('an idempotency key', () => {
  it('replays the answer byte for byte for 24 hours', async () => {
    const { emulator, call } = whopSetting()
    const first = await call('POST', '/invoices', order(), keyed)
    expect(first.headers.get('idempotent-replayed')).toBeNull()
    emulator.clock.advance(23 * 3_600_000)
    const again = await call('POST', '/invoices', order(), keyed)
    expect([again.status, again.text]).toEqual([first.status, first.text])
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    expect(emulator.ledger.invoices({ vendor: 'whop' })).toHaveLength(1)
    emulator.clock.advance(3_600_000)
    const later = await call('POST', '/invoices', order(), keyed)
    expect(later.body.id).not.toBe(first.body.id)
  })

  it('replays refusals and bare booleans too', async () => {
    const { call } = whopSetting()
    const refused = await call('POST', '/invoices', order({ due_date: undefined }), keyed)
    const again = await call('POST', '/invoices', order({ due_date: undefined }), keyed)
    expect([again.status, again.text]).toEqual([400, refused.text])
    expect(again.headers.get('idempotent-replayed')).toBe('true')
    const { body } = await call('POST', '/invoices', order())
    const path = `/invoices/${String(body.id)}/void`
    const voided = { 'idempotency-key': 'k2' }
    expect((await call('POST', path, undefined, voided)).text).toBe('true')
    expect((await call('POST', path, undefined, voided)).text).toBe('true')
    expect((await call('POST', path)).status).toBe(422)
  })

  it.each([
    ['body', '/invoices', { customer_name: 'Other' }, {}],
    ['query', '/invoices?x=1', {}, {}],
    ['version', '/invoices', {}, { 'api-version-date': '2026-10-07-2' }],
    ['path', '/products', { title: 'x' }, {}],
  ])('is refused for another %s', async (_what, path, changes, headers) => {
    const { call } = whopSetting()
    await call('POST', '/invoices', order(), keyed)
    const refused = await call('POST', path, order(changes), { ...keyed, ...headers })
    expect([refused.status, errorIn(refused).code]).toEqual([400, 'idempotency_key_mismatch'])
  })

  it('is in progress while the first request is', async () => {
    const { emulator, call } = whopSetting()
    emulator.faults.add({ vendor: 'whop', operation: 'create_invoice', fault: { kind: 'delay', ms: 30 } })
    const first = call('POST', '/invoices', order(), keyed)
    await new Promise((resolve) => setTimeout(resolve, 5))
    const second = await call('POST', '/invoices', order(), keyed)
    expect([second.status, errorIn(second).code]).toEqual([409, 'idempotency_request_in_progress'])
    expect((await first).status).toBe(200)
    expect((await call('POST', '/invoices', order(), keyed)).text).toBe((await first).text)
  })

  it('settles a create whose answer was lost', async () => {
    const { emulator, call } = whopSetting()
    emulator.faults.add({ vendor: 'whop', fault: { kind: 'drop_after_commit' } })
    await expect(call('POST', '/invoices', order(), keyed)).rejects.toThrow('fetch failed')
    const replayed = await call('POST', '/invoices', order(), keyed)
    expect(replayed.headers.get('idempotent-replayed')).toBe('true')
    expect(emulator.ledger.invoices({ vendor: 'whop' })).toHaveLength(1)
  })

  it('belongs to one company, is ignored on other methods, and has a length', async () => {
    const { emulator, call } = whopSetting()
    await call('POST', '/products', { title: 'x' }, keyed)
    const { apiKey } = emulator.whop.account('other')
    const other = await callerFor(emulator, { apiKey })('POST', '/products', { title: 'y' }, keyed)
    expect(other.status).toBe(200)
    const id = await createDraft(call)
    expect((await call('PATCH', `/invoices/${id}`, { customer_name: 'A' }, keyed)).status).toBe(200)
    const long = { 'idempotency-key': 'x'.repeat(256) }
    expect((await call('POST', '/invoices', order(), long)).status).toBe(400)
  })

  it('may mean nothing to the legacy routes', async () => {
    const { emulator, call } = whopSetting({ legacyIdempotency: false })
    await call('POST', '/invoices', order(), keyed)
    await call('POST', '/invoices', order(), keyed)
    expect(emulator.ledger.invoices({ vendor: 'whop' })).toHaveLength(2)
    const title = { title: 'x' }
    const first = await call('POST', '/products', title, keyed)
    expect((await call('POST', '/products', title, keyed)).body.id).toBe(first.body.id)
  })
})

describe('the rate limit', () => {
  const rateLimit = { requests: 2, windowSeconds: 60 }

  it('counts per operation and credential, and tells the wait in words only', async () => {
    const { emulator, call } = whopSetting({ rateLimit })
    await call('GET', '/invoices')
    emulator.clock.advance(48_000)
    await call('GET', '/invoices')
    const refused = await call('GET', '/invoices')
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBeNull()
    expect(errorIn(refused)).toEqual({
      type: 'rate_limit_exceeded',
      message: 'Rate limit exceeded. Please try again in 12 seconds.',
    })
    expect((await call('GET', '/members')).status).toBe(200)
    const { apiKey } = emulator.whop.account('other')
    expect((await callerFor(emulator, { apiKey })('GET', '/invoices')).status).toBe(200)
    emulator.clock.advance(12_000)
    expect((await call('GET', '/invoices')).status).toBe(200)
  })

  it('can have the header, and is played by faults in the same manner', async () => {
    const { emulator, call } = whopSetting({ retryAfterHeader: true })
    emulator.faults.add({ vendor: 'whop', fault: { kind: 'rate_limit', retryAfterSeconds: 7 } })
    const refused = await call('GET', '/invoices')
    expect(refused.headers.get('retry-after')).toBe('7')
    emulator.faults.add({ vendor: 'whop', fault: { kind: 'rate_limit', retryAfterSeconds: null } })
    expect(errorIn(await call('GET', '/invoices')).message).toBe(
      'Rate limit exceeded. Please try again later.',
    )
  })
})
