import { createAssetAdapter } from '@invoice-adapters/asset'
import { createCommetAdapter } from '@invoice-adapters/commet'
import { type Invoice, type InvoiceAdapter, listAll } from '@invoice-adapters/core'
import { createEmulator } from '@invoice-adapters/emulator'
import { createWhopAdapter } from '@invoice-adapters/whop'
import type { AccountConfig } from '../config/schema.ts'

/** Keys chosen by users of the vendor, not by the vendor. */
const free = /(^|\.)metadata(\.|$)/

/** Where a value stands in the vendor's answers, such as `invoice.lineItems[].amount`. */
export function fieldPaths(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return [...new Set(value.flatMap((item) => fieldPaths(item, `${path}[]`)))]
  if (typeof value !== 'object' || value === null || free.test(path)) return path === '' ? [] : [path]
  const inner = Object.entries(value).flatMap(([key, item]) =>
    fieldPaths(item, path === '' ? key : `${path}.${key}`),
  )
  return path === '' ? inner : [path, ...inner]
}

export function fieldsIn(invoices: readonly Invoice[]): Set<string> {
  return new Set(invoices.flatMap(({ raw }) => fieldPaths(raw)))
}

/**
 * The fields that answers of this vendor can have, as its documentation was read when the emulator was written: an
 * independent reading, so that what it lacks is new to the adapter too, or was never documented.
 */
export async function knownFields(config: AccountConfig): Promise<Set<string>> {
  const read: Invoice[] = []
  for (const adapter of documented(config)) {
    for await (const item of listAll(adapter, { detail: 'full' })) if (item.isOk()) read.push(item.value)
  }
  return fieldsIn(read)
}

/** The demo data of the emulator, in the dialect of the account and in every shape that the vendor serves. */
function documented(config: AccountConfig): InvoiceAdapter[] {
  const data = 'demo'
  if (config.vendor === 'commet') {
    const emulator = createEmulator({ data, commet: { listDetail: true } })
    const { name, apiKey } = emulator.commet.account()
    const { apiVersion } = config
    return opened(
      createCommetAdapter({
        account: name,
        apiKey,
        apiVersion,
        fetch: emulator.commet.fetch,
        now: emulator.clock.now,
      }),
    )
  }
  if (config.vendor === 'asset') {
    return (['A', 'B', 'C', 'D1', 'D', 'E', 'F'] as const).flatMap((generation) => {
      const emulator = createEmulator({ data, asset: { generation } })
      const { name: account, clientId, clientSecret, businessId, environment } = emulator.asset.account()
      const shared = { account, clientId, clientSecret, businessId, environment, currency: 'USD' }
      return opened(createAssetAdapter({ ...shared, fetch: emulator.asset.fetch, now: emulator.clock.now }))
    })
  }
  const emulator = createEmulator({ data, whop: { invoiceFields: 'full' } })
  const { name: account, apiKey, companyId, mode } = emulator.whop.account()
  const environment = mode === 'live' ? 'production' : 'sandbox'
  const shared = { account, apiKey, companyId, environment, apiVersion: config.apiVersion } as const
  return opened(createWhopAdapter({ ...shared, fetch: emulator.whop.fetch, now: emulator.clock.now }))
}

function opened(
  made: ReturnType<typeof createCommetAdapter | typeof createAssetAdapter | typeof createWhopAdapter>,
): InvoiceAdapter[] {
  return made.isOk() ? [made.value] : []
}
