import { err, type FieldProblem, type NewInvoiceLine, ok, type Result } from '@invoice-adapters/core'
import { reservedNameProblems, sumAmounts } from '@invoice-adapters/core/authoring'
import type { Dialect, WireNewLine } from '../dialects/dialect.ts'
import { toWireAmount } from '../money.ts'
import type { AssetSettings } from '../options.ts'

export interface WireLines {
  lines: WireNewLine[]
  /** Minor units, taxes included. */
  total: number
}

/** The ledger of each line; undefined where neither the invoice nor the options name one. */
export type LedgerOf = (index: number) => string | undefined

export function toWireLines(
  lines: readonly NewInvoiceLine[],
  { minorUnitDigits: digits }: Pick<AssetSettings, 'minorUnitDigits'>,
  dialect: Dialect,
  ledgerOf: LedgerOf,
  path: string,
): Result<WireLines, FieldProblem[]> {
  const problems: FieldProblem[] = []
  const wire = lines.flatMap((line, index) => {
    const ledgerId = ledgerOf(index) ?? ''
    const read = dialect.toWireLine(line, { ledgerId, digits })
    const reserved = reservedNameProblems(line.metadata, 'metadata')
    const own = [...(read.isErr() ? read.error : []), ...reserved]
    problems.push(...own.map(({ field, message }) => ({ field: `${path}.${index}.${field}`, message })))
    return read.isOk() ? [read.value] : []
  })
  const total = sumAmounts(lines.flatMap((line) => [line.amount, line.tax ?? 0])).unwrapOr(null)
  if (total === null || toWireAmount(total, digits) === null) {
    problems.push({ field: path, message: 'add up to more digits than JSON carries exactly' })
  }
  return problems.length > 0 || total === null ? err(problems) : ok({ lines: wire, total })
}
