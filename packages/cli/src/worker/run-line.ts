import type { SyncFailure, SyncRun } from '@invoice-adapters/aggregate/store'
import type { Result } from '@invoice-adapters/core'
import type { CommandContext } from '../context.ts'
import { doubtsOf, ofSyncFailure } from '../sync/run-outcome.ts'

/** One line for each run that ended, to standard output: a log for people, or JSON Lines for programs. */
export function printRun(
  { print, format, page }: CommandContext,
  account: string,
  result: Result<SyncRun, SyncFailure>,
): void {
  const run = result.isOk() ? result.value : result.error.run
  const failures = result.isOk() ? doubtsOf(result.value) : [ofSyncFailure(account, result.error)]
  if (format !== 'table') {
    print(`${JSON.stringify({ account, run, failures })}\n`)
    return
  }
  const counts =
    run === null ? 'not begun' : `${run.mode}: ${run.new} new, ${run.changed} changed, ${run.gone} gone`
  const words = failures.map(({ message }) => page.paint('red', message))
  print(`${new Date().toISOString()} ${account} ${[counts, ...words].join('; ')}\n`)
}
