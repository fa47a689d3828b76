import { createCommetAdapter } from '@invoice-adapters/commet'
import { listAll } from '@invoice-adapters/core'

export async function printInvoices(apiKey: string, settings: { fetch?: typeof fetch } = {}): Promise<void> {
  const commet = createCommetAdapter({ account: 'acme', apiKey, ...settings })
  if (commet.isErr()) return console.error(commet.error.message)
  const listing = listAll(commet.value, { status: ['payable'] })
  for await (const item of listing) {
    if (item.isErr()) console.error(item.error.message)
    else console.log(item.value.number, item.value.status, item.value.total, item.value.currency)
  }
  console.log(listing.evidence().conclusion)
}
