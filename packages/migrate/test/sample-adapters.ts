// For tests of single functions: adapters that are never asked anything.
import { createAssetAdapter } from '@invoice-adapters/asset'
import { createCommetAdapter } from '@invoice-adapters/commet'
import type { Capabilities, InvoiceAdapter } from '@invoice-adapters/core'
import { createWhopAdapter } from '@invoice-adapters/whop'

const offline = (): Promise<Response> => Promise.reject(new Error('nothing may be asked'))

export const adapters: Record<'commet' | 'asset' | 'whop', InvoiceAdapter> = {
  commet: createCommetAdapter({
    account: 'a',
    apiKey: 'ck_test_1',
    currency: 'USD',
    fetch: offline,
  })._unsafeUnwrap(),
  asset: createAssetAdapter({
    account: 'b',
    clientId: 'id',
    clientSecret: 'secret',
    businessId: 'biz_2',
    environment: 'sandbox',
    currency: 'USD',
    ledgerId: 'led',
    fetch: offline,
  })._unsafeUnwrap(),
  whop: createWhopAdapter({
    account: 'c',
    apiKey: 'key',
    companyId: 'biz_1',
    environment: 'sandbox',
    fetch: offline,
  })._unsafeUnwrap(),
}

/** The adapter as if its vendor were another in these respects. */
export function adapterWith(
  adapter: InvoiceAdapter,
  change: (capabilities: Capabilities) => Partial<Capabilities>,
): InvoiceAdapter {
  const { capabilities } = adapter
  return { ...adapter, capabilities: { ...capabilities, ...change(capabilities) } }
}
