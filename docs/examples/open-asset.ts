import { type AssetAdapter, createAssetAdapter } from '@invoice-adapters/asset'
import type { InvalidInput, Result } from '@invoice-adapters/core'

/** Tokens are asked for and renewed inside; both secrets are read once more when Asset refuses them. */
export function openAsset(
  readSecret: (name: 'clientId' | 'clientSecret') => Promise<string>,
  books: { businessId: string; ledgerId: string },
): Result<AssetAdapter, InvalidInput> {
  return createAssetAdapter({
    account: 'acme-books',
    clientId: () => readSecret('clientId'),
    clientSecret: () => readSecret('clientSecret'),
    environment: 'sandbox',
    currency: 'USD',
    dueInDays: 30,
    ...books,
  })
}
