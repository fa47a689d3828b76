import {
  type CallSettings,
  err,
  type InvoiceError,
  ok,
  type Result,
  ResultAsync,
} from '@invoice-adapters/core'
import {
  invoiceError,
  keptKeyIn,
  normalizeCurrency,
  type RecordPage,
  readJsonObjectSchema,
  walkPages,
} from '@invoice-adapters/core/authoring'
import * as z from 'zod/mini'
import { unwrapEnvelope } from '../dialects/envelope.ts'
import { type Connection, contextOf } from './connection.ts'
import { isOfCustomer, readList } from './list.ts'

export interface LookFor {
  externalId: string
  /** Null: among all invoices of the account. */
  customerId: string | null
  operation: 'create' | 'findByExternalId'
}

/** The invoice that holds the caller's key. */
export interface KeptKey {
  invoiceId: string
  /** Digest of what was asked under the key; null where it was not kept. */
  content: string | null
}

export interface Look {
  found: KeptKey | null
  /** Currencies of the invoices that were seen, upper case. */
  currencies: Set<string>
}

interface SeenRecord {
  id: string | null
  customerId: string | null
  currency: string | null
  metadata?: unknown
}

const metadataSchema = z.lazy(readJsonObjectSchema)

/** Nothing but what the look needs: another bad field of a record must not stop a create. */
const recordSchema = z.lazy(() => {
  const text = z.catch(z.nullable(z.string()), null)
  return z.object({ id: text, customerId: text, currency: text, metadata: z.optional(z.unknown()) })
})

const emptyRecord: SeenRecord = { id: null, customerId: null, currency: null }

/**
 * Walks the invoices for the caller's key: Commet cannot search by metadata. An error means that it is not known
 * whether the key is used, so nothing may be created on the ground of it.
 */
export function lookForKey(
  connection: Connection,
  wanted: LookFor,
  settings: CallSettings,
): ResultAsync<Look, InvoiceError> {
  return new ResultAsync(walkForKey(connection, wanted, settings))
}

const pageSize = 100

/** Sizes of the first page: every walk has its borders elsewhere. */
const firstPageSizes: readonly number[] = [100, 50, 25, 75]

/**
 * Where the cursor is a time, records of a border's instant can have been skipped. What is at no border in one of the
 * walks was seen there; as long as some instant is at a border in all of them, there is another walk.
 */
async function walkForKey(
  connection: Connection,
  wanted: LookFor,
  settings: CallSettings,
): Promise<Result<Look, InvoiceError>> {
  const currencies = new Set<string>()
  let doubtful: Set<string> | null = null
  for (const firstPageSize of firstPageSizes) {
    const walked = await walkOnce(connection, wanted, settings, firstPageSize, currencies)
    if (walked.isErr()) return err(walked.error)
    const { found, borders } = walked.value
    doubtful = doubtful === null ? borders : new Set([...borders].filter((one) => doubtful?.has(one)))
    const certain = !connection.dialect.cursorIsTime || doubtful.size === 0
    if (found !== null || certain) return ok({ found, currencies })
  }
  return err(undecided(connection, wanted.operation))
}

async function walkOnce(
  connection: Connection,
  wanted: LookFor,
  settings: CallSettings,
  firstPageSize: number,
  currencies: Set<string>,
): Promise<Result<{ found: KeptKey | null; borders: Set<string> }, InvoiceError>> {
  const { operation, customerId } = wanted
  const borders = new Set<string>()
  const pageAt = (cursor: string | undefined): ResultAsync<RecordPage, InvoiceError> => {
    const limit = cursor === undefined ? firstPageSize : pageSize
    const query = { customerId: customerId ?? undefined, cursor, limit }
    return connection
      .call({ operation, effect: 'read', method: 'GET', route: '/invoices', query, signal: settings.signal })
      .andThen((answer) => readList(connection, answer, operation))
  }
  const context = contextOf(connection.settings, operation)
  const walked = await walkPages(context, pageAt, ({ records, nextCursor }) => {
    if (nextCursor !== null) borders.add(nextCursor)
    return findIn(connection, records, wanted, settings, currencies)
  })
  return walked.map((found) => ({ found, borders }))
}

async function findIn(
  connection: Connection,
  records: unknown[],
  wanted: LookFor,
  settings: CallSettings,
  currencies: Set<string>,
): Promise<Result<KeptKey | null, InvoiceError>> {
  for (const json of records) {
    const record = recordSchema.safeParse(json).data ?? emptyRecord
    const whole =
      record.metadata === undefined ? await readMetadata(connection, record, wanted, settings) : ok(record)
    if (whole.isErr()) return err(whole.error)
    const { id, customerId, currency } = record
    const isCustomers = wanted.customerId === null || isOfCustomer(customerId, wanted.customerId)
    if (currency && isCustomers) currencies.add(normalizeCurrency(currency))
    const kept = keptKey(whole.value, wanted.externalId)
    if (kept === 'unreadable' || (kept !== null && !id)) return err(notReadable(connection, wanted, id))
    if (kept !== null && id) return ok({ invoiceId: id, content: kept.content })
  }
  return ok(null)
}

function keptKey(record: SeenRecord, externalId: string): { content: string | null } | 'unreadable' | null {
  if (record.metadata === undefined || record.metadata === null) return null
  const metadata = metadataSchema.safeParse(record.metadata)
  if (!metadata.success) return 'unreadable'
  const kept = keptKeyIn(metadata.data)
  return kept?.externalId === externalId ? kept : null
}

/** A list item without metadata says nothing about the key; the single read does. */
async function readMetadata(
  connection: Connection,
  record: SeenRecord,
  wanted: LookFor,
  { signal }: CallSettings,
): Promise<Result<SeenRecord, InvoiceError>> {
  const { operation } = wanted
  if (!record.id) return err(notReadable(connection, wanted, null))
  const parameters = { id: record.id }
  return connection
    .call({ operation, effect: 'read', method: 'GET', route: '/invoices/{id}', parameters, signal })
    .andThen((answer) => {
      const whole = recordSchema.safeParse(unwrapEnvelope(answer.json)).data
      return whole !== undefined && whole.id === record.id
        ? ok(whole)
        : err(notReadable(connection, wanted, record.id))
    })
}

function notReadable(connection: Connection, { operation }: LookFor, id: string | null): InvoiceError {
  const message = `the metadata of ${id === null ? 'an invoice without id' : `invoice ${id}`} cannot be read, so it is not known whether the key is used already`
  const fields = [{ field: 'metadata', message: 'is not readable' }]
  const context = contextOf(connection.settings, operation)
  return invoiceError('unexpected_response', context, message, { fields, invoice: null })
}

function undecided(connection: Connection, operation: LookFor['operation']): InvoiceError {
  const context = contextOf(connection.settings, operation)
  const message =
    'so many invoices have one instant that Commet’s cursor may skip some of them, so it is not known whether the key is used'
  return invoiceError('unexpected_response', context, message, { fields: [], invoice: null })
}
