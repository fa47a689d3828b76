import type {
  Changed,
  Invoice,
  InvoiceError,
  ResultAsync,
  SetStatusSettings,
  SettableStatus,
} from '@invoice-adapters/core'
import { changeStatus, singleUseKey, wholeReading } from '@invoice-adapters/core/authoring'
import { commetCapabilities } from '../capabilities.ts'
import { toWireStatus } from '../to-wire.ts'
import { type Connection, contextOf } from './connection.ts'
import { getInvoice, readInvoice } from './read.ts'

export function setInvoiceStatus(
  connection: Connection,
  id: string,
  to: SettableStatus,
  settings: SetStatusSettings,
): ResultAsync<Changed, InvoiceError> {
  return changeStatus({
    context: contextOf(connection.settings, 'setStatus'),
    options: connection.settings,
    capabilities: commetCapabilities[connection.settings.apiVersion],
    id,
    to,
    signal: settings.signal,
    read: () => getInvoice(connection, id, settings, 'setStatus').map(wholeReading),
    write: () => write(connection, id, to, settings),
    // Which one it is, is not documented.
    stateFaults: ['refused', 'conflict', 'forbidden'],
  })
}

/** Only an answer that is an invoice shows that the change was taken; in one dialect it is whole, else a stub. */
function write(
  connection: Connection,
  id: string,
  to: SettableStatus,
  { signal }: SetStatusSettings,
): ResultAsync<Invoice | null, InvoiceError> {
  const { updateStatus, answersWhole } = connection.dialect
  return connection
    .call({
      operation: 'setStatus',
      effect: 'repeatable',
      method: updateStatus.method,
      route: updateStatus.route,
      parameters: { id },
      body: JSON.stringify(toWireStatus(to)),
      headers: { 'idempotency-key': singleUseKey() },
      signal,
    })
    .andThen((answer) => readInvoice(connection, answer, 'setStatus'))
    .map((invoice) => (answersWhole.updateStatus && invoice.lines !== null ? invoice : null))
}
