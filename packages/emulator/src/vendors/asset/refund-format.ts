import { type Desk, moneyFormat } from './call.ts'
import { wireDate } from './dates.ts'
import type { Business, StoredRefund } from './entities.ts'
import { wireMoney } from './money.ts'
import type { WireRefund } from './wire-shapes.ts'

export function formatRefund(refund: StoredRefund, desk: Desk, business: Business): WireRefund {
  const { switches, traits } = desk
  const money = moneyFormat(desk, business)
  return {
    business_id: business.id,
    external_id: refund.externalId,
    amount: wireMoney(refund.amount, money),
    method: refund.method,
    refunded_at: wireDate(refund.refundedAtMs, switches),
    id: refund.id,
    amount_paid: wireMoney(refund.amountPaid, money),
    memo: refund.memo,
    processor: refund.processor,
    is_return: refund.isReturn,
    ...(traits.refundCredit ? { refund_credit: refund.refundCredit } : {}),
    status: refund.status,
    payments: refund.payments.map(({ id, amount, transactionId }) => ({
      amount: wireMoney(amount, money),
      id,
      transaction_id: transactionId,
    })),
    refund_invoices: refund.invoices.map((share) => ({
      amount: wireMoney(share.amount, money),
      id: share.id,
      invoice_id: share.invoiceId,
      invoice_line_id: share.invoiceLineId,
      external_id: share.externalId,
      memo: share.memo,
    })),
    ...(traits.splitTags ? { tags: {} } : {}),
  }
}
