import type * as official from '@invoice-adapters/tooling/official-client'
import type Whop from '@whop/sdk'
import type { World } from '../world.ts'

type Adapter = ReturnType<World['adapter']>

export type ClientCall = official.ClientCall<Whop, Adapter>
export type Pair = official.Pair<Whop, Adapter>
