import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { InvoiceAdapter } from '@invoice-adapters/core'
import { readPlanLines, runMigration } from '@invoice-adapters/migrate'
import { openJournal } from '@invoice-adapters/migrate/store'

/** Carries out a reviewed plan, or carries on with it. `first`: so many new invoices, and then a look at them. */
export async function runPlan(
  source: InvoiceAdapter,
  target: InvoiceAdapter,
  path: string,
  settings: { first?: number; signal?: AbortSignal } = {},
): Promise<string[]> {
  const plan = await readPlanLines(createInterface({ input: createReadStream(path) }))
  if (plan.isErr()) return [plan.error.message]
  // For several workers of one plan: postgres://user@host/database.
  const journal = await openJournal(`sqlite:${path}.journal`)
  if (journal.isErr()) return [journal.error.message]
  const report = await runMigration(plan.value, {
    source,
    target,
    journal: journal.value,
    onProgress: ({ done, total, remainingMs }) =>
      console.log(`${done} of ${total}, ${remainingMs ?? '?'} ms left`),
    ...settings,
  })
  const closed = await journal.value.close()
  if (report.isErr()) return [report.error.message]
  process.exitCode = report.value.exitCode
  return [
    ...report.value.outcomes.map(({ id, outcome, reason }) => `${id}: ${outcome}, ${reason}`),
    ...(report.value.stopped === null ? [] : [report.value.stopped.message]),
    ...(closed.isErr() ? [closed.error.message] : []),
  ]
}
