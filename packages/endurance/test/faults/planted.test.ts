import type { CommonOptions, InvoiceAdapter } from '@invoice-adapters/core'
import { okAsync } from '@invoice-adapters/core'
import { expect, it } from 'vitest'
import { type Vendor, vendors } from '../vendors.ts'
import { baselinesOf, cellsOf, runCells } from './matrix.ts'

/** What the matrix finds in the calls of one operation, with one kind of fault. */
async function problemsOf(vendor: Vendor, operation: string, kind: string): Promise<string[]> {
  const calls = (await baselinesOf(vendor)).filter(({ call }) => call.operation === operation)
  const cells = cellsOf(vendor, calls).filter(({ cell }) => cell.variant.kind === kind)
  const found: string[] = []
  await runCells(cells, 4, (_, { problems }) => void found.push(...problems))
  return found
}

/** Sends a write once more when its answer is lost, as a careless client would: without the key that it had. */
function blindly(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init)
    const again = request.clone()
    try {
      return await fetch(request)
    } catch (failure) {
      if (request.method !== 'POST' || request.url.includes('token')) throw failure
      const headers = new Headers(again.headers)
      headers.delete('idempotency-key')
      return fetch(new Request(again, { headers }))
    }
  }
}

function withFetch(vendor: Vendor): Vendor {
  return {
    ...vendor,
    open: (emulator, common: CommonOptions) =>
      vendor.open(emulator, { ...common, fetch: blindly(common.fetch ?? globalThis.fetch) }),
  }
}

function withAdapter(vendor: Vendor, change: (adapter: InvoiceAdapter) => InvoiceAdapter): Vendor {
  return { ...vendor, open: (emulator, common) => change(vendor.open(emulator, common)) }
}

const usual = vendors.filter(({ usual }) => usual)

it.each(usual)('a client of $name that sends again blindly is caught', async (vendor) => {
  expect(await problemsOf(withFetch(vendor), 'create', 'drop_after_commit')).not.toEqual([])
})

it.each(usual)('an adapter of $name that says a refused create was done is caught', async (vendor) => {
  const lying = withAdapter(vendor, (adapter) => ({
    ...adapter,
    create: (invoice, settings) => adapter.create(invoice, settings).orElse(() => okAsync({} as never)),
  }))
  expect(await problemsOf(lying, 'create', 'refuse_connection')).toContain('ok, and the books do not have it')
})

it.each(usual)('an adapter of $name that reads another amount is caught', async (vendor) => {
  const lying = withAdapter(vendor, (adapter) => ({
    ...adapter,
    get: (id, settings) => adapter.get(id, settings).map((invoice) => ({ ...invoice, total: 1 })),
  }))
  expect(await problemsOf(lying, 'get', 'webhook_lost')).toEqual(['inv_target: total 1 and not 9000'])
})
