import { describe, expect, it } from 'vitest'
import type { AssetSwitches } from '../src/index.ts'
import { assetEmulator, callerFor, createOne, revenue } from './asset-support.ts'

const started = async (switches: Partial<AssetSwitches> = {}) => {
  const emulator = assetEmulator({ lineShape: 'amount', ...switches })
  const call = await callerFor(emulator)
  const account = emulator.asset.account()
  const ledger_id = revenue(emulator)
  const lines = [
    { description: 'One', amount: 60, ledger_id },
    { description: 'Two', amount: 40, ledger_id },
  ]
  const invoice = await createOne(emulator, call, { lines, business_id: account.businessId })
  const refund = (shares: readonly object[], changes: object = {}) =>
    call('POST', '/refund', {
      amount: shares.reduce((sum, share) => sum + Number(Reflect.get(share, 'amount')), 0),
      refund_external_id: 'r-1',
      refunded_at: '2026-07-15T00:00:00Z',
      method: 'ach',
      invoices_to_refund: shares.map((share) => ({ invoice_id: invoice.id, ...share })),
      ...changes,
    })
  const status = async () => (await call('GET', `/invoice/${invoice.id}`)).body.data.status
  return { account, call, emulator, invoice, refund, status }
}

describe('a refund', () => {
  it('of everything makes the invoice refunded', async () => {
    const { account, call, emulator, invoice, refund, status } = await started()
    account.outside.pay(invoice.id)
    const answer = await refund([{ amount: 100, memo: 'Sorry' }])
    expect(answer.status).toBe(201)
    expect(answer.body.data).toMatchObject({
      id: expect.stringMatching(/^rfu_/),
      external_id: 'r-1',
      amount: 100,
      amount_paid: 0,
      method: 'ach',
      status: 'pending',
      payments: [],
      refund_invoices: [{ amount: 100, invoice_id: invoice.id, invoice_line_id: null, memo: 'Sorry' }],
      tags: {},
    })
    expect(await status()).toBe('refunded')
    expect(emulator.ledger.invoice(invoice.id)).toMatchObject({ status: 'refunded', amountRefunded: 10000 })
    expect((await refund([{ amount: 1, invoice_line_id: invoice.lines[0].id }])).status).toBe(422)
    expect((await call('GET', `/invoice/${invoice.id}/refunds`)).body).toMatchObject({
      data: [{ amount: 100 }],
    })
  })

  it('in parts names the lines, and never exceeds', async () => {
    const { account, emulator, invoice, refund, status } = await started()
    account.outside.pay(invoice.id)
    const [one, two] = invoice.lines
    expect((await refund([{ amount: 60 }])).body.detail).toBe('A partial refund must name the line')
    expect((await refund([{ amount: 61, invoice_line_id: one.id }])).status).toBe(422)
    expect((await refund([{ amount: 60, invoice_line_id: 'inl_unknown' }])).status).toBe(422)
    await refund([{ amount: 60, invoice_line_id: one.id }])
    expect(await status()).toBe('partially_refunded')
    expect((await refund([{ amount: 41, invoice_line_id: two.id }])).status).toBe(422)
    await refund([{ amount: 40, invoice_line_id: two.id }])
    expect(await status()).toBe('refunded')
    expect(emulator.ledger.invoice(invoice.id)?.history.map(({ to }) => to)).toEqual([
      'open',
      'paid',
      'partially_refunded',
      'refunded',
    ])
  })

  it('of several shares counts them together', async () => {
    const { account, invoice, refund, status } = await started()
    account.outside.pay(invoice.id)
    const [one, two] = invoice.lines
    const shares = [
      { amount: 60, invoice_line_id: one.id },
      { amount: 40, invoice_line_id: two.id },
    ]
    expect((await refund([...shares, { amount: 1, invoice_line_id: two.id }])).status).toBe(422)
    expect((await refund(shares, { amount: 99 })).status).toBe(422)
    expect((await refund(shares)).status).toBe(201)
    expect(await status()).toBe('refunded')
  })

  it('needs an invoice that was paid, a method, and all of its fields', async () => {
    const { invoice, refund } = await started()
    const whole = [{ amount: 100 }]
    expect((await refund(whole)).status).toBe(422)
    expect((await refund(whole, { method: 'gold' })).status).toBe(422)
    expect((await refund(whole, { method: undefined })).status).toBe(422)
    expect((await refund(whole, { refund_external_id: undefined })).status).toBe(422)
    expect((await refund([{ amount: 0 }])).status).toBe(422)
    expect((await refund([])).status).toBe(422)
    expect((await refund([{ amount: 5, invoice_id: undefined }])).status).toBe(422)
    expect((await refund([{ amount: 5, invoice_id: 'inv_unknown' }])).status).toBe(404)
    expect(invoice.status).toBe('open')
  })

  it('by external id alone touches no invoice', async () => {
    const { refund, status } = await started()
    const answer = await refund([{ amount: 5, invoice_id: undefined, invoice_external_id: 'ext_inv_001' }])
    expect(answer.body.data.refund_invoices).toMatchObject([{ invoice_id: null, external_id: 'ext_inv_001' }])
    expect(await status()).toBe('open')
  })

  it.each<[AssetSwitches['generation'], object]>([
    ['F', { method: 'credit_balance' }],
    ['A', { refund_credit: true, method: undefined }],
  ])('as credit is complete at once in generation %s', async (generation, changes) => {
    const { account, invoice, refund } = await started({ generation })
    account.outside.pay(invoice.id)
    expect((await refund([{ amount: 100 }], changes)).body.data).toMatchObject({
      status: 'completed',
      amount_paid: 100,
    })
    expect(account.creditOf('cus_ada')).toBe(10000)
  })

  it('is paid by transactions, in parts if need be', async () => {
    const { account, call, invoice, refund } = await started()
    account.outside.pay(invoice.id)
    const refund_id = (await refund([{ amount: 100 }])).body.data.id
    const [transaction] = (
      await call('POST', '/transaction', [
        { external_account_id: 'eac_1', description: 'Back', amount: -100, datetime: '2026-07-15' },
      ])
    ).body.data
    const pay = (body: object) =>
      call('POST', '/refund-payment', { refund_id, transaction_id: transaction.id, ...body })
    expect((await pay({ payment_amount: 30 })).body.data).toMatchObject({
      status: 'pending',
      amount_paid: 30,
    })
    expect((await pay({ payment_amount: 71 })).status).toBe(422)
    const done = await pay({})
    expect(done.status).toBe(201)
    expect(done.body.data).toMatchObject({
      status: 'completed',
      amount_paid: 100,
      payments: [{ amount: 30, transaction_id: transaction.id }, { amount: 70 }],
    })
    expect((await pay({})).status).toBe(422)
    expect((await pay({ refund_id: 'rfu_unknown' })).status).toBe(404)
    expect((await pay({ transaction_id: 'txn_unknown' })).status).toBe(404)
  })

  it('can be listed by status, in pages', async () => {
    const { account, call, invoice, refund } = await started()
    account.outside.pay(invoice.id)
    await refund([{ amount: 60, invoice_line_id: invoice.lines[0].id }])
    account.outside.refund(invoice.id)
    const list = async (search: string) => (await call('GET', `/refunds?${search}`)).body
    expect((await list('status=pending')).data).toMatchObject([{ amount: 60 }])
    expect((await list('status=completed')).data).toMatchObject([{ amount: 40, amount_paid: 40 }])
    const first = await list('page_size=1')
    expect(first.data).toHaveLength(1)
    expect(first.pagination.next_page_token).toEqual(expect.any(String))
    expect((await call('GET', '/refunds?status=lost')).status).toBe(422)
    expect((await call('GET', '/invoice/inv_unknown/refunds')).status).toBe(404)
    expect(() => account.outside.refund(invoice.id)).toThrow('to refund')
  })
})
