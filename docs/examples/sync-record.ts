import type { SyncRun } from '@invoice-adapters/aggregate/store'

/** What somebody who answers for the numbers wants to know of a run. */
export function describeRun(run: SyncRun): string[] {
  const { account, mode, evidence, unread, cannotSee } = run
  return [
    `${account}: ${mode}, ${run.new} new, ${run.changed} changed, ${run.gone} gone, ${evidence.conclusion}`,
    ...evidence.reasons,
    ...unread.map(({ recordId, message }) => `not read: ${recordId ?? 'a record without an id'}: ${message}`),
    ...cannotSee.map((change) => `not seen until the next full sync: ${change}`),
  ]
}
