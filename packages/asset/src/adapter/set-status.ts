import type {
  Changed,
  Invoice,
  InvoiceError,
  ResultAsync,
  SetStatusSettings,
  SettableStatus,
} from '@invoice-adapters/core'
import { changeStatus, invoiceError, wholeReading } from '@invoice-adapters/core/authoring'
import { assetCapabilities } from '../capabilities.ts'
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
    capabilities: assetCapabilities[connection.settings.dialect],
    id,
    to,
    signal: settings.signal,
    read: () => getInvoice(connection, id, settings, 'setStatus').map(wholeReading),
    write: () => write(connection, id, to, settings),
    // Other kinds can come from the token endpoint as well, before anything was sent.
    mayHaveHappened: (error) => error.kind === 'outcome_unknown',
    // Which one it is, is not documented.
    stateFaults: ['refused', 'conflict', 'forbidden'],
  })
}

/**
 * The same status twice means the same, so that the transport may repeat it. Only an answer that is an invoice shows that
 * the change was taken.
 */
function write(
  connection: Connection,
  id: string,
  to: SettableStatus,
  { signal }: SetStatusSettings,
): ResultAsync<Invoice, InvoiceError> {
  const unsure = ({ message, cause, requestId }: InvoiceError): InvoiceError => {
    const context = contextOf(connection.settings, 'setStatus', requestId)
    return invoiceError('outcome_unknown', context, message, { invoiceId: id, externalId: null }, { cause })
  }
  return connection
    .call({
      operation: 'setStatus',
      effect: 'repeatable',
      method: 'PATCH',
      route: '/invoice/{id}',
      parameters: { id },
      body: JSON.stringify(toWireStatus(to)),
      namesUser: true,
      signal,
    })
    .andThen((answer) => readInvoice(connection, answer, 'setStatus').mapErr(unsure))
}
