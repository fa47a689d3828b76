import type { AccountCheck, CallSettings, InvoiceError, ResultAsync } from '@invoice-adapters/core'
import type { Connection } from './connection.ts'
import { readPage } from './page.ts'

/** Lists one invoice of the seller: Whop refuses the list to a key that is not good, or not this seller's. */
export function checkAccount(
  connection: Connection,
  { signal }: CallSettings,
): ResultAsync<AccountCheck, InvoiceError> {
  const { companyId, mode } = connection.settings
  return connection
    .call({
      operation: 'check',
      effect: 'read',
      method: 'GET',
      route: '/invoices',
      query: { [connection.dialect.seller.invoices]: companyId, first: 1 },
      signal,
    })
    .andThen((answer) => readPage(connection, answer, 'check'))
    .map(() => ({ mode, accountId: companyId, accountName: null }))
}
