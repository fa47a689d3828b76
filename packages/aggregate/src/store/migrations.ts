import type { DialectFacts, Migration } from '@invoice-adapters/storage'
import { type CreateTableBuilder, sql, type Transaction } from 'kysely'
import type { StoreTables } from './tables.ts'

/** A column by its kind; `?` where it may be null. */
type ColumnKind = 'text' | 'text?' | 'number' | 'number?'

interface TableShape {
  columns: Record<string, ColumnKind>
  key: string[]
  /** SQLite: kept in the order of the key, without a second tree; for rows that are short. */
  short: boolean
}

/** Checked against the types of the tables: a column that only one of the two has does not compile. */
type Shapes = {
  [Table in keyof StoreTables]: TableShape & { columns: Record<keyof StoreTables[Table], ColumnKind> }
}

const shapes: Shapes = {
  accounts: {
    columns: {
      account_key: 'text',
      provider: 'text',
      account: 'text',
      mode: 'text?',
      vendor_account_id: 'text?',
      first_walk_at: 'text?',
      last_full_at: 'text?',
      last_seq: 'number',
      last_walk: 'number',
      last_run: 'number',
      lease_owner: 'text?',
      lease_until_ms: 'number?',
    },
    key: ['account_key'],
    short: true,
  },
  readings: {
    columns: {
      account_key: 'text',
      invoice_id: 'text',
      seq: 'number',
      effective_ms: 'number',
      read_at: 'text',
      customer_id: 'text?',
      gone: 'number',
      content: 'text?',
    },
    key: ['account_key', 'invoice_id', 'seq'],
    short: false,
  },
  invoices: {
    columns: {
      account_key: 'text',
      invoice_id: 'text',
      seq: 'number',
      effective_ms: 'number',
      content_hash: 'text',
      detail: 'text',
      gone: 'number',
      updated_at: 'text?',
      read_at: 'text',
      status: 'text',
      mode: 'text?',
      kind: 'text',
      currency: 'text?',
      minor_unit_digits: 'number?',
      total: 'number?',
      amount_due: 'number?',
      created_ms: 'number?',
      due_ms: 'number?',
      customer_id: 'text?',
      customer_name: 'text?',
      seen_walk: 'number',
      reopened: 'number',
    },
    key: ['account_key', 'invoice_id'],
    short: true,
  },
  erased_customers: {
    columns: { account_key: 'text', customer_id: 'text', erased_at: 'text' },
    key: ['account_key', 'customer_id'],
    short: true,
  },
  runs: {
    columns: { account_key: 'text', number: 'number', state: 'text', record: 'text', progress: 'text' },
    key: ['account_key', 'number'],
    short: true,
  },
  deliveries: {
    columns: {
      account_key: 'text',
      delivery_id: 'text',
      received_at: 'text',
      invoice_id: 'text?',
      type: 'text',
      provider_type: 'text',
      at: 'text?',
      state: 'text',
      attempts: 'number',
    },
    key: ['account_key', 'delivery_id'],
    short: true,
  },
  events: {
    columns: {
      account_key: 'text',
      invoice_id: 'text',
      event_key: 'text',
      seq: 'number',
      type: 'text',
      origin: 'text',
      at: 'text',
      delivered: 'number',
      claimed_until_ms: 'number',
    },
    key: ['account_key', 'invoice_id', 'event_key'],
    short: true,
  },
  rate_limits: {
    columns: { limit_key: 'text', departures: 'number', blocked_until_ms: 'number' },
    key: ['limit_key'],
    short: true,
  },
  departures: {
    columns: { limit_key: 'text', number: 'number', at_ms: 'number' },
    key: ['limit_key', 'number'],
    short: true,
  },
}

async function createTable(
  tables: Transaction<StoreTables>,
  facts: DialectFacts,
  name: string,
  { columns, key, short }: TableShape,
): Promise<void> {
  let table: CreateTableBuilder<string, string> = tables.schema.createTable(name)
  for (const [column, kind] of Object.entries(columns)) {
    const type = kind.startsWith('text') ? facts.textType : 'bigint'
    table = table.addColumn(column, type, (built) => (kind.endsWith('?') ? built : built.notNull()))
  }
  table = table.addPrimaryKeyConstraint(`${name}_key`, key)
  await (short && facts.kind === 'sqlite' ? table.modifyEnd(sql`without rowid`) : table).execute()
}

async function firstVersion(tables: Transaction<StoreTables>, facts: DialectFacts): Promise<void> {
  for (const [name, shape] of Object.entries(shapes)) await createTable(tables, facts, name, shape)
  await tables.schema
    .createIndex('invoices_by_date')
    .on('invoices')
    .columns(['account_key', 'created_ms', 'invoice_id'])
    .execute()
  // Only what waits is ever looked for, and it is little.
  await tables.schema
    .createIndex('deliveries_pending')
    .on('deliveries')
    .columns(['account_key', 'invoice_id'])
    .where(sql.ref('state'), '=', sql.lit('pending'))
    .execute()
  await tables.schema
    .createIndex('events_waiting')
    .on('events')
    .columns(['account_key', 'seq'])
    .where(sql.ref('delivered'), '=', sql.lit(0))
    .execute()
}

/** A step that was ever published is never changed; a later version appends one. */
export const storeMigrations: readonly Migration<StoreTables>[] = [firstVersion]
