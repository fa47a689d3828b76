import {
  type Created,
  type CreateSettings,
  err,
  type InvoiceError,
  type JsonObject,
  type Result,
} from '@invoice-adapters/core'
import {
  appliedUnread,
  type HttpAnswer,
  invoiceError,
  readAnswer,
  recordId,
} from '@invoice-adapters/core/authoring'
import { createdSchema, invoiceSchema, itemErrorSchema } from '../schema.ts'
import { keyIn } from '../to-canonical/metadata.ts'
import { type Connection, contextOf } from './connection.ts'
import { finished, type Wanted } from './created.ts'
import { divideRefused } from './divide-refused.ts'
import { getInvoice, readRecord } from './read.ts'
import { settleBatch } from './settle-batch.ts'

export interface Creation extends Wanted {
  /** The item as it is sent. */
  body: JsonObject
}

export interface Batch {
  creations: Creation[]
  operation: 'create' | 'createMany'
  settings: CreateSettings
  /** Part of a batch that was refused as a whole. */
  isPart?: boolean
}

/** By the caller's key. */
export type Outcomes = Map<string, Result<Created, InvoiceError>>

/** `POST /invoice` with at most 100 items; sent once, since Asset has no keys for repeats. */
export async function postBatch(connection: Connection, batch: Batch): Promise<Outcomes> {
  const { creations, operation, settings } = batch
  const answer = await connection.call({
    operation,
    effect: 'once',
    method: 'POST',
    route: '/invoice',
    body: JSON.stringify(creations.map(({ body }) => body)),
    namesUser: true,
    signal: settings.signal,
  })
  if (answer.isOk()) return readBatch(connection, batch, answer.value)
  const { error } = answer
  if (error.kind === 'outcome_unknown') return settleBatch(connection, batch, error)
  return divideRefused(connection, batch, error)
}

/** A 2xx answer can hold failures: what is in neither list may exist all the same, and is looked for. */
async function readBatch(connection: Connection, batch: Batch, answer: HttpAnswer): Promise<Outcomes> {
  const { creations, operation } = batch
  const context = contextOf(connection.settings, operation)
  const body = readAnswer(createdSchema, answer, context)
  if (body.isErr()) return settleBatch(connection, batch, body.error)
  const outcomes: Outcomes = new Map()
  const unmatched: Creation[] = []
  const records = body.value.data ?? []
  const refusals = readRefusals(body.value.errors ?? [], creations)
  for (const creation of creations) {
    const { number, externalId } = creation.asked
    const record = recordOf(records, creation.asked)
    const reason = refusals.get(number)
    if (record !== undefined)
      outcomes.set(externalId, await readCreated(connection, batch, creation, answer, record))
    else if (reason !== undefined)
      outcomes.set(externalId, err(connection.redact(refused(connection, batch, answer, reason))))
    else unmatched.push(creation)
  }
  if (unmatched.length === 0) return outcomes
  const uncertain = invoiceError('timeout', context, 'the answer does not speak of this invoice', {})
  const settled = await settleBatch(connection, { ...batch, creations: unmatched }, uncertain)
  return new Map([...outcomes, ...settled])
}

/** The one with our number; among several, the one with our key. */
function recordOf(records: unknown[], { number, externalId }: Creation['asked']): unknown {
  const numbered = records.filter((record) => numberOf(record) === number)
  return numbered.find((record) => keyOf(record) === externalId) ?? numbered[0]
}

function keyOf(record: unknown): string | null {
  const parsed = invoiceSchema.safeParse(record)
  return parsed.success ? (keyIn(parsed.data)?.externalId ?? null) : null
}

function numberOf(record: unknown): unknown {
  return typeof record === 'object' && record !== null && 'number' in record ? record.number : undefined
}

/** Reasons by number; one without a number can only be meant for the only item. */
function readRefusals(errors: unknown[], creations: Creation[]): Map<string, string> {
  const [only, ...others] = creations
  const fallback = only !== undefined && others.length === 0 ? only.asked.number : null
  return new Map(
    errors.flatMap((one) => {
      const item = itemErrorSchema.safeParse(one).data
      const number = item?.invoice_number ?? item?.number ?? fallback
      return item === undefined || number === null ? [] : [[number, item.error ?? 'no reason given'] as const]
    }),
  )
}

function refused(
  connection: Connection,
  { operation }: Batch,
  { httpStatus, requestId }: HttpAnswer,
  reason: string,
): InvoiceError {
  const context = contextOf(connection.settings, operation, requestId)
  const cause = { name: 'AssetError', message: 'refused this invoice of the batch', code: null, httpStatus }
  const message = `Asset refused the invoice: ${reason.slice(0, 300)}`
  return invoiceError('refused', context, message, { fields: [] }, { cause })
}

/** Even where the answer cannot be read, its id leads to the invoice. */
async function readCreated(
  connection: Connection,
  { operation, settings }: Batch,
  creation: Creation,
  answer: HttpAnswer,
  record: unknown,
): Promise<Result<Created, InvoiceError>> {
  const answered = readRecord(connection, answer, record, operation)
  if (answered.isOk()) return finished(connection, creation, answered.value, true, operation)
  const invoiceId = recordId(record)
  const read = invoiceId === null ? answered : await getInvoice(connection, invoiceId, settings, operation)
  if (read.isOk()) return finished(connection, creation, read.value, true, operation)
  const ids = { invoiceId, externalId: creation.asked.externalId }
  const context = contextOf(connection.settings, operation)
  return err(appliedUnread(context, 'the invoice was created', ids, read.error))
}
