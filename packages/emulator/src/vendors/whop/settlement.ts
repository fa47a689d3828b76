import type { Actor } from '../frame.ts'
import type { Desk } from './call.ts'
import { watchDueDate } from './due-dates.ts'
import type { Company, StoredInvoice, StoredPayment } from './entities.ts'
import { withPayer } from './payers.ts'
import { buildPayment } from './payment-amounts.ts'
import { reportInvoice, reportPayment } from './reports.ts'

export interface PaymentOrder {
  readonly by: Actor
  readonly operation: string
  readonly outcome: 'paid' | 'slow' | 'declined'
  /** When a slow one clears, in milliseconds; after the usual time by default. */
  readonly clearsAtMs?: number
}

/** Somebody pays a payable invoice, at once or slowly, or tries to. */
export function takePayment(
  desk: Desk,
  company: Company,
  invoice: StoredInvoice,
  order: PaymentOrder,
): StoredInvoice {
  const { store, surroundings } = desk
  const owed = withPayer(desk, company, invoice)
  const nowMs = surroundings.clock.tick()
  const payment = buildPayment(desk, owed, { nowMs, outcome: order.outcome })
  store.putPayment(payment)
  if (order.outcome === 'declined') {
    reportPayment(desk, company, 'payment.failed', payment)
    return invoice
  }
  if (order.outcome === 'paid') return settle(desk, company, { invoice: owed, payment, nowMs, ...order })

  const clearing = store.commit({
    invoice: { ...owed, clearingPaymentId: payment.id, updatedAtMs: nowMs },
    event: 'payment_started',
    by: order.by,
    operation: order.operation,
  })
  reportPayment(desk, company, 'payment.pending', payment)
  clearLater(desk, company, payment, order.clearsAtMs ?? nowMs + desk.switches.clearingMs)
  return store.shelf(company.name).invoices.get(clearing.id) ?? clearing
}

interface Settlement {
  readonly invoice: StoredInvoice
  readonly payment: StoredPayment
  readonly nowMs: number
  readonly by: Actor
  readonly operation: string
}

function settle(desk: Desk, company: Company, settlement: Settlement): StoredInvoice {
  const { invoice, payment, nowMs, by, operation } = settlement
  const paid = desk.store.commit({
    invoice: {
      ...invoice,
      status: 'paid',
      paymentId: payment.id,
      clearingPaymentId: null,
      updatedAtMs: nowMs,
    },
    event: 'status_changed',
    by,
    operation,
  })
  reportInvoice(desk, company, 'invoice.paid', paid)
  reportPayment(desk, company, 'payment.succeeded', payment)
  return paid
}

export function clearLater(desk: Desk, company: Company, payment: StoredPayment, atMs: number): void {
  desk.surroundings.clock.schedule(atMs, () => clear(desk, company, payment.id))
}

/** What a slow payment concerns, as long as it is under way. */
function clearingOf(desk: Desk, company: Company, paymentId: string) {
  const { payments, invoices } = desk.store.shelf(company.name)
  const payment = payments.get(paymentId)
  const invoice = payment?.status === 'pending' ? invoices.get(payment.invoiceId) : undefined
  return payment === undefined || invoice === undefined ? null : { payment, invoice }
}

function clear(desk: Desk, company: Company, paymentId: string): void {
  const clearing = clearingOf(desk, company, paymentId)
  if (clearing === null) return
  const nowMs = desk.surroundings.clock.tick()
  // What went another way meanwhile is not paid after all.
  const isWanted = clearing.invoice.clearingPaymentId === paymentId
  const changes = isWanted ? ({ status: 'paid', paidAtMs: nowMs } as const) : ({ status: 'void' } as const)
  const payment: StoredPayment = { ...clearing.payment, ...changes, updatedAtMs: nowMs }
  desk.store.putPayment(payment)
  if (!isWanted) return
  const { invoice } = clearing
  settle(desk, company, { invoice, payment, nowMs, by: 'customer', operation: 'outside:settle' })
}

/** A slow payment comes to nothing: the invoice is open again, and past due where its date has passed. */
export function failClearing(desk: Desk, company: Company, paymentId: string): void {
  const clearing = clearingOf(desk, company, paymentId)
  if (clearing === null) return
  const nowMs = desk.surroundings.clock.tick()
  const failureMessage = 'The payment was returned by the bank.'
  const payment: StoredPayment = { ...clearing.payment, status: 'open', failureMessage, updatedAtMs: nowMs }
  desk.store.putPayment(payment)
  const reopened = desk.store.commit({
    invoice: { ...clearing.invoice, clearingPaymentId: null, updatedAtMs: nowMs },
    event: 'payment_failed',
    by: 'vendor',
    operation: 'outside:fail_payment',
  })
  reportPayment(desk, company, 'payment.failed', payment)
  watchDueDate(desk, company, reopened)
}
