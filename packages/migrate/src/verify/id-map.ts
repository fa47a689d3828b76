import type { MigrationPlan } from '../plan/plan.ts'
import type { Verification } from './verification.ts'

/** RFC 4180. A field that a spreadsheet would take for a formula is led by an apostrophe. */
function field(text: string | number | null): string {
  const plain = String(text ?? '')
  const safe = typeof text === 'string' && /^[=+\-@\t\r]/.test(plain) ? `'${plain}` : plain
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const head = [
  'old_id',
  'old_number',
  'new_id',
  'new_number',
  'key',
  'currency',
  'total_minor_units',
  'finding',
]

/** The map from old to new ids and numbers as CSV, in the order of the plan; amounts in minor units. */
export function idMapCsv(plan: MigrationPlan, { invoices }: Verification): string {
  const keys = new Map(plan.invoices.map(({ id, copy }) => [id, copy?.externalId ?? null]))
  const rows = invoices.map((one) => [
    one.id,
    one.number,
    one.copyId,
    one.copyNumber,
    keys.get(one.id) ?? null,
    one.currency,
    one.total,
    one.finding,
  ])
  return [head, ...rows].map((cells) => `${cells.map(field).join(',')}\r\n`).join('')
}
