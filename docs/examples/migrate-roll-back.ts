import type { InvoiceAdapter } from '@invoice-adapters/core'
import { type Journal, type MigrationPlan, rollbackMigration } from '@invoice-adapters/migrate'

/** Takes back the copies whose source is still open, once somebody who has read what cannot be undone agrees. */
export async function rollBack(
  source: InvoiceAdapter,
  target: InvoiceAdapter,
  plan: MigrationPlan,
  journal: Journal,
  ask: (cannotUndo: string[]) => Promise<boolean>,
): Promise<string[]> {
  const report = await rollbackMigration(plan, {
    source,
    target,
    journal,
    confirm: ({ cannotUndo }) => ask(cannotUndo),
  })
  if (report.isErr()) return [report.error.message]
  const { withdrawn, stayed, failed } = report.value
  return [
    ...withdrawn.map(({ id }) => `${id}: its copy was taken back`),
    ...stayed.map(({ id, because }) => `${id}: its copy stays, as it ${because}`),
    ...failed.map(({ id, words }) => `${id}: ${words}`),
  ]
}
