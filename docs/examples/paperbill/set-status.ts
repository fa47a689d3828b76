import type {
  Changed,
  InvoiceError,
  ResultAsync,
  SetStatusSettings,
  SettableStatus,
} from '@invoice-adapters/core'
import { changeStatus, readAnswer, wholeReading } from '@invoice-adapters/core/authoring'
import { paperbillCapabilities } from './capabilities.ts'
import { type Connection, getBill } from './connection.ts'
import { doneSchema } from './schema.ts'

export function setBillStatus(
  connection: Connection,
  id: string,
  to: SettableStatus,
  settings: SetStatusSettings,
): ResultAsync<Changed, InvoiceError> {
  const { signal } = settings
  const context = connection.contextOf('setStatus')
  return changeStatus({
    context,
    options: connection.options,
    capabilities: paperbillCapabilities,
    id,
    to,
    signal,
    read: () => getBill(connection, 'setStatus', id, settings).map(wholeReading),
    write: (way) =>
      connection.transport
        .send({
          operation: 'setStatus',
          // Sent twice it is refused, and done once: the bill is no longer unpaid.
          effect: 'repeatable',
          method: 'POST',
          route: `/bills/{id}/${way.sends}`,
          parameters: { id },
          signal,
        })
        .andThen((answer) => readAnswer(doneSchema, answer, context))
        // `{ "ok": true }` shows nothing of the bill.
        .map(() => null),
    stateFaults: ['conflict'],
  })
}
