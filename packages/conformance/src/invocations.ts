import type { InvoiceAdapter, InvoiceError, OperationName, Result } from '@invoice-adapters/core'
import type { World } from './harness.ts'

type Answer = Promise<Result<unknown, InvoiceError>>

/** One plausible call of every operation, about an invoice that may be there. */
export const invocations: Record<
  OperationName,
  (adapter: InvoiceAdapter, id: string, world: World) => Answer
> = {
  list: async (adapter) => adapter.list(),
  get: async (adapter, id) => adapter.get(id),
  create: async (adapter, _id, world) => adapter.create(world.inputs.invoice('any-invoice')),
  createMany: async (adapter, _id, world) => adapter.createMany([world.inputs.invoice('any-of-many')]),
  update: async (adapter, id) => adapter.update(id, { memo: 'other' }),
  changeLines: async (adapter, id) =>
    adapter.changeLines(id, { add: [{ description: 'Extra', amount: 100 }] }),
  finalize: async (adapter, id) => adapter.finalize(id),
  setStatus: async (adapter, id) => adapter.setStatus(id, 'paid'),
  delete: async (adapter, id) => adapter.delete(id),
  send: async (adapter, id) => adapter.send(id),
  pdf: async (adapter, id) => adapter.pdf(id),
  recordPayment: async (adapter, id, world) => {
    const facts = await world.oracle.invoice(id)
    const own = facts === null ? undefined : world.inputs.payment?.(facts, 'any-payment')
    return adapter.recordPayment(id, { externalId: 'any-payment', currency: 'USD', ...own, amount: 100 })
  },
  refund: async (adapter, id, world) => {
    const facts = await world.oracle.invoice(id)
    const own = facts === null ? undefined : world.inputs.refund?.(facts, 'any-refund')
    return adapter.refund(id, { externalId: 'any-refund', currency: 'USD', ...own, amount: 100 })
  },
  listRefunds: async (adapter, id) => adapter.listRefunds(id),
  findByExternalId: async (adapter) => adapter.findByExternalId('any-key'),
  check: async (adapter) => adapter.check(),
  'customers.get': async (adapter) => adapter.customers.get('any-customer'),
  'customers.list': async (adapter) => adapter.customers.list(),
  'customers.create': async (adapter, _id, world) =>
    adapter.customers.create(
      world.inputs.customer?.('any-customer') ?? {
        externalId: 'any-customer',
        name: 'Ada',
        email: 'ada@example.com',
      },
    ),
  'webhooks.read': async (adapter) => adapter.webhooks.read({ headers: {}, body: '{}' }),
}
