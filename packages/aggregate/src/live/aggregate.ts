import {
  err,
  type Invoice,
  type InvoiceAdapter,
  type InvoiceError,
  type ListingEvidence,
  type ListQuery,
  type Result,
} from '@invoice-adapters/core'
import { createReading, type Reading, readAccount } from './account.ts'
import { createChannel } from './channel.ts'
import { inDateOrder, orderProblem } from './in-date-order.ts'
import { askModes, mixedModes } from './modes.ts'

/** An adapter as far as an aggregate needs it. */
export type AggregateAdapter = Pick<
  InvoiceAdapter,
  'provider' | 'account' | 'capabilities' | 'list' | 'check'
>

export interface AggregateSettings {
  signal?: AbortSignal | undefined
  /** Walk every account twice with other page borders; see `listAll`. */
  crossCheck?: boolean
  /** Hand on live and test invoices together; default false. */
  mixModes?: boolean
  /**
   * `none` (default): as they come. `created_ascending`, `created_descending`: only for accounts whose vendor guarantees
   * that order, and checked while reading; refused otherwise, since the store can sort any of them.
   */
  order?: 'none' | 'created_ascending' | 'created_descending'
  /** Accounts read at the same time; default 64. The vendors' rate limits are kept by the adapters. */
  concurrency?: number
}

/** What can be said of one account when the aggregate has ended. */
export interface AccountEvidence {
  provider: string
  account: string
  /** Invoices handed on. */
  invoices: number
  /** What ended the account's listing before its last page; null: nothing did. */
  failure: InvoiceError | null
  /** Of the listing; `incomplete` while it has not ended. */
  evidence: ListingEvidence
}

/** Invoices and failures of all accounts, as one. An error item names its provider and account. */
export interface Aggregation extends AsyncIterable<Result<Invoice, InvoiceError>> {
  /** One entry per account, in the order given; an account that failed or was not reached never looks empty. */
  evidence(): AccountEvidence[]
}

/**
 * Reads any number of accounts in parallel. One that fails never hides the others: its error is an item, its entry in
 * the evidence says so, and the others go on. Nothing is sent before iteration begins; `break` and the signal stop all.
 * At most two pages per account are in memory, for as many accounts as are read at a time.
 */
export function aggregate(
  adapters: readonly AggregateAdapter[],
  query: ListQuery = {},
  settings: AggregateSettings = {},
): Aggregation {
  let readings: Reading[] = adapters.map((adapter) => createReading(adapter, query, settings))
  return {
    evidence: () => readings.map((reading) => reading.evidence()),
    async *[Symbol.asyncIterator]() {
      const stop = new AbortController()
      const signal =
        settings.signal === undefined ? stop.signal : AbortSignal.any([settings.signal, stop.signal])
      readings = adapters.map((adapter) => createReading(adapter, query, { ...settings, signal }))
      try {
        const problem = adaptersProblem(adapters) ?? orderProblem(adapters, settings.order ?? 'none')
        if (problem !== null) yield err(problem)
        else yield* readTogether(readings, settings, signal)
      } finally {
        stop.abort()
      }
    },
  }
}

async function* readTogether(
  readings: Reading[],
  settings: AggregateSettings,
  signal: AbortSignal,
): AsyncGenerator<Result<Invoice, InvoiceError>, void> {
  const oneMode = settings.mixModes !== true && readings.length > 1
  if (oneMode) {
    const mixed = mixedModes(
      await askModes(
        readings.map(({ adapter }) => adapter),
        signal,
      ),
    )
    if (mixed !== null) return yield err(mixed)
  }
  const guard = { mode: null, oneMode }
  const order = settings.order ?? 'none'
  if (order !== 'none')
    return yield* inDateOrder(
      readings.map((reading) => readAccount(reading, guard)),
      order,
    )
  yield* asTheyCome(readings, guard, settings.concurrency ?? 64)
}

/** Items wait here only while the consumer is slower than the vendors. */
const waitingItems = 256

async function* asTheyCome(
  readings: Reading[],
  guard: Parameters<typeof readAccount>[1],
  concurrency: number,
): AsyncGenerator<Result<Invoice, InvoiceError>, void> {
  const channel = createChannel<Result<Invoice, InvoiceError>>(waitingItems)
  const queue = [...readings]
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      for await (const item of readAccount(next, guard)) if (!(await channel.put(item))) return
    }
  }
  const workers = Array.from({ length: Math.max(1, Math.min(concurrency, readings.length)) }, worker)
  void Promise.allSettled(workers).then(() => channel.end())
  yield* channel.items()
}

/** Two adapters of one account would hand every invoice on twice. */
function adaptersProblem(adapters: readonly AggregateAdapter[]): InvoiceError | null {
  const names = adapters.map(({ provider, account }) => `${provider}/${account}`)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice === undefined) return null
  const message = `${twice} is given twice; every account once`
  return {
    kind: 'invalid_input',
    provider: null,
    account: null,
    operation: 'aggregate',
    requestId: null,
    message,
    retryable: false,
    cause: null,
    fields: [{ field: 'adapters', message }],
  }
}
