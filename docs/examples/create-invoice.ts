import type { Created, InvoiceAdapter, InvoiceError, ResultAsync } from '@invoice-adapters/core'

export interface Order {
  id: string
  customerId: string
  title: string
  /** Minor units: 4900 is 49.00 USD. */
  amount: number
}

/** Bills an order once, however often it is called: the order's id is the key. */
export function billOrder(billing: InvoiceAdapter, order: Order): ResultAsync<Created, InvoiceError> {
  return billing.create({
    externalId: `order-${order.id}`,
    customer: { externalId: order.customerId },
    currency: 'USD',
    lines: [{ description: order.title, amount: order.amount }],
  })
}
