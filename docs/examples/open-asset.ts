import { type AssetAdapter, createAssetAdapter } from '@invoice-adapters/asset'
import type { AccountCheck, InvalidInput, InvoiceError, Result, ResultAsync } from '@invoice-adapters/core'

/** The books that are kept at Asset. */
export interface Books {
  businessId: string
  /** Where new lines are booked. */
  ledgerId: string
}

type Secret = 'clientId' | 'clientSecret'

/** Tokens are asked for, shared and renewed inside; the secrets are read once more when Asset refuses them. */
export function openAsset(
  readSecret: (name: Secret) => Promise<string>,
  books: Books,
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

/** Whether the credentials open these books. */
export function checkAsset(
  readSecret: (name: Secret) => Promise<string>,
  books: Books,
): ResultAsync<AccountCheck, InvoiceError> {
  return openAsset(readSecret, books).asyncAndThen((asset) => asset.check())
}
