import type { NewInvoice } from '@invoice-adapters/core'
import { describe, expect, it } from 'vitest'
import { versions } from './endpoints.ts'
import { made, world, writes } from './world.ts'

const invoice: NewInvoice = {
  externalId: 'order-5',
  customer: { id: 'mber_ada' },
  currency: 'USD',
  lines: [
    { description: 'Set-up', amount: 2500 },
    { description: 'Hours', amount: 1050, quantity: '1.5', unitPrice: '7' },
  ],
  dueAt: '2026-09-01T00:00:00.000Z',
  memo: 'Thank you',
}

const draft = { providerOptions: { whop: { saveAsDraft: true } } }

describe.each(versions)('create · %s', (version) => {
  it('makes the invoice that was asked for, once', async () => {
    const { emulator, adapter } = world(version)
    const first = (await adapter().create(invoice))._unsafeUnwrap()
    expect(first).toMatchObject({
      created: true,
      notWritten: [],
      invoice: {
        externalId: 'order-5',
        status: 'open',
        currency: 'USD',
        subtotal: 3550,
        total: 3550,
        amountDue: 3550,
        dueAt: '2026-09-01T00:00:00.000Z',
        memo: 'Thank you',
        collection: 'send_invoice',
        detail: 'full',
        customer: { id: 'mber_ada' },
        notes: [],
      },
    })
    expect(first.invoice.lines?.map((line) => [line.description, line.amount, line.quantity])).toEqual([
      ['Set-up', 2500, '1'],
      ['Hours', 1050, '1.5'],
    ])
    const again = (await adapter().create(invoice))._unsafeUnwrap()
    expect([again.created, again.invoice.source.id]).toEqual([false, first.invoice.source.id])
    expect(made(emulator)).toMatchObject([
      { id: first.invoice.source.id, total: 3550, currency: 'USD', status: 'open' },
    ])
  })

  it.each([
    ['JPY', 3550, 3550],
    ['KWD', 3551, 3551],
    ['EUR', 1, 1],
    ['USD', 99_999_999_99, 99_999_999_99],
  ])('%s %i is that in the ledger', async (currency, amount, total) => {
    const { emulator, adapter } = world(version)
    const result = await adapter().create({ ...invoice, currency, lines: [{ description: 'x', amount }] })
    expect(result.isOk() ? result.value.invoice.total : result.error).toBe(total)
    expect(made(emulator)).toMatchObject([{ total, currency }])
  })

  it('bills somebody who is no member by name and address', async () => {
    const { emulator, adapter } = world(version)
    const customer = { email: 'Bo@Quill.example', name: 'Bo Quill', address: { city: 'Oslo', country: 'NO' } }
    const result = (await adapter().create({ ...invoice, customer }))._unsafeUnwrap()
    expect(result.invoice.customer).toMatchObject({
      name: 'Bo Quill',
      address: { city: 'Oslo', country: 'NO' },
    })
    expect(made(emulator)[0]?.customer.email?.toLowerCase()).toBe('bo@quill.example')
  })

  it('makes a draft where that is asked, which nobody is sent', async () => {
    const { emulator, adapter } = world(version)
    const { dueAt: _, ...undated } = invoice
    const result = (await adapter().create({ ...undated, ...draft }))._unsafeUnwrap()
    expect(result.invoice).toMatchObject({ status: 'draft', amountPaid: null, amountDue: null })
    expect(made(emulator)).toMatchObject([{ status: 'draft' }])
    expect((await adapter().create({ ...undated, ...draft }))._unsafeUnwrap().created).toBe(false)
  })

  it('with a product of its own is found again among the plans of all products', async () => {
    const { emulator, adapter } = world(version)
    const own = { ...invoice, providerOptions: { whop: { product: { title: 'Consulting' } } } }
    const first = (await adapter().create(own))._unsafeUnwrap()
    expect((await adapter().create(own))._unsafeUnwrap()).toMatchObject({ created: false })
    expect((await adapter().findByExternalId('order-5'))._unsafeUnwrap()?.source.id).toBe(
      first.invoice.source.id,
    )
    expect((await adapter().findByExternalId('order-6'))._unsafeUnwrap()).toBeNull()
    expect(made(emulator)).toHaveLength(1)
  })

  it('is due so many days ahead where only that is given', async () => {
    const { adapter } = world(version)
    const { dueAt: _, ...undated } = invoice
    const result = (await adapter({ dueInDays: 14 }).create(undated))._unsafeUnwrap()
    expect(result.invoice.dueAt).toBe('2026-07-29T23:59:59.000Z')
    expect((await adapter({ dueInDays: 14 }).create(undated))._unsafeUnwrap().created).toBe(false)
    expect((await adapter().create(undated))._unsafeUnwrapErr()).toMatchObject({
      kind: 'invalid_input',
      fields: [{ field: 'dueAt' }],
    })
  })

  it('other content under the same key is a conflict that carries the invoice', async () => {
    const { emulator, adapter } = world(version)
    const first = (await adapter().create(invoice))._unsafeUnwrap()
    const others: Partial<NewInvoice>[] = [
      { lines: [{ description: 'Set-up', amount: 2501 }] },
      { memo: 'Thanks' },
      { currency: 'EUR' },
      draft,
    ]
    for (const changes of others) {
      expect((await adapter().create({ ...invoice, ...changes }))._unsafeUnwrapErr()).toMatchObject({
        kind: 'conflict',
        externalId: 'order-5',
        invoice: { source: { id: first.invoice.source.id } },
      })
    }
    expect(writes(emulator, 'create_invoice')).toBe(1)
  })

  it('equal content under two keys is two invoices', async () => {
    const { emulator, adapter } = world(version)
    const one = (await adapter().create(invoice))._unsafeUnwrap()
    const two = (await adapter().create({ ...invoice, externalId: 'order-6' }))._unsafeUnwrap()
    expect(one.invoice.source.id).not.toBe(two.invoice.source.id)
    expect(writes(emulator, 'create_invoice')).toBe(2)
  })

  it('a due date in the past is refused by Whop, by the name of the field', async () => {
    const { emulator, adapter } = world(version)
    const late = { ...invoice, dueAt: '2026-01-01T00:00:00Z' }
    expect((await adapter().create(late))._unsafeUnwrapErr()).toMatchObject({
      kind: 'refused',
      fields: [{ field: 'dueAt' }],
      retryable: false,
    })
    expect(made(emulator)).toEqual([])
  })

  it('a refusal can be corrected under the same key once Whop has forgotten it', async () => {
    const { emulator, adapter } = world(version)
    const late = { ...invoice, dueAt: '2026-01-01T00:00:00Z' }
    expect((await adapter().create(late))._unsafeUnwrapErr().kind).toBe('refused')
    const soon = (await adapter().create(invoice))._unsafeUnwrapErr()
    expect(soon).toMatchObject({ kind: 'conflict', externalId: 'order-5', invoice: null })
    emulator.clock.advance(25 * 60 * 60 * 1000)
    expect((await adapter().create(invoice))._unsafeUnwrap().created).toBe(true)
    expect(made(emulator)).toHaveLength(1)
  })

  it('a draft that was deleted keeps its key for as long as Whop repeats its answer', async () => {
    const { emulator, adapter } = world(version)
    const { invoice: first } = (await adapter().create({ ...invoice, ...draft }))._unsafeUnwrap()
    expect((await adapter().delete(first.source.id))._unsafeUnwrap()).toEqual({ id: first.source.id })
    const again = (await adapter().create({ ...invoice, ...draft }))._unsafeUnwrapErr()
    expect(again).toMatchObject({ kind: 'conflict', externalId: 'order-5', invoice: null })
    expect(again.message).toContain(first.source.id)
    emulator.clock.advance(25 * 60 * 60 * 1000)
    expect((await adapter().create({ ...invoice, ...draft }))._unsafeUnwrap().created).toBe(true)
    expect(made(emulator)).toHaveLength(1)
  })

  it('an invoice that came out different is an error that carries it', async () => {
    for (const set of [
      { 'line_items.0.total': 24.99 },
      { 'current_plan.currency': 'eur' },
      { status: 'draft' },
    ]) {
      const { adapter } = world(version, {
        faults: [{ operation: 'create_invoice', fault: { kind: 'patch_record', set } }],
      })
      const result = await adapter().create(invoice)
      if ('status' in set) expect(result.isOk()).toBe(true)
      else {
        const error = result._unsafeUnwrapErr()
        expect(error).toMatchObject({ kind: 'unexpected_response', retryable: false })
        expect(error.kind === 'unexpected_response' && error.invoice?.source.id).toMatch(/^inv_/)
      }
    }
  })

  it('a dry run tells the requests, and sends none', async () => {
    const { emulator, adapter } = world(version)
    const planned = (await adapter().dryRun.create(invoice))._unsafeUnwrap()
    expect(emulator.requests).toEqual([])
    expect(planned.map((request) => request.method)).toEqual(['GET', 'POST', 'GET'])
    expect(JSON.stringify(planned)).not.toContain(emulator.whop.account().apiKey)
    await adapter().create(invoice).unwrapOr(null)
    const sent = emulator.requests.find((request) => request.method === 'POST')
    expect(sent?.body).toBe(planned[1]?.body)
    const { lines: _, ...bare } = invoice
    expect((await adapter().dryRun.create({ ...bare, lines: [] }))._unsafeUnwrapErr().kind).toBe(
      'invalid_input',
    )
  })
})

describe.each(versions)('a renewing plan · %s', (version) => {
  it('charges at first what the lines say', async () => {
    const { adapter } = world(version)
    const whop = { planType: 'renewal', renewalAmount: 1000, billingPeriodDays: 30 }
    const { invoice: first } = (
      await adapter().create({ ...invoice, providerOptions: { whop } })
    )._unsafeUnwrap()
    expect([first.subtotal, first.total]).toEqual([3550, 3550])
    expect(first.raw).toMatchObject({ plan: { initial_price: 25.5, renewal_price: 10, billing_period: 30 } })
  })
})
