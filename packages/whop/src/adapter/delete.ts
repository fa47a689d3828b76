import {
  type CallSettings,
  type Deleted,
  err,
  type InvoiceError,
  ok,
  type Result,
  ResultAsync,
} from '@invoice-adapters/core'
import { mayHaveHappened, readAnswer, settle } from '@invoice-adapters/core/authoring'
import { deletedSchema } from '../schema.ts'
import { type Connection, contextOf } from './connection.ts'
import { type DraftCall, explainRefusal, fetchDraft, isDraft, notDraft } from './draft.ts'

/** A draft only, which is read first: nothing that was issued may go by mistake. */
export function deleteDraft(
  connection: Connection,
  id: string,
  settings: CallSettings,
): ResultAsync<Deleted, InvoiceError> {
  return new ResultAsync(readThenDelete({ connection, id, operation: 'delete', settings }))
}

async function readThenDelete(call: DraftCall): Promise<Result<Deleted, InvoiceError>> {
  const { connection, id, settings } = call
  const before = await fetchDraft(call)
  if (before.isErr()) return err(before.error)
  if (!isDraft(before.value)) return notDraft(call, before.value)
  const context = contextOf(connection.settings, 'delete')
  const done = await connection
    .call({
      operation: 'delete',
      effect: 'repeatable',
      method: 'DELETE',
      route: '/invoices/{id}',
      parameters: { id },
      signal: settings.signal,
    })
    .andThen((answer) => readAnswer(deletedSchema, answer, context))
  if (done.isOk()) return ok({ id })
  if (mayHaveHappened(done.error)) return settleDeletion(call, done.error)
  return explainRefusal(call, done.error)
}

/** Gone is what was wanted; still there, a deletion on its way cannot be told from one that never was. */
function settleDeletion(call: DraftCall, uncertain: InvoiceError): ResultAsync<Deleted, InvoiceError> {
  const { connection, id, settings } = call
  return settle<Deleted>({
    context: contextOf(connection.settings, 'delete'),
    options: connection.settings,
    uncertain,
    invoiceId: id,
    externalId: null,
    look: () =>
      fetchDraft(call)
        .map(() => null)
        .orElse((error) => (error.kind === 'not_found' ? ok({ id }) : err(error))),
    signal: settings.signal,
  })
}
