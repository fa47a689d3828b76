import type { CanonicalField, NewInvoice } from '@invoice-adapters/core'
import { describe, expect, it } from 'vitest'
import type { AssetAdapterOptions, AssetDialect } from '../src/index.ts'
import { dialects } from './endpoints.ts'
import { invoiceFor, seen, world } from './world.ts'

type Row = [what: string, changes: Partial<NewInvoice>, fields: string[], only?: AssetDialect]

const line = { description: 'Set-up', amount: 2500 }

/** What cannot be asked of Asset: each is named, and nothing is sent. */
const refused: Row[] = [
  ['another currency', { currency: 'EUR' }, ['currency']],
  ['no due date', { dueAt: undefined as never }, ['dueAt']],
  ['a customer by mail', { customer: { email: 'a@b.example' } }, ['customer.email']],
  ['an order number', { purchaseOrder: 'PO-1' }, ['purchaseOrder']],
  ['a way of collecting', { collection: 'send_invoice' }, ['collection']],
  ['our key in metadata', { metadata: { invoice_adapters_key: 'x' } }, ['metadata.invoice_adapters_key']],
  [
    'our key in a line',
    { lines: [{ ...line, metadata: { invoice_adapters_content: 'x' } }] },
    ['lines.0.metadata.invoice_adapters_content'],
  ],
  ['an unknown option', { providerOptions: { asset: { ledger: 'x' } } }, ['providerOptions.asset.ledger']],
  ['an empty ledger', { providerOptions: { asset: { ledgerId: '' } } }, ['providerOptions.asset.ledgerId']],
  [
    'fewer ledgers than lines',
    { providerOptions: { asset: { lineLedgerIds: [] } } },
    ['providerOptions.asset.lineLedgerIds'],
  ],
  [
    'more digits than JSON carries',
    { lines: [{ ...line, amount: 9_007_199_254_740_991 }] },
    ['lines.0.amount', 'lines'],
  ],
  [
    'a total of more digits',
    { lines: [1, 2].map(() => ({ ...line, amount: 600_000_000_000_000 })) },
    ['lines'],
  ],
  ['a total of nothing', { lines: [{ ...line, amount: 0 }] }, ['lines']],
  ['a negative total', { lines: [{ ...line, amount: -5 }] }, ['lines']],
  ['a tax rate', { lines: [{ ...line, taxRate: '8' }] }, ['lines.taxRate']],
  ['a tax', { lines: [{ ...line, tax: 5 }] }, ['lines.tax'], 'amount-lines'],
  [
    'a quantity',
    { lines: [{ ...line, quantity: '2', unitPrice: '12.5' }] },
    ['lines.quantity', 'lines.unitPrice'],
    'amount-lines',
  ],
  [
    'a quantity that does not divide',
    { lines: [{ ...line, quantity: '3' }] },
    ['lines.0.quantity'],
    'unit-price-lines',
  ],
  [
    'a product that has to be rounded',
    { lines: [{ description: 'x', amount: 1, quantity: '1', unitPrice: '0.005' }] },
    ['lines.0.unitPrice'],
    'unit-price-lines',
  ],
  [
    'a price alone that is not the amount',
    { lines: [{ ...line, unitPrice: '12.5' }] },
    ['lines.0.unitPrice'],
    'unit-price-lines',
  ],
]

describe.each(dialects)('an invoice that Asset cannot hold · %s', (dialect) => {
  const rows = refused.filter(([, , , only]) => only === undefined || only === dialect)

  it.each(rows)('%s is refused by name, before anything is sent', async (_, changes, fields) => {
    const { emulator, adapter } = world(dialect)
    const { dueAt, ...rest } = invoiceFor('order-5', changes)
    const input = dueAt === undefined ? rest : { ...rest, dueAt }
    for (const result of [await adapter().create(input), await adapter().dryRun.create(input)]) {
      const error = result._unsafeUnwrapErr()
      expect(error.kind === 'invalid_input' && error.fields.map(({ field }) => field)).toEqual(fields)
    }
    expect(emulator.requests).toEqual([])
  })

  it('without a ledger names both places for it', async () => {
    const { emulator, adapter } = world(dialect)
    const error = (await adapter({ ledgerId: undefined }).create(invoiceFor('order-5')))._unsafeUnwrapErr()
    expect(error).toMatchObject({ fields: [{ field: 'providerOptions.asset.ledgerId' }] })
    expect(error.message).toMatch(/option ledgerId/)
    expect(emulator.requests).toEqual([])
  })

  it('is written without what the caller lets go, and over the same total', async () => {
    const { emulator, adapter } = world(dialect)
    const accept: CanonicalField[] = [
      'purchaseOrder',
      'lines.tax',
      'lines.taxRate',
      'lines.quantity',
      'lines.unitPrice',
    ]
    const lines = [{ ...line, tax: 200, taxRate: '8', quantity: '2', unitPrice: '12.5' }]
    const input = invoiceFor('order-5', { purchaseOrder: 'PO-1', lines })
    const made = (await adapter().create(input, { accept }))._unsafeUnwrap()
    expect(made.invoice.total).toBe(2700)
    expect(made.notWritten).toEqual(
      dialect === 'amount-lines'
        ? ['purchaseOrder', 'lines.quantity', 'lines.unitPrice', 'lines.tax', 'lines.taxRate']
        : ['purchaseOrder', 'lines.taxRate'],
    )
    expect(emulator.ledger.invoice(made.invoice.source.id)?.total).toBe(2700)
  })
})

describe.each(dialects)('defaults · %s', (dialect) => {
  const make = async (changes: Partial<NewInvoice>, options: Partial<AssetAdapterOptions> = {}) => {
    const here = world(dialect)
    const result = await here.adapter(options).create(invoiceFor('order-5', changes))
    return { ...here, invoice: result._unsafeUnwrap().invoice }
  }

  it('number and description are the key and the texts of the lines', async () => {
    const lines = [line, { description: 'Travel', amount: 300 }]
    const { invoice } = await make({ lines })
    expect([invoice.number, invoice.memo]).toEqual(['order-5', 'Set-up; Travel'])
    const long = [{ description: 'y'.repeat(4000), amount: 300 }]
    expect((await make({ lines: long })).invoice.memo?.length).toBeLessThanOrEqual(512)
  })

  it('the date of issue is the present, and the due date counts from it', async () => {
    const here = world(dialect)
    const { dueAt: _, ...input } = invoiceFor('order-5')
    const adapter = here.adapter({ dueInDays: 14 })
    const before = here.emulator.clock.now()
    const { invoice } = (await adapter.create(input))._unsafeUnwrap()
    const issued = Date.parse(invoice.issuedAt ?? '')
    expect(issued).toBeGreaterThanOrEqual(Math.floor(before / 1000) * 1000)
    expect(issued).toBeLessThanOrEqual(here.emulator.clock.now())
    expect(Date.parse(invoice.dueAt ?? '')).toBe(issued + 14 * 86_400_000)
    here.emulator.clock.advance(86_400_000)
    expect((await adapter.create(input))._unsafeUnwrap().created).toBe(false)
  })

  it('a ledger of the invoice or of the line goes before the adapter’s own', async () => {
    const here = world(dialect)
    const other = here.account.ledgerId('Sales Revenue')
    const lines = [line, { description: 'Travel', amount: 300 }]
    const options = [
      { ledgerId: other },
      { lineLedgerIds: [other, here.account.ledgerId('Service Revenue')] },
    ]
    for (const [index, asset] of options.entries()) {
      const input = invoiceFor(`order-${index}`, { lines, providerOptions: { asset, whop: { anything: 1 } } })
      const { raw } = (await here.adapter().create(input))._unsafeUnwrap().invoice
      const wire = raw?.invoice as { lines: { ledger_id: string }[] }
      const expected = index === 0 ? [other, other] : [other, here.account.ledgerId('Service Revenue')]
      expect(wire.lines.map(({ ledger_id }) => ledger_id)).toEqual(expected)
    }
  })

  it('the customer can be named by an own id, which must be there and agree', async () => {
    const { emulator, invoice } = await make({ customer: { externalId: 'shop-12' } })
    expect(invoice.customer.id).toBe('cus_ada')
    expect(seen(emulator).some(({ path }) => path.endsWith('/customers'))).toBe(
      dialect === 'unit-price-lines',
    )
    const both = await make({ customer: { id: 'cus_ada', externalId: 'shop-12' } })
    expect(both.invoice.customer.id).toBe('cus_ada')
    const here = world(dialect)
    const strange = await here
      .adapter()
      .create(invoiceFor('a', { customer: { id: 'cus_x', externalId: 'shop-12' } }))
    expect(strange._unsafeUnwrapErr()).toMatchObject({
      kind: 'invalid_input',
      fields: [{ field: 'customer.id' }],
    })
    const nobody = await here.adapter().create(invoiceFor('a', { customer: { externalId: 'nobody' } }))
    expect(['not_found', 'refused']).toContain(nobody._unsafeUnwrapErr().kind)
    expect(emulator.ledger.invoices().length).toBe(2)
  })
})

describe('the dry run', () => {
  it.each(dialects)('of a create says what is left to be filled in · %s', async (dialect) => {
    const { emulator, adapter, account } = world(dialect)
    const input = invoiceFor('order-5', { customer: { externalId: 'shop-12' } })
    const planned = (await adapter({ userId: 'clerk' }).dryRun.create(input))._unsafeUnwrap()
    expect(emulator.requests).toEqual([])
    expect(planned.map(({ method, url }) => `${method} ${new URL(url).pathname.split('/').at(-1)}`)).toEqual(
      dialect === 'amount-lines'
        ? ['GET invoice', 'POST invoice']
        : ['GET customers', 'GET invoice', 'POST invoice'],
    )
    expect(planned.at(-1)?.unresolved).toEqual(
      dialect === 'amount-lines' ? ['sent_at'] : ['sent_at', 'customer_id'],
    )
    expect(planned.at(-1)?.headers).toMatchObject({ authorization: '[secret]', 'x-user-id': 'clerk' })
    expect(JSON.stringify(planned)).not.toContain(account.clientSecret)
  })

  it('of a status change is a read and a write', async () => {
    const { adapter } = world('amount-lines')
    const planned = (await adapter().dryRun.setStatus('inv_1', 'void'))._unsafeUnwrap()
    expect(planned.map(({ method, body }) => [method, body])).toEqual([
      ['GET', null],
      ['PATCH', '{"status":"voided"}'],
    ])
  })
})
