import { err, type FieldProblem, type NewInvoiceLine, ok, type Result } from '@invoice-adapters/core'
import { toWireAmount } from '../money.ts'
import type { Dialect, LinePlace, WireNewLine } from './dialect.ts'

/** Generations D to F (api-reference/invoice/create-an-invoice): one amount per line. */
export const amountLines: Dialect = {
  name: 'amount-lines',
  metadataKey: 'metadata',
  namesBusiness: false,
  takesCustomerExternalId: true,
  marksFirstLine: false,
  paymentNeedsTransaction: false,
  toWireLine,
}

/** A tax that the caller lets go stays in the amount, so that the total is the one that was asked for. */
function toWireLine(
  line: NewInvoiceLine,
  { ledgerId, digits }: LinePlace,
): Result<WireNewLine, FieldProblem[]> {
  const amount = toWireAmount(line.amount + (line.tax ?? 0), digits)
  if (amount === null) return err([{ field: 'amount', message: 'has more digits than JSON carries exactly' }])
  const { description, metadata } = line
  return ok({ description, amount, ledger_id: ledgerId, ...(metadata === undefined ? {} : { metadata }) })
}
