import type { DraftChanges } from '@invoice-adapters/core'
import type { InvoiceUpdateParams } from '@whop/sdk/resources/invoices'
import { product } from '../world.ts'
import type { ClientCall, Pair } from './call.ts'
import { besides, onEveryCall, onEveryPost, ours } from './differences.ts'

const draft = 'GET /invoices/inv_draft'
const draftPlan = 'GET /plans/plan_W0000000000002'

const onlyDrafts = 'what is no draft is refused before anything is sent, and the plan holds the price'

function change(
  name: string,
  asked: InvoiceUpdateParams,
  changes: DraftChanges,
  differences: Pair['differences'] = [besides([draft, draftPlan], onlyDrafts)],
): Pair {
  return {
    name,
    client: (whop) => whop.invoices.update('inv_draft', asked),
    adapter: (adapter) => adapter.update('inv_draft', changes),
    differences: [...onEveryCall, ...differences],
  }
}

/** The plan as it is, for which the plan is read before as well as after. */
const wholePlan = [
  besides(
    [draft, draftPlan, draftPlan],
    'the plan goes along as it is, since whether Whop replaces what is not named is not stated: our key in its notes must stay',
  ),
  ...Object.entries({ plan_type: 'one_time', currency: 'usd' }).map(([name, value]) =>
    ours(`body.plan.${name}`, value, 'the same'),
  ),
]

const updating: Pair[] = [
  change('a due date', { due_date: '2026-10-01T00:00:00Z' }, { dueAt: '2026-10-01T00:00:00Z' }),
  change('no due date', { due_date: null }, { dueAt: null }),
  change('a text', { plan: { description: 'Soon' } }, { memo: 'Soon' }, [
    ...wholePlan,
    ours('body.plan.initial_price', 90, 'the same'),
  ]),
  change(
    'lines',
    {
      line_items: [
        { label: 'Hours', unit_price: 7.5, quantity: 2 },
        { label: 'Travel', unit_price: 10, quantity: 1 },
      ],
      plan: { initial_price: 25 },
    },
    {
      lines: [
        { description: 'Hours', amount: 1500, quantity: '2', unitPrice: '7.5' },
        { description: 'Travel', amount: 1000 },
      ],
    },
    [...wholePlan, ours('body.plan.description', 'Not yet', 'the same')],
  ),
  change('another member', { member_id: 'mber_bo' }, { customer: { id: 'mber_bo' } }),
  change(
    'somebody by e-mail address and name, with an address and all options',
    {
      email_address: 'cy@quill.example',
      customer_name: 'Cy Quill',
      billing_address: { line1: 'Gata 2', city: 'Oslo', postal_code: '0151', country: 'NO' },
      collection_method: 'charge_automatically',
      payment_method_id: 'pmt_1',
      product_id: product,
      charge_buyer_fee: true,
      automatically_finalizes_at: '2026-12-24T00:00:00Z',
      subscription_billing_anchor_at: '2027-02-01T00:00:00Z',
    },
    {
      customer: {
        email: 'cy@quill.example',
        name: 'Cy Quill',
        address: { line1: 'Gata 2', city: 'Oslo', postalCode: '0151', country: 'NO' },
      },
      collection: 'charge_automatically',
      providerOptions: {
        whop: {
          paymentMethodId: 'pmt_1',
          productId: product,
          chargeBuyerFee: true,
          automaticallyFinalizesAt: '2026-12-24T00:00:00Z',
          subscriptionBillingAnchorAt: '2027-02-01T00:00:00Z',
        },
      },
    },
  ),
  {
    name: 'the moment at which the draft opens',
    // A minute ahead of the emulator's clock, which ticks with every record.
    client: (whop) =>
      whop.invoices.update('inv_draft', { automatically_finalizes_at: '2026-07-15T09:01:00.005Z' }),
    adapter: (adapter) => adapter.finalize('inv_draft'),
    differences: [...onEveryCall, besides([draft, draftPlan], onlyDrafts)],
  },
]

const settling = [
  { name: 'invoices.markPaid', operation: 'mark_paid', status: 'paid' },
  { name: 'invoices.void', operation: 'void', status: 'void' },
  { name: 'invoices.markUncollectible', operation: 'mark_uncollectible', status: 'uncollectible' },
] as const

const statusCalls = settling.map(
  ({ name, operation, status }): ClientCall => ({
    name,
    operation,
    endpoint: `POST /invoices/{id}/${operation}`,
    pairs: [
      {
        name: 'by its id',
        client: (whop) =>
          ({
            paid: () => whop.invoices.markPaid('inv_open'),
            void: () => whop.invoices.void('inv_open'),
            uncollectible: () => whop.invoices.markUncollectible('inv_open'),
          })[status](),
        adapter: (adapter) => adapter.setStatus('inv_open', status),
        differences: [
          ...onEveryPost,
          besides(
            ['GET /invoices/inv_open', 'GET /invoices/inv_open', 'GET /plans/plan_W0000000000001'],
            'a change starts from the status as it is, and the bare `true` is followed by a reading',
          ),
        ],
      },
    ],
  }),
)

export const changeCalls: ClientCall[] = [
  {
    name: 'invoices.update',
    operation: 'update_invoice',
    endpoint: 'PATCH /invoices/{id}',
    pairs: updating,
  },
  {
    name: 'invoices.delete',
    operation: 'delete_invoice',
    endpoint: 'DELETE /invoices/{id}',
    pairs: [
      {
        name: 'of a draft',
        client: (whop) => whop.invoices.delete('inv_draft'),
        adapter: (adapter) => adapter.delete('inv_draft'),
        differences: [
          ...onEveryCall,
          besides([draft], 'what is no draft is refused before anything is sent'),
        ],
      },
    ],
  },
  ...statusCalls,
]
