import { found, type Handler, refuse } from './call.ts'
import { paymentStatuses, type StoredPayment } from './entities.ts'
import { notFound } from './errors.ts'
import { formatListedPayment, formatPayment } from './format-payment.ts'
import { formattingOf } from './invoice-reads.ts'
import { answerList } from './lists.ts'

export const listPayments: Handler = (call) =>
  answerList<StoredPayment>(call, {
    collection: call.desk.store.shelf(call.company.name).payments,
    seller: { what: 'payments', required: false },
    orders: { final_amount: (payment) => payment.total, paid_at: (payment) => payment.paidAtMs },
    filters: [
      { parameter: 'plan_ids', of: (payment) => payment.planId },
      { parameter: 'product_ids', of: (payment) => payment.productId },
      { parameter: 'statuses', words: paymentStatuses, of: (payment) => payment.status },
      { parameter: 'currencies', of: (payment) => payment.currency },
    ],
    format: (payment) => formatListedPayment(payment, formattingOf(call)),
  })

export const getPayment: Handler = (call) => {
  const { payments } = call.desk.store.shelf(call.company.name)
  const payment = call.conditions.read(payments.versions(call.parameters.id ?? ''))
  return payment === undefined
    ? refuse(notFound('payment'))
    : found(formatPayment(payment, formattingOf(call)))
}
