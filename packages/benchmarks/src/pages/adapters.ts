import { createAssetAdapter } from '@invoice-adapters/asset'
import { createCommetAdapter } from '@invoice-adapters/commet'
import { listAll, type RateLimiter, type Result } from '@invoice-adapters/core'
import type { Emulator, VendorName } from '@invoice-adapters/emulator'
import { createWhopAdapter } from '@invoice-adapters/whop'

/** Any adapter, as far as it is listed. */
export type ListingAdapter = Parameters<typeof listAll>[0]

type Open = (emulator: Emulator, fetch: typeof globalThis.fetch) => ListingAdapter

/** Under the vendors' own limits every reader would wait, and equally long. */
const unlimited: RateLimiter = { acquire: async () => undefined, observe: () => undefined }

const common = { account: 'main', limiter: unlimited } as const

/** The adapters as users have them, with their defaults. */
export const openAdapter: Record<VendorName, Open> = {
  commet: (emulator, fetch) =>
    opened(createCommetAdapter({ ...common, apiKey: emulator.commet.account().apiKey, fetch })),
  asset: (emulator, fetch) => {
    const { clientId, clientSecret, businessId } = emulator.asset.account()
    const credentials = { clientId, clientSecret, businessId }
    const now = (): number => emulator.clock.now()
    return opened(
      createAssetAdapter({ ...common, ...credentials, environment: 'sandbox', currency: 'USD', now, fetch }),
    )
  },
  // The version that Whop's own client speaks: both read the same pages.
  whop: (emulator, fetch) => {
    const { apiKey, companyId } = emulator.whop.account()
    const apiVersion = '2026-07-20'
    return opened(
      createWhopAdapter({ ...common, apiKey, companyId, environment: 'sandbox', apiVersion, fetch }),
    )
  },
}

function opened<T>(result: Result<T, { message: string }>): T {
  if (result.isErr()) throw new Error(result.error.message)
  return result.value
}

/** Reads every invoice to the end; one that cannot be read is a fault of the benchmark. */
export async function countInvoices(adapter: ListingAdapter): Promise<number> {
  let count = 0
  for await (const invoice of listAll(adapter)) count += Number(opened(invoice).source.id !== '')
  return count
}
