import { describe, expect, it } from 'vitest'
import type { AssetSwitches } from '../src/index.ts'
import { assetEmulator, callerFor, createOne, item, revenue } from './asset-support.ts'

const started = async (switches: Partial<AssetSwitches> = {}, currency = 'USD') => {
  const emulator = assetEmulator(switches, { currency })
  return { emulator, call: await callerFor(emulator) }
}

/** A line of the older shape. */
const priced = (ledger: string, changes: object = {}) => ({
  description: 'Pieces',
  ledger_id: ledger,
  unit_price: 10.25,
  quantity: 4,
  ...changes,
})

describe('creating invoices', () => {
  it('opens each at once and answers them with empty errors', async () => {
    const { emulator, call } = await started()
    const items = [
      item(emulator),
      item(emulator, { number: 'INV-002', metadata: { k: 1 }, tags: { team: 'a' } }),
    ]
    const answer = await call('POST', '/invoice', items)
    expect(answer.status).toBe(201)
    expect(answer.body.errors).toEqual([])
    expect(answer.body.data).toMatchObject([
      {
        number: 'INV-001',
        status: 'open',
        source: 'manual',
        total_amount: 520.56,
        total_paid: 0,
        payments: [],
      },
      { number: 'INV-002', metadata: { k: 1 }, tags: { team: 'a' } },
    ])
    expect(emulator.ledger.invoice(answer.body.data[0].id)).toMatchObject({
      vendor: 'asset',
      account: 'books',
      status: 'open',
      currency: 'USD',
      total: 52056,
      amountPaid: 0,
      customer: { id: 'cus_ada', externalId: 'own-ada' },
      history: [{ event: 'created', from: null, to: 'open', by: 'api' }],
    })
    expect(emulator.ledger.writes.map(({ operation }) => operation)).toEqual([
      'create_invoices',
      'create_invoices',
    ])
  })

  it('makes ids of a prefix and a uuid in base58', async () => {
    const { emulator, call } = await started()
    const invoice = await createOne(emulator, call)
    expect(invoice.id).toMatch(/^inv_[1-9A-HJ-NP-Za-km-z]{21,22}$/)
    expect(invoice.lines[0].id).toMatch(/^inl_[1-9A-HJ-NP-Za-km-z]{21,22}$/)
    const again = assetEmulator()
    expect((await createOne(again, await callerFor(again))).id).toBe(invoice.id)
  })

  it('finds a customer by external id', async () => {
    const { emulator, call } = await started()
    const named = { customer_id: null, customer_external_id: 'own-ada' }
    expect(await createOne(emulator, call, named)).toMatchObject({ customer_id: 'cus_ada' })
  })

  it('lets items fail one by one', async () => {
    const { emulator, call } = await started()
    const lines = [{ description: 'x', amount: 1, ledger_id: 'ldg_unknown' }]
    const answer = await call('POST', '/invoice', [
      item(emulator, { number: 'A', customer_id: 'cus_unknown' }),
      item(emulator, { number: 'B' }),
      item(emulator, { number: 'C', lines }),
    ])
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({
      data: [{ number: 'B' }],
      errors: [
        { error: 'Customer not found', invoice_number: 'A' },
        { error: 'Ledger ldg_unknown not found', invoice_number: 'C' },
      ],
    })
    expect(emulator.ledger.invoices()).toHaveLength(1)
  })

  it.each([200, 201, 207, 400, 422] as const)(
    'answers %d when all failed, by switch',
    async (allFailedStatus) => {
      const { emulator, call } = await started({ allFailedStatus })
      const answer = await call('POST', '/invoice', [item(emulator, { customer_id: 'cus_unknown' })])
      expect(answer).toMatchObject({ status: allFailedStatus, body: { data: [], errors: [{}] } })
    },
  )

  it.each([
    ['empty', []],
    ['null', null],
    ['absent', undefined],
  ] as const)('shows no errors as %s by switch', async (errorsOnSuccess, expected) => {
    const { emulator, call } = await started({ errorsOnSuccess, createStatus: 200 })
    const answer = await call('POST', '/invoice', [item(emulator)])
    expect(answer.status).toBe(200)
    expect(answer.body.errors).toEqual(expected)
  })

  it('refuses malformed items together, or by switch alone', async () => {
    const body = (emulator: ReturnType<typeof assetEmulator>) => [
      item(emulator, { number: 'A' }),
      item(emulator, { number: 'B', due_at: '2026-02-30' }),
    ]
    const strict = await started()
    expect(await strict.call('POST', '/invoice', body(strict.emulator))).toMatchObject({
      status: 422,
      body: { detail: 'body.1.due_at: Input should be a valid datetime' },
    })
    expect(strict.emulator.ledger.invoices()).toEqual([])
    const lenient = await started({ malformedItem: 'item' })
    expect((await lenient.call('POST', '/invoice', body(lenient.emulator))).body).toMatchObject({
      data: [{ number: 'A' }],
      errors: [{ invoice_number: 'B' }],
    })
  })

  it('takes 1 to 100', async () => {
    const { emulator, call } = await started()
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => item(emulator, { number: `N-${index}` }))
    expect((await call('POST', '/invoice', [])).status).toBe(422)
    expect((await call('POST', '/invoice', item(emulator))).status).toBe(422)
    expect((await call('POST', '/invoice', many(101))).status).toBe(422)
    expect((await call('POST', '/invoice', many(100))).body.data).toHaveLength(100)
  })

  it.each(['same', 'reversed', 'shuffled'] as const)('answers in %s order by switch', async (dataOrder) => {
    const { emulator, call } = await started({ dataOrder })
    const numbers = ['A', 'B', 'C', 'D', 'E']
    const { body } = await call(
      'POST',
      '/invoice',
      numbers.map((number) => item(emulator, { number })),
    )
    const answered = body.data.map((invoice: { number: string }) => invoice.number)
    expect(answered.toSorted()).toEqual(numbers)
    if (dataOrder === 'same') expect(answered).toEqual(numbers)
    if (dataOrder === 'reversed') expect(answered).toEqual(numbers.toReversed())
    if (dataOrder === 'shuffled') expect(answered).not.toEqual(numbers)
  })

  it('allows numbers twice, or by switch refuses them, also within a batch', async () => {
    const lenient = await started()
    const twice = [item(lenient.emulator), item(lenient.emulator)]
    expect((await lenient.call('POST', '/invoice', twice)).body.data).toHaveLength(2)
    const strict = await started({ duplicateNumbers: 'refused' })
    expect((await strict.call('POST', '/invoice', twice)).body).toMatchObject({
      data: [{}],
      errors: [{ error: 'Invoice number INV-001 already exists', invoice_number: 'INV-001' }],
    })
  })

  it.each([
    ['without number', { number: undefined }, 'number'],
    ['with a number too long', { number: 'x'.repeat(256) }, 'number'],
    ['without customer', { customer_id: null }, 'customer_id'],
    ['without lines', { lines: [] }, 'lines'],
    ['with an empty description', { description: '' }, 'description'],
    [
      'with an amount that is no number',
      { lines: [{ description: 'x', ledger_id: 'l', amount: 'much' }] },
      'amount',
    ],
    ['with three decimals', { lines: [{ description: 'x', ledger_id: 'l', amount: 1.005 }] }, 'amount'],
    ['with older lines', { lines: [priced('l')] }, 'amount'],
    ['with a tag that is no text', { tags: { team: 7 } }, 'team'],
  ])('refuses an item %s', async (_name, changes, field) => {
    const { emulator, call } = await started({ errorEnvelope: 'detail_list' })
    const answer = await call('POST', '/invoice', [item(emulator, changes)])
    expect(answer.status).toBe(422)
    expect(answer.body.detail[0].loc.at(-1)).toBe(field)
  })

  it('refuses what is dated before the books begin, and tax ledgers, by switch', async () => {
    const { emulator, call } = await started({
      entriesStart: '2026-07-15T12:00:00Z',
      lineLedgers: 'revenue_only',
    })
    const lines = [{ description: 'x', amount: 1, ledger_id: emulator.asset.account().ledgerId('Sales Tax') }]
    const { body } = await call('POST', '/invoice', [
      item(emulator),
      item(emulator, { sent_at: '2026-07-16', lines }),
    ])
    expect(body.errors.map(({ error }: { error: string }) => error)).toEqual([
      'Dated before the entries of this business start',
      expect.stringContaining('is no revenue ledger'),
    ])
  })
})

describe('money', () => {
  it.each([
    ['USD', 520.56, 52056, 520.56],
    ['USD', '520.56', 52056, 520.56],
    ['USD', 0.1, 10, 0.1],
    ['USD', -12, -1200, -12],
    ['USD', 9999999999999.99, 999_999_999_999_999, 9999999999999.99],
    ['JPY', 1500, 1500, 1500],
    ['KWD', 1.234, 1234, 1.234],
  ])('in %s reads %s exactly', async (currency, amount, minor, answered) => {
    const { emulator, call } = await started({}, currency)
    const lines = [{ description: 'x', amount, ledger_id: revenue(emulator) }]
    const invoice = await createOne(emulator, call, { lines })
    expect(invoice.total_amount).toBe(answered)
    expect(emulator.ledger.invoice(invoice.id)).toMatchObject({ currency, total: minor })
  })

  it('can be written as text, and rounded, by switch', async () => {
    const { emulator, call } = await started({ moneyAs: 'string', excessDecimals: 'round' })
    const lines = [{ description: 'x', amount: '3000.005', ledger_id: revenue(emulator) }]
    expect(await createOne(emulator, call, { lines })).toMatchObject({
      total_amount: '3000.01',
      total_paid: '0.00',
    })
  })

  it.each(['not_negative', 'positive'] as const)('of a line is %s by switch', async (lineAmounts) => {
    const { emulator, call } = await started({ lineAmounts })
    const status = async (amount: number) => {
      const lines = [{ description: 'x', amount, ledger_id: revenue(emulator) }]
      return (await call('POST', '/invoice', [item(emulator, { lines })])).status
    }
    expect(await status(-1)).toBe(422)
    expect(await status(0)).toBe(lineAmounts === 'positive' ? 422 : 201)
  })

  it('beyond what can be counted is refused', async () => {
    const { emulator, call } = await started({ lineShape: 'unit_price' })
    const lines = [priced(revenue(emulator), { unit_price: 9e14, quantity: 9e14 })]
    expect((await call('POST', '/invoice', [item(emulator, { lines })])).body.errors).toMatchObject([
      { error: 'Amount out of range' },
    ])
  })
})

describe('lines of the older shape', () => {
  it.each([
    [{}, 41, 0, 0],
    [{ discount_amount: 1, tax_amount: 2.5 }, 42.5, 100, 250],
    [{ discount_rate: 0.1, tax_rate: 0.08 }, 39.85, 410, 295],
    [{ discount_amount: 1, discount_rate: 0.1 }, 40, 100, 0],
  ])('come to a total: %j', async (terms, total, discount, tax) => {
    const { emulator, call } = await started({ generation: 'C' })
    const lines = [priced(revenue(emulator), terms)]
    const { businessId: business_id } = emulator.asset.account()
    const invoice = await createOne(emulator, call, { business_id, lines })
    expect(invoice.total_amount).toBe(total)
    expect(invoice.lines[0]).toMatchObject({ unit_price: 10.25, quantity: 4, ...terms })
    expect(emulator.ledger.invoice(invoice.id)).toMatchObject({ subtotal: 4100, discount, tax })
  })

  it('let the rate win by switch', async () => {
    const { emulator, call } = await started({ lineShape: 'both', rateAndAmount: 'rate' })
    const lines = [priced(revenue(emulator), { discount_amount: 1, discount_rate: 0.1 })]
    expect((await createOne(emulator, call, { lines })).lines[0].amount).toBe(36.9)
  })

  it('may stand beside the newer where both are accepted, and keep their shape by switch', async () => {
    const { emulator, call } = await started({ lineShape: 'both', linesRead: 'as_written' })
    const lines = [priced(revenue(emulator)), { description: 'x', amount: 5, ledger_id: revenue(emulator) }]
    const invoice = await createOne(emulator, call, { lines })
    expect(invoice.total_amount).toBe(46)
    expect(invoice.lines[0]).toMatchObject({ unit_price: 10.25 })
    expect(invoice.lines[0]).not.toHaveProperty('amount')
    expect(invoice.lines[1]).toMatchObject({ amount: 5 })
  })

  it('spend customer credit with the invoice', async () => {
    const { emulator, call } = await started({ generation: 'C' })
    const account = emulator.asset.account()
    account.outside.giveCredit('cus_ada', 6000)
    const body = { business_id: account.businessId, lines: [priced(revenue(emulator))], credit_amount: 41 }
    const invoice = await createOne(emulator, call, body)
    expect(invoice).toMatchObject({ status: 'paid', credit_amount: 41, total_amount: 41 })
    expect(account.creditOf('cus_ada')).toBe(1900)
    const refused = await call('POST', '/invoice', [item(emulator, body)])
    expect(refused).toMatchObject({ status: 422, body: { detail: 'The customer has not that much credit' } })
  })

  it('fail together where there are no errors to list', async () => {
    const { emulator, call } = await started({ generation: 'B' })
    const fit = { business_id: emulator.asset.account().businessId, lines: [priced(revenue(emulator))] }
    const body = [item(emulator, fit), item(emulator, { ...fit, business_id: 'biz_other' })]
    expect((await call('POST', '/invoice', body)).status).toBe(422)
    expect(emulator.ledger.invoices()).toEqual([])
  })
})
