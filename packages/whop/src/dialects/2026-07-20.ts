import type { Dialect } from './dialect.ts'

/** As `@whop/sdk` 0.0.42 speaks; plans were renamed already at 2026-06-09, members only at 2026-07-23. */
export const dialect20260720: Dialect = {
  apiVersion: '2026-07-20',
  seller: { invoices: 'company_id', plans: 'account_id', members: 'company_id' },
}
