import {
  err,
  type InvoiceAdapter,
  type InvoiceError,
  ok,
  type PlannedRequest,
  type Result,
  type ResultAsync,
} from '@invoice-adapters/core'
import { type OpenSettings, openAccount } from '../accounts/open.ts'
import { resolveReference } from '../accounts/reference.ts'
import type { Outcome } from '../command.ts'
import type { LoadedConfig } from '../config/load.ts'
import type { CommandContext } from '../context.ts'
import { type Failure, ofInvoiceError } from '../failure.ts'
import { holdWrites } from './hold-writes.ts'
import { type Planned, plannedOutcome } from './planned-outcome.ts'

/** One change of one invoice. */
export interface Write<T> {
  /** `ACCOUNT:ID`, as given. */
  reference: string
  dryRun: boolean
  /** The adapter's own plan, where it has one for this operation. */
  plan?(adapter: InvoiceAdapter, id: string): ResultAsync<PlannedRequest[], InvoiceError>
  /** Not stopped by Ctrl-C: a write is always seen through, within the adapter's timeouts. */
  perform(adapter: InvoiceAdapter, id: string): ResultAsync<T, Failure>
  outcome(done: T, id: string): Outcome
}

export async function runWrite<T>(
  context: CommandContext,
  write: Write<T>,
): Promise<Result<Outcome, Failure>> {
  const config = await context.config()
  if (config.isErr()) return err(config.error)
  const target = resolveReference(config.value, write.reference)
  if (target.isErr()) return err(target.error)
  const { account, id } = target.value
  if (write.dryRun) return planWrite(config.value, account, id, write)
  const adapter = openAccount(config.value, account)
  if (adapter.isErr()) return err(adapter.error)
  const done = await write.perform(adapter.value, id)
  return done.map((value) => write.outcome(value, id))
}

async function planWrite<T>(
  config: LoadedConfig,
  account: string,
  id: string,
  write: Write<T>,
): Promise<Result<Outcome, Failure>> {
  if (write.plan !== undefined) {
    const adapter = openAccount(config, account)
    if (adapter.isErr()) return err(adapter.error)
    const requests = await write.plan(adapter.value, id)
    return requests
      .mapErr(ofInvoiceError)
      .map((all) => plannedOutcome({ requests: all, reads: [], note: wholeNote }))
  }
  const planned = await holdFirstWrite(config, account, (adapter) => write.perform(adapter, id))
  return planned.map(plannedOutcome)
}

export const wholeNote =
  'Nothing was sent. These are all requests in order; the state of the invoice at the vendor was not looked at.'

/** What `work` would send first; what it reads on the way is really read. */
export async function holdFirstWrite(
  config: LoadedConfig,
  account: string,
  work: (adapter: InvoiceAdapter) => ResultAsync<unknown, Failure>,
): Promise<Result<Planned, Failure>> {
  const hold = holdWrites()
  // A second attempt would be held as well: it only takes time.
  const settings: OpenSettings = { fetch: hold.fetch, attempts: 1 }
  const adapter = openAccount(config, account, settings)
  if (adapter.isErr()) return err(adapter.error)
  const end = await work(adapter.value)
  const held = hold.held()
  const reads = hold.reads()
  const made = reads.length === 1 ? 'One read was made' : `${reads.length} reads were made`
  if (held !== null) {
    const note = `Nothing was written. ${made}; this first write was held back. Requests after it depend on its answer.`
    return ok({ requests: [held], reads, note })
  }
  if (end.isErr()) return err(end.error)
  return ok({ requests: [], reads, note: `Nothing would be written: it is so already. ${made}.` })
}
