import type { Conditions, PathParameters, Surroundings } from '../frame.ts'
import type { Business } from './entities.ts'
import type { AssetError } from './errors.ts'
import { type GenerationTraits, generations } from './generations.ts'
import type { MoneyFormat } from './money.ts'
import type { AssetStore } from './store.ts'
import type { AssetSwitches } from './switches.ts'

/** What handlers work with. */
export interface Desk {
  readonly store: AssetStore
  readonly switches: AssetSwitches
  readonly traits: GenerationTraits
  readonly surroundings: Surroundings
}

/** One request that was let in. */
export interface Call {
  readonly desk: Desk
  readonly business: Business
  readonly operation: string
  readonly parameters: PathParameters
  readonly query: URLSearchParams
  /** Parsed JSON; undefined without a body. */
  readonly body: unknown
  readonly conditions: Conditions
}

export type Reply =
  | { readonly kind: 'value'; readonly status: number; readonly value: object }
  | { readonly kind: 'error'; readonly error: AssetError }

export type Handler = (call: Call) => Reply

export const refuse = (error: AssetError): Reply => ({ kind: 'error', error })

export const answered = (value: object, status = 200): Reply => ({ kind: 'value', status, value })

/** The envelope of single records. */
export const found = (value: object, status = 200): Reply => answered({ data: value }, status)

export function createDesk(store: AssetStore, switches: AssetSwitches, surroundings: Surroundings): Desk {
  return { store, switches, surroundings, traits: generations[switches.generation] }
}

export const moneyFormat = (desk: Desk, business: Business): MoneyFormat => ({
  digits: business.digits,
  switches: desk.switches,
})
