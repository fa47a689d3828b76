import type { ErrorCause, FieldProblem, InvoiceError } from '@invoice-adapters/core'
import { type ErrorContext, type HttpFailure, invoiceError } from '@invoice-adapters/core/authoring'
import * as z from 'zod/mini'

type VendorKind =
  | 'refused'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'retired'
  | 'rate_limited'
  | 'unavailable'
  | 'timeout'
  | 'unexpected_response'

/** No code of Asset's own is documented, so the HTTP status decides. */
const kindByStatus: ReadonlyMap<number, VendorKind> = new Map([
  [400, 'refused'],
  [401, 'unauthenticated'],
  [402, 'refused'],
  [403, 'forbidden'],
  [404, 'not_found'],
  [408, 'timeout'],
  [409, 'conflict'],
  [410, 'retired'],
  [413, 'refused'],
  [422, 'refused'],
  [429, 'rate_limited'],
])

/**
 * The token endpoint documents 401, 403, 404, 422 and 503. Every 4xx there speaks of the client or the business, so that
 * a 404 must not look like a missing invoice, nor a 422 like one that was refused.
 */
const tokenKindByStatus: ReadonlyMap<number, VendorKind> = new Map([
  [408, 'timeout'],
  [429, 'rate_limited'],
])

const sentences: Record<VendorKind, string> = {
  refused: 'Asset refused the request',
  unauthenticated: 'Asset does not accept the access token',
  forbidden: 'the client may not do this at Asset',
  not_found: 'Asset has no such record in this business',
  conflict: 'Asset says that the request collides with another',
  retired: 'Asset does not serve this call any more',
  rate_limited: 'Asset asks to slow down',
  unavailable: 'Asset cannot serve the request now',
  timeout: 'Asset gave up waiting for the request',
  unexpected_response: 'Asset answered with an undocumented error',
}

const detailSchema = z.object({
  loc: z.catch(z.array(z.union([z.string(), z.number()])), []),
  msg: z.catch(z.string(), 'refused by Asset'),
})

const bodySchema = z.object({
  detail: z.optional(z.unknown()),
  error: z.optional(z.unknown()),
  message: z.optional(z.unknown()),
  errors: z.optional(z.unknown()),
})

/** An item of a batch that was refused, named by its number. */
const refusedItemSchema = z.object({
  error: z.string(),
  invoice_number: z.catch(z.nullable(z.string()), null),
  number: z.catch(z.nullable(z.string()), null),
})

function readRefusedItem({ error, invoice_number, number }: z.infer<typeof refusedItemSchema>): FieldProblem {
  return { field: invoice_number ?? number ?? 'body', message: error }
}

interface ErrorBody {
  said: string | null
  fields: FieldProblem[]
}

const emptyBody: ErrorBody = { said: null, fields: [] }

/**
 * The published error schema was never visible. What is likely is read in turn: `detail` of FastAPI (text, or a list of
 * `{loc, msg}`), `error`, `message`, `errors`; its shape never makes an error fail.
 */
function readErrorBody({ json, text }: Pick<HttpFailure, 'json' | 'text'>): ErrorBody {
  const body = bodySchema.safeParse(json).data
  if (body === undefined) return { said: plainText(text), fields: [] }
  const { detail, error, message, errors } = body
  const readings = [detail, error, message, errors].map(readPart)
  return readings.find((reading) => reading.said !== null) ?? emptyBody
}

/** A page of HTML says nothing that belongs into a message. */
function plainText(text: string): string | null {
  const trimmed = text.trim()
  return trimmed === '' || trimmed.startsWith('<') ? null : trimmed
}

function readPart(part: unknown): ErrorBody {
  if (typeof part === 'string' && part !== '') return { said: part, fields: [] }
  if (Array.isArray(part)) return readList(part)
  const inner = z.object({ message: z.string() }).safeParse(part)
  return inner.success ? { said: inner.data.message, fields: [] } : emptyBody
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
  return { said: said === '' ? null : said, fields }
}

/** FastAPI begins each place with where the value was sent: `body`, `query`, `path`. */
function fieldOf(place: (string | number)[]): string {
  const [first, ...rest] = place
  return (first === 'body' && rest.length > 0 ? rest : place).map(String).join('.') || 'body'
}

/** An answer outside 2xx. */
export function toAssetError(failure: HttpFailure, context: ErrorContext): InvoiceError {
  const kind = kindByStatus.get(failure.httpStatus) ?? kindOfOther(failure.httpStatus)
  return build(kind, sentences[kind], failure, context)
}

/** The same of the token endpoint. `host` names the environment that was asked. */
export function toTokenError(failure: HttpFailure, context: ErrorContext, host: string): InvoiceError {
  const { httpStatus } = failure
  const refused = httpStatus >= 400 && httpStatus < 500
  const kind = tokenKindByStatus.get(httpStatus) ?? (refused ? 'unauthenticated' : kindOfOther(httpStatus))
  const sentence =
    kind === 'unauthenticated'
      ? `Asset gives no access token to this client for this business at its ${host} host; each environment has credentials of its own`
      : `no access token: ${sentences[kind]}`
  return build(kind, sentence, failure, context)
}

function kindOfOther(httpStatus: number): VendorKind {
  return httpStatus >= 500 ? 'unavailable' : 'unexpected_response'
}

function build(
  kind: VendorKind,
  sentence: string,
  failure: HttpFailure,
  context: ErrorContext,
): InvoiceError {
  const { httpStatus } = failure
  const { said, fields } = readErrorBody(failure)
  const cause: ErrorCause = { name: 'AssetError', message: `answered ${httpStatus}`, code: null, httpStatus }
  const message = `${sentence} (${httpStatus})${said === null ? '' : `: ${said.slice(0, 300)}`}`
  return withFacts(kind, context, message, fields, { cause })
}

function withFacts(
  kind: VendorKind,
  context: ErrorContext,
  message: string,
  fields: FieldProblem[],
  overrides: { cause: ErrorCause },
): InvoiceError {
  switch (kind) {
    case 'refused':
      return invoiceError(kind, context, message, { fields }, overrides)
    case 'unexpected_response':
      return invoiceError(kind, context, message, { fields, invoice: null }, overrides)
    case 'conflict':
      return invoiceError(kind, context, message, { externalId: null, invoice: null }, overrides)
    case 'rate_limited':
    case 'unavailable':
      return invoiceError(kind, context, message, { retryAfterMs: null }, overrides)
    default:
      return invoiceError(kind, context, message, {}, overrides)
  }
}
