import type { Commet } from '@commet/node'
import type * as official from '@invoice-adapters/tooling/official-client'
import type { World } from '../world.ts'

type Adapter = ReturnType<World['adapter']>

export type ClientCall = official.ClientCall<Commet, Adapter>
export type Pair = official.Pair<Commet, Adapter>
