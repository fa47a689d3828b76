import { describe, expect, it } from 'vitest'
import type { AssetSwitches } from '../src/index.ts'
import { type AssetCaller, assetEmulator, callerFor, createOne } from './asset-support.ts'

const started = async (switches: Partial<AssetSwitches> = {}) => {
  const emulator = assetEmulator(switches)
  const call = await callerFor(emulator)
  const invoice = await createOne(emulator, call)
  return { emulator, call, invoice, account: emulator.asset.account() }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

async function transaction(call: AssetCaller, amount: number, description = 'Wire'): Promise<string> {
  const body = [{ external_account_id: 'eac_1', description, amount, datetime: '2026-07-15T08:00:00Z' }]
  return (await call('POST', '/transaction', body)).body.data[0].id
}

describe('applying a transaction', () => {
  it('pays in part, then in full, which makes it paid', async () => {
    const { emulator, call, invoice } = await started()
    const transaction_id = await transaction(call, 520.56)
    const pay = (payment_amount?: number) =>
      call('POST', '/invoice-payment', { invoice_id: invoice.id, transaction_id, payment_amount })
    const part = await pay(20.56)
    expect(part.status).toBe(201)
    expect(part.body.data).toMatchObject({ status: 'open', total_paid: 20.56 })
    const full = (await pay()).body.data
    expect(full).toMatchObject({ status: 'paid', total_paid: 520.56 })
    expect(full.payments).toMatchObject([
      { id: expect.stringMatching(/^inp_/), invoice_id: invoice.id, payment_amount: 20.56, transaction_id },
      { payment_amount: 500, credit_memo_id: null, credit_journal_entry_id: null, is_write_off: false },
    ])
    expect(full.payments[0].payment_id).not.toContain('_')
    expect(emulator.ledger.invoice(invoice.id)).toMatchObject({
      status: 'paid',
      amountPaid: 52056,
      payments: [
        { id: full.payments[0].id, amount: 2056, at: '2026-07-15T09:00:00.003Z', kind: 'payment' },
        { id: full.payments[1].id, amount: 50_000, kind: 'payment' },
      ],
      history: [{}, { event: 'payment_applied' }, { event: 'status_changed', to: 'paid', by: 'api' }],
    })
    expect((await pay(1)).status).toBe(422)
  })

  it.each([
    ['in_total_paid', 600],
    ['capped', 520.56],
  ] as const)('makes credit of what is too much; total_paid %s', async (overpayment, total_paid) => {
    const { account, call, invoice } = await started({ overpayment })
    const transaction_id = await transaction(call, 600)
    const { body } = await call('POST', '/invoice-payment', { invoice_id: invoice.id, transaction_id })
    expect(body.data).toMatchObject({ status: 'paid', total_paid })
    expect(account.creditOf('cus_ada')).toBe(7944)
  })

  it('refuses what is not there', async () => {
    const { call, invoice } = await started()
    const transaction_id = await transaction(call, 10)
    const pay = async (body: object) => (await call('POST', '/invoice-payment', body)).status
    expect(await pay({ invoice_id: 'inv_unknown', transaction_id })).toBe(404)
    expect(await pay({ invoice_id: invoice.id, transaction_id: 'txn_unknown' })).toBe(404)
    expect(await pay({ invoice_id: invoice.id, transaction_id, payment_amount: 11 })).toBe(422)
    expect(await pay({ invoice_id: invoice.id, transaction_id, payment_amount: -1 })).toBe(422)
    expect(await pay({ transaction_id })).toBe(422)
  })

  it('is the only way before credit payments', async () => {
    const older = assetEmulator({ generation: 'B', lineShape: 'amount' })
    const olderCall = await callerFor(older)
    const { businessId: business_id } = older.asset.account()
    const invoice = await createOne(older, olderCall, { business_id })
    const body = { invoice_id: invoice.id, payment_amount: 1 }
    expect((await olderCall('POST', '/invoice-payment', body)).status).toBe(422)
    const transaction_id = await transaction(olderCall, 1)
    const { data } = (await olderCall('POST', '/invoice-payment', { ...body, transaction_id })).body
    expect(data.payments[0]).not.toHaveProperty('is_write_off')
  })
})

describe('paying with credit', () => {
  const memo = { number: 'CM-1', customer_id: 'cus_ada', amount: 100, description: 'Goodwill' }

  it('draws memos first, then the rest, each with a bare uuid', async () => {
    const { emulator, account, call, invoice } = await started()
    await call('POST', '/credit-memo', [memo])
    account.outside.giveCredit('cus_ada', 5000)
    expect(account.creditOf('cus_ada')).toBe(15000)
    const { body } = await call('POST', '/invoice-payment', { invoice_id: invoice.id, payment_amount: 120 })
    expect(body.data).toMatchObject({ status: 'open', total_paid: 120 })
    expect(body.data.payments).toMatchObject([
      { payment_amount: 100, transaction_id: null, credit_memo_id: expect.stringMatching(uuid) },
      { payment_amount: 20, credit_memo_id: null, credit_journal_entry_id: expect.stringMatching(uuid) },
    ])
    expect(account.creditOf('cus_ada')).toBe(3000)
    expect(emulator.ledger.invoice(invoice.id)?.payments).toMatchObject([
      { amount: 10_000, kind: 'credit' },
      { amount: 2_000, kind: 'credit' },
    ])
  })

  it('needs an amount, and the credit', async () => {
    const { call, invoice } = await started()
    const pay = async (amount?: number) =>
      (await call('POST', '/invoice-payment', { invoice_id: invoice.id, payment_amount: amount })).status
    expect(await pay()).toBe(422)
    expect(await pay(0)).toBe(422)
    expect(await pay(1)).toBe(422)
  })

  it('has memos of unique numbers, which can be listed, read and voided', async () => {
    const { account, call } = await started()
    const { body } = await call('POST', '/credit-memo', [
      memo,
      memo,
      { ...memo, number: 'CM-2', customer_id: 'x' },
    ])
    expect(body.errors).toMatchObject([{ number: 'CM-1' }, { number: 'CM-2', error: 'Customer not found' }])
    const { id } = body.data[0]
    expect((await call('POST', `/credit-memo/${id}/void`)).body.data.voided_at).not.toBeNull()
    expect((await call('POST', `/credit-memo/${id}/void`)).status).toBe(422)
    expect((await call('GET', '/credit-memo?voided=true')).body.data).toHaveLength(1)
    expect((await call('GET', '/credit-memo?voided=false&customer_id=cus_ada')).body.data).toEqual([])
    expect((await call('GET', `/credit-memo/${id}`)).body.data).toMatchObject({ number: 'CM-1', amount: 100 })
    expect((await call('POST', '/credit-memo', [{ ...memo, amount: 0 }])).status).toBe(422)
    expect(account.creditOf('cus_ada')).toBe(0)
  })
})

describe('without a call of ours', () => {
  it('a bank transaction finds its invoice by number, amount and date', async () => {
    const { account, call, emulator, invoice } = await started()
    account.outside.receive({ amount: 52056, description: 'ACH credit inv-001 ADA' }, '2026-07-20T00:00:00Z')
    const read = async () => (await call('GET', `/invoice/${invoice.id}`)).body.data
    expect((await read()).status).toBe('open')
    emulator.clock.set('2026-07-20T00:00:00Z')
    const later = await callerFor(emulator)
    const { data } = (await later('GET', `/invoice/${invoice.id}`)).body
    expect(data).toMatchObject({ status: 'paid', total_paid: 520.56, payments: [{ payment_amount: 520.56 }] })
    expect(emulator.ledger.writes.at(-1)?.operation).toBe('outside:match_transaction')
  })

  it.each([
    ['another amount', { amount: 52055, description: 'INV-001' }],
    ['no number', { amount: 52056, description: 'Thank you' }],
    ['another number', { amount: 52056, description: 'INV-0012' }],
  ])('%s finds nothing', async (_name, order) => {
    const { account, call, invoice } = await started()
    account.outside.receive(order)
    expect((await call('GET', `/invoice/${invoice.id}`)).body.data.status).toBe('open')
    expect((await call('GET', '/transaction')).body.data).toMatchObject([{ description: order.description }])
  })

  it('matching can be switched off, and does not choose between two', async () => {
    const off = await started({ automaticMatching: false })
    await transaction(off.call, 520.56, 'INV-001')
    expect((await off.call('GET', `/invoice/${off.invoice.id}`)).body.data.status).toBe('open')
    const two = await started()
    await createOne(two.emulator, two.call)
    await transaction(two.call, 520.56, 'INV-001')
    expect((await two.call('GET', '/invoice?status=open')).body.data).toHaveLength(2)
  })

  it('customers pay the rest, and staff void or give up', async () => {
    const { account, call, emulator, invoice } = await started()
    account.outside.receive({ amount: 2056, description: '', invoiceId: invoice.id })
    account.outside.pay(invoice.id)
    expect(emulator.ledger.invoice(invoice.id)).toMatchObject({ status: 'paid', amountPaid: 52056 })
    expect(() => account.outside.void(invoice.id)).toThrow('not open')
    expect(() => account.outside.issueDraft(invoice.id)).toThrow('no drafts')
    const second = await createOne(emulator, call)
    account.outside.void(second.id)
    const third = await createOne(emulator, call)
    account.outside.markUncollectible(third.id, '2026-07-16T00:00:00Z')
    account.outside.pay(third.id, '2026-07-17T00:00:00Z')
    emulator.clock.set('2026-07-18T00:00:00Z')
    expect(emulator.ledger.invoices().map(({ status }) => status)).toEqual(['paid', 'void', 'uncollectible'])
    expect(() => account.outside.pay('inv_unknown')).toThrow('no invoice')
  })
})
