import {
  type CallSettings,
  err,
  type Invoice,
  type InvoiceError,
  ok,
  type Result,
} from '@invoice-adapters/core'
import {
  type HttpAnswer,
  invoiceError,
  readJsonObjectSchema,
  recordId,
} from '@invoice-adapters/core/authoring'
import * as z from 'zod/mini'
import { keyIn } from '../to-canonical/metadata.ts'
import type { AskedInvoice } from '../to-wire.ts'
import { type Connection, contextOf } from './connection.ts'
import { walkAll } from './pages.ts'
import { readRecord } from './read.ts'

export interface LookFor {
  externalIds: ReadonlySet<string>
  /** Null: among all invoices; else among those due at this instant. */
  dueAt: string | null
  operation: 'create' | 'createMany' | 'findByExternalId'
}

/** The invoice that holds a key of the caller's. */
export interface FoundKey {
  /** Digest of what was asked under the key; null where it was not kept. */
  content: string | null
  invoiceId: string | null
  /** As the list has it, which is whole. */
  read: Result<Invoice, InvoiceError>
}

/** The due date by which a look may be narrowed: by option, and where all have the same one. */
export function commonDueAt({ settings }: Connection, asked: readonly AskedInvoice[]): string | null {
  const [first, ...others] = asked.map(({ dueAt, dueAtGiven }) => (dueAtGiven ? dueAt : null))
  const isCommon = first !== undefined && others.every((dueAt) => dueAt === first)
  return settings.lookBeforeCreate === 'due_date' && isCommon ? first : null
}

/** Nothing but what the look needs: another bad field of a record must not stop a create. */
const recordSchema = z.lazy(() => {
  const freeObject = z.nullish(readJsonObjectSchema())
  const marked = { metadata: freeObject, metadata_: freeObject }
  return z.object({ ...marked, lines: z.catch(z.nullish(z.array(z.object(marked))), null) })
})

/**
 * Walks the invoices for keys of the caller's: Asset cannot search by number or metadata. An error means that it is not
 * known whether a key is used, so nothing may be created on the ground of it.
 */
export async function lookForKeys(
  connection: Connection,
  wanted: LookFor,
  settings: CallSettings,
): Promise<Result<Map<string, FoundKey>, InvoiceError>> {
  const { operation, externalIds, dueAt } = wanted
  const found = new Map<string, FoundKey>()
  const query = dueAt === null ? {} : { due_at_start: dueAt, due_at_end: dueAt }
  const walked = await walkAll(
    connection,
    { operation, route: '/invoice', query, paged: true, settings },
    ({ records }, answer) => {
      for (const record of records) {
        const noted = noteKey(connection, wanted, answer, record, found)
        if (noted.isErr()) return err(noted.error)
      }
      return ok(found.size === externalIds.size ? 'enough' : 'more')
    },
  )
  return walked.map(() => found)
}

function noteKey(
  connection: Connection,
  { externalIds, operation }: LookFor,
  answer: HttpAnswer,
  record: unknown,
  found: Map<string, FoundKey>,
): Result<void, InvoiceError> {
  const parsed = recordSchema.safeParse(record)
  if (!parsed.success) return err(notReadable(connection, operation, recordId(record)))
  const kept = keyIn(parsed.data)
  if (kept === null || !externalIds.has(kept.externalId) || found.has(kept.externalId)) return ok(undefined)
  const read = readRecord(connection, answer, record, operation)
  found.set(kept.externalId, { content: kept.content, invoiceId: recordId(record), read })
  return ok(undefined)
}

function notReadable(
  connection: Connection,
  operation: LookFor['operation'],
  id: string | null,
): InvoiceError {
  const message = `the metadata of ${id === null ? 'an invoice without id' : `invoice ${id}`} cannot be read, so it is not known whether the key is used already`
  const fields = [{ field: 'metadata', message: 'is not readable' }]
  const context = contextOf(connection.settings, operation)
  return invoiceError('unexpected_response', context, message, { fields, invoice: null })
}
