import { addExactly, isRecord } from '../frame.ts'
import { found, type Handler, moneyFormat, refuse } from './call.ts'
import type { StoredRefund } from './entities.ts'
import { validationError } from './errors.ts'
import { nextId } from './identifiers.ts'
import { readMoney } from './money.ts'
import { unknown } from './payments.ts'
import { formatRefund } from './refund-format.ts'
import { unapplied, useTransaction } from './settlement.ts'
import { money, optional, problemsOf, required, text } from './validation.ts'

/** Documented: 201. */
const createdStatus = 201

export const applyRefundPayment: Handler = (call) => {
  const { body, business, desk } = call
  const format = moneyFormat(desk, business)
  const problems = problemsOf(body, {
    refund_id: required(text()),
    transaction_id: required(text()),
    payment_amount: optional(money(format, 'not_negative')),
  })
  if (problems.length > 0 || !isRecord(body)) return refuse(validationError(problems))

  const { refunds, transactions } = desk.store.books(business.name)
  const refund = refunds.get(String(body.refund_id))
  if (refund === undefined) return refuse(unknown(desk, 'Refund'))
  const transaction = transactions.get(String(body.transaction_id))
  if (transaction === undefined) return refuse(unknown(desk, 'Transaction'))
  const amount = readMoney(body.payment_amount, format) ?? unapplied(transaction)
  // guess: a refund takes no more than it is for, and nothing once it is done.
  const tooMuch = addExactly(refund.amountPaid, amount) > refund.amount || amount > unapplied(transaction)
  if (refund.status !== 'pending' || tooMuch) {
    return refuse({ status: 422, message: 'The refund or the transaction has not that much left' })
  }
  useTransaction(desk, transaction, amount)
  const paid = withPayment(refund, {
    id: nextId(desk.surroundings, 'rfp'),
    amount,
    transactionId: transaction.id,
  })
  desk.store.put(refunds, paid, call.operation)
  return found(formatRefund(paid, desk, business), createdStatus)
}

function withPayment(refund: StoredRefund, payment: StoredRefund['payments'][number]): StoredRefund {
  const amountPaid = addExactly(refund.amountPaid, payment.amount)
  return {
    ...refund,
    amountPaid,
    status: amountPaid >= refund.amount ? 'completed' : 'pending',
    payments: [...refund.payments, payment],
  }
}
