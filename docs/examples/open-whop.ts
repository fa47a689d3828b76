import type { Created, InvalidInput, InvoiceError, Result, ResultAsync } from '@invoice-adapters/core'
import { createWhopAdapter, type WhopAdapter } from '@invoice-adapters/whop'

/** The seller, and the key that is asked for when it is needed. */
export interface Seller {
  companyId: string
  readKey: () => Promise<string>
}

export function openWhop({ companyId, readKey }: Seller): Result<WhopAdapter, InvalidInput> {
  return createWhopAdapter({
    account: 'atelier',
    apiKey: readKey,
    companyId,
    environment: 'sandbox',
    dueInDays: 14,
  })
}

/** A draft, which nobody is sent: without `saveAsDraft`, Whop mails the customer at once. */
export function draftBill(whop: WhopAdapter, order: string): ResultAsync<Created, InvoiceError> {
  return whop.create({
    externalId: `order-${order}`,
    customer: { name: 'Grace Hopper', email: 'grace@example.com' },
    currency: 'USD',
    lines: [{ description: 'Logo', amount: 90_000 }],
    providerOptions: { whop: { saveAsDraft: true, product: { title: 'Design services' } } },
  })
}
