import {
  type CallSettings,
  err,
  type InvoiceError,
  ok,
  type Result,
  ResultAsync,
} from '@invoice-adapters/core'
import { invoiceError, type RecordPage, walkPages } from '@invoice-adapters/core/authoring'
import * as z from 'zod/mini'
import { readKeptKey } from '../to-canonical/kept-key.ts'
import { type Connection, contextOf } from './connection.ts'
import { readPage } from './page.ts'

export interface LookFor {
  externalId: string
  /** Null: among the plans of all products. */
  productId: string | null
  operation: 'create' | 'findByExternalId'
}

/** The plan that holds the caller's key. */
export interface KeptPlan {
  planId: string
  /** Null: the plan names no invoice (not yet, or not any more). */
  invoiceId: string | null
  /** Digest of what was asked under the key. */
  content: string
}

/** The most that a page of plans holds (`@whop/sdk` 0.0.42, `PlanListParams`). */
const plansPerPage = 100

/** A plan of an invoice need not be for sale: every visibility is asked for. */
const everyVisibility = ['visible', 'hidden', 'archived', 'quick_link']

/** Nothing but what the look needs: another bad field of a plan must not stop a create. */
const planSchema = z.lazy(() =>
  z.object({
    id: z.string(),
    internal_notes: z.nullish(z.string()),
    invoice: z.catch(z.nullish(z.object({ id: z.string().check(z.minLength(1)) })), null),
  }),
)

/**
 * Walks the plans for the caller's key: Whop cannot search in notes, and an invoice does not carry them. An error means
 * that it is not known whether the key is used, so nothing may be created on the ground of it.
 */
export function lookForKey(
  connection: Connection,
  wanted: LookFor,
  settings: CallSettings,
): ResultAsync<KeptPlan | null, InvoiceError> {
  return new ResultAsync(
    walkPages(
      contextOf(connection.settings, wanted.operation),
      (cursor) => plansPage(connection, wanted, settings, cursor),
      ({ records }) => findIn(connection, records, wanted),
    ),
  )
}

/** The newest first: what was begun last is looked for most. */
function plansPage(
  connection: Connection,
  { operation, productId }: LookFor,
  { signal }: CallSettings,
  cursor: string | undefined,
): ResultAsync<RecordPage, InvoiceError> {
  return connection
    .call({
      operation,
      effect: 'read',
      method: 'GET',
      route: '/plans',
      query: plansQuery(connection, productId, cursor),
      signal,
    })
    .andThen((answer) => readPage(connection, answer, operation))
}

export function plansQuery(
  { settings, dialect }: Connection,
  productId: string | null,
  cursor?: string,
): Record<string, string | number | readonly string[] | undefined> {
  return {
    [dialect.seller.plans]: settings.companyId,
    first: plansPerPage,
    after: cursor,
    order: 'created_at',
    direction: 'desc',
    'product_ids[]': productId === null ? undefined : [productId],
    'visibilities[]': everyVisibility,
  }
}

function findIn(
  connection: Connection,
  records: unknown[],
  wanted: LookFor,
): Result<KeptPlan | null, InvoiceError> {
  for (const record of records) {
    const plan = planSchema.safeParse(record)
    if (!plan.success) return err(unreadable(connection, wanted))
    const { id, internal_notes: notes, invoice } = plan.data
    const kept = readKeptKey(notes)
    if (kept?.externalId === wanted.externalId) {
      return ok({ planId: id, invoiceId: invoice?.id ?? null, content: kept.content })
    }
  }
  return ok(null)
}

function unreadable({ settings }: Connection, { operation }: LookFor): InvoiceError {
  const message =
    'the id or the notes of a plan cannot be read, so it is not known whether the key is used already'
  const fields = [{ field: 'internal_notes', message: 'is not readable' }]
  return invoiceError('unexpected_response', contextOf(settings, operation), message, {
    fields,
    invoice: null,
  })
}
