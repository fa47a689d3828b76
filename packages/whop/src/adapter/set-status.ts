import type {
  Changed,
  InvoiceError,
  OperationName,
  ResultAsync,
  SetStatusSettings,
  SettableStatus,
} from '@invoice-adapters/core'
import {
  changeStatus,
  readAnswer,
  type StatusReading,
  singleUseKey,
  transitionTo,
} from '@invoice-adapters/core/authoring'
import { whopCapabilities } from '../capabilities.ts'
import { acceptedSchema } from '../schema.ts'
import { statusOfWord } from '../to-canonical/status.ts'
import { completeInvoice } from './complete.ts'
import { type Connection, contextOf } from './connection.ts'
import { fetchInvoice } from './read.ts'
import { stateFaults } from './state-faults.ts'

const operation: OperationName = 'setStatus'

export function setInvoiceStatus(
  connection: Connection,
  id: string,
  to: SettableStatus,
  settings: SetStatusSettings,
): ResultAsync<Changed, InvoiceError> {
  return changeStatus({
    context: contextOf(connection.settings, operation),
    options: connection.settings,
    capabilities: whopCapabilities[connection.settings.apiVersion],
    id,
    to,
    signal: settings.signal,
    read: () => readStatus(connection, id, settings),
    write: () => write(connection, id, to, settings),
    stateFaults,
  })
}

/** By the invoice's own word: of the statuses that only a payment tells, no change begins. */
function readStatus(
  connection: Connection,
  id: string,
  settings: SetStatusSettings,
): ResultAsync<StatusReading, InvoiceError> {
  return fetchInvoice(connection, id, settings, operation).map((answer) => ({
    status: statusOfWord(answer.wire.status),
    whole: () => completeInvoice(connection, answer, settings, operation),
  }))
}

/** `mark_paid`, `void` or `mark_uncollectible`, without a body and answered without an invoice; twice means the same. */
function write(
  connection: Connection,
  id: string,
  to: SettableStatus,
  { signal }: SetStatusSettings,
): ResultAsync<null, InvoiceError> {
  return connection
    .call({
      operation,
      effect: 'repeatable',
      method: 'POST',
      route: `/invoices/{id}/${actionFor(connection, to)}`,
      parameters: { id },
      headers: { 'idempotency-key': singleUseKey() },
      signal,
    })
    .andThen((answer) => readAnswer(acceptedSchema, answer, contextOf(connection.settings, operation)))
    .map(() => null)
}

/** The last step of the path, as the transition data names it. */
export function actionFor({ settings }: Connection, to: SettableStatus): string {
  return transitionTo(whopCapabilities[settings.apiVersion], to)?.sends ?? to
}
