import type { AccountMode, Result } from '@invoice-adapters/core'
import type { StoreError } from '@invoice-adapters/storage'
import { type AccountName, accountKey, accountName } from './account-key.ts'
import type { InvoiceStore } from './store.ts'

/** An account as the store knows it. */
export interface StoredAccount extends AccountName {
  mode: AccountMode | null
  /** The vendor's own id of the account, where it tells. */
  vendorAccountId: string | null
  /** End of the first complete full walk: reports as of an earlier instant are refused. RFC 3339, UTC. */
  firstWalkAt: string | null
  /** Beginning of the latest complete full walk; RFC 3339, UTC. */
  lastFullAt: string | null
}

/** Every account that was ever synced, sorted by provider and name. */
export function storedAccounts(store: InvoiceStore): Promise<Result<StoredAccount[], StoreError>> {
  return store.database.attempt('storedAccounts', async (tables) => {
    const rows = await tables.selectFrom('accounts').selectAll().orderBy('account_key').execute()
    return rows.map((row) => ({
      ...accountName(row.account_key),
      mode: row.mode,
      vendorAccountId: row.vendor_account_id,
      firstWalkAt: row.first_walk_at,
      lastFullAt: row.last_full_at,
    }))
  })
}

/** Makes the account's row if there is none yet. */
export function registerAccount(store: InvoiceStore, name: AccountName): Promise<Result<string, StoreError>> {
  const key = accountKey(name)
  return store.database.transact('registerAccount', async (tables) => {
    await tables
      .insertInto('accounts')
      .values({
        account_key: key,
        provider: name.provider,
        account: name.account,
        mode: null,
        vendor_account_id: null,
        first_walk_at: null,
        last_full_at: null,
        last_seq: 0,
        last_walk: 0,
        last_run: 0,
        lease_owner: null,
        lease_until_ms: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    return key
  })
}
