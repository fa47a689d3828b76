import { type Created, err, type InvoiceError, ok, type Result, ResultAsync } from '@invoice-adapters/core'
import { appliedUnread, settle } from '@invoice-adapters/core/authoring'
import type { Batch, Creation, Outcomes } from './batch.ts'
import { type Connection, contextOf } from './connection.ts'
import { existingInvoice, finished } from './created.ts'
import { commonDueAt, type FoundKey, lookForKeys } from './look.ts'

/** Settles invoices that may or may not have been created by looking for their keys, all in one walk. */
export async function settleBatch(
  connection: Connection,
  batch: Batch,
  uncertain: InvoiceError,
): Promise<Outcomes> {
  const { creations, operation, settings } = batch
  const found = new Map<string, FoundKey>()
  const settled = await settle({
    context: contextOf(connection.settings, operation),
    options: connection.settings,
    uncertain,
    invoiceId: null,
    externalId: creations[0]?.asked.externalId ?? null,
    look: () => new ResultAsync(lookForTheRest(connection, batch, found)),
    signal: settings.signal,
  })
  return new Map(
    creations.map((creation) => {
      const { externalId } = creation.asked
      const kept = found.get(externalId)
      if (kept !== undefined) return [externalId, settledInvoice(connection, batch, creation, kept)]
      const error = settled.isErr() ? settled.error : uncertain
      return [externalId, err(error.kind === 'outcome_unknown' ? { ...error, externalId } : error)]
    }),
  )
}

/** True once all are found; each look is for those that are still missing. */
async function lookForTheRest(
  connection: Connection,
  { creations, operation, settings }: Batch,
  found: Map<string, FoundKey>,
): Promise<Result<true | null, InvoiceError>> {
  const missing = creations.map(({ asked }) => asked).filter(({ externalId }) => !found.has(externalId))
  const externalIds = new Set(missing.map(({ externalId }) => externalId))
  const dueAt = commonDueAt(connection, missing)
  const look = await lookForKeys(connection, { externalIds, dueAt, operation }, settings)
  if (look.isErr()) return err(look.error)
  for (const [externalId, kept] of look.value) found.set(externalId, kept)
  return ok(found.size === creations.length ? true : null)
}

function settledInvoice(
  connection: Connection,
  { operation }: Batch,
  creation: Creation,
  kept: FoundKey,
): Result<Created, InvoiceError> {
  if (kept.content !== creation.content) return existingInvoice(connection, creation, kept, operation)
  if (kept.read.isOk()) return finished(connection, creation, kept.read.value, true, operation)
  const context = contextOf(connection.settings, operation)
  const ids = { invoiceId: kept.invoiceId, externalId: creation.asked.externalId }
  return err(appliedUnread(context, 'the invoice was created', ids, kept.read.error))
}
