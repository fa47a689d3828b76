import { formatMoney, type InvoiceAdapter, type ListingEvidence, listAll } from '@invoice-adapters/core'

/** Prints every payable invoice, and says what could not be read. */
export async function printPayable(
  billing: InvoiceAdapter,
  print: (line: string) => void,
): Promise<ListingEvidence> {
  const listing = listAll(billing, { status: ['payable'] })
  for await (const item of listing) {
    if (item.isErr()) {
      print(`! ${item.error.kind}: ${item.error.message}`)
      continue
    }
    const { number, status, total, currency } = item.value
    const amount = total === null || currency === null ? 'unknown' : formatMoney(total, currency)
    print(`${number ?? item.value.source.id}  ${status}  ${amount}`)
  }
  return listing.evidence()
}
