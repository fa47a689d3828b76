import type { WhopSwitches } from './switches.ts'

export interface WhopError {
  readonly status: number
  readonly code: string
  readonly message: string
}

/** The usual code of a status. Documented by name: `invalid_request`, `rate_limit_exceeded`, `gone`. */
const codeByStatus: Readonly<Record<number, string>> = {
  400: 'invalid_request',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  410: 'gone',
  422: 'unprocessable_entity',
  429: 'rate_limit_exceeded',
  501: 'not_implemented',
}

export function usualCode(status: number): string {
  return codeByStatus[status] ?? 'internal_server_error'
}

export function errorOf(status: number, message: string): WhopError {
  return { status, code: usualCode(status), message }
}

export interface WireErrorBody {
  readonly error: { readonly code?: string; readonly type?: string; readonly message: string }
}

/** The pages that show `type`; all others show `code`. */
const shownAsType: ReadonlySet<string> = new Set(['rate_limit_exceeded', 'gone'])

export function errorBody({ code, message }: WhopError, switches: WhopSwitches): WireErrorBody {
  const documented = shownAsType.has(code) ? 'type' : 'code'
  const field = switches.errorField === 'documented' ? documented : switches.errorField
  if (field === 'both') return { error: { code, type: code, message } }
  return { error: field === 'type' ? { type: code, message } : { code, message } }
}

/** Documented by a report: a sentence that names the parameter, with 400. */
export const missingParameter = (name: string): WhopError =>
  errorOf(400, `Missing required parameter: ${name}`)

export const invalidRequest = (message: string): WhopError => errorOf(400, message)

export const notFound = (what: string): WhopError => errorOf(404, `No ${what} has this id`)
