import type { NewInvoice } from '@invoice-adapters/core'
import { describe, expect, it } from 'vitest'
import { asked, base, type Given, now, refused, settings } from '../test/ask.ts'
import type { WhopInvoiceOptions } from './to-wire/invoice-options.ts'
import { toAskedInvoice, toWireInvoice } from './to-wire.ts'

describe('the customer', () => {
  it.each([
    [{ id: 'mber_1' }, { member_id: 'mber_1' }],
    [base.customer, { email_address: 'ada@quill.example', customer_name: 'Ada Quill' }],
  ])('%j is written', async (customer, wire) => {
    expect((await asked({ customer })).body).toMatchObject(wire)
  })

  it.each([
    [{ email: 'ada@quill.example' }, ['customer.name']],
    [{ name: 'Ada' }, ['customer.email']],
    [{ id: 'mber_1', name: 'Ada' }, ['customer.id']],
    [{ externalId: 'shop-1' }, ['customer.externalId', 'customer.email', 'customer.name']],
    [{ externalId: 'shop-1', id: 'mber_1' }, ['customer.externalId']],
  ])('%j is refused', async (customer, fields) => {
    expect(await refused({ customer })).toEqual(fields)
  })

  it('may lack everything in a draft', async () => {
    const { body, isDraft } = await asked({ customer: { name: 'Ada' } }, { whop: { saveAsDraft: true } })
    expect([isDraft, body.save_as_draft, body.customer_name]).toEqual([true, true, 'Ada'])
  })

  it('lets an own id go where that is accepted, and says so', async () => {
    const given: Given = { accept: ['customer.externalId'] }
    const { notWritten } = await asked({ customer: { externalId: 'shop-1', id: 'mber_1' } }, given)
    expect(notWritten).toEqual(['customer.externalId'])
    expect(await refused({ customer: { externalId: 'shop-1' } }, given)).toEqual([
      'customer.email',
      'customer.name',
    ])
  })

  it('has one address', async () => {
    const address = { line1: 'Gata 1', line2: null, postalCode: '0150' }
    const customer = { ...base.customer, address }
    expect((await asked({ customer })).body.billing_address).toEqual({ line1: 'Gata 1', postal_code: '0150' })
    const billingAddress = { country: 'NO', taxIdType: 'no_vat', taxIdValue: '1' }
    expect((await asked({}, { whop: { billingAddress } })).body.billing_address).toEqual({
      country: 'NO',
      tax_id_type: 'no_vat',
      tax_id_value: '1',
    })
    expect((await asked({}, { whop: { mailingAddressId: 'ma_1' } })).body.mailing_address_id).toBe('ma_1')
    expect(await refused({ customer }, { whop: { mailingAddressId: 'ma_1' } })).toEqual(['customer.address'])
    expect(await refused({}, { whop: { billingAddress, mailingAddressId: 'ma_1' } })).toEqual([
      'providerOptions.whop.mailingAddressId',
    ])
  })
})

describe('what only Whop needs', () => {
  it.each([
    ['unknown key', { colour: 'red' }, ['providerOptions.whop.colour']],
    ['wrong type', { saveAsDraft: 'yes' }, ['providerOptions.whop.saveAsDraft']],
    ['product twice', { productId: 'prod_1', product: { title: 'x' } }, ['providerOptions.whop.productId']],
    [
      'renewal without its price',
      { planType: 'renewal' },
      ['providerOptions.whop.renewalAmount', 'providerOptions.whop.billingPeriodDays'],
    ],
    [
      'renewal fields of a single plan',
      { renewalAmount: 5, trialPeriodDays: 3 },
      ['providerOptions.whop.renewalAmount', 'providerOptions.whop.trialPeriodDays'],
    ],
    [
      'renewal above the first charge',
      { planType: 'renewal', renewalAmount: 2000, billingPeriodDays: 30 },
      ['lines', 'providerOptions.whop.renewalAmount'].slice(1),
    ],
    [
      'price in major units',
      { planType: 'renewal', renewalAmount: 9.99, billingPeriodDays: 30 },
      ['providerOptions.whop.renewalAmount'],
    ],
  ])('%s is refused by name', async (_, whop, fields) => {
    expect(await refused({}, { whop })).toEqual(fields)
  })

  it('is needed: product, due date, payment method', async () => {
    expect(await refused({}, { settings: { productId: null } })).toEqual(['providerOptions.whop.productId'])
    const { dueAt: _, ...undated } = base
    const result = await toAskedInvoice(undated, settings, [], now)
    expect(result._unsafeUnwrapErr().map((problem) => problem.field)).toEqual(['dueAt'])
    expect(await refused({ collection: 'charge_automatically' })).toEqual([
      'providerOptions.whop.paymentMethodId',
    ])
    expect(
      await refused({ collection: 'charge_automatically' }, { whop: { paymentMethodId: 'pmt_1' } }),
    ).toEqual([])
    expect(await refused({ memo: 'x'.repeat(1001) })).toEqual(['memo'])
  })

  it('is written under its wire name', async () => {
    const whop: WhopInvoiceOptions = {
      product: { title: 'Consulting', taxCodeId: 'ptc_1' },
      saveAsDraft: true,
      planType: 'renewal',
      renewalAmount: 999,
      billingPeriodDays: 30,
      trialPeriodDays: 7,
      expirationDays: 365,
      chargeBuyerFee: true,
      paymentMethodId: 'payt_1',
      automaticallyFinalizesAt: '2026-12-24T00:00:00Z',
      subscriptionBillingAnchorAt: '2027-01-01T00:00:00Z',
    }
    const { body, productId, total } = await asked({ memo: 'Hello' }, { whop })
    expect(body).toEqual({
      collection_method: 'send_invoice',
      product: { title: 'Consulting', product_tax_code_id: 'ptc_1' },
      email_address: 'ada@quill.example',
      customer_name: 'Ada Quill',
      plan: {
        plan_type: 'renewal',
        currency: 'usd',
        initial_price: 0.44,
        renewal_price: 9.99,
        billing_period: 30,
        trial_period_days: 7,
        expiration_days: 365,
        description: 'Hello',
      },
      line_items: [{ label: 'Set-up', unit_price: 10.43, quantity: 1 }],
      due_date: '2026-12-01T00:00:00Z',
      save_as_draft: true,
      charge_buyer_fee: true,
      payment_method_id: 'payt_1',
      automatically_finalizes_at: '2026-12-24T00:00:00Z',
      subscription_billing_anchor_at: '2027-01-01T00:00:00Z',
    })
    expect([productId, total]).toEqual([null, 1043])
  })
})

describe('what is asked under a key', () => {
  const { dueAt: _, ...undated } = base
  const inDays = async (at: number) =>
    (await toAskedInvoice(undated, { ...settings, dueInDays: 30 }, [], at))._unsafeUnwrap()

  it('is due at the end of a day, the same bytes all day long, and the same content on every day', async () => {
    const first = await inDays(now)
    expect(first.body.due_date).toBe('2026-12-20T23:59:59.000Z')
    expect((await inDays(now - 80_000_000)).body).toEqual(first.body)
    const later = await inDays(now + 86_400_000)
    expect(later.body.due_date).toBe('2026-12-21T23:59:59.000Z')
    expect(later.content).toBe(first.content)
  })

  it('differs in anything that Whop would hold', async () => {
    const { content } = await asked()
    const others: [Partial<NewInvoice>, Given][] = [
      [{ lines: [{ description: 'Set-up', amount: 1044 }] }, {}],
      [{ lines: [{ description: 'Setup', amount: 1043 }] }, {}],
      [{ currency: 'EUR' }, {}],
      [{ dueAt: '2026-12-02T00:00:00Z' }, {}],
      [{ memo: 'x' }, {}],
      [{ customer: { id: 'mber_1' } }, {}],
      [{}, { whop: { saveAsDraft: true } }],
      [{}, { settings: { productId: 'prod_6' } }],
    ]
    const contents = await Promise.all(
      others.map(async ([changes, given]) => (await asked(changes, given)).content),
    )
    expect(new Set([content, ...contents]).size).toBe(others.length + 1)
    expect((await asked({ externalId: 'order-6' })).content).toBe(content)
    expect((await asked({}, { at: now + 1e9 })).content).toBe(content)
  })

  it('names the seller as the version has it', async () => {
    const invoice = await asked()
    expect(toWireInvoice(invoice, 'account_id', 'biz_1')).toMatchObject({ account_id: 'biz_1' })
    const older = toWireInvoice(invoice, 'company_id', 'biz_1')
    expect(older).toMatchObject({ company_id: 'biz_1' })
    expect(older).not.toHaveProperty('account_id')
    expect(older.plan.internal_notes).toBe(`invoice-adapters key=order-5 content=${invoice.content}`)
  })
})
