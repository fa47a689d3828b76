import { err, type Invoice, type InvoiceError, type Result } from '@invoice-adapters/core'
import { invoiceError } from '@invoice-adapters/core/authoring'
import type { AggregateAdapter, AggregateSettings } from './aggregate.ts'

type Order = Exclude<AggregateSettings['order'], 'none' | undefined>
type Item = Result<Invoice, InvoiceError>

/** Accounts that cannot be read in that order, in one sentence; null if all can. */
export function orderProblem(
  adapters: readonly AggregateAdapter[],
  order: Order | 'none',
): InvoiceError | null {
  if (order === 'none') return null
  const without = adapters.filter(({ capabilities }) => capabilities.pages.order !== order)
  if (without.length === 0) return null
  const names = without.map(({ provider, account }) => `${provider}/${account}`).join(', ')
  const message = `${names} does not guarantee the order ${order}; sync it into a store, which sorts every account`
  const context = { provider: null, account: null, operation: 'aggregate' }
  return invoiceError('unsupported', context, message, { reason: message, instead: null })
}

interface Head {
  source: AsyncGenerator<Item, void>
  item: Item
}

/** Merges listings that are each in order. One that breaks its promise ends there, with an error in its place. */
export async function* inDateOrder(
  sources: AsyncGenerator<Item, void>[],
  order: Order,
): AsyncGenerator<Item, void> {
  const heads = (await Promise.all(sources.map(nextHead))).filter((head) => head !== null)
  try {
    while (heads.length > 0) {
      const first = heads.reduce((best, head) => (comesBefore(head.item, best.item, order) ? head : best))
      yield first.item
      const next = await nextHead(first.source)
      const place = heads.indexOf(first)
      if (next === null) heads.splice(place, 1)
      else if (isOutOfOrder(first.item, next.item, order)) {
        heads.splice(place, 1)
        yield err(broken(next.item, order))
      } else heads[place] = next
    }
  } finally {
    await Promise.all(sources.map((source) => source.return()))
  }
}

async function nextHead(source: AsyncGenerator<Item, void>): Promise<Head | null> {
  const step = await source.next()
  return step.done === true ? null : { source, item: step.value }
}

/** Errors come at once: they have no date. */
function instantOf(item: Item): number | null {
  if (item.isErr() || item.value.createdAt === null) return null
  return Date.parse(item.value.createdAt)
}

function comesBefore(one: Item, other: Item, order: Order): boolean {
  const [left, right] = [instantOf(one), instantOf(other)]
  if (left === null) return right !== null
  if (right === null) return false
  return order === 'created_ascending' ? left < right : left > right
}

function isOutOfOrder(before: Item, after: Item, order: Order): boolean {
  return instantOf(before) !== null && instantOf(after) !== null && comesBefore(after, before, order)
}

function broken(item: Item, order: Order): InvoiceError {
  const { provider, account } = item.isOk() ? item.value.source : item.error
  const message = `the vendor did not keep the order ${order} that it guarantees; the rest of this account is left out`
  return invoiceError('unexpected_response', { provider, account, operation: 'aggregate' }, message, {
    fields: [],
    invoice: null,
  })
}
