import type { CreateSettings, NewInvoice } from '@invoice-adapters/core'
import { describe, expect, it } from 'vitest'
import { versions } from './endpoints.ts'
import { withKey, world } from './world.ts'

const invoice: NewInvoice = {
  externalId: 'order-5',
  customer: { id: 'cus_ada' },
  currency: 'USD',
  lines: [{ description: 'Set-up', amount: 2500 }],
  metadata: { team: 'blue' },
}

function writes(emulator: ReturnType<typeof world>['emulator']): number {
  return emulator.ledger.writes.filter((write) => write.operation === 'create_invoice').length
}

describe.each(versions)('create · %s', (version) => {
  it('makes the invoice that was asked for, once', async () => {
    const { emulator, adapter } = world(version)
    const first = (await adapter().create(invoice))._unsafeUnwrap()
    expect(first).toMatchObject({
      created: true,
      notWritten: [],
      invoice: {
        externalId: 'order-5',
        currency: 'USD',
        total: 2500,
        metadata: { team: 'blue' },
        detail: 'full',
      },
    })
    const again = (await adapter().create(invoice))._unsafeUnwrap()
    expect([again.created, again.invoice.source.id]).toEqual([false, first.invoice.source.id])
    expect(writes(emulator)).toBe(1)
    expect(emulator.ledger.invoice(first.invoice.source.id)).toMatchObject({
      total: 2500,
      currency: 'USD',
      customer: { id: 'cus_ada' },
    })
  })

  it.each(['paid', 'outstanding'] as const)(
    'a negative amount is a credit note, %s at once',
    async (creditStatus) => {
      const { emulator, adapter } = world(version, { commet: { creditStatus } })
      const lines = [{ description: 'Goodwill', amount: -1200 }]
      const { invoice: credit } = (await adapter().create({ ...invoice, lines }))._unsafeUnwrap()
      expect(credit).toMatchObject({ kind: 'credit_note', total: -1200 })
      expect(emulator.ledger.invoice(credit.source.id)).toMatchObject({ kind: 'credit_note', total: -1200 })
    },
  )

  it('looks an own id up that is given as the id, so that the key is found under one customer', async () => {
    const { emulator, adapter } = world(version)
    const wanted = { ...invoice, customer: { id: 'shop-12' } }
    const first = (await adapter().create(wanted))._unsafeUnwrap()
    const again = (await adapter().create(invoice))._unsafeUnwrap()
    expect([again.created, again.invoice.source.id]).toEqual([false, first.invoice.source.id])
    expect(writes(emulator)).toBe(1)
    const planned = (await adapter().dryRun.create(wanted))._unsafeUnwrap()
    expect(planned[0]?.url).toContain('/customers?externalId=shop-12')
    const unheardOf = await adapter().create({ ...wanted, customer: { id: 'shop-99' } })
    expect(unheardOf._unsafeUnwrapErr()).toMatchObject({ kind: 'not_found' })
  })

  it('looks an own id up, and takes whole units in a zero-decimal currency', async () => {
    const { emulator, adapter } = world(version)
    const wanted = { ...invoice, customer: { externalId: 'shop-14' }, currency: 'clp' }
    const { invoice: made } = (await adapter().create(wanted))._unsafeUnwrap()
    expect(made).toMatchObject({
      currency: 'CLP',
      minorUnitDigits: 0,
      total: 2500,
      customer: { id: 'cus_cl' },
    })
    expect(emulator.ledger.invoice(made.source.id)).toMatchObject({ currency: 'CLP', total: 2500 })
  })

  it('sums accepted lines, and says what is not held', async () => {
    const { adapter } = world(version)
    const lines = [
      { description: 'One', amount: 1000, quantity: '4', unitPrice: '2.50' },
      { description: 'Two', amount: 500, tax: 75 },
    ]
    const many = { ...invoice, lines, dueAt: '2026-09-01T00:00:00Z', memo: 'Thanks' }
    const refused = (await adapter().create(many))._unsafeUnwrapErr()
    expect(refused.kind).toBe('invalid_input')
    const accept: CreateSettings['accept'] = [
      'lines',
      'lines.quantity',
      'lines.unitPrice',
      'lines.tax',
      'dueAt',
      'memo',
    ]
    expect(refused).toMatchObject({ fields: expect.anything() })
    expect('fields' in refused && [...new Set(refused.fields.map((field) => field.field))].sort()).toEqual(
      [...accept].sort(),
    )
    const made = (await adapter().create(many, { accept }))._unsafeUnwrap()
    expect(made.invoice.total).toBe(1575)
    expect([...made.notWritten].sort()).toEqual([...accept].sort())
  })

  it('other content under the same key is a conflict that carries the invoice', async () => {
    const { emulator, adapter } = world(version)
    const { invoice: made } = (await adapter().create(invoice))._unsafeUnwrap()
    for (const changes of [
      { lines: [{ description: 'Set-up', amount: 2501 }] },
      { metadata: { team: 'red' } },
    ]) {
      const error = (await adapter().create({ ...invoice, ...changes }))._unsafeUnwrapErr()
      expect(error).toMatchObject({
        kind: 'conflict',
        externalId: 'order-5',
        invoice: { source: { id: made.source.id } },
      })
    }
    expect(writes(emulator)).toBe(1)
  })

  it('equal content under two keys is two invoices', async () => {
    const { emulator, adapter } = world(version)
    const one = (await adapter().create(invoice))._unsafeUnwrap()
    const two = (await adapter().create({ ...invoice, externalId: 'order-6' }))._unsafeUnwrap()
    expect(one.invoice.source.id).not.toBe(two.invoice.source.id)
    expect(writes(emulator)).toBe(2)
  })
})

describe.each(versions)('the currency is known before anything is sent · %s', (version) => {
  it.each([
    { what: 'another than the customer’s', changes: { currency: 'EUR' }, options: {} },
    {
      what: 'another than the customer’s, whatever the option',
      changes: { currency: 'EUR' },
      options: { currency: 'EUR' },
    },
    { what: 'unknown, with no invoice to tell', changes: { customer: { id: 'cus_new' } }, options: {} },
    {
      what: 'another than the option',
      changes: { customer: { id: 'cus_new' } },
      options: { currency: 'EUR' },
    },
  ])('$what is refused', async ({ changes, options }) => {
    const { emulator, adapter } = world(version)
    const error = (await adapter(options).create({ ...invoice, ...changes }))._unsafeUnwrapErr()
    expect(error).toMatchObject({ kind: 'invalid_input', fields: [{ field: 'currency' }] })
    expect(writes(emulator)).toBe(0)
  })

  it('the option speaks for a customer without invoices, or with several currencies', async () => {
    const { emulator, adapter } = world(version)
    const fresh = { ...invoice, externalId: 'order-6', customer: { id: 'cus_new' } }
    expect((await adapter({ currency: 'usd' }).create(fresh)).isOk()).toBe(true)
    const lines = [{ description: 'x', amount: 5 }]
    emulator.seed({
      invoices: [{ vendor: 'commet', customer: 'cus_ada', status: 'void', currency: 'EUR', lines }],
    })
    const error = (await adapter().create(invoice))._unsafeUnwrapErr()
    expect(error).toMatchObject({ kind: 'invalid_input', fields: [{ field: 'currency' }] })
    expect((await adapter({ currency: 'USD' }).create(invoice)).isOk()).toBe(true)
  })

  it('an invoice that came out different is an error that carries it, each time', async () => {
    const { emulator, adapter } = world(version, { commet: { adjustmentTaxBasisPoints: 1000 } })
    for (let round = 0; round < 2; round += 1) {
      const error = (await adapter().create(invoice))._unsafeUnwrapErr()
      expect(error).toMatchObject({
        kind: 'unexpected_response',
        retryable: false,
        invoice: { total: 2750 },
        fields: [{ field: 'total', message: 'is 2750, asked was 2500' }],
      })
    }
    expect(writes(emulator)).toBe(1)
  })

  it('a wrong guess of the option is found out', async () => {
    const { adapter } = world(version)
    const fresh = { ...invoice, customer: { id: 'cus_new' }, currency: 'EUR' }
    const error = (await adapter({ currency: 'EUR' }).create(fresh))._unsafeUnwrapErr()
    expect(error).toMatchObject({
      kind: 'unexpected_response',
      invoice: { currency: 'USD' },
      fields: [{ field: 'currency', message: 'is USD, asked was EUR' }],
    })
  })
})

describe.each(versions)('a customer · %s', (version) => {
  it.each([
    [{ externalId: 'nobody' }, 'not_found', 'customer.externalId'],
    [{ id: 'cus_ada', externalId: 'shop-14' }, 'invalid_input', 'customer.id'],
    [{ email: 'ada@quill.example' }, 'invalid_input', 'customer.email'],
  ])('named as %j is %s, naming %s', async (customer, kind, field) => {
    const { emulator, adapter } = world(version)
    const error = (await adapter({ currency: 'USD' }).create({ ...invoice, customer }))._unsafeUnwrapErr()
    expect(error.kind).toBe(kind)
    expect(error.message).toContain(`${field}:`)
    expect(writes(emulator)).toBe(0)
    expect(withKey(emulator, 'order-5')).toEqual([])
  })

  it('that Commet does not know is not found', async () => {
    const { adapter } = world(version)
    const wanted = { ...invoice, customer: { id: 'cus_nobody' } }
    const error = (await adapter({ currency: 'USD' }).create(wanted))._unsafeUnwrapErr()
    expect(error.kind).toBe('not_found')
  })
})
