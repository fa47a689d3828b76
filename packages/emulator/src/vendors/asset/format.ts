import { totalPaid } from './amounts.ts'
import { type Desk, moneyFormat } from './call.ts'
import { wireDate } from './dates.ts'
import { decimalOf, zero } from './decimals.ts'
import type { Business, LinePricing, StoredInvoice, StoredLine, StoredPayment } from './entities.ts'
import { type MoneyFormat, wireDecimal, wireMoney } from './money.ts'
import type { WireInvoice, WireLine, WirePayment } from './wire-shapes.ts'

export function formatInvoice(invoice: StoredInvoice, desk: Desk, business: Business): WireInvoice {
  const { switches, traits } = desk
  const money = moneyFormat(desk, business)
  return {
    business_id: business.id,
    number: invoice.number,
    description: invoice.description,
    total_amount: wireMoney(invoice.total, money),
    due_at: wireDate(invoice.dueAtMs, switches),
    sent_at: wireDate(invoice.sentAtMs, switches),
    ...(switches.statusAndSource === 'present' ? { source: invoice.source, status: invoice.status } : {}),
    id: invoice.id,
    customer_id: invoice.customerId,
    total_paid: wireMoney(totalPaid(invoice, switches), money),
    voided_at: invoice.voidedAtMs === null ? null : wireDate(invoice.voidedAtMs, switches),
    ...(traits.creditAmount ? { credit_amount: wireMoney(invoice.creditAmount, money) } : {}),
    [traits.metadataKey]: invoice.metadata,
    lines: invoice.lines.map((line) => formatLine(line, invoice.id, desk, money)),
    payments: invoice.payments.map((payment) => formatPayment(payment, invoice.id, desk, money)),
    ...(traits.fullUpdate ? { tags: invoice.tags } : {}),
  }
}

function formatLine(line: StoredLine, invoiceId: string, desk: Desk, money: MoneyFormat): WireLine {
  const { switches, traits } = desk
  const written = line.pricing === null ? 'amount' : 'unit_price'
  const shape = switches.linesRead === 'as_written' ? written : traits.lineShape
  return {
    description: line.description,
    ledger_id: line.ledgerId,
    ...(shape === 'amount'
      ? { amount: wireMoney(line.amount, money) }
      : formatPricing(line.pricing ?? plainPricing(line, money.digits), money)),
    id: line.id,
    invoice_id: invoiceId,
    [traits.metadataKey]: line.metadata,
  }
}

/** A line written with its amount alone, as the older shape shows it: one piece at that price. */
function plainPricing(line: StoredLine, digits: number): LinePricing {
  return {
    unitPrice: decimalOf(line.amount, digits),
    quantity: decimalOf(1, 0),
    discountAmount: 0,
    discountRate: zero,
    taxAmount: 0,
    taxRate: zero,
    isPrepayment: false,
    discount: 0,
    tax: 0,
  }
}

function formatPricing(pricing: LinePricing, money: MoneyFormat): Partial<WireLine> {
  return {
    unit_price: wireDecimal(pricing.unitPrice, money),
    quantity: wireDecimal(pricing.quantity, money),
    discount_amount: wireMoney(pricing.discountAmount, money),
    discount_rate: wireDecimal(pricing.discountRate, money),
    tax_amount: wireMoney(pricing.taxAmount, money),
    tax_rate: wireDecimal(pricing.taxRate, money),
    is_prepayment: pricing.isPrepayment,
  }
}

function formatPayment(
  payment: StoredPayment,
  invoiceId: string,
  { switches, traits }: Desk,
  money: MoneyFormat,
): WirePayment {
  return {
    invoice_id: invoiceId,
    transaction_id: payment.transactionId,
    payment_id: payment.paymentId,
    datetime: wireDate(payment.atMs, switches),
    payment_amount: wireMoney(payment.amount, money),
    id: payment.id,
    ...(traits.creditPayments
      ? {
          credit_journal_entry_id: payment.creditJournalEntryId,
          credit_memo_id: payment.creditMemoId,
          is_write_off: payment.isWriteOff,
        }
      : {}),
    ...(traits.invoiceInPayments ? { invoice: {} } : {}),
  }
}
