import { type ErrorContext, invoiceError } from '../errors/construct.ts'
import type { FieldProblem, InvoiceError } from '../errors/error.ts'

/** What a vendor's failed answer can mean. */
export type AnsweredKind =
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

/** What a failed answer says of itself, as the vendor's own envelope has it. */
export interface ErrorBody {
  code: string | null
  message: string | null
  fields: FieldProblem[]
}

export interface ErrorTable {
  /** The vendor's name, as sentences have it. */
  vendor: string
  /** Codes that say more than their HTTP status. */
  kindByCode?: ReadonlyMap<string, AnsweredKind>
  /** Whole sentences, where the usual one says too little. */
  sentences?: Partial<Record<AnsweredKind, string>>
}

const kindByStatus: ReadonlyMap<number, AnsweredKind> = new Map([
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

const usual: Readonly<Record<AnsweredKind, string>> = {
  refused: 'refused the request',
  unauthenticated: 'does not accept the credential',
  forbidden: 'does not let this credential do that',
  not_found: 'has no such record',
  conflict: 'says that the request collides with another',
  retired: 'does not serve this call any more',
  rate_limited: 'asks to slow down',
  unavailable: 'cannot serve the request now',
  timeout: 'gave up waiting for the request',
  unexpected_response: 'answered with an undocumented error',
}

/** Most characters of the vendor's own words in a message. */
const mostSaid = 300

/** By status alone: 5xx is `unavailable`, and what is not in the table is nothing that anybody expects. */
export function kindOfStatus(httpStatus: number): AnsweredKind {
  return kindByStatus.get(httpStatus) ?? (httpStatus >= 500 ? 'unavailable' : 'unexpected_response')
}

/**
 * A failed answer as an error value: the code decides where the table knows it, else the status, and `kind` where
 * neither may. A 2xx answer that says it failed is `unexpected_response` unless its code is known. The vendor's words
 * stand in the message, and nothing is decided by them.
 */
export function answeredError(
  table: ErrorTable,
  httpStatus: number,
  { code, message: said, fields }: ErrorBody,
  context: ErrorContext,
  kind: AnsweredKind = table.kindByCode?.get(code ?? '') ?? kindOfStatus(httpStatus),
): InvoiceError {
  const { vendor, sentences } = table
  const sentence = sentences?.[kind] ?? `${vendor} ${usual[kind]}`
  const message = `${sentence} (${code ?? httpStatus})${said ? `: ${said.slice(0, mostSaid)}` : ''}`
  const answered = `answered ${httpStatus}${code === null ? '' : ` ${code}`}`
  const cause = { cause: { name: `${vendor}Error`, message: answered, code, httpStatus } }
  switch (kind) {
    case 'refused':
      return invoiceError(kind, context, message, { fields }, cause)
    case 'unexpected_response':
      return invoiceError(kind, context, message, { fields, invoice: null }, cause)
    case 'conflict':
      return invoiceError(kind, context, message, { externalId: null, invoice: null }, cause)
    case 'rate_limited':
    case 'unavailable':
      return invoiceError(kind, context, message, { retryAfterMs: null }, cause)
    default:
      return invoiceError(kind, context, message, {}, cause)
  }
}
