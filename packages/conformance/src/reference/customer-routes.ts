import type { Address, JsonObject } from '@invoice-adapters/core'
import { done, isRecord, missing, type Route, textOr } from './exchange.ts'
import type { ReferenceCustomer } from './records.ts'
import type { ReferenceStore } from './store.ts'

export function customerRoutes(store: ReferenceStore): Route[] {
  return [
    {
      operation: 'customers.list',
      method: 'GET',
      path: '/customers',
      run({ query }) {
        const externalId = query.get('external_id')
        const all = [...store.customers.values()]
        return done({
          data: all.filter((one) => externalId === null || one.externalId === externalId),
          next: null,
        })
      },
    },
    {
      operation: 'customers.get',
      method: 'GET',
      path: '/customers/:id',
      run({ id }) {
        const customer = store.customers.get(id)
        return customer === undefined ? missing('customer') : done(customer)
      },
    },
    {
      operation: 'customers.create',
      method: 'POST',
      path: '/customers',
      keyed: true,
      run: ({ body }) => done(findOrMakeCustomer(store, { ...body, id: undefined }) ?? null),
    },
  ]
}

/** By id, else by external id, else a new one; undefined where the id is not there. */
export function findOrMakeCustomer(
  store: ReferenceStore,
  given: Record<string, unknown>,
): ReferenceCustomer | undefined {
  const id = textOr(given.id, null)
  if (id !== null) return store.customers.get(id)
  const externalId = textOr(given.externalId, null)
  const known = [...store.customers.values()].find(
    (one) => externalId !== null && one.externalId === externalId,
  )
  if (known !== undefined) return known
  const customer: ReferenceCustomer = {
    id: store.nextId('cus'),
    externalId,
    name: textOr(given.name, null),
    email: textOr(given.email, null),
    address: isRecord(given.address) ? addressOf(given.address) : null,
    metadata: isRecord(given.metadata) ? (given.metadata as JsonObject) : {},
    createdAt: store.instant(),
  }
  store.customers.set(customer.id, customer)
  return customer
}

function addressOf(given: Record<string, unknown>): Address {
  const part = (name: string): string | null => textOr(given[name], null)
  return {
    line1: part('line1'),
    line2: part('line2'),
    city: part('city'),
    state: part('state'),
    postalCode: part('postalCode'),
    country: part('country'),
  }
}
