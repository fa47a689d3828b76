import {
  type Answer,
  done,
  type Exchange,
  failed,
  missing,
  numberOr,
  type Route,
  textOr,
} from './exchange.ts'
import type { ReferenceInvoice, ReferencePayment, ReferenceStatus } from './records.ts'
import type { ReferenceStore } from './store.ts'

/** From which statuses each one can be reached by hand. */
const allowed: Partial<Record<ReferenceStatus, readonly string[]>> = {
  issued: ['written_off'],
  settled: ['issued'],
  written_off: ['issued'],
  cancelled: ['issued'],
  refunded: ['settled'],
}

export function moneyRoutes(store: ReferenceStore): Route[] {
  return [
    {
      operation: 'setStatus',
      method: 'POST',
      path: '/invoices/:id/status',
      keyed: true,
      run: (exchange) => setStatus(store, exchange),
    },
    {
      operation: 'finalize',
      method: 'POST',
      path: '/invoices/:id/issue',
      keyed: true,
      run({ id }) {
        const invoice = store.get(id)
        if (invoice === undefined) return missing('invoice')
        if (invoice.status !== 'draft') return badTransition(invoice, 'issued')
        return stub(store, { ...invoice, status: 'issued', issuedAt: store.instant() })
      },
    },
    {
      operation: 'recordPayment',
      method: 'POST',
      path: '/invoices/:id/payments',
      keyed: true,
      run: (exchange) => recordPayment(store, exchange),
    },
    {
      operation: 'refund',
      method: 'POST',
      path: '/invoices/:id/refunds',
      keyed: true,
      run: (exchange) => refund(store, exchange),
    },
  ]
}

function badTransition(invoice: ReferenceInvoice, to: string): Answer {
  return failed(409, 'bad_transition', `an invoice that is ${invoice.status} cannot become ${to}`)
}

/** The answer to a change of status says little: the adapter has to read again. */
function stub(store: ReferenceStore, invoice: ReferenceInvoice): Answer {
  const payUrl = invoice.status === 'issued' ? `https://pay.reference.example/${invoice.id}` : null
  store.put({ ...invoice, payUrl, updatedAt: store.instant() })
  return done({ id: invoice.id, status: invoice.status })
}

function setStatus(store: ReferenceStore, { id, body }: Exchange): Answer {
  const invoice = store.get(id)
  if (invoice === undefined) return missing('invoice')
  const to = textOr(body.status, '')
  const from = Object.entries(allowed).find(([word]) => word === to)?.[1] ?? []
  if (!from.includes(invoice.status)) return badTransition(invoice, to)
  const now = store.instant()
  if (to === 'settled')
    return stub(store, { ...paid(store, invoice, invoice.total - invoice.amountPaid, null), status: to })
  if (to === 'cancelled') return stub(store, { ...invoice, status: to, cancelledAt: now })
  if (to === 'refunded') return stub(store, { ...invoice, status: to, amountRefunded: invoice.total })
  return stub(store, { ...invoice, status: to })
}

function paid(
  store: ReferenceStore,
  invoice: ReferenceInvoice,
  amount: number,
  externalId: string | null,
): ReferenceInvoice {
  const at = store.instant()
  const payment: ReferencePayment = { id: store.nextId('pay'), externalId, amount, at, kind: 'payment' }
  const amountPaid = invoice.amountPaid + amount
  const whole = amountPaid >= invoice.total
  return {
    ...invoice,
    amountPaid,
    payments: [...invoice.payments, payment],
    status: whole ? 'settled' : invoice.status,
    settledAt: whole ? at : null,
    payUrl: whole ? null : invoice.payUrl,
  }
}

function recordPayment(store: ReferenceStore, { id, body }: Exchange): Answer {
  const invoice = store.get(id)
  if (invoice === undefined) return missing('invoice')
  if (invoice.status !== 'issued') return failed(422, 'not_payable', 'only an issued invoice can be paid')
  if (textOr(body.currency, '') !== invoice.currency)
    return failed(422, 'currency', 'the currency is not the invoice’s')
  const changed = paid(store, invoice, numberOr(body.amount, 0), textOr(body.externalId, null))
  return stub(store, changed)
}

function refund(store: ReferenceStore, { id, body }: Exchange): Answer {
  const invoice = store.get(id)
  if (invoice === undefined) return missing('invoice')
  const amount = numberOr(body.amount, 0)
  const amountRefunded = invoice.amountRefunded + amount
  if (textOr(body.currency, '') !== invoice.currency)
    return failed(422, 'currency', 'the currency is not the invoice’s')
  if (amountRefunded > invoice.amountPaid)
    return failed(422, 'too_much', 'more than was paid cannot be refunded')
  const made = {
    id: store.nextId('ref'),
    externalId: textOr(body.externalId, ''),
    invoiceId: id,
    amount,
    currency: invoice.currency,
    at: textOr(body.refundedAt, store.instant()),
  }
  store.refunds.push(made)
  const status = amountRefunded === invoice.amountPaid ? 'refunded' : 'part_refunded'
  store.put({ ...invoice, amountRefunded, status, updatedAt: store.instant() })
  return done(made)
}
