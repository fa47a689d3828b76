import {
  createSharedLimiter,
  type InvoiceStore,
  type SyncWorker,
  startSyncWorker,
} from '@invoice-adapters/aggregate/store'
import { err, type InvoiceAdapter, ok, type Result } from '@invoice-adapters/core'
import { openAccount, openAccounts } from '../accounts/open.ts'
import { type Command, defineCommand, type Outcome } from '../command.ts'
import type { LoadedConfig } from '../config/load.ts'
import type { CommandContext } from '../context.ts'
import { type Failure, failure, ofStoreError } from '../failure.ts'
import { account, many, value } from '../inputs.ts'
import { addressOf, withStore } from '../store/with-store.ts'
import { untilStopped } from '../until-stopped.ts'
import { printRun } from '../worker/run-line.ts'

const usualSchedule = '*/15 * * * *'

export const worker: Command = defineCommand({
  name: 'worker',
  summary: 'Sync by a schedule, on any number of machines at a time',
  details:
    'Needs a store in PostgreSQL, and the packages pg and pg-boss beside this one. Each account is synced by one worker at a time; what a worker that died had in hand is taken over, and goes on where it stopped. The limits of each vendor are kept over all workers. A schedule belongs to the account and stays when the workers end: the latest one given holds. Prints a line for each run; ends with Ctrl-C, letting runs under way end for ten seconds.',
  arguments: { accounts: many(account('Only these; default all')) },
  flags: {
    schedule: value('CRON', `Five fields, in UTC; default "${usualSchedule}"`, readSchedule),
  },
  examples: [
    { command: 'invoices worker', what: 'All accounts, every quarter of an hour.' },
    {
      command: 'invoices worker acme --schedule "0 3 * * *"',
      what: 'One account, at three in the night (UTC).',
    },
  ],
  async run(context, { arguments: given, flags }) {
    const config = await context.config()
    if (config.isErr()) return err(config.error)
    const opened = openAccounts(config.value, given.accounts)
    if (opened.isErr()) return err(opened.error)
    const address = addressOf(config.value)
    if (address.isErr()) return err(address.error)
    if (!/^postgres(ql)?:/.test(address.value)) return err(needsPostgres(config.value))
    const { schedule = usualSchedule } = flags
    return withStore<Outcome>(config.value, (store) =>
      serve(context, {
        config: config.value,
        store,
        adapters: opened.value,
        address: address.value,
        schedule,
      }),
    )
  },
})

interface Serving {
  config: LoadedConfig
  store: InvoiceStore
  adapters: readonly InvoiceAdapter[]
  address: string
  schedule: string
}

async function serve(context: CommandContext, serving: Serving): Promise<Result<Outcome, Failure>> {
  const { config, store, adapters, address, schedule } = serving
  const limiter = createSharedLimiter(store)
  const served = new Map(
    adapters.map(({ account: name }) => [name, openAccount(config, name, { overrides: { limiter } })]),
  )
  const started = await startSyncWorker({
    address,
    store,
    adapterFor: ({ account: name }) => served.get(name)?.unwrapOr(null) ?? null,
    onRun: (run, { account: name }) => printRun(context, name, run),
  })
  if (started.isErr()) return err(ofStoreError(started.error))
  const scheduled = await scheduleAll(started.value, adapters, schedule)
  if (scheduled.isOk()) {
    context.say(`Syncing ${adapters.length} accounts by ${schedule} (UTC), until Ctrl-C.`)
    await untilStopped(context.signal)
  }
  const stopped = await started.value.stop()
  if (scheduled.isErr()) return err(scheduled.error)
  return stopped.mapErr(ofStoreError).map(() => ({ data: null, text: () => '', silent: true }))
}

/** Each account once at once as well: nobody waits a quarter of an hour to see whether it works. */
async function scheduleAll(
  { schedule, syncSoon }: SyncWorker,
  adapters: readonly InvoiceAdapter[],
  cron: string,
): Promise<Result<void, Failure>> {
  for (const adapter of adapters) {
    const { provider, account: name } = adapter
    const planned = await schedule({ provider, account: name }, cron)
    if (planned.isErr()) return err(ofStoreError(planned.error))
    const asked = await syncSoon({ provider, account: name })
    if (asked.isErr()) return err(ofStoreError(asked.error))
  }
  return ok(undefined)
}

function needsPostgres(config: LoadedConfig): Failure {
  const message = `${config.place(['store'])}: store: workers need one in PostgreSQL, such as postgres://user@host/database; with a file, let a timer start invoices sync`
  return failure('config', message)
}

function readSchedule(given: string): Result<string, string> {
  return given.trim().split(/\s+/).length === 5
    ? ok(given.trim())
    : err(`must have five fields, such as "${usualSchedule}", not ${JSON.stringify(given)}`)
}
