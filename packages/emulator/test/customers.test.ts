import { describe, expect, it } from 'vitest'
import { createEmulator } from '../src/index.ts'
import { callerFor, dialectA, dialectB, emulatorWithCustomers, idsIn, objectIn, walk } from './support.ts'

describe('customers', () => {
  it('are created once per own id', async () => {
    const emulator = createEmulator({ commet: { newCustomerCurrency: 'eur' } })
    const call = callerFor(emulator)
    const body = { id: 'user_1', email: 'a@b.co', fullName: 'A B', metadata: { a: 'b' } }
    const first = await call('POST', '/customers', body)
    expect(first.status).toBe(201)
    expect(objectIn(first)).toEqual({
      object: 'customer',
      livemode: false,
      id: 'cus_000000000001',
      externalId: 'user_1',
      fullName: 'A B',
      email: 'a@b.co',
      taxDocument: null,
      documentType: null,
      timezone: 'UTC',
      metadata: { a: 'b' },
      createdAt: '2026-07-15T09:00:00.000Z',
      updatedAt: '2026-07-15T09:00:00.000Z',
    })
    const again = await call('POST', '/customers', { externalId: 'user_1', email: 'other@b.co' })
    expect(again).toMatchObject({ status: 200, body: first.body })
    expect(emulator.commet.account().webhooks.events.map(({ event }) => event)).toEqual(['customer.created'])
    expect(emulator.ledger.customers()).toEqual([
      {
        vendor: 'commet',
        account: 'main',
        id: 'cus_000000000001',
        externalId: 'user_1',
        name: 'A B',
        email: 'a@b.co',
        currency: 'EUR',
      },
    ])
  })

  it.each([
    ['no e-mail', {}, 'email'],
    ['a wrong e-mail', { email: 'ab.co' }, 'email'],
    ['a long own id', { email: 'a@b.co', id: 'x'.repeat(101) }, 'id'],
    ['an unknown time zone', { email: 'a@b.co', timezone: 'Europe/Rome' }, 'timezone'],
    [
      'half an address',
      { email: 'a@b.co', address: { line1: '1 St', city: 'X', country: 'US' } },
      'address.postalCode',
    ],
  ])('with %s are refused', async (_name, body, param) => {
    const answer = await callerFor(createEmulator())('POST', '/customers', body)
    expect(answer).toMatchObject({ status: 422, body: { error: { code: 'validation_error', param } } })
  })

  it('are found by own id in single reads and lists', async () => {
    const call = callerFor(emulatorWithCustomers())
    expect(objectIn(await call('GET', '/customers/cus_clp')).externalId).toBe('own-clp')
    expect(objectIn(await call('GET', '/customers/own-clp')).id).toBe('cus_clp')
    expect(idsIn(await call('GET', '/customers?externalId=own-usd&limit=1'))).toEqual(['cus_usd'])
    expect((await walk(call, '/customers?limit=1')).flat()).toEqual(['cus_clp', 'cus_usd'])
    expect((await call('GET', '/customers/cus_none')).body.error?.code).toBe('customer_not_found')
  })

  it.each([
    ['PUT', dialectA],
    ['PATCH', dialectB],
  ])('are changed by %s in %s, and the invoices of the ledger follow', async (method, version) => {
    const emulator = emulatorWithCustomers()
    emulator.seed({
      invoices: [{ vendor: 'commet', id: 'inv_1', customer: 'cus_usd', status: 'open', lines: [] }],
    })
    const answer = await callerFor(emulator, { version })(method, '/customers/cus_usd', { email: 'n@b.co' })
    expect(objectIn(answer)).toMatchObject({ id: 'cus_usd', email: 'n@b.co', fullName: 'Ada' })
    expect(emulator.ledger.invoice('inv_1')?.customer.email).toBe('n@b.co')
  })

  it.each([
    [dialectA, 'customer'],
    [dialectB, 'customer_batch'],
  ])('come in batches with partial success in %s', async (version, object) => {
    const call = callerFor(createEmulator(), { version })
    const answer = await call('POST', '/customers/batch', {
      customers: [{ email: 'a@b.co', id: 'u1' }, { email: 'x' }],
    })
    expect(objectIn(answer)).toMatchObject({
      object,
      successful: [{ externalId: 'u1', email: 'a@b.co' }],
      failed: [{ index: 1, data: { email: 'x' } }],
    })
    expect((await call('POST', '/customers/batch', { customers: [] })).status).toBe(422)
  })
})
