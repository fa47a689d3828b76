import type { Dialect } from './versions.ts'

export interface FieldProblem {
  readonly field: string
  readonly message: string
}

export interface CommetError {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly param?: string
  readonly details?: readonly FieldProblem[]
}

/** Error type by code, for the codes that invoices and customers can meet. */
const types: Readonly<Record<string, string>> = {
  validation_error: 'validation_error',
  invalid_json: 'validation_error',
  unauthorized: 'authentication_error',
  forbidden: 'authentication_error',
  sandbox_only: 'authentication_error',
  not_found: 'not_found_error',
  invoice_not_found: 'not_found_error',
  customer_not_found: 'not_found_error',
  endpoint_not_available: 'not_found_error',
  endpoint_deprecated: 'not_found_error',
  duplicate: 'conflict_error',
  idempotency_key_mismatch: 'conflict_error',
  idempotency_in_progress: 'conflict_error',
  no_outstanding_invoice: 'conflict_error',
  rate_limited: 'rate_limit_error',
  internal_error: 'internal_error',
  idempotency_unavailable: 'internal_error',
}

/** The usual code of a status, for errors that are made to happen. */
const codeByStatus: Readonly<Record<number, string>> = {
  400: 'validation_error',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  409: 'duplicate',
  410: 'endpoint_deprecated',
  422: 'validation_error',
  429: 'rate_limited',
  503: 'idempotency_unavailable',
}

export function usualCode(status: number): string {
  return codeByStatus[status] ?? 'internal_error'
}

export interface WireError {
  readonly type: string
  readonly code: string
  readonly message: string
  readonly param?: string
  readonly details?: readonly FieldProblem[]
  readonly doc_url: string
}

export interface WireErrorBody {
  readonly success?: false
  readonly error: WireError
}

/** guess: dialect B keeps the inner object; whether it keeps `success` is a switch. */
export function errorBody(error: CommetError, dialect: Dialect, keepsSuccess: boolean): WireErrorBody {
  const wire: WireError = {
    type: types[error.code] ?? 'api_error',
    code: error.code,
    message: error.message,
    ...(error.param === undefined ? {} : { param: error.param }),
    ...(error.details === undefined ? {} : { details: error.details }),
    doc_url: `https://commet.co/docs/api-reference/2026-07-31/errors/${error.code}.md`,
  }
  return dialect === 'A' || keepsSuccess ? { success: false, error: wire } : { error: wire }
}

/** A refusal of fields; the first of them is also the `param`. */
export function validationError(problems: readonly FieldProblem[], status: number): CommetError {
  const [first] = problems
  return {
    status,
    code: 'validation_error',
    message: first === undefined ? 'The request is not valid' : `${first.field}: ${first.message}`,
    ...(first === undefined ? {} : { param: first.field }),
    details: problems,
  }
}
