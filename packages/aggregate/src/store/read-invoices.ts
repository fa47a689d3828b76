import { err, type Invoice, type InvoiceError, invoiceSchema, ok, type Result } from '@invoice-adapters/core'
import { invalidInput, invoiceError, toUtcInstant } from '@invoice-adapters/core/authoring'
import type { StoreError } from '@invoice-adapters/storage'
import type { Kysely } from 'kysely'
import { type AccountName, accountKey, accountName } from './account-key.ts'
import { compareInstants, toInstant } from './instants.ts'
import { latestRuns } from './runs.ts'
import type { InvoiceStore } from './store.ts'
import type { AccountTable, StoreTables } from './tables.ts'

export interface ReadSettings {
  /** RFC 3339: what was so at that instant. Default: the latest readings. */
  asOf?: string
  /** Default: every account of the store. */
  accounts?: readonly AccountName[]
}

const rowsAtATime = 500

const context = { provider: null, account: null, operation: 'readInvoices' }

/**
 * Stored invoices, sorted by account and id, such as `createReport` takes them. All of them are as of one moment, whatever
 * is written meanwhile; what is gone at the vendor is left out. An `unreadable_record` concerns one invoice, or (without an id)
 * what the account's latest sync could not see; any other
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
  for (const account of accounts.value) {
    for (let after = ''; ; ) {
      const rows = await store.database.attempt('readInvoices', (tables) =>
        selectRows(tables, account, asOf, after),
      )
      if (rows.isErr()) return yield err(storeFailure(rows.error))
      for (const row of rows.value) {
        const item = toItem(account, row, asOf)
        if (item !== null) yield item
      }
      after = rows.value.at(-1)?.invoice_id ?? ''
      if (rows.value.length < rowsAtATime) break
    }
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

interface StoredRow {
  invoice_id: string
  created_ms: number | null
  gone: number | null
  content: string | null
}

function selectRows(
  tables: Kysely<StoreTables>,
  account: AccountTable,
  asOf: string | null,
  after: string,
): Promise<StoredRow[]> {
  return tables
    .selectFrom('invoices as i')
    .leftJoin('readings as r', (join) =>
      join
        .onRef('r.account_key', '=', 'i.account_key')
        .onRef('r.invoice_id', '=', 'i.invoice_id')
        .on('r.seq', '=', (part) => {
          const latest = part
            .selectFrom('readings as x')
            .select((row) => row.fn.max('x.seq').as('seq'))
            .whereRef('x.account_key', '=', 'i.account_key')
            .whereRef('x.invoice_id', '=', 'i.invoice_id')
            .where('x.seq', '<=', account.last_seq)
          return asOf === null ? latest : latest.where('x.effective_ms', '<=', Date.parse(asOf))
        }),
    )
    .select(['i.invoice_id', 'i.created_ms', 'r.gone', 'r.content'])
    .where('i.account_key', '=', account.account_key)
    .where('i.invoice_id', '>', after)
    .orderBy('i.invoice_id')
    .limit(rowsAtATime)
    .execute()
}

function toItem(
  account: AccountTable,
  row: StoredRow,
  asOf: string | null,
): Result<Invoice, InvoiceError> | null {
  if (row.gone === 1) return null
  if (row.content === null) return notKnownYet(account, row, asOf)
  const parsed = invoiceSchema.safeParse(jsonOf(row.content))
  if (parsed.success) return ok(parsed.data)
  return err(unreadable(account, row, 'the stored reading is damaged; a full sync reads it again'))
}

/** It existed at the instant, and what is known of it is younger: left out silently, the report would be too small. */
function notKnownYet(
  account: AccountTable,
  row: StoredRow,
  asOf: string | null,
): Result<Invoice, InvoiceError> | null {
  if (asOf === null || row.created_ms === null || row.created_ms > Date.parse(asOf)) return null
  const message = `was created at ${toInstant(row.created_ms)} and first read later; how it stood at ${asOf} is not known`
  return err(unreadable(account, row, message))
}

function unreadable(account: AccountTable, { invoice_id }: StoredRow, message: string): InvoiceError {
  const { provider, account: name } = account
  return invoiceError('unreadable_record', { ...context, provider, account: name }, message, {
    recordId: invoice_id,
    fields: [],
  })
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
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
