import type { NewInvoice } from '@invoice-adapters/core'
import type { Pair } from './call.ts'
import { besides, type Content, keptKey, onEveryCall } from './differences.ts'

const why =
  'a key that is used already is looked for first, and the answer, which lacks lines, is read again as a whole'

function looks(customerId: string): string[] {
  return [`GET /invoices?customerId=${customerId}&limit=100`, 'GET /invoices/inv_000000000001']
}

const order: NewInvoice = {
  externalId: 'order-5',
  customer: { id: 'cus_ada' },
  currency: 'USD',
  lines: [{ description: 'Set-up', amount: 2500 }],
}

const content: Content = {
  amount: 2500,
  currency: 'USD',
  customerId: 'cus_ada',
  description: 'Set-up',
  metadata: {},
}

const metadata = { team: 'blue', tier: { level: 3 } }

const asked = { customerId: 'cus_ada', amount: 2500, description: 'Set-up' }

export const creating: Pair[] = [
  {
    name: 'an amount and a text',
    client: (commet) => commet.invoices.createAdjustment(asked),
    adapter: (adapter) => adapter.create(order),
    differences: [...onEveryCall, besides(looks('cus_ada'), why), ...keptKey('order-5', content)],
  },
  {
    name: 'with metadata',
    client: (commet) => commet.invoices.createAdjustment({ ...asked, metadata }),
    adapter: (adapter) => adapter.create({ ...order, metadata }),
    differences: [
      ...onEveryCall,
      besides(looks('cus_ada'), why),
      ...keptKey('order-5', { ...content, metadata }),
    ],
  },
  {
    name: 'a credit',
    client: (commet) =>
      commet.invoices.createAdjustment({ ...asked, amount: -2500, description: 'Goodwill' }),
    adapter: (adapter) => adapter.create({ ...order, lines: [{ description: 'Goodwill', amount: -2500 }] }),
    differences: [
      ...onEveryCall,
      besides(looks('cus_ada'), why),
      ...keptKey('order-5', { ...content, amount: -2500, description: 'Goodwill' }),
    ],
  },
  {
    name: 'in a currency without minor units',
    client: (commet) => commet.invoices.createAdjustment({ ...asked, customerId: 'cus_cl', amount: 700 }),
    adapter: (adapter) =>
      adapter.create({
        ...order,
        customer: { id: 'cus_cl' },
        currency: 'CLP',
        lines: [{ description: 'Set-up', amount: 700 }],
      }),
    differences: [
      ...onEveryCall,
      besides(looks('cus_cl'), why),
      ...keptKey('order-5', { ...content, amount: 700, currency: 'CLP', customerId: 'cus_cl' }),
    ],
  },
  {
    name: 'for a customer by the own id',
    client: (commet) => commet.invoices.createAdjustment({ ...asked, customerId: 'shop-12' }),
    adapter: (adapter) => adapter.create({ ...order, customer: { externalId: 'shop-12' } }),
    differences: [
      ...onEveryCall,
      {
        at: 'body.customerId',
        client: 'shop-12',
        adapter: 'cus_ada',
        why: 'whether invoices take an own id is not documented, so ours sends Commet’s, which it looks up',
      },
      besides(['GET /customers?externalId=shop-12&limit=100', ...looks('cus_ada')], why),
      ...keptKey('order-5', content),
    ],
  },
]
