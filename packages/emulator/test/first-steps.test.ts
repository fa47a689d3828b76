import { describe, expect, it } from 'vitest'
import { createEmulator } from '../src/index.ts'

describe('an emulator fresh from the box', () => {
  it('creates, lists, gets and settles an invoice', async () => {
    const emulator = createEmulator({
      data: { customers: [{ vendor: 'commet', id: 'cus_1', externalId: 'ext_1', currency: 'CLP' }] },
    })
    const { apiKey } = emulator.commet.account()
    const headers = {
      'x-api-key': apiKey,
      'commet-version': '2026-07-11',
      'content-type': 'application/json',
    }
    const call = async (method: string, path: string, body?: object) => {
      const response = await emulator.commet.fetch(`https://commet.co/api/v1${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      return { status: response.status, body: (await response.json()) as any, headers: response.headers }
    }
    const created = await call('POST', '/invoices', { customerId: 'cus_1', amount: 2500, description: 'x' })
    expect(created).toMatchObject({
      status: 201,
      body: { success: true, data: { status: 'outstanding', currency: 'clp' } },
    })
    const { id } = created.body.data
    expect((await call('GET', '/invoices')).body).toMatchObject({
      success: true,
      hasMore: false,
      data: [{ id }],
    })
    expect((await call('GET', `/invoices/${id}`)).body.data.lineItems).toHaveLength(1)
    expect((await call('PUT', `/invoices/${id}/status`, { status: 'paid' })).body.data).toMatchObject({
      id,
      status: 'paid',
    })
    expect(emulator.ledger.invoice(id)).toMatchObject({
      status: 'paid',
      currency: 'CLP',
      minorUnitDigits: 0,
      total: 2500,
    })
    expect(emulator.ledger.payableDuring(id)).toEqual([
      { from: '2026-07-15T09:00:00.001Z', to: '2026-07-15T09:00:00.002Z' },
    ])
    expect((await call('PUT', `/invoices/${id}/status`, { status: 'void' })).status).toBe(422)
    expect(created.headers.get('x-request-id')).toMatch(/^req_/)
  })
})
