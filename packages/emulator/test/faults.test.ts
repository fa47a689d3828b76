import { describe, expect, it } from 'vitest'
import type { Fault } from '../src/index.ts'
import { callerFor, createOne, dialectB, emulatorWithCustomers, idsIn, listIn, objectIn } from './support.ts'

const adjustment = { customerId: 'cus_usd', amount: 2500, description: 'Extra work' }

const withFault = (fault: Fault, operation = 'create_invoice') =>
  emulatorWithCustomers({ faults: [{ vendor: 'commet', operation, fault }] })

describe('faults in place of an answer', () => {
  it.each([
    [500, 'internal_error'],
    [503, 'idempotency_unavailable'],
    [403, 'forbidden'],
    [410, 'endpoint_deprecated'],
    [422, 'validation_error'],
  ])('answer %d in the manner of the vendor, before anything is done', async (status, code) => {
    const emulator = withFault({ kind: 'status', status })
    const answer = await callerFor(emulator)('POST', '/invoices', adjustment)
    expect(answer).toMatchObject({ status, body: { success: false, error: { code } } })
    expect(answer.headers.get('x-request-id')).toMatch(/^req_/)
    expect(emulator.ledger.writes).toEqual([])
    expect(emulator.requests[0]).toMatchObject({ answered: status })
  })

  it('take a code, a message and a wait of the rule', async () => {
    const emulator = withFault({
      kind: 'status',
      status: 503,
      code: 'maintenance',
      message: 'Back soon',
      retryAfterSeconds: 7,
    })
    const answer = await callerFor(emulator, { version: dialectB })('POST', '/invoices', adjustment)
    expect(answer.body).toMatchObject({ error: { code: 'maintenance', message: 'Back soon' } })
    expect(answer.headers.get('retry-after')).toBe('7')
  })

  it('can come after the work', async () => {
    const emulator = withFault({ kind: 'status', status: 500, afterCommit: true })
    expect((await callerFor(emulator)('POST', '/invoices', adjustment)).status).toBe(500)
    expect(emulator.ledger.invoices()).toHaveLength(1)
  })

  it('limit the rate with and without Retry-After', async () => {
    const emulator = emulatorWithCustomers({
      faults: [
        { fault: { kind: 'rate_limit', retryAfterSeconds: 3 } },
        { fault: { kind: 'rate_limit', retryAfterSeconds: null }, after: 1 },
      ],
    })
    const call = callerFor(emulator)
    const first = await call('GET', '/invoices')
    expect(first).toMatchObject({ status: 429, body: { error: { code: 'rate_limited' } } })
    expect(first.headers.get('retry-after')).toBe('3')
    expect(first.headers.get('ratelimit-remaining')).toBe('0')
    expect((await call('GET', '/invoices')).headers.has('retry-after')).toBe(false)
    expect((await call('GET', '/invoices')).status).toBe(200)
  })

  it.each([
    [{ kind: 'non_json' }, 502, 'text/html', '<html>'],
    [{ kind: 'non_json', status: 200, body: 'ok', contentType: 'text/plain' }, 200, 'text/plain', 'ok'],
    [{ kind: 'empty_body' }, 200, null, ''],
    [{ kind: 'empty_body', status: 204 }, 204, null, ''],
  ] as const)('can be %j', async (fault, status, contentType, start) => {
    const emulator = withFault(fault, 'list_invoices')
    const response = await emulator.commet.fetch('https://commet.co/api/v1/invoices')
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe(contentType)
    expect(await response.text()).toContain(start)
  })

  it('fail inside a 200', async () => {
    const answer = await callerFor(withFault({ kind: 'success_false' }))('POST', '/invoices', adjustment)
    expect(answer).toMatchObject({ status: 200, body: { success: false, error: { code: 'internal_error' } } })
  })
})

describe('altered records', () => {
  it('lose fields, change types and get values nobody knows', async () => {
    const emulator = emulatorWithCustomers()
    const call = callerFor(emulator)
    const id = await createOne(call)
    emulator.faults.add({
      operation: 'get_invoice',
      fault: {
        kind: 'patch_record',
        drop: ['memo', 'lineItems.0.description', 'no.such.path'],
        set: { status: 'frozen', total: '2500', 'lineItems.0.lineType': 'plan_grant', extra: { deep: true } },
      },
    })
    const patched = objectIn(await call('GET', `/invoices/${id}`))
    expect(patched).not.toHaveProperty('memo')
    expect(patched).toMatchObject({
      status: 'frozen',
      total: '2500',
      extra: { deep: true },
      lineItems: [{ lineType: 'plan_grant' }],
    })
    expect(objectIn(await call('GET', `/invoices/${id}`))).toMatchObject({
      status: 'outstanding',
      memo: 'An adjustment',
    })
  })

  it.each([
    [1, [false, true, false]],
    ['all', [true, true, true]],
    [7, [false, false, false]],
  ] as const)('are chosen by index %s', async (index, expected) => {
    for (const version of ['2026-07-11', dialectB]) {
      const emulator = emulatorWithCustomers()
      const call = callerFor(emulator, { version })
      for (let count = 0; count < 3; count += 1) await createOne(call)
      emulator.faults.add({
        operation: 'list_invoices',
        fault: { kind: 'patch_record', index, set: { marked: true } },
      })
      expect(listIn(await call('GET', '/invoices')).map((item) => item.marked === true)).toEqual(expected)
    }
  })

  it('include the envelope', async () => {
    const emulator = emulatorWithCustomers()
    emulator.faults.add({
      fault: { kind: 'patch_record', index: 'answer', drop: ['hasMore'], set: { success: 'yes' } },
    })
    expect((await callerFor(emulator)('GET', '/invoices')).body).toEqual({ success: 'yes', data: [] })
  })

  it('are never what the idempotency key keeps', async () => {
    const emulator = withFault({ kind: 'patch_record', set: { total: null } })
    const call = callerFor(emulator)
    const key = { 'idempotency-key': 'k' }
    expect(objectIn(await call('POST', '/invoices', adjustment, key)).total).toBeNull()
    expect(objectIn(await call('POST', '/invoices', adjustment, key)).total).toBe(2500)
  })

  it('grow huge and stay valid', async () => {
    const emulator = withFault({ kind: 'huge_body', bytes: 300_000 }, 'list_invoices')
    const response = await emulator.commet.fetch('https://commet.co/api/v1/invoices', {
      headers: { 'x-api-key': emulator.commet.account().apiKey },
    })
    const text = await response.text()
    expect(text.length).toBeGreaterThan(300_000)
    expect(Number(response.headers.get('content-length'))).toBe(text.length)
    expect(JSON.parse(text)).toMatchObject({ data: [] })
  })
})

describe('rules', () => {
  it('match by vendor, account, method, path and count', async () => {
    const emulator = emulatorWithCustomers()
    const call = callerFor(emulator)
    const fault = { kind: 'status', status: 500 } as const
    emulator.faults.add({ vendor: 'asset', fault })
    emulator.faults.add({ account: 'second', fault })
    emulator.faults.add({ method: 'DELETE', fault })
    emulator.faults.add({ path: '/api/v1/customers', fault })
    emulator.faults.add({ path: '/api/*/inv_none', fault })
    emulator.faults.add({ path: /invoices$/g, after: 1, times: 2, fault })
    const statuses = async (path: string, times: number) => {
      const seen: number[] = []
      for (let count = 0; count < times; count += 1) seen.push((await call('GET', path)).status)
      return seen
    }
    expect(await statuses('/invoices', 4)).toEqual([200, 500, 500, 200])
    expect(await statuses('/customers', 2)).toEqual([500, 200])
    expect(await statuses('/invoices/inv_none', 2)).toEqual([500, 404])
    expect(emulator.faults.fired.map(({ operation }) => operation)).toEqual([
      'list_invoices',
      'list_invoices',
      'list_customers',
      'get_invoice',
    ])
  })

  it('are withdrawn one by one, all together, and put back by a reset', async () => {
    const fault = { kind: 'status', status: 500 } as const
    const emulator = emulatorWithCustomers({ faults: [{ operation: 'list_invoices', fault }] })
    const call = callerFor(emulator)
    const withdraw = emulator.faults.add({ times: Number.POSITIVE_INFINITY, fault })
    expect((await call('GET', '/customers')).status).toBe(500)
    withdraw()
    expect((await call('GET', '/customers')).status).toBe(200)
    emulator.faults.clear()
    expect(idsIn(await call('GET', '/invoices'))).toEqual([])
    emulator.reset()
    expect((await call('GET', '/invoices')).status).toBe(500)
    expect(emulator.faults.fired).toHaveLength(1)
  })
})
