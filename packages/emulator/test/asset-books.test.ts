import { describe, expect, it } from 'vitest'
import type { AssetSwitches } from '../src/index.ts'
import { assetEmulator, callerFor, createOne } from './asset-support.ts'

const started = async (switches: Partial<AssetSwitches> = {}) => {
  const emulator = assetEmulator(switches)
  return { emulator, call: await callerFor(emulator) }
}

const address = { street_1: 'Main 1', city: 'Town', state: 'CA', postal_code: '90001', country: 'US' }

describe('customers', () => {
  it('are created one by one, and changed', async () => {
    const { emulator, call } = await started()
    const body = { name: 'Carla', external_id: 'own-c', email: 'c@x.example', billing_address: address }
    const created = await call('POST', '/customers', body)
    expect(created.status).toBe(201)
    expect(created.body.data).toEqual({
      id: expect.stringMatching(/^cus_/),
      name: 'Carla',
      external_id: 'own-c',
      email: 'c@x.example',
      billing_address: { ...address, street_2: null },
      shipping_address: null,
      phone_number: null,
    })
    const { id } = created.body.data
    const changed = await call('PATCH', `/customers/${id}`, {
      name: 'Clara',
      email: null,
      external_id: 'other',
    })
    expect(changed.body.data).toMatchObject({ name: 'Clara', email: null, external_id: 'own-c' })
    expect(emulator.ledger.customers({ vendor: 'asset' }).at(-1)).toMatchObject({
      name: 'Clara',
      email: null,
    })
    expect((await call('PATCH', '/customers/cus_unknown', {})).status).toBe(404)
  })

  it('are listed in pages', async () => {
    const { call } = await started()
    const { data, pagination } = (await call('GET', '/customers?page_size=1')).body
    expect(data).toMatchObject([{ id: 'cus_berta', name: 'Berta', email: null }])
    expect(pagination.next_page_token).toEqual(expect.any(String))
  })

  it.each([
    ['no name', {}, ['name']],
    ['a long name', { name: 'x'.repeat(256) }, ['name']],
    ['half an address', { name: 'x', shipping_address: { city: 'Town' } }, ['shipping_address', 'street_1']],
  ])('refuse %s', async (_name, body, at) => {
    const { call } = await started({ errorEnvelope: 'detail_list' })
    const answer = await call('POST', '/customers', body)
    expect(answer.status).toBe(422)
    expect(answer.body.detail[0].loc).toEqual(['body', ...at])
  })

  it('have external ids of their own, unless by switch', async () => {
    const twice = { name: 'Ada again', external_id: 'own-ada' }
    expect((await (await started()).call('POST', '/customers', twice)).status).toBe(422)
    const lenient = await started({ duplicateExternalIds: 'allowed' })
    expect((await lenient.call('POST', '/customers', twice)).status).toBe(201)
    const named = { customer_id: undefined, customer_external_id: 'own-ada' }
    expect(await createOne(lenient.emulator, lenient.call, named)).toMatchObject({ customer_id: 'cus_ada' })
  })
})

describe('ledgers', () => {
  it('begin with a chart of accounts, listed without pages unless by switch', async () => {
    const { emulator, call } = await started()
    const { body } = await call('GET', '/ledger')
    expect(body).not.toHaveProperty('pagination')
    expect(body.data).toContainEqual(
      expect.objectContaining({
        id: emulator.asset.account().ledgerId('Sales Revenue'),
        type: 'revenue',
        subtype: 'operating_revenue',
        debit_credit: 'credit',
      }),
    )
    const paged = await started({ ledgerPagination: true })
    expect((await paged.call('GET', '/ledger?page_size=2')).body).toMatchObject({
      data: [{}, {}],
      pagination: {},
    })
    expect(() => emulator.asset.account().ledgerId('Gold')).toThrow('no ledger')
  })

  it('are created, their side following from the subtype, and read', async () => {
    const { call } = await started()
    const body = { name: 'Licences', type: 'revenue', subtype: 'operating_revenue', report_cash_flow: true }
    const created = (await call('POST', '/ledger', body)).body.data
    expect(created).toMatchObject({ ...body, debit_credit: 'credit', parent_id: null })
    expect((await call('GET', `/ledger/${created.id}`)).body.data).toEqual(created)
    const child = { ...body, parent_id: created.id, debit_credit: 'debit', sort_code: 5 }
    expect((await call('POST', '/ledger', child)).body.data).toMatchObject(child)
    expect((await call('POST', '/ledger', { ...body, parent_id: 'ldg_unknown' })).status).toBe(404)
    expect((await call('POST', '/ledger', { ...body, subtype: 'treasure' })).status).toBe(422)
    expect((await call('GET', '/ledger/ldg_unknown')).status).toBe(404)
  })
})

describe('transactions', () => {
  const wire = {
    external_account_id: 'eac_1',
    description: 'Wire',
    amount: 12.5,
    datetime: '2026-07-15T08:00:00Z',
  }

  it('come in batches, and can be read', async () => {
    const { call } = await started({ transactionStatus: 202 })
    const created = await call('POST', '/transaction', [wire, { ...wire, amount: -3 }])
    expect(created).toMatchObject({ status: 202, body: { data: [{ amount: 12.5 }, { amount: -3 }] } })
    const [{ id }] = created.body.data
    expect((await call('GET', `/transaction/${id}`)).body.data).toMatchObject(wire)
    expect((await call('GET', '/transaction')).body.data).toHaveLength(2)
    expect((await call('GET', '/transaction/txn_unknown')).status).toBe(404)
    expect((await call('POST', '/transaction', [])).status).toBe(422)
    expect((await call('POST', '/transaction', [{ ...wire, amount: 'x' }])).status).toBe(422)
  })
})
