import type { Conditions, PathParameters, Surroundings } from '../frame.ts'
import type { Company } from './entities.ts'
import type { WhopError } from './errors.ts'
import type { WhopOperation } from './routes.ts'
import type { WhopStore } from './store.ts'
import type { WhopSwitches } from './switches.ts'
import type { EventOrder } from './webhooks.ts'

/** What handlers and the clock's events work with. */
export interface Desk {
  readonly store: WhopStore
  readonly switches: WhopSwitches
  readonly surroundings: Surroundings
  emit(order: EventOrder): void
}

/** One request that was let in, read so far as all routes have in common. */
export interface Call {
  readonly desk: Desk
  readonly company: Company
  readonly operation: WhopOperation
  readonly version: string
  readonly parameters: PathParameters
  readonly query: URLSearchParams
  /** Parsed JSON; undefined without a body. */
  readonly body: unknown
  readonly conditions: Conditions
}

export interface PageInfo {
  readonly end_cursor: string | null
  readonly start_cursor: string | null
  readonly has_next_page: boolean
  readonly has_previous_page: boolean
}

export type Reply =
  /** An object, or a bare `true`. */
  | { readonly kind: 'value'; readonly status: number; readonly value: object | boolean }
  | { readonly kind: 'page'; readonly items: readonly object[]; readonly pageInfo: PageInfo }
  | { readonly kind: 'error'; readonly error: WhopError }

export type Handler = (call: Call) => Reply

export const refuse = (error: WhopError): Reply => ({ kind: 'error', error })

export const found = (value: object | boolean, status = 200): Reply => ({ kind: 'value', status, value })
