import { err, ok, type Result } from 'neverthrow'
import { type ErrorContext, invalidInput } from '../errors/construct.ts'
import type { FieldProblem, InvalidInput } from '../errors/error.ts'
import type { NewInvoice } from '../invoice/new-invoice.ts'
import { minorUnitDigits } from '../money/currency.ts'
import { sumAmounts } from '../money/sum.ts'
import type { Capabilities } from './capabilities.ts'
import type { CanonicalField } from './coverage.ts'
import { losses } from './losses.ts'

/** What an invoice will bill in all: its lines and their taxes, in minor units. */
export function totalOf(invoice: NewInvoice): Result<number, FieldProblem> {
  return sumAmounts(invoice.lines.flatMap((line) => [line.amount, line.tax ?? 0])).mapErr(() => ({
    field: 'lines',
    message: 'the total is beyond what can be held exactly (2^53 - 1 minor units)',
  }))
}

/** Never accepted away: an invoice over another sum or in another currency is another invoice. */
const neverAccepted: ReadonlySet<CanonicalField> = new Set([
  'currency',
  'total',
  'lines.amount',
  'externalId',
])

/** The accepted losses, or every reason why the invoice cannot be created there; asks the data, not the vendor. */
export function checkNewInvoice(
  capabilities: Capabilities,
  invoice: NewInvoice,
  accept: readonly CanonicalField[],
  context: ErrorContext,
): Result<CanonicalField[], InvalidInput> {
  const problems = [...acceptProblems(accept), ...moneyProblems(capabilities, invoice)]
  const found = losses({ capabilities }, invoice)
  const refused = found.filter((loss) => !accept.includes(loss.field))
  for (const { field, message } of refused) {
    problems.push({ field, message: `${message}; leave it out, or list it in accept to let it go` })
  }
  if (problems.length > 0) return err(invalidInput(context, problems))
  return ok(found.map((loss) => loss.field))
}

function acceptProblems(accept: readonly CanonicalField[]): FieldProblem[] {
  return accept
    .filter((field) => neverAccepted.has(field))
    .map((field) => ({
      field: 'accept',
      message: `${field} can never be accepted away; remove it from accept`,
    }))
}

function moneyProblems({ create, provider }: Capabilities, invoice: NewInvoice): FieldProblem[] {
  const total = totalOf(invoice)
  if (total.isErr()) return [total.error]
  const problems: FieldProblem[] = []
  if (minorUnitDigits(invoice.currency) === null) {
    problems.push({
      field: 'currency',
      message: `${invoice.currency} is not an ISO 4217 currency with a minor unit; use one such as USD`,
    })
  }
  if (total.value < 0 && !create.creditNotes) {
    problems.push({
      field: 'lines',
      message: `the total is negative and ${provider} takes no credit notes; it must be above 0`,
    })
  }
  if (total.value === 0 && !create.zeroTotal) {
    problems.push({
      field: 'lines',
      message: `the total is 0, which ${provider} is not known to take; it must not be 0`,
    })
  }
  return problems
}
