import type {
  DerivedField,
  Invoice,
  InvoiceNote,
  InvoicePayment,
  InvoiceStatus,
} from '@invoice-adapters/core'
import { isPayable, joined, normalizeCurrency, toUtcInstant } from '@invoice-adapters/core/authoring'
import { type CurrencyScale, readingScale } from '../money.ts'
import type { WirePayment } from '../schema.ts'
import { type FigureReader, figureReader } from './figures.ts'
import { readLines } from './lines.ts'
import { readPrice } from './price.ts'
import { type InvoiceParts, paymentOf } from './reading.ts'
import { isInCurrency, isReceived, readTotal } from './total.ts'

type Money =
  | 'kind'
  | 'currency'
  | 'minorUnitDigits'
  | 'taxInclusive'
  | 'subtotal'
  | 'tax'
  | 'total'
  | 'amountPaid'
  | 'amountDue'
  | 'amountRefunded'
  | 'paidAt'
  | 'lines'
  | 'payments'

export interface AmountsReading {
  fields: Pick<Invoice, Money>
  derived: DerivedField[]
  notes: InvoiceNote[]
}

export function readAmounts(parts: InvoiceParts, status: InvoiceStatus): AmountsReading {
  const code = parts.invoice.current_plan?.currency || parts.plan?.currency || null
  const scale = code === null ? null : readingScale(code)
  const figures = figureReader(scale)
  const lines = readLines(parts.invoice.line_items, scale)
  const price = readPrice(lines.lines, parts.plan, figures)
  const total = readTotal(parts, price, scale, figures)
  const settled = readSettled(parts, status, total.total, scale, figures)
  const negative = (total.total ?? price.subtotal ?? 0) < 0
  return {
    fields: {
      kind: negative ? 'credit_note' : 'invoice',
      currency: scale?.currency ?? (code === null ? null : normalizeCurrency(code)),
      minorUnitDigits: scale?.digits ?? null,
      taxInclusive: taxInclusive(parts),
      subtotal: price.subtotal,
      total: total.total,
      lines: lines.lines,
      tax: settled.fields.tax,
      amountPaid: settled.fields.amountPaid,
      amountDue: settled.fields.amountDue,
      amountRefunded: settled.fields.amountRefunded,
      paidAt: settled.fields.paidAt,
      payments: settled.fields.payments,
    },
    derived: joined(
      price.subtotal === null ? [kindRule] : [kindRule, ...price.derived],
      total.derived,
      lines.derived,
      settled.derived,
    ),
    notes: joined(
      scale === null ? [unknownCurrency(code)] : [],
      lines.notes,
      figures.notes,
      price.notes,
      total.notes,
      settled.notes,
    ),
  }
}

const behaviors: ReadonlyMap<string, boolean> = new Map([
  ['inclusive', true],
  ['exclusive', false],
])

/** As it was charged, where a payment tells, else as the plan is set; `unspecified` says nothing. */
function taxInclusive(parts: InvoiceParts): boolean | null {
  const behavior = paymentOf(parts)?.tax_behavior ?? parts.plan?.tax_type ?? ''
  return behaviors.get(behavior) ?? null
}

interface SettledReading {
  fields: Pick<Invoice, 'tax' | 'amountPaid' | 'amountDue' | 'amountRefunded' | 'paidAt' | 'payments'>
  derived: DerivedField[]
  notes: InvoiceNote[]
}

const paidStatuses: ReadonlySet<InvoiceStatus> = new Set(['paid', 'partially_refunded', 'refunded'])

/** Whop knows no part payments; a settlement recorded by hand (`mark_paid`) leaves no payment at all. */
function readSettled(
  parts: InvoiceParts,
  status: InvoiceStatus,
  total: number | null,
  scale: CurrencyScale | null,
  figures: FigureReader,
): SettledReading {
  const isPaid = paidStatuses.has(status)
  const payment = paymentOf(parts)
  const received = payment !== null && isReceived(payment) ? payment : null
  const own = received !== null && isInCurrency(received, scale) ? received : null
  const byHand = isPaid && parts.payment === 'none' ? total : null
  const paid = isPaid ? (figures.read('amountPaid', own?.total) ?? byHand) : null
  const amountPaid = isPayable(status) && scale !== null ? 0 : paid
  const amountDue = dueAmount(status, isPaid, total, scale)
  const refunded = figures.read('amountRefunded', own?.refunded_amount)
  return {
    fields: {
      tax: figures.read('tax', own?.tax_amount),
      amountPaid,
      amountDue,
      amountRefunded: refunded,
      paidAt: received === null ? null : instantOf(received.paid_at),
      payments: paymentsOf(parts, isPaid, received, own, figures),
    },
    derived: joined(
      amountPaid === null ? [] : settledRules.amountPaid,
      amountDue === null ? [] : settledRules.amountDue,
      received === null ? [] : [paymentKindRule],
    ),
    notes: unreadPayment(parts, isPaid),
  }
}

function dueAmount(
  status: InvoiceStatus,
  isPaid: boolean,
  total: number | null,
  scale: CurrencyScale | null,
): number | null {
  if (scale === null) return null
  if (isPayable(status)) return total
  return isPaid || status === 'void' ? 0 : null
}

/** Null for one that was paid by hand: money came, and Whop does not tell of it. */
function paymentsOf(
  { payment }: InvoiceParts,
  isPaid: boolean,
  received: WirePayment | null,
  own: WirePayment | null,
  figures: FigureReader,
): InvoicePayment[] | null {
  if (received !== null) {
    const amount = figures.read('payments.0.amount', own?.total)
    return [{ id: received.id, amount, at: instantOf(received.paid_at), kind: 'payment' }]
  }
  return payment === null || isPaid ? null : []
}

function instantOf(at: WirePayment['paid_at']): string | null {
  return typeof at === 'string' ? toUtcInstant(at) : null
}

const kindRule: DerivedField = {
  field: 'kind',
  from: ['line_items.total', 'plan.initial_price'],
  rule: 'a negative price is a credit note, everything else an invoice',
}

const settledRule =
  'open or past due: nothing paid, the total is due; paid: what the payment states, or the total where it was marked by hand, and nothing is due; void: nothing is due'

const settledRules: Record<'amountPaid' | 'amountDue', DerivedField[]> = {
  amountPaid: [{ field: 'amountPaid', from: ['status', 'payment.total'], rule: settledRule }],
  amountDue: [{ field: 'amountDue', from: ['status', 'payment.total'], rule: settledRule }],
}

const paymentKindRule: DerivedField = {
  field: 'payments.kind',
  from: ['payment'],
  rule: 'money came through Whop',
}

function unknownCurrency(code: string | null): InvoiceNote {
  const message =
    code === null
      ? 'Whop gave no currency, so the amounts are left out'
      : `"${code}" is no ISO 4217 currency with a minor unit, so the amounts are left out`
  return { code: 'unknown_currency', field: 'currency', message }
}

function unreadPayment({ missing }: InvoiceParts, isPaid: boolean): InvoiceNote[] {
  const because = missing.find(({ part }) => part === 'payment')?.because
  if (!isPaid || because === undefined) return []
  const message = `What was paid, taxed and refunded is not known: the payment ${because}.`
  return [{ code: 'total_unknown', field: 'amountPaid', message }]
}
