import { err, ok, type Result } from 'neverthrow'
import type { FieldProblem } from '../errors/error.ts'
import { minorUnitDigits } from '../money/currency.ts'
import { productInMinorUnits } from '../money/decimal.ts'
import { sumBig } from '../money/sum.ts'
import type { Invoice, InvoiceLine } from './invoice.ts'
import type { CustomerReference, NewInvoice, NewInvoiceLine } from './new-invoice.ts'
import { newInvoiceSchema } from './new-invoice-schema.ts'
import { parseFields } from './parse-input.ts'

/** What an invoice cannot take along: the key it gets in its new place, and who its customer is there. */
export interface NewInvoiceOverrides {
  externalId: string
  customer: CustomerReference
}

type PricedLine = InvoiceLine & { amount: number }

/** A line that has its amount, and how much tax stands beside it. */
interface LineReading {
  line: PricedLine
  /** Net of tax. */
  amount: number
  tax: number | null
}

function isPriced(line: InvoiceLine): line is PricedLine {
  return line.amount !== null
}

/** The two ways in which a vendor's line amounts can be meant. */
const readings: Record<'tax_on_top' | 'tax_inside', (line: PricedLine) => LineReading> = {
  tax_on_top: (line) => ({ line, amount: line.amount, tax: line.tax }),
  tax_inside: (line) => ({ line, amount: line.amount - (line.tax ?? 0), tax: line.tax }),
}

function sumsTo(lines: readonly LineReading[], total: number): boolean {
  const sum = sumBig(lines.flatMap(({ amount, tax }) => [amount, tax ?? 0]))
  return sum !== null && sum === BigInt(total)
}

/** The lines in the reading that makes the total; null when none does. */
function linesThatSumTo(invoice: Invoice, total: number): LineReading[] | null {
  const lines = invoice.lines?.filter(isPriced) ?? []
  if (lines.length === 0 || lines.length !== invoice.lines?.length) return null
  const inOrder =
    invoice.taxInclusive === true ? [readings.tax_inside] : [readings.tax_on_top, readings.tax_inside]
  return inOrder.map((read) => lines.map(read)).find((read) => sumsTo(read, total)) ?? null
}

/** Quantity and unit price are kept only where they make the amount: a discount or a tax inside would contradict it. */
function priceOf(
  { line, amount }: LineReading,
  digits: number,
): Pick<NewInvoiceLine, 'quantity' | 'unitPrice'> {
  const { quantity, unitPrice } = line
  if (quantity === null || unitPrice === null) return {}
  const product = productInMinorUnits(quantity, unitPrice, digits)
  return product.isOk() && product.value.amount === amount ? { quantity, unitPrice } : {}
}

function toNewLine(reading: LineReading, index: number, digits: number): NewInvoiceLine {
  const { line, amount, tax } = reading
  return {
    description: line.description || `Item ${index + 1}`,
    amount,
    ...priceOf(reading, digits),
    ...(tax !== null && { tax }),
    ...(line.taxRate !== null && { taxRate: line.taxRate }),
    ...(line.metadata !== null && { metadata: line.metadata }),
  }
}

function nameOf(invoice: Invoice): string {
  const noun = invoice.kind === 'credit_note' ? 'Credit note' : 'Invoice'
  return `${noun} ${invoice.number ?? invoice.source.id}`
}

/** Fields that are the same in both shapes; null and empty text mean that there is nothing to write. */
const carriedFields = [
  'dueAt',
  'issuedAt',
  'number',
  'memo',
  'purchaseOrder',
  'collection',
  'metadata',
] as const

function carried(invoice: Invoice): Partial<NewInvoice> {
  const known = carriedFields.filter((field) => invoice[field] !== null && invoice[field] !== '')
  return Object.fromEntries(known.map((field) => [field, invoice[field]]))
}

/**
 * A canonical invoice as the input that creates it elsewhere. The new invoice's total is exactly this one's total, or
 * the answer is an error that names the field; whether it should be moved at all (paid, void …) is not judged here.
 *
 * Lines are kept where they, with their own taxes, add up to the total. Where they are not known, or discount, credit or
 * tax of the whole document stand between them and the total, one line takes their place: the total, described by the
 * invoice's number. Splitting such an amount over lines would be a guess.
 */
export function toNewInvoice(
  invoice: Invoice,
  overrides: NewInvoiceOverrides,
): Result<NewInvoice, FieldProblem[]> {
  const { total, currency } = invoice
  const digits = currency === null ? null : minorUnitDigits(currency)
  const problems: FieldProblem[] = []
  if (total === null)
    problems.push({ field: 'total', message: 'is not known, so the invoice cannot be created again' })
  if (digits === null) problems.push({ field: 'currency', message: 'is not known as an ISO 4217 currency' })
  if (total === null || digits === null) return err(problems)
  const lines = linesThatSumTo(invoice, total)?.map((line, index) => toNewLine(line, index, digits))
  return parseFields(newInvoiceSchema, {
    ...carried(invoice),
    ...overrides,
    currency,
    lines: lines ?? [{ description: nameOf(invoice), amount: total }],
  }).andThen((created) => (invoice.minorUnitDigits === digits ? ok(created) : err([scaleProblem(invoice)])))
}

function scaleProblem(invoice: Invoice): FieldProblem {
  return {
    field: 'minorUnitDigits',
    message: `is ${invoice.minorUnitDigits}, which is not the scale of ${invoice.currency}`,
  }
}
