import type { AccountCheck, CallSettings, InvoiceError, ResultAsync } from '@invoice-adapters/core'
import type { Connection } from './connection.ts'
import { readPage } from './pages.ts'

/** A token, and a list of one: nothing names the account, and the host tells live from sandbox. */
export function checkAccount(
  connection: Connection,
  { signal }: CallSettings,
): ResultAsync<AccountCheck, InvoiceError> {
  const { mode, businessId } = connection.settings
  return connection
    .call({
      operation: 'check',
      effect: 'read',
      method: 'GET',
      route: '/invoice',
      query: { page_size: 1 },
      signal,
    })
    .andThen((answer) => readPage(connection, answer, 'check', 2))
    .map(() => ({ mode, accountId: businessId, accountName: null }))
}
