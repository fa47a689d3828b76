import type { Conditions, PathParameters, Surroundings } from '../frame.ts'
import type { Organization } from './entities.ts'
import type { CommetError } from './errors.ts'
import type { CommetStore } from './store.ts'
import type { CommetSwitches } from './switches.ts'
import type { Dialect } from './versions.ts'
import type { EventOrder } from './webhooks.ts'

/** What handlers work with. */
export interface Desk {
  readonly store: CommetStore
  readonly switches: CommetSwitches
  readonly surroundings: Surroundings
  emit(order: EventOrder): void
}

/** One authenticated request, read so far as all routes have in common. */
export interface Call {
  readonly desk: Desk
  readonly organization: Organization
  readonly operation: string
  readonly dialect: Dialect
  readonly parameters: PathParameters
  readonly query: URLSearchParams
  /** Parsed JSON; undefined without a body. */
  readonly body: unknown
  readonly conditions: Conditions
}

export type Reply =
  | { readonly kind: 'object'; readonly status: number; readonly value: object }
  | {
      readonly kind: 'list'
      readonly items: readonly object[]
      readonly hasMore: boolean
      readonly nextCursor: string | null
    }
  | { readonly kind: 'error'; readonly error: CommetError }

export type Handler = (call: Call) => Reply

export const refuse = (error: CommetError): Reply => ({ kind: 'error', error })

export const found = (value: object, status = 200): Reply => ({ kind: 'object', status, value })
