import {
  type AccountCheck,
  type CallSettings,
  type InvoiceError,
  ok,
  okAsync,
  type ResultAsync,
} from '@invoice-adapters/core'
import * as z from 'zod/mini'
import { toMode } from '../to-canonical.ts'
import type { Connection } from './connection.ts'
import { readList } from './list.ts'

const liveSchema = z.lazy(() => z.object({ livemode: z.catch(z.nullable(z.boolean()), null) }))

/**
 * Reads one invoice, and one customer where there is none: Commet has no call that names the account, but every object
 * says whether it is live.
 */
export function checkAccount(
  connection: Connection,
  settings: CallSettings,
): ResultAsync<AccountCheck, InvoiceError> {
  return modeOfFirst(connection, '/invoices', settings)
    .andThen((mode) => (mode === null ? modeOfFirst(connection, '/customers', settings) : okAsync(mode)))
    .map((mode) => ({ mode, accountId: null, accountName: null }))
}

function modeOfFirst(
  connection: Connection,
  route: '/invoices' | '/customers',
  { signal }: CallSettings,
): ResultAsync<AccountCheck['mode'], InvoiceError> {
  return connection
    .call({ operation: 'check', effect: 'read', method: 'GET', route, query: { limit: 1 }, signal })
    .andThen((answer) => readList(connection, answer, 'check'))
    .andThen(({ records }) => ok(toMode(liveSchema.safeParse(records[0]).data?.livemode)))
}
