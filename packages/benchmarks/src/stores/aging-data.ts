import { openAsTheStoreDoes } from './sqlite.ts'

/** The instant of the report: 2026-07-15T12:00:00Z. */
export const asOfMs: number = Date.UTC(2026, 6, 15, 12)

/**
 * Rows as a sync would leave them, made inside SQLite: two fifths payable, four currencies, due from a year before the
 * report to a month after it, one in fifty a credit note.
 */
export function fillInvoices(path: string, count: number): void {
  const database = openAsTheStoreDoes(path)
  const day = 86_400_000
  database.exec(`
    begin;
    insert into accounts (account_key, provider, account, mode, vendor_account_id, first_walk_at, last_full_at,
      last_seq, last_walk, last_run, lease_owner, lease_until_ms)
      values ('asset/main', 'asset', 'main', 'test', 'b1', '2026-01-01T00:00:00.000Z', '2026-07-15T00:00:00.000Z',
      ${count}, 1, 0, null, null);
    with recursive numbers(i) as (select 1 union all select i + 1 from numbers where i < ${count})
    insert into invoices (account_key, invoice_id, seq, effective_ms, content_hash, detail, gone, updated_at, read_at,
      status, mode, kind, currency, minor_unit_digits, total, amount_due, created_ms, due_ms, customer_id,
      customer_name, seen_walk, reopened)
    select 'asset/main', printf('inv_%020d', i), i, ${asOfMs} - i, printf('%032d', i), 'full', 0,
      '2026-07-01T00:00:00.000Z', '2026-07-10T00:00:00.000Z',
      case i % 10 when 0 then 'open' when 1 then 'past_due' when 2 then 'open' when 3 then 'open' when 4 then 'void' else 'paid' end,
      'test', case when i % 50 = 0 then 'credit_note' else 'invoice' end,
      case (i / 10) % 4 when 0 then 'USD' when 1 then 'EUR' when 2 then 'GBP' else 'JPY' end,
      case (i / 10) % 4 when 3 then 0 else 2 end, 1000 + i % 99991,
      case when i % 10 < 4 then 1000 + i % 99991 else 0 end, ${asOfMs} - (i % 400) * ${day},
      case when i % 97 = 0 then null else ${asOfMs} + (30 - (i * 7) % 395) * ${day} end,
      printf('cus_%06d', i % 5000), 'Customer ' || (i % 5000), 1, 0
    from numbers;
    commit;
    pragma wal_checkpoint(truncate)`)
  database.close()
}

/** What somebody who knows the tables would write: one pass, grouped in the database. */
export const agingByHand: string = `
  select currency, minor_unit_digits, mode,
    case when kind = 'credit_note' then 6 when due_ms is null then 5 when due_ms >= ${asOfMs} then 0
      when due_ms >= ${asOfMs - 30 * 86_400_000} then 1 when due_ms >= ${asOfMs - 60 * 86_400_000} then 2
      when due_ms >= ${asOfMs - 90 * 86_400_000} then 3 else 4 end as bucket,
    count(*) as count, sum(amount_due) as amount, count(amount_due) as known
  from invoices where gone = 0 and status in ('open', 'past_due')
  group by 1, 2, 3, 4`
