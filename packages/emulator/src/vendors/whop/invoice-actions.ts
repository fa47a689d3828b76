import { type Call, found, type Handler, type Reply, refuse } from './call.ts'
import type { StoredInvoice } from './entities.ts'
import { errorOf, notFound } from './errors.ts'
import { readInvoice } from './invoice-reads.ts'
import { actionRules, refusalOf } from './invoice-rules.ts'
import { reportInvoice } from './reports.ts'
import type { WhopAction } from './switches.ts'
import type { InvoiceEvent } from './webhooks.ts'

const events: Readonly<Record<WhopAction, InvoiceEvent>> = {
  mark_paid: 'invoice.paid',
  mark_uncollectible: 'invoice.marked_uncollectible',
  void: 'invoice.voided',
}

/** The invoice of the path as it is now: a stale read must not become a stale write. */
function currentInvoice(call: Call): StoredInvoice | undefined {
  const shown = readInvoice(call)
  const current = shown && call.desk.store.shelf(shown.account).invoices.get(shown.id)
  return current?.deleted === true ? undefined : current
}

/** Documented: the answer is a bare `true`. A payment by hand leaves `payment` null. */
function act(call: Call, action: WhopAction): Reply {
  const { desk, company } = call
  const invoice = currentInvoice(call)
  if (invoice === undefined) return refuse(notFound('invoice'))
  const refusal = refusalOf(action, invoice, desk.switches)
  if (refusal !== null) return refuse(errorOf(desk.switches.illegalTransitionStatus, refusal))
  const updatedAtMs = desk.surroundings.clock.tick()
  const moved = desk.store.commit({
    invoice: { ...invoice, status: actionRules[action].to, clearingPaymentId: null, updatedAtMs },
    event: 'status_changed',
    by: 'api',
    operation: call.operation,
  })
  if (action !== 'mark_paid' || desk.switches.markPaidFiresPaid) {
    reportInvoice(desk, company, events[action], moved)
  }
  return found(true)
}

export const markPaid: Handler = (call) => act(call, 'mark_paid')
export const markUncollectible: Handler = (call) => act(call, 'mark_uncollectible')
export const voidInvoice: Handler = (call) => act(call, 'void')

export const resend: Handler = (call) => {
  const { store, switches } = call.desk
  const invoice = currentInvoice(call)
  if (invoice === undefined) return refuse(notFound('invoice'))
  if (!switches.resendable.includes(invoice.status)) {
    const message = `An invoice that is ${invoice.status} cannot be sent again`
    return refuse(errorOf(switches.illegalTransitionStatus, message))
  }
  store.noteWrite(invoice.account, call.operation, invoice.id)
  return found(true)
}
