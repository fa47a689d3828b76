import { writeFile } from 'node:fs/promises'
import type { InvoiceAdapter } from '@invoice-adapters/core'
import { type Mapping, planLines, planMigration } from '@invoice-adapters/migrate'

/** Reads both accounts, writes nothing there, and leaves a plan to be reviewed. Gives what the reviewer asks first. */
export async function makePlan(
  source: InvoiceAdapter,
  target: InvoiceAdapter,
  mapping: Mapping,
  path: string,
): Promise<string[]> {
  const plan = await planMigration({ source, target, mapping })
  if (plan.isErr()) return [plan.error.message]
  await writeFile(path, planLines(plan.value), { flag: 'wx' })
  const { header, end } = plan.value
  return [
    ...header.notices,
    ...end.totals.map(
      ({ decision, class: reason, count, total, currency }) =>
        `${decision} (${reason}): ${count} invoices, ${total} minor units ${currency}`,
    ),
  ]
}
