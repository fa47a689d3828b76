import { describe, expect, it } from 'vitest'
import { read } from '../test/read-wire.ts'
import { wireInvoice, wireLine } from '../test/wire-objects.ts'
import { wordToAsk } from './to-canonical/status.ts'

describe('a whole invoice', () => {
  it('says what Commet says, and which values were worked out', () => {
    const { derived, raw, lines, ...invoice } = read()
    expect(invoice).toEqual({
      schemaVersion: 1,
      source: {
        provider: 'commet',
        account: 'main',
        mode: 'live',
        id: 'inv_7Qk',
        apiVersion: '2026-07-11',
        readAt: '2026-07-15T00:00:00.000Z',
      },
      number: 'INV-0107',
      externalId: 'order-5',
      buyerReference: 'cost centre 4',
      subscriptionId: 'sub_9',
      kind: 'invoice',
      corrects: null,
      status: 'open',
      providerStatus: 'outstanding',
      paymentPending: null,
      collection: null,
      opensAt: null,
      currency: 'USD',
      minorUnitDigits: 2,
      taxInclusive: false,
      subtotal: 9000,
      discount: 1000,
      tax: 750,
      creditApplied: 500,
      total: 8250,
      amountPaid: 0,
      amountDue: 8250,
      amountRefunded: null,
      createdAt: '2026-07-01T06:30:00.000Z',
      issuedAt: '2026-07-01T06:30:00.000Z',
      dueAt: '2026-07-31T06:30:00.000Z',
      paidAt: null,
      voidedAt: null,
      updatedAt: '2026-07-02T08:00:00.000Z',
      periodStart: '2026-07-01T00:00:00Z',
      periodEnd: '2026-08-01T00:00:00Z',
      customer: { id: 'cus_41b', externalId: null, name: null, email: null, address: null },
      payments: null,
      memo: 'Thank you',
      purchaseOrder: 'PO-77',
      links: [],
      metadata: { team: 'blue' },
      detail: 'full',
      notes: [],
    })
    const settled =
      'outstanding: nothing paid, the total is due; paid: the total is paid, nothing is due; void: nothing is due'
    expect(derived).toEqual([
      { field: 'kind', from: ['total'], rule: 'a negative total is a credit note' },
      { field: 'taxInclusive', from: ['taxAmount'], rule: 'Commet adds tax on top of the amounts' },
      { field: 'amountPaid', from: ['status', 'total'], rule: settled },
      { field: 'amountDue', from: ['status', 'total'], rule: settled },
      {
        field: 'lines.unitPrice',
        from: ['lineItems.unitAmount', 'lineItems.quantity', 'lineItems.amount'],
        rule: 'settlement scale where quantity × unitAmount is the amount, a hundredth of it where that rounds to the amount',
      },
    ])
    expect(lines).toEqual([
      {
        id: null,
        description: 'Team plan',
        kind: 'subscription',
        providerKind: 'plan_base',
        quantity: '2',
        unitPrice: '45',
        discount: null,
        tax: null,
        taxRate: null,
        amount: 9000,
        periodStart: null,
        periodEnd: null,
        metadata: null,
      },
    ])
    expect(raw).toEqual({ invoice: wireInvoice() })
  })

  it('keeps no raw answer where that is switched off', () => {
    expect(read({}, { keepRaw: false }).raw).toBeNull()
  })
})

describe('status', () => {
  it.each([
    { word: 'draft', status: 'draft', paid: null, due: null },
    { word: 'outstanding', status: 'open', paid: 0, due: 8250 },
    { word: 'pending', status: 'open', paid: 0, due: 8250 },
    { word: 'paid', status: 'paid', paid: 8250, due: 0 },
    { word: 'void', status: 'void', paid: null, due: 0 },
    { word: 'uncollectible', status: 'uncollectible', paid: null, due: null },
    { word: 'upcoming', status: 'unknown', paid: null, due: null },
    { word: 'frozen', status: 'unknown', paid: null, due: null },
    { word: null, status: 'unknown', paid: null, due: null },
  ])('$word is $status', ({ word, status, paid, due }) => {
    const invoice = read({ status: word })
    expect(invoice).toMatchObject({ status, providerStatus: word, amountPaid: paid, amountDue: due })
    expect(invoice.notes.map((note) => note.code)).toEqual(status === 'unknown' ? ['unknown_status'] : [])
    expect(invoice).toMatchObject({ paidAt: null, voidedAt: null })
  })

  it.each([
    { dueDate: '2026-07-14T23:59:59Z', status: 'past_due' },
    { dueDate: '2026-07-15T00:00:00Z', status: 'open' },
    { dueDate: '2026-07-15T01:00:00+02:00', status: 'past_due' },
    { dueDate: null, status: 'open' },
  ])('outstanding and due $dueDate is $status', ({ dueDate, status }) => {
    const invoice = read({ dueDate })
    expect(invoice.status).toBe(status)
    expect(invoice.derived.filter((entry) => entry.field === 'status')).toEqual(
      status === 'past_due'
        ? [
            {
              field: 'status',
              from: ['status', 'dueDate'],
              rule: 'outstanding and due before the instant of reading is past_due',
            },
          ]
        : [],
    )
    expect(invoice.amountDue).toBe(8250)
  })

  it('that is not known is told in words', () => {
    const note = { code: 'unknown_status', field: 'status' }
    const message = 'Commet gave the unknown status "frozen"'
    expect(read({ status: 'frozen' }).notes).toEqual([{ ...note, message }])
    expect(read({ status: null }).notes).toEqual([{ ...note, message: 'Commet gave no status' }])
  })

  it('without a total settles nothing', () => {
    expect(read({ total: undefined })).toMatchObject({ kind: 'invoice', amountPaid: 0, amountDue: null })
    const derived = read({ total: undefined, taxAmount: undefined }).derived.map((entry) => entry.field)
    expect(derived).toEqual(['amountPaid', 'lines.unitPrice'])
    expect(read({ status: 'void' }).derived.map((entry) => entry.field)).toEqual([
      'kind',
      'taxInclusive',
      'amountDue',
      'lines.unitPrice',
    ])
  })

  it.each([
    { wanted: undefined, word: undefined },
    { wanted: ['open'], word: 'outstanding' },
    { wanted: ['past_due'], word: 'outstanding' },
    { wanted: ['payable', 'open', 'past_due'], word: 'outstanding' },
    { wanted: ['paid'], word: 'paid' },
    { wanted: ['void'], word: 'void' },
    { wanted: ['draft'], word: 'draft' },
    { wanted: ['uncollectible'], word: 'uncollectible' },
    { wanted: ['paid', 'void'], word: undefined },
    { wanted: ['paid', 'refunded'], word: undefined },
    { wanted: ['unknown'], word: undefined },
    { wanted: [], word: undefined },
  ] as const)('asking for $wanted sends $word', ({ wanted, word }) => {
    expect(wordToAsk(wanted)).toBe(word)
  })
})

describe('money', () => {
  it('keeps the amounts of a credit negative', () => {
    const credit = {
      subtotal: -2500,
      discountAmount: 0,
      creditApplied: 0,
      taxAmount: 0,
      total: -2500,
      lineItems: [],
    }
    expect(read({ ...credit, status: 'paid' })).toMatchObject({
      kind: 'credit_note',
      total: -2500,
      amountPaid: -2500,
      amountDue: 0,
    })
  })

  it('takes a zero-decimal currency as whole units', () => {
    expect(read({ currency: 'clp' })).toMatchObject({ currency: 'CLP', minorUnitDigits: 0, total: 8250 })
  })

  it.each(['eth', 'xau', null])(
    'leaves the amounts out in the currency %s, whose scale nobody states',
    (currency) => {
      const invoice = read({ currency, total: -5 })
      const nulls = { subtotal: null, discount: null, tax: null, creditApplied: null, total: null }
      expect(invoice).toMatchObject({ ...nulls, amountPaid: null, amountDue: null, kind: 'credit_note' })
      expect(invoice.lines?.[0]).toMatchObject({ amount: null, unitPrice: null })
      const message =
        currency === null
          ? 'Commet gave no currency, so the amounts are left out'
          : `The scale of "${currency}" amounts at Commet is not known, so the amounts are left out`
      expect(invoice.notes).toEqual([{ code: 'unknown_currency', field: 'currency', message }])
      expect(invoice.minorUnitDigits).toBeNull()
      expect(invoice.currency).toBe(currency === null ? null : currency.toUpperCase())
    },
  )

  it('is nothing without a total, and no credit note at zero', () => {
    expect(read({ total: 0 }).kind).toBe('invoice')
    expect(read({ currency: 'chf' })).toMatchObject({ currency: 'CHF', minorUnitDigits: 2, total: null })
    expect(read({ taxAmount: null })).toMatchObject({ tax: null, taxInclusive: null })
  })

  it.each([
    { what: 'subtotal', lineItems: [wireLine(), wireLine({ amount: 0, quantity: 1, unitAmount: 0 })] },
    {
      what: 'what discount and credit leave',
      lineItems: [
        wireLine(),
        wireLine({ lineType: 'discount', quantity: 1, unitAmount: -1000, amount: -1000 }),
        wireLine({ lineType: 'credit', quantity: 1, unitAmount: -500, amount: -500 }),
      ],
    },
  ])('accepts lines that sum to $what', ({ lineItems }) => {
    expect(read({ lineItems }).notes).toEqual([])
  })

  it('notes totals that do not add up, and corrects nothing', () => {
    const invoice = read({ total: 8251 })
    expect(invoice.total).toBe(8251)
    expect(invoice.notes.map((note) => [note.code, note.field])).toEqual([['totals_mismatch', 'total']])
  })

  it('notes a unit price whose scale cannot be told', () => {
    const invoice = read({ lineItems: [wireLine({ unitAmount: 4400 })] })
    expect(invoice.lines?.[0]?.unitPrice).toBeNull()
    const message = 'Quantity and amount do not tell the scale of unitAmount, which is kept in raw only'
    expect(invoice.notes).toEqual([{ code: 'unit_unclear', field: 'lines.0.unitPrice', message }])
    expect(invoice.derived.map((entry) => entry.field)).not.toContain('lines.unitPrice')
  })
})
