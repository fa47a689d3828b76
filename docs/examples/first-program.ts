import { type CommetAdapter, createCommetAdapter } from '@invoice-adapters/commet'
import { type InvalidInput, type InvoiceAdapter, listAll, type Result } from '@invoice-adapters/core'

/** The one place that names a vendor. */
export function openBilling(apiKey: string): Result<CommetAdapter, InvalidInput> {
  return createCommetAdapter({ account: 'acme', apiKey })
}

/** The same for every vendor. */
export async function printInvoices(billing: InvoiceAdapter): Promise<void> {
  const listing = listAll(billing, { status: ['payable'] })
  for await (const item of listing) {
    if (item.isErr()) console.error(item.error.message)
    else console.log(item.value.number, item.value.status, item.value.total, item.value.currency)
  }
  console.log(listing.evidence().conclusion)
}
