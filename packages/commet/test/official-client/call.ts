import type { Commet } from '@commet/node'
import type { InvoiceError, ResultAsync } from '@invoice-adapters/core'
import type { CommetOperation } from '@invoice-adapters/emulator'
import type { World } from '../world.ts'
import type { Difference } from './requests.ts'

export type Adapter = ReturnType<World['adapter']>

/** One method of the official client, and where it goes. */
export interface ClientCall {
  /** As in the client: `invoices.list`. */
  name: string
  operation: CommetOperation
  /** Written by hand, and compared with what leaves. */
  endpoint: string
  /** Both ways to say one thing, and all in which the requests differ. */
  pairs: Pair[]
  /** Where there is no pair: why the adapter makes no such call, and the client's own request. */
  clientOnly?: { why: string; ask(commet: Commet): Promise<unknown>; body: unknown }
}

export interface Pair {
  name: string
  /** Its last request counts. */
  client(commet: Commet): Promise<unknown>
  adapter(adapter: Adapter): ResultAsync<unknown, InvoiceError>
  differences: readonly Difference[]
  /** Both requests are refused: only what was asked counts. */
  fails?: true
}
