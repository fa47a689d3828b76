import { err, ok } from '@invoice-adapters/core'
import { openEach } from '../accounts/open-each.ts'
import { type Command, defineCommand } from '../command.ts'
import { failure } from '../failure.ts'
import { account, many, whether } from '../inputs.ts'
import { withStore } from '../store/with-store.ts'
import { runsOutcome } from '../sync/run-outcome.ts'
import { syncAccounts } from '../sync/sync-accounts.ts'

export const sync: Command = defineCommand({
  name: 'sync',
  summary: 'Bring the store up to date with the accounts',
  details:
    'The store is the one of the configuration, sqlite:./invoices.db unless it names another. The first sync of an account walks everything; later ones read by the rule of the vendor and list what that cannot see; after seven days a sync is full by itself. A sync that was stopped, killed or failed goes on where it was with the next one. Ctrl-C stops at a page.',
  arguments: { accounts: many(account('Only these; default all')) },
  flags: {
    full: whether('Walk everything and read every invoice'),
    incremental: whether('By the rule of each vendor; the default'),
  },
  examples: [
    { command: 'invoices sync', what: 'All accounts; to be started by a timer, as often as you like.' },
    { command: 'invoices sync acme shop --full', what: 'Two accounts, from the beginning.' },
  ],
  async run(context, given) {
    const { full, incremental } = given.flags
    if (full && incremental)
      return err(failure('usage', '--full and --incremental are given together; keep one'))
    const config = await context.config()
    if (config.isErr()) return err(config.error)
    const opened = openEach(config.value, given.arguments.accounts)
    if (opened.isErr()) return err(opened.error)
    return withStore(config.value, async (store) => {
      const progress = context.progress('invoices listed')
      const { runs, failures } = await syncAccounts(opened.value.opened, store, {
        mode: full ? 'full' : 'incremental',
        signal: context.signal,
        onRead: progress.update,
      })
      progress.stop()
      return ok(runsOutcome(runs, [...failures, ...opened.value.failures]))
    })
  },
})
