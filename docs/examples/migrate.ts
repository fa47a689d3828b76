import { type Invoice, type InvoiceAdapter, listAll, losses, toNewInvoice } from '@invoice-adapters/core'

export interface Move {
  from: string
  to: string | null
  /** Why it stayed, or what the target does not hold. */
  remarks: string[]
}

/** Moves what is still payable: the copy first, then the original is voided. `customers` maps old ids to new ones. */
export async function movePayable(
  source: InvoiceAdapter,
  target: InvoiceAdapter,
  customers: Map<string, string>,
): Promise<Move[]> {
  const moves: Move[] = []
  for await (const item of listAll(source, { status: ['payable'], detail: 'full' })) {
    if (item.isErr()) moves.push({ from: '?', to: null, remarks: [item.error.message] })
    else moves.push(await move(item.value, source, target, customers))
  }
  return moves
}

async function move(
  invoice: Invoice,
  source: InvoiceAdapter,
  target: InvoiceAdapter,
  customers: Map<string, string>,
): Promise<Move> {
  const from = invoice.source.id
  const customerId = customers.get(invoice.customer.id ?? '')
  if (customerId === undefined) return { from, to: null, remarks: ['its customer is not at the target'] }
  const copy = toNewInvoice(invoice, {
    externalId: `${source.account}:${from}`,
    customer: { id: customerId },
  })
  if (copy.isErr()) return { from, to: null, remarks: copy.error.map(({ message }) => message) }
  const lost = losses(target, copy.value)
  const created = await target.create(copy.value, { accept: lost.map(({ field }) => field) })
  if (created.isErr()) return { from, to: null, remarks: [created.error.message] }
  const closed = await source.setStatus(from, 'void')
  const remarks = [
    ...lost.map(({ field, message }) => `${field}: ${message}`),
    ...(closed.isErr() ? [closed.error.message] : []),
  ]
  return { from, to: created.value.invoice.source.id, remarks }
}
