import { createCommetAdapter } from '@invoice-adapters/commet'
import { formatMoney, listAll } from '@invoice-adapters/core'

export async function printInvoices(apiKey: string, settings: { fetch?: typeof fetch } = {}): Promise<void> {
  const commet = createCommetAdapter({ account: 'acme', apiKey, ...settings })
  if (commet.isErr()) return console.error(commet.error.message)
  const listing = listAll(commet.value, { status: ['payable'] })
  for await (const item of listing) {
    if (item.isErr()) {
      console.error(item.error.message)
      continue
    }
    const { number, status, total, currency } = item.value
    console.log(
      number,
      status,
      total === null || currency === null ? 'unknown' : formatMoney(total, currency),
    )
  }
  console.log(listing.evidence().conclusion)
}
