import { describe, expect, it } from 'vitest'
import { type CommetSwitches, createEmulator } from '../src/index.ts'
import { callerFor, createOne, dialectB, emulatorWithCustomers, objectIn } from './support.ts'

const adjustment = { customerId: 'cus_usd', amount: 2500, description: 'Extra work' }

const withSwitches = (commet: Partial<CommetSwitches>) => callerFor(emulatorWithCustomers({ commet }))

describe('creating an adjustment', () => {
  it('makes an outstanding invoice in the currency of the customer', async () => {
    const emulator = emulatorWithCustomers()
    const call = callerFor(emulator)
    const created = objectIn(
      await call('POST', '/invoices', { ...adjustment, customerId: 'cus_clp', metadata: { k: 1 } }),
    )
    expect(created).toMatchObject({
      status: 'outstanding',
      invoiceType: 'adjustment',
      currency: 'clp',
      subtotal: 2500,
      taxAmount: 0,
      total: 2500,
      memo: 'Extra work',
      metadata: { k: 1 },
      createdAt: '2026-07-15T09:00:00.000Z',
    })
    expect(emulator.ledger.invoice(String(created.id))).toMatchObject({
      currency: 'CLP',
      minorUnitDigits: 0,
      kind: 'invoice',
      status: 'open',
      customer: { id: 'cus_clp', externalId: 'own-clp' },
      lines: [{ description: 'Extra work', quantity: 1, unitPrice: '2500', amount: 2500 }],
      history: [{ event: 'created', from: null, to: 'open', by: 'api' }],
    })
  })

  it('makes a credit of a negative amount, settled at once or not by switch', async () => {
    const credit = { ...adjustment, amount: -2500 }
    expect(objectIn(await withSwitches({})('POST', '/invoices', credit))).toMatchObject({
      status: 'paid',
      total: -2500,
    })
    const later = withSwitches({ creditStatus: 'outstanding' })
    expect(objectIn(await later('POST', '/invoices', credit)).status).toBe('outstanding')
  })

  it('taxes adjustments by switch, rounding half away from zero', async () => {
    const call = withSwitches({ adjustmentTaxBasisPoints: 825 })
    const taxed = async (amount: number) =>
      objectIn(await call('POST', '/invoices', { ...adjustment, amount }))
    expect(await taxed(2500)).toMatchObject({ subtotal: 2500, taxAmount: 206, total: 2706 })
    expect(await taxed(-200)).toMatchObject({ taxAmount: -17, total: -217 })
  })

  it.each([200, 201] as const)('answers %d by switch', async (createStatus) => {
    expect((await withSwitches({ createStatus })('POST', '/invoices', adjustment)).status).toBe(createStatus)
  })

  it('accepts an own customer id, or not by switch', async () => {
    const own = { ...adjustment, customerId: 'own-usd' }
    expect(objectIn(await withSwitches({})('POST', '/invoices', own)).customerId).toBe('cus_usd')
    const answer = await withSwitches({ externalCustomerIds: 'unknown' })('POST', '/invoices', own)
    expect(answer).toMatchObject({ status: 404, body: { error: { code: 'customer_not_found' } } })
  })

  it.each([
    ['no body', undefined, ['body']],
    ['a list', [], ['body']],
    ['an empty object', {}, ['customerId', 'amount', 'description']],
    ['a fractional amount', { ...adjustment, amount: 1.5 }, ['amount']],
    ['an amount as text', { ...adjustment, amount: '2500' }, ['amount']],
    ['an amount beyond the safe integers', { ...adjustment, amount: 2 ** 53 }, ['amount']],
    ['a zero amount', { ...adjustment, amount: 0 }, ['amount']],
    ['empty texts', { customerId: '', amount: 1, description: '' }, ['customerId', 'description']],
    ['metadata that is no object', { ...adjustment, metadata: 'x' }, ['metadata']],
  ])('refuses %s field by field', async (_name, body, fields) => {
    const emulator = emulatorWithCustomers()
    const answer = await callerFor(emulator)('POST', '/invoices', body)
    expect(answer.status).toBe(422)
    expect(answer.body).toMatchObject({
      success: false,
      error: { type: 'validation_error', code: 'validation_error', param: fields[0] },
    })
    expect(answer.body.error?.details).toMatchObject(fields.map((field) => ({ field })))
    expect(emulator.ledger.invoices()).toEqual([])
    expect(emulator.ledger.writes).toEqual([])
  })

  it('refuses what is not JSON', async () => {
    const answer = await withSwitches({})('POST', '/invoices', '{"amount":')
    expect(answer).toMatchObject({
      status: 400,
      body: { error: { code: 'invalid_json', type: 'validation_error' } },
    })
  })

  it('ignores what it does not know', async () => {
    const call = withSwitches({ zeroAmount: 'accept', adjustmentMemo: 'null', absentMetadata: 'null' })
    const created = objectIn(
      await call('POST', '/invoices', { ...adjustment, amount: 0, currency: 'eur', total: 9 }),
    )
    expect(created).toMatchObject({ currency: 'usd', total: 0, memo: null, metadata: null })
  })
})

describe('changing the status', () => {
  it.each(['paid', 'void'])('makes an outstanding invoice %s', async (status) => {
    const emulator = emulatorWithCustomers()
    const call = callerFor(emulator)
    const id = await createOne(call)
    emulator.clock.advance(1000)
    const stub = objectIn(await call('PUT', `/invoices/${id}/status`, { status }))
    expect(stub).toEqual({
      object: 'invoice',
      livemode: false,
      id,
      status,
      updatedAt: '2026-07-15T09:00:01.000Z',
    })
    expect(emulator.ledger.payableDuring(id)).toEqual([
      { from: '2026-07-15T09:00:00.000Z', to: '2026-07-15T09:00:01.000Z' },
    ])
  })

  it.each(['draft', 'outstanding', 'uncollectible', 'refunded', 7, null])(
    'refuses to set %s',
    async (status) => {
      const call = withSwitches({})
      const answer = await call('PUT', `/invoices/${await createOne(call)}/status`, { status })
      expect(answer).toMatchObject({
        status: 422,
        body: { error: { code: 'validation_error', param: 'status' } },
      })
    },
  )

  it.each([
    ['draft', 'draft'],
    ['paid', 'paid'],
    ['void', 'void'],
    ['uncollectible', 'uncollectible'],
  ] as const)('refuses any change of a %s invoice, in the manner of the switches', async (status, word) => {
    const emulator = createEmulator({
      commet: { refusedTransitionStatus: 409, refusedTransitionCode: 'no_outstanding_invoice' },
      data: {
        invoices: [
          {
            vendor: 'commet',
            id: 'inv_1',
            customer: 'own',
            status,
            lines: [{ description: 'x', amount: 5 }],
          },
        ],
      },
    })
    for (const to of ['paid', 'void']) {
      const answer = await callerFor(emulator)('PUT', '/invoices/inv_1/status', { status: to })
      expect(answer).toMatchObject({
        status: 409,
        body: { error: { code: 'no_outstanding_invoice', type: 'conflict_error' } },
      })
      expect(answer.body.error).not.toHaveProperty('details')
    }
    expect(objectIn(await callerFor(emulator)('GET', '/invoices/inv_1')).status).toBe(word)
    expect(emulator.ledger.writes).toEqual([])
  })

  it('repeats a status as an error or as nothing, by switch', async () => {
    const strict = withSwitches({})
    const id = await createOne(strict)
    await strict('PUT', `/invoices/${id}/status`, { status: 'paid' })
    expect((await strict('PUT', `/invoices/${id}/status`, { status: 'paid' })).status).toBe(422)

    const emulator = emulatorWithCustomers({ commet: { sameStatusUpdate: 'no-op' } })
    const lenient = callerFor(emulator)
    const other = await createOne(lenient)
    const first = await lenient('PUT', `/invoices/${other}/status`, { status: 'paid' })
    const again = await lenient('PUT', `/invoices/${other}/status`, { status: 'paid' })
    expect(again.body).toEqual(first.body)
    expect(emulator.ledger.writes).toHaveLength(2)
  })

  it('knows no invoice of an unknown id', async () => {
    const answer = await withSwitches({})('PUT', '/invoices/inv_none/status', { status: 'paid' })
    expect(answer).toMatchObject({ status: 404, body: { error: { code: 'invoice_not_found' } } })
  })
})

describe('lines', () => {
  const seeded = (commet: Partial<CommetSwitches>) =>
    createEmulator({
      commet,
      data: {
        invoices: [
          {
            vendor: 'commet',
            id: 'inv_1',
            customer: 'own',
            currency: 'USD',
            status: 'open',
            lines: [
              { type: 'plan_base', description: 'Plan', amount: 5000 },
              {
                type: 'feature_overage',
                description: 'Calls',
                quantity: 1000,
                unitRate: 150,
                amount: 1500,
                usedAmount: 1100,
                includedAmount: 100,
                overageAmount: 1000,
              },
              {
                type: 'promo_code_discount',
                description: '10%',
                amount: -500,
                discountType: 'percentage',
                discountValue: 1000,
                discountName: 'TEN',
              },
              { type: 'credit', description: 'Credit', amount: -300 },
            ],
            tax: 450,
          },
        ],
      },
    })

  it('add up', async () => {
    const invoice = objectIn(await callerFor(seeded({}), { version: dialectB })('GET', '/invoices/inv_1'))
    expect(invoice).toMatchObject({
      subtotal: 6500,
      discountAmount: 500,
      creditApplied: 300,
      taxAmount: 450,
      total: 6150,
    })
  })

  it.each([
    ['settlement', 2],
    ['rate', 150],
  ] as const)(
    'state usage prices in the %s scale by switch, plan prices always in settlement',
    async (usageUnitAmountScale, unitAmount) => {
      const { lineItems } = objectIn(
        await callerFor(seeded({ usageUnitAmountScale }))('GET', '/invoices/inv_1'),
      )
      expect(lineItems).toMatchObject([
        { lineType: 'plan_base', unitAmount: 5000, amount: 5000, featureName: null, chargeType: 'standard' },
        { lineType: 'feature_overage', quantity: 1000, unitAmount, amount: 1500, overageAmount: 1000 },
        { lineType: 'promo_code_discount', discountValue: 1000, discountName: 'TEN' },
        { lineType: 'credit', amount: -300 },
      ])
    },
  )

  it('are told to the ledger with exact unit prices', () => {
    expect(
      seeded({})
        .ledger.invoice('inv_1')
        ?.lines.map((line) => line.unitPrice),
    ).toEqual(['50', '0.015', '-5', '-3'])
  })
})
