import type { Created, InvoiceError, ResultAsync } from '@invoice-adapters/core'
import { createWhopAdapter } from '@invoice-adapters/whop'

/** A draft, of which nobody hears: without `saveAsDraft`, Whop mails the customer at once. */
export function draftBill(
  seller: { companyId: string; apiKey: string },
  order: string,
): ResultAsync<Created, InvoiceError> {
  return createWhopAdapter({ account: 'atelier', environment: 'sandbox', ...seller }).asyncAndThen((whop) =>
    whop.create({
      externalId: `order-${order}`,
      customer: { name: 'Grace Hopper', email: 'grace@example.com' },
      currency: 'USD',
      lines: [{ description: 'Logo', amount: 90_000 }],
      providerOptions: { whop: { saveAsDraft: true, product: { title: 'Design services' } } },
    }),
  )
}
