import { createAssetAdapter } from '@invoice-adapters/asset'
import { createCommetAdapter } from '@invoice-adapters/commet'
import { type InvoiceAdapter, listAll, type RateLimiter, type Result } from '@invoice-adapters/core'
import type { Emulator, VendorName } from '@invoice-adapters/emulator'
import { createWhopAdapter } from '@invoice-adapters/whop'

/** Where the adapter sends its requests, and as which account. */
export interface Reach {
  fetch?: typeof globalThis.fetch
  /** Of a server on this machine, without a path. */
  origin?: string
  account?: string
}

type Open = (emulator: Emulator, reach: Reach) => InvoiceAdapter

/** Under the vendors' own limits every reader would wait, and equally long. */
const unlimited: RateLimiter = { acquire: async () => undefined, observe: () => undefined }

function common({ account = 'main', fetch, origin }: Reach, path: string) {
  return {
    account,
    limiter: unlimited,
    ...(fetch === undefined ? {} : { fetch }),
    ...(origin === undefined ? {} : { baseUrl: `${origin}${path}` }),
  }
}

/** The adapters as users have them, with their defaults. */
export const openAdapter: Record<VendorName, Open> = {
  commet: (emulator, reach) =>
    opened(createCommetAdapter({ ...common(reach, '/api/v1'), apiKey: emulator.commet.account().apiKey })),
  asset: (emulator, reach) => {
    const { clientId, clientSecret, businessId } = emulator.asset.account()
    const credentials = { clientId, clientSecret, businessId }
    const now = (): number => emulator.clock.now()
    return opened(
      createAssetAdapter({
        ...common(reach, ''),
        ...credentials,
        environment: 'sandbox',
        currency: 'USD',
        now,
      }),
    )
  },
  // The version that Whop's own client speaks: both read the same pages.
  whop: (emulator, reach) => {
    const { apiKey, companyId } = emulator.whop.account()
    const apiVersion = '2026-07-20'
    return opened(
      createWhopAdapter({
        ...common(reach, '/api/v1'),
        apiKey,
        companyId,
        environment: 'sandbox',
        apiVersion,
      }),
    )
  },
}

export function opened<T>(result: Result<T, { message: string }>): T {
  if (result.isErr()) throw new Error(result.error.message)
  return result.value
}

/** Reads every invoice to the end; one that cannot be read is a fault of the benchmark. */
export async function countInvoices(adapter: InvoiceAdapter): Promise<number> {
  let count = 0
  for await (const invoice of listAll(adapter)) count += Number(opened(invoice).source.id !== '')
  return count
}
