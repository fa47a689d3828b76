import { isRecord } from '../frame.ts'
import { type Call, type Desk, found, type Handler, moneyFormat, refuse } from './call.ts'
import { creditOf, drawCredit } from './credit.ts'
import type { StoredInvoice } from './entities.ts'
import { type AssetError, isError, missing, notFound, validationError } from './errors.ts'
import { formatInvoice } from './format.ts'
import { readMoney } from './money.ts'
import { pay, unapplied, useTransaction } from './settlement.ts'
import { money, optional, problemsOf, required, text } from './validation.ts'

export const applyPayment: Handler = (call) => {
  const { body, business, desk } = call
  const format = moneyFormat(desk, business)
  const problems = problemsOf(body, {
    invoice_id: required(text()),
    transaction_id: desk.traits.creditPayments ? optional(text()) : required(text()),
    payment_amount: optional(money(format, 'not_negative')),
  })
  if (problems.length > 0 || !isRecord(body)) return refuse(validationError(problems))

  const invoice = payableInvoice(call, String(body.invoice_id))
  if (isError(invoice)) return refuse(invoice)
  const amount = readMoney(body.payment_amount, format)
  const paid =
    typeof body.transaction_id === 'string'
      ? payFromTransaction(call, invoice, body.transaction_id, amount)
      : payFromCredit(call, invoice, amount)
  return isError(paid)
    ? refuse(paid)
    : found(formatInvoice(paid, desk, business), desk.switches.paymentStatus)
}

/** An unknown id inside a body. */
export const unknown = (desk: Desk, what: string): AssetError => ({
  ...notFound(what),
  status: desk.switches.unknownReferenceStatus,
})

/** guess: only an open invoice takes payments. */
function payableInvoice({ desk, business }: Call, id: string): StoredInvoice | AssetError {
  const invoice = desk.store.books(business.name).invoices.get(id)
  if (invoice === undefined) return unknown(desk, 'Invoice')
  return invoice.status === 'open'
    ? invoice
    : { status: 422, message: `An invoice that is ${invoice.status} takes no payments` }
}

function payFromTransaction(
  { desk, business, operation }: Call,
  invoice: StoredInvoice,
  transactionId: string,
  wanted: number | null,
): StoredInvoice | AssetError {
  const transaction = desk.store.books(business.name).transactions.get(transactionId)
  if (transaction === undefined) return unknown(desk, 'Transaction')
  const left = unapplied(transaction)
  const amount = wanted ?? left
  if (left === 0 || amount > left) {
    return { status: 422, message: 'The transaction has not that much left' }
  }
  useTransaction(desk, transaction, amount)
  const parts = [{ amount, source: { kind: 'transaction', transactionId } as const }]
  return pay(desk, { invoice, parts, by: 'api', operation })
}

function payFromCredit(
  { desk, business, operation }: Call,
  invoice: StoredInvoice,
  amount: number | null,
): StoredInvoice | AssetError {
  if (amount === null || amount === 0) {
    return validationError([{ at: ['body', 'payment_amount'], message: missing }])
  }
  const customer = desk.store.books(business.name).customers.get(invoice.customerId)
  if (customer === undefined || creditOf(desk, customer) < amount) {
    return { status: 422, message: 'The customer has not that much credit' }
  }
  const parts = drawCredit(desk, customer, amount).map((draw) => ({
    amount: draw.amount,
    source: { kind: 'credit', draw } as const,
  }))
  return pay(desk, { invoice, parts, by: 'api', operation })
}
