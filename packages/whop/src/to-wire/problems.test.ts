import type { FieldProblem, NewInvoice } from '@invoice-adapters/core'
import { describe, expect, it } from 'vitest'
import { base, type Given, line, problems, refused } from '../../test/ask.ts'

const option = (name: string, message: string): FieldProblem => ({
  field: `providerOptions.whop.${name}`,
  message,
})
const forRenewal = 'belongs to a plan of type renewal; set planType, or leave it out'
const needed = 'is needed by a plan of type renewal'
const party = 'is needed by Whop for a customer who is not named by a member id'
const twoAddresses =
  'is one of several addresses; give one of customer.address, billingAddress and mailingAddressId'
const renewal = { planType: 'renewal', renewalAmount: 500, billingPeriodDays: 30 }

describe('what cannot be asked is told in words', () => {
  it.each<[Partial<NewInvoice>, Given, FieldProblem[]]>([
    [{ currency: 'ISK' }, {}, [{ field: 'currency', message: 'is no currency that Whop bills in' }]],
    [
      {},
      { settings: { productId: null } },
      [
        option(
          'productId',
          'or product is needed: set it here, or productId among the options of the adapter',
        ),
      ],
    ],
    [
      {},
      { whop: { productId: 'prod_1', product: { title: 'x' } } },
      [option('productId', 'and product exclude each other')],
    ],
    [
      { collection: 'charge_automatically' },
      {},
      [option('paymentMethodId', 'is needed to charge automatically')],
    ],
    [
      { customer: { id: 'mber_1', externalId: 'ada' } },
      {},
      [
        {
          field: 'customer.externalId',
          message:
            'cannot be held: Whop knows customers by a member id, or by e-mail address and name; leave it out, or list it in accept to let it go',
        },
      ],
    ],
    [
      { customer: {} },
      {},
      [
        { field: 'customer.email', message: party },
        { field: 'customer.name', message: party },
      ],
    ],
    [
      { customer: { id: 'mber_1', email: 'a@b.co' } },
      {},
      [
        {
          field: 'customer.id',
          message: 'names a member, whose name and e-mail address Whop knows; leave out email and name',
        },
      ],
    ],
    [
      { customer: { ...base.customer, address: { line1: 'x' } } },
      { whop: { billingAddress: { city: 'Oslo' } } },
      [{ field: 'customer.address', message: twoAddresses }],
    ],
    [
      {},
      { whop: { mailingAddressId: 'ma_1', billingAddress: { city: 'Oslo' } } },
      [option('mailingAddressId', twoAddresses)],
    ],
    [
      { memo: 'x'.repeat(1001) },
      {},
      [{ field: 'memo', message: 'is longer than the 1000 characters that Whop holds' }],
    ],
    [
      {},
      { whop: { planType: 'renewal' } },
      [option('renewalAmount', needed), option('billingPeriodDays', needed)],
    ],
    [
      {},
      {
        whop: {
          renewalAmount: 5,
          billingPeriodDays: 30,
          trialPeriodDays: 7,
          subscriptionBillingAnchorAt: '2027-01-01T00:00:00Z',
        },
      },
      [
        option('renewalAmount', forRenewal),
        option('billingPeriodDays', forRenewal),
        option('trialPeriodDays', forRenewal),
        option('subscriptionBillingAnchorAt', forRenewal),
      ],
    ],
    [
      {},
      { whop: { ...renewal, renewalAmount: 1044 } },
      [option('renewalAmount', 'is more than the lines, which are the first charge and contain it')],
    ],
    [
      line({ amount: 9007199254740991 }),
      {},
      [
        {
          field: 'lines.0.amount',
          message: 'has more than 15 significant digits, which Whop cannot be sent exactly',
        },
        {
          field: 'lines',
          message: 'add up to more than 15 significant digits, which Whop cannot be sent exactly',
        },
      ],
    ],
    [
      line({ quantity: '3' }),
      {},
      [
        {
          field: 'lines.0.quantity',
          message: 'does not divide the amount evenly; give the unitPrice as well, or leave the quantity out',
        },
      ],
    ],
    [
      line({ quantity: '1000', unitPrice: '0.015', amount: 1500 }),
      {},
      [
        {
          field: 'lines.0.unitPrice',
          message:
            'is finer than the minor unit of USD, which Whop is not known to take; leave out quantity and unitPrice to bill one amount',
        },
      ],
    ],
    [
      line({ quantity: '3', unitPrice: '3' }),
      {},
      [
        {
          field: 'lines.0.unitPrice',
          message:
            'times the quantity is not exactly the amount, as Whop demands; leave out quantity and unitPrice to bill one amount',
        },
      ],
    ],
    [
      line({ quantity: '0.1000000000000000001', unitPrice: '10', amount: 100 }),
      {},
      [
        {
          field: 'lines.0.unitPrice',
          message:
            'times the quantity is not exactly the amount, as Whop demands; leave out quantity and unitPrice to bill one amount',
        },
      ],
    ],
    [
      line({ quantity: '1000000000000000', unitPrice: '0', amount: 0 }),
      {},
      [{ field: 'lines.0.quantity', message: 'has more digits than a JSON number holds exactly' }],
    ],
  ])('%j with %j', async (changes, given, expected) => {
    expect(await problems(changes, given)).toEqual(expected)
  })

  it('where nothing says when it is due', async () => {
    const changes = { dueAt: undefined } as never
    expect(await problems(changes)).toEqual([
      {
        field: 'dueAt',
        message:
          'is needed by Whop, save for a draft; give it, or set dueInDays among the options of the adapter',
      },
    ])
    expect(await refused(changes, { whop: { saveAsDraft: true } })).toEqual([])
    expect(await refused(changes, { settings: { dueInDays: 0 } })).toEqual([])
  })

  it('at every line that is wrong', async () => {
    const lines = [...line({ quantity: '3' }).lines, ...line({}).lines, ...line({ unitPrice: '9' }).lines]
    expect(await refused({ lines })).toEqual(['lines.0.quantity', 'lines.2.unitPrice'])
  })

  it.each([
    ['an option of another type', 'no object' as never, 'providerOptions.whop'],
    [
      'an address of another type',
      { billingAddress: { city: 5 } },
      'providerOptions.whop.billingAddress.city',
    ],
    [
      'an unknown part of an address',
      { billingAddress: { town: 'x' } },
      'providerOptions.whop.billingAddress',
    ],
    ['no days at all', { ...renewal, billingPeriodDays: 0 }, 'providerOptions.whop.billingPeriodDays'],
    ['too many days', { expirationDays: 36_501 }, 'providerOptions.whop.expirationDays'],
    ['a renewal for nothing', { ...renewal, renewalAmount: 0 }, 'providerOptions.whop.renewalAmount'],
    ['another type of plan', { planType: 'lifetime' }, 'providerOptions.whop.planType'],
    ['a product without a title', { product: {} }, 'providerOptions.whop.product.title'],
    [
      'an instant that is none',
      { automaticallyFinalizesAt: 'soon' },
      'providerOptions.whop.automaticallyFinalizesAt',
    ],
  ])('%s is refused by name', async (_what, whop, field) => {
    const [first] = await refused({}, { whop })
    expect(first?.startsWith(field)).toBe(true)
  })
})
