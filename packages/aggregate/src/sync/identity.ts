import { type AccountCheck, err, ok, type Result } from '@invoice-adapters/core'
import { invalidInput } from '@invoice-adapters/core/authoring'
import type { InvoiceStore } from '../store/store.ts'
import type { SyncAdapter, SyncError } from './running.ts'

const nothingTold: AccountCheck = { mode: null, accountId: null, accountName: null }

/**
 * Makes sure that the credential is still one of the account whose invoices the store holds under this name: with another
 * account's key, every known invoice would be "not found". Gives whether the vendor named the account.
 */
export async function checkIdentity(
  adapter: SyncAdapter,
  store: InvoiceStore,
  key: string,
  signal: AbortSignal,
): Promise<Result<boolean, SyncError>> {
  const checked = await adapter.check({ signal })
  if (checked.isErr() && checked.error.kind !== 'unsupported') return err(checked.error)
  const told = checked.unwrapOr(nothingTold)
  const known = await store.database.transact('checkIdentity', async (tables) => {
    const row = await tables
      .selectFrom('accounts')
      .select(['mode', 'vendor_account_id'])
      .where('account_key', '=', key)
      .executeTakeFirstOrThrow()
    const merged = {
      mode: row.mode ?? told.mode,
      vendor_account_id: row.vendor_account_id ?? told.accountId,
    }
    await tables.updateTable('accounts').set(merged).where('account_key', '=', key).execute()
    return merged
  })
  if (known.isErr()) return err(known.error)
  const { mode, vendor_account_id: id } = known.value
  const context = { provider: adapter.provider, account: adapter.account, operation: 'sync' }
  const differs = (what: string, stored: string | null, now: string | null): SyncError | null => {
    if (stored === null || now === null || stored === now) return null
    const message = `the store holds the ${what} ${stored} under this name, and the credential belongs to ${now}; give the other one another name`
    return invalidInput(context, [{ field: 'account', message }])
  }
  const problem = differs('account', id, told.accountId) ?? differs('mode', mode, told.mode)
  if (problem !== null) return err(problem)
  return told.accountId !== null ? ok(true) : recognize(adapter, store, key, signal)
}

/** Enough that a single invoice which the vendor lost does not stop the account. */
const mostProbes = 3

/**
 * Where the vendor does not name the account, one of its invoices does: it is looked for before anything is listed. Drafts do
 * not count, since they can be deleted.
 */
async function recognize(
  { get, provider, account }: SyncAdapter,
  store: InvoiceStore,
  key: string,
  signal: AbortSignal,
): Promise<Result<boolean, SyncError>> {
  const known = await store.database.attempt('recognize', (tables) =>
    tables
      .selectFrom('invoices')
      .select('invoice_id')
      .where('account_key', '=', key)
      .where('gone', '=', 0)
      .where('status', '!=', 'draft')
      .limit(mostProbes)
      .execute(),
  )
  if (known.isErr()) return err(known.error)
  for (const { invoice_id } of known.value) {
    const found = await get(invoice_id, { signal })
    // Whatever else may be wrong with it, it is there.
    if (found.isOk() || ofTheRecord.has(found.error.kind)) return ok(true)
    if (found.error.kind !== 'not_found') return err(found.error)
  }
  if (known.value.length === 0) return ok(false)
  const message =
    'the credential finds none of the invoices that the store holds under this name; it seems to belong to another account, which needs another name'
  return err(invalidInput({ provider, account, operation: 'sync' }, [{ field: 'account', message }]))
}

const ofTheRecord: ReadonlySet<string> = new Set(['unexpected_response', 'unreadable_record'])
