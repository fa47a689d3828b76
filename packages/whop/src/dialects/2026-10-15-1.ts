import type { Dialect } from './dialect.ts'

/** The version that Whop's guide names for legacy invoices (developer/guides/migrate-from-legacy-invoices). */
export const dialect202610151: Dialect = {
  apiVersion: '2026-10-15-1',
  seller: { invoices: 'account_id', plans: 'account_id', members: 'account_id' },
}
