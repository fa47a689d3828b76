import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { InvoiceAdapter } from '@invoice-adapters/core'
import {
  archiveSource,
  idMapCsv,
  type MigrationPlan,
  verificationMarkdown,
  verifyMigration,
} from '@invoice-adapters/migrate'

/** Reads both sides anew, and leaves the report to sign, the map of ids and the archive in a folder. */
export async function verifyPlan(
  source: InvoiceAdapter,
  target: InvoiceAdapter,
  plan: MigrationPlan,
  folder: string,
): Promise<string[]> {
  const verified = await verifyMigration(plan, { source, target })
  if (verified.isErr()) return [verified.error.message]
  const problems: string[] = []
  await keep(folder, 'report.md', verificationMarkdown(plan, verified.value))
  await keep(folder, 'report.json', JSON.stringify(verified.value))
  await keep(folder, 'ids.csv', idMapCsv(plan, verified.value))
  for await (const file of archiveSource(plan, { source })) {
    if (file.isOk()) await keep(folder, join('archive', file.value.path), file.value.content)
    else problems.push(file.error.message)
  }
  process.exitCode = verified.value.exitCode
  const found = Object.entries(verified.value.counts).filter(([, count]) => count > 0)
  return [...found.map(([finding, count]) => `${finding}: ${count}`), ...problems]
}

async function keep(folder: string, path: string, content: string | Uint8Array): Promise<void> {
  const whole = join(folder, path)
  await mkdir(dirname(whole), { recursive: true })
  await writeFile(whole, content)
}
