import type { FieldProblem, InvoiceError } from '@invoice-adapters/core'
import {
  type AnsweredKind,
  answeredError,
  type ErrorBody,
  type ErrorContext,
  type ErrorTable,
  type HttpFailure,
  kindOfStatus,
} from '@invoice-adapters/core/authoring'
import * as z from 'zod/mini'

/** No code of Asset's own is documented, so the HTTP status decides. */
const table: ErrorTable = {
  vendor: 'Asset',
  sentences: {
    unauthenticated: 'Asset does not accept the access token',
    forbidden: 'the client may not do this at Asset',
    not_found: 'Asset has no such record in this business',
  },
}

/**
 * The token endpoint documents 401, 403, 404, 422 and 503. Every 4xx there speaks of the client or the business, so that
 * a 404 must not look like a missing invoice, nor a 422 like one that was refused.
 */
function tokenKindOf(httpStatus: number): AnsweredKind {
  if (httpStatus === 408) return 'timeout'
  if (httpStatus === 429) return 'rate_limited'
  return httpStatus >= 400 && httpStatus < 500 ? 'unauthenticated' : kindOfStatus(httpStatus)
}

const detailSchema = z.lazy(() =>
  z.object({
    loc: z.catch(z.array(z.union([z.string(), z.number()])), []),
    msg: z.catch(z.string(), 'refused by Asset'),
  }),
)

const bodySchema = z.lazy(() =>
  z.object({
    detail: z.optional(z.unknown()),
    error: z.optional(z.unknown()),
    message: z.optional(z.unknown()),
    errors: z.optional(z.unknown()),
  }),
)

/** An item of a batch that was refused, named by its number. */
const refusedItemSchema = z.lazy(() =>
  z.object({
    error: z.string(),
    invoice_number: z.catch(z.nullable(z.string()), null),
    number: z.catch(z.nullable(z.string()), null),
  }),
)

function readRefusedItem({ error, invoice_number, number }: z.infer<typeof refusedItemSchema>): FieldProblem {
  return { field: invoice_number ?? number ?? 'body', message: error }
}

const silent: ErrorBody = { code: null, message: null, fields: [] }

/**
 * The published error schema was never visible. What is likely is read in turn: `detail` of FastAPI (text, or a list of
 * `{loc, msg}`), `error`, `message`, `errors`; its shape never makes an error fail.
 */
function readErrorBody({ json, text }: Pick<HttpFailure, 'json' | 'text'>): ErrorBody {
  const body = bodySchema.safeParse(json).data
  if (body === undefined) return { ...silent, message: plainText(text) }
  const { detail, error, message, errors } = body
  const readings = [detail, error, message, errors].map(readPart)
  return readings.find((reading) => reading.message !== null) ?? silent
}

/** A page of HTML says nothing that belongs into a message. */
function plainText(text: string): string | null {
  const trimmed = text.trim()
  return trimmed === '' || trimmed.startsWith('<') ? null : trimmed
}

function readPart(part: unknown): ErrorBody {
  if (typeof part === 'string' && part !== '') return { ...silent, message: part }
  if (Array.isArray(part)) return readList(part)
  const inner = z.object({ message: z.string() }).safeParse(part)
  return inner.success ? { ...silent, message: inner.data.message } : silent
}

function readList(parts: unknown[]): ErrorBody {
  const fields = parts.flatMap((part): FieldProblem[] => {
    if (typeof part === 'string') return [{ field: 'body', message: part }]
    const item = refusedItemSchema.safeParse(part)
    if (item.success) return [readRefusedItem(item.data)]
    const detail = detailSchema.safeParse(part)
    return detail.success ? [{ field: fieldOf(detail.data.loc), message: detail.data.msg }] : []
  })
  const said = fields.map(({ field, message }) => `${field}: ${message}`).join('; ')
  return { code: null, message: said === '' ? null : said, fields }
}

/** FastAPI begins each place with where the value was sent: `body`, `query`, `path`. */
function fieldOf(place: (string | number)[]): string {
  const [first, ...rest] = place
  return (first === 'body' && rest.length > 0 ? rest : place).map(String).join('.') || 'body'
}

/** An answer outside 2xx. */
export function toAssetError(failure: HttpFailure, context: ErrorContext): InvoiceError {
  return answeredError(table, failure.httpStatus, readErrorBody(failure), context)
}

/** The same of the token endpoint. `host` names the environment that was asked. */
export function toTokenError(failure: HttpFailure, context: ErrorContext, host: string): InvoiceError {
  const unauthenticated = `Asset gives no access token to this client for this business at its ${host} host; each environment has credentials of its own`
  const tokenTable = { vendor: 'Asset', sentences: { unauthenticated } }
  const kind = tokenKindOf(failure.httpStatus)
  const error = answeredError(tokenTable, failure.httpStatus, readErrorBody(failure), context, kind)
  return kind === 'unauthenticated' ? error : { ...error, message: `no access token: ${error.message}` }
}
