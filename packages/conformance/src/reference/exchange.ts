import type { OperationName } from '@invoice-adapters/core'
import type { Fault } from '../faults.ts'

/** A request as a route sees it. */
export interface Exchange {
  /** What stands in the path's place for an id. */
  id: string
  query: URLSearchParams
  body: Record<string, unknown>
  /** What strikes this request. */
  faults: readonly Fault[]
}

export interface Answer {
  status: number
  body: unknown
  headers?: Record<string, string>
}

export interface Route {
  operation: OperationName
  method: string
  /** `:id` stands for one segment. */
  path: string
  /** Whether `Idempotency-Key` is honoured. */
  keyed?: boolean
  run(exchange: Exchange): Answer
}

export function done(body: unknown, headers: Record<string, string> = {}): Answer {
  return { status: 200, body, headers }
}

export function failed(status: number, code: string, message: string): Answer {
  return { status, body: { error: { code, message } } }
}

export function missing(what: string): Answer {
  return failed(404, 'not_found', `there is no such ${what}`)
}

interface Matched {
  route: Route
  id: string
}

/** The route of a path, with the id in it unescaped. */
export function matchRoute(routes: readonly Route[], method: string, path: string): Matched | undefined {
  const given = path.split('/')
  for (const route of routes) {
    const wanted = route.path.split('/')
    if (route.method !== method || wanted.length !== given.length) continue
    const fits = wanted.every((part, index) => part === ':id' || part === given[index])
    const position = wanted.indexOf(':id')
    if (fits) return { route, id: position < 0 ? '' : decodeURIComponent(given[position] ?? '') }
  }
  return undefined
}

/** The body as an object; empty where it is none. */
export function objectFrom(text: string): Record<string, unknown> {
  if (text === '') return {}
  const parsed: unknown = JSON.parse(text)
  return isRecord(parsed) ? parsed : {}
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function textOr<T>(value: unknown, otherwise: T): string | T {
  return typeof value === 'string' ? value : otherwise
}

export function numberOr<T>(value: unknown, otherwise: T): number | T {
  return typeof value === 'number' ? value : otherwise
}
