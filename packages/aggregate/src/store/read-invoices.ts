import { err, type Invoice, type InvoiceError, ok, type Result } from '@invoice-adapters/core'
import { invalidInput, invoiceError, toUtcInstant } from '@invoice-adapters/core/authoring'
import type { StoreError } from '@invoice-adapters/storage'
import type { Kysely } from 'kysely'
import { type AccountName, accountKey, accountName } from './account-key.ts'
import { readContent } from './content.ts'
import { compareInstants, toInstant } from './instants.ts'
import { type ReadOrder, rowsInOrder, type StoredRow } from './read-rows.ts'
import { latestRuns } from './runs.ts'
import type { InvoiceStore } from './store.ts'
import type { AccountTable, StoreTables } from './tables.ts'

export interface ReadSettings {
  /** RFC 3339: what was so at that instant. Default: the latest readings. */
  asOf?: string | undefined
  /** Default: every account of the store. */
  accounts?: readonly AccountName[] | undefined
  /**
   * `account_and_id` (default): account by account, by id. `created_ascending`, `created_descending`: by creation date over all
   * accounts, to the millisecond, then by account and id (descending is the exact reverse); invoices whose vendor tells no
   * such date come last either way.
   */
  order?: ReadOrder | undefined
}

const context = { provider: null, account: null, operation: 'readInvoices' }

/**
 * Stored invoices, such as `createReport` takes them, in the order asked for. All of them are as of one moment, whatever
 * is written meanwhile; what is gone at the vendor is left out. Each has the status of its reading: `statusAt` answers for
 * another instant.
 *
 * An `unreadable_record` concerns one invoice, or (without an id) what the account's latest sync could not see; any other
 * error is the last item: `invalid_input` for an account without a complete full walk, or an `asOf` before it, and
 * `unavailable` where the database failed.
 */
export async function* readInvoices(
  store: InvoiceStore,
  settings: ReadSettings = {},
): AsyncGenerator<Result<Invoice, InvoiceError>, void> {
  const asOf = settings.asOf === undefined ? null : toUtcInstant(settings.asOf)
  if (settings.asOf !== undefined && asOf === null) {
    const message = 'must be an RFC 3339 date-time such as 2026-11-20T00:00:00Z'
    return yield err(invalidInput(context, [{ field: 'asOf', message }]))
  }
  const accounts = await store.database.attempt('readInvoices', (tables) => selectAccounts(tables, settings))
  if (accounts.isErr()) return yield err(storeFailure(accounts.error))
  const refusal = refusalOf(accounts.value, settings, asOf)
  if (refusal !== null) return yield err(refusal)
  const order = settings.order ?? 'account_and_id'
  for await (const row of rowsInOrder(store, accounts.value, asOf, order)) {
    if (row.isErr()) return yield err(storeFailure(row.error))
    const item = await toItem(store, row.value, asOf)
    if (item !== null) yield item
  }
  for (const account of accounts.value) {
    const doubt = await doubtOf(store, account)
    if (doubt !== null) yield err(doubt)
  }
}

/** What the latest run could not see belongs into whatever is made of the invoices. */
async function doubtOf(store: InvoiceStore, account: AccountTable): Promise<InvoiceError | null> {
  const latest = await store.database.attempt('readInvoices', (tables) =>
    latestRuns(tables, account.account_key, 5),
  )
  if (latest.isErr()) return storeFailure(latest.error)
  const run = latest.value.find(({ run: { state } }) => state === 'done')?.run
  if (run === undefined || run.evidence.conclusion !== 'incomplete') return null
  const message = `the latest sync of the account was incomplete: ${run.evidence.reasons.join('; ')}`
  const { provider, account: name } = account
  return invoiceError('unreadable_record', { ...context, provider, account: name }, message, {
    recordId: null,
    fields: [],
  })
}

/** Why these accounts cannot be told of at the instant; null: they can. */
export async function readRefusal(store: InvoiceStore, settings: ReadSettings): Promise<InvoiceError | null> {
  const accounts = await store.database.attempt('readInvoices', (tables) => selectAccounts(tables, settings))
  return accounts.isErr()
    ? storeFailure(accounts.error)
    : refusalOf(accounts.value, settings, toUtcInstant(settings.asOf ?? ''))
}

function selectAccounts(tables: Kysely<StoreTables>, { accounts }: ReadSettings): Promise<AccountTable[]> {
  const all = tables.selectFrom('accounts').selectAll().orderBy('account_key')
  if (accounts === undefined) return all.execute()
  return accounts.length === 0
    ? Promise.resolve([])
    : all.where('account_key', 'in', accounts.map(accountKey)).execute()
}

/** Why these accounts cannot be told of at the instant; null: they can. */
function refusalOf(
  accounts: readonly AccountTable[],
  settings: ReadSettings,
  asOf: string | null,
): InvoiceError | null {
  const missing = settings.accounts
    ?.map(accountKey)
    .find((key) => accounts.every((row) => row.account_key !== key))
  const unknown = accounts.find((row) => row.first_walk_at === null)?.account_key ?? missing
  if (unknown !== undefined) {
    const message = `${unknown} has not been read completely yet; run a full sync first`
    return invalidInput({ ...context, ...accountName(unknown) }, [{ field: 'accounts', message }])
  }
  const walks = accounts.flatMap((row) => row.first_walk_at ?? [])
  const first = walks.reduce((latest, walk) => (compareInstants(walk, latest) > 0 ? walk : latest), '')
  if (asOf === null || first === '' || compareInstants(asOf, first) >= 0) return null
  const message = `is before the end of the first full walk, ${first}; nothing earlier is known`
  return invalidInput(context, [{ field: 'asOf', message }])
}

async function toItem(
  store: InvoiceStore,
  row: StoredRow,
  asOf: string | null,
): Promise<Result<Invoice, InvoiceError> | null> {
  if (row.gone === 1) return null
  if (row.content === null) return notKnownYet(row, asOf)
  const invoice = readContent(row.content)
  if (invoice !== null) return ok(invoice)
  await distrust(store, row)
  return err(unreadable(row, 'the stored reading is damaged; a full sync reads the invoice again'))
}

/** A full sync compares by digest alone, and would take the damaged reading for what it was. */
async function distrust(store: InvoiceStore, { account, invoice_id, seq }: StoredRow): Promise<void> {
  const marked = await store.database.attempt('distrust', (tables) =>
    tables
      .updateTable('invoices')
      .set({ content_hash: '' })
      .where('account_key', '=', account.account_key)
      .where('invoice_id', '=', invoice_id)
      .where('seq', '=', seq)
      .execute(),
  )
  // Whoever reads next finds it damaged again, and marks it then.
  if (marked.isErr()) return
}

/** It existed at the instant, and what is known of it is younger: left out silently, the report would be too small. */
function notKnownYet(row: StoredRow, asOf: string | null): Result<Invoice, InvoiceError> | null {
  if (asOf === null || row.created_ms === null || row.created_ms > Date.parse(asOf)) return null
  const message = `was created at ${toInstant(row.created_ms)} and first read later; how it stood at ${asOf} is not known`
  return err(unreadable(row, message))
}

function unreadable({ account, invoice_id }: StoredRow, message: string): InvoiceError {
  const { provider, account: name } = account
  return invoiceError('unreadable_record', { ...context, provider, account: name }, message, {
    recordId: invoice_id,
    fields: [],
  })
}

/** A failure of the store among invoices and errors of vendors. */
export function storeFailure(error: StoreError): InvoiceError {
  return invoiceError(
    'unavailable',
    { ...context, operation: error.operation },
    `the store: ${error.message}`,
    { retryAfterMs: null },
    {
      retryable: error.retryable,
      cause: { name: error.kind, message: error.message, code: error.cause?.code ?? null, httpStatus: null },
    },
  )
}
