import { err, type InvoiceError, type InvoiceErrorKind } from '@invoice-adapters/core'
import { invoiceError } from '@invoice-adapters/core/authoring'
import { type Batch, type Creation, type Outcomes, postBatch } from './batch.ts'
import { type Connection, contextOf } from './connection.ts'
import { existingInvoice } from './created.ts'
import { type FoundKey, lookForKeys } from './look.ts'

/** Kinds in which the whole call can have been refused for one of its items. */
const aboutContent: ReadonlySet<InvoiceErrorKind> = new Set(['refused', 'not_found', 'conflict'])

/**
 * A batch that was refused as a whole: nothing of it was written, which is made sure of by looking. Items that the refusal
 * names by number come back with their reasons, the others are sent again without them; where it names none, the batch
 * is halved until the guilty stand alone. So one that fails takes no other with it.
 */
export async function divideRefused(
  connection: Connection,
  batch: Batch,
  error: InvoiceError,
): Promise<Outcomes> {
  const { creations } = batch
  const alone = creations.length === 1 && error.kind !== 'conflict'
  if (alone || !aboutContent.has(error.kind)) return refuseAll(connection, batch, creations, error)
  const found = batch.isPart === true ? new Map<string, FoundKey>() : await lookAgain(connection, batch)
  if (found === null) return refuseAll(connection, batch, creations, error)
  const there = creations.flatMap((creation) => {
    const kept = found.get(creation.asked.externalId)
    return kept === undefined ? [] : [{ creation, kept }]
  })
  const outcomes: Outcomes = new Map(
    there.map(({ creation, kept }) => [
      creation.asked.externalId,
      existingInvoice(connection, creation, kept, batch.operation),
    ]),
  )
  const missing = creations.filter(({ asked }) => !found.has(asked.externalId))
  // Where a refusal left something behind, nothing is certain enough to be sent again.
  const rest =
    there.length > 0 || missing.length < 2
      ? refuseAll(connection, batch, missing, error)
      : await sendParts(connection, batch, error)
  return new Map([...outcomes, ...rest])
}

/** By the caller's key; null where it could not be seen. */
async function lookAgain(
  connection: Connection,
  { creations, operation, settings }: Batch,
): Promise<Map<string, FoundKey> | null> {
  const externalIds = new Set(creations.map(({ asked }) => asked.externalId))
  const look = await lookForKeys(connection, { externalIds, dueAt: null, operation }, settings)
  return look.unwrapOr(null)
}

async function sendParts(connection: Connection, batch: Batch, error: InvoiceError): Promise<Outcomes> {
  const named = batch.creations.filter((creation) => reasonOf(error, creation) !== null)
  const others = batch.creations.filter((creation) => !named.includes(creation))
  const middle = Math.ceil(others.length / 2)
  const parts = named.length > 0 ? [others] : [others.slice(0, middle), others.slice(middle)]
  const outcomes = refuseAll(connection, batch, named, error)
  for (const creations of parts.filter((part) => part.length > 0)) {
    const posted = await postBatch(connection, { ...batch, creations, isPart: true })
    for (const [externalId, outcome] of posted) outcomes.set(externalId, outcome)
  }
  return outcomes
}

function reasonOf(error: InvoiceError, { asked }: Creation): string | null {
  if (error.kind !== 'refused') return null
  return error.fields.find(({ field }) => field === asked.number)?.message ?? null
}

function refuseAll(
  { settings }: Connection,
  { operation }: Batch,
  creations: Creation[],
  error: InvoiceError,
): Outcomes {
  const outcomes: Outcomes = new Map()
  for (const creation of creations) {
    const { externalId } = creation.asked
    const reason = reasonOf(error, creation)
    if (error.kind === 'conflict') outcomes.set(externalId, err({ ...error, externalId }))
    else if (reason === null) outcomes.set(externalId, err(error))
    else {
      const context = contextOf(settings, operation, error.requestId)
      const message = `Asset refused the invoice: ${reason.slice(0, 300)}`
      const { cause } = error
      outcomes.set(externalId, err(invoiceError('refused', context, message, { fields: [] }, { cause })))
    }
  }
  return outcomes
}
