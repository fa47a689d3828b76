import type { InvoiceStatus, StoredInvoice } from './entities.ts'
import type { WhopAction, WhopSwitches } from './switches.ts'

/** The first field that an invoice lacks to be more than a draft. */
export function missingToOpen(invoice: StoredInvoice): string | null {
  const { memberId, emailAddress, customerName, dueAtMs, collectionMethod, paymentMethodId } = invoice
  if (memberId === null && emailAddress === null) return 'email_address'
  if (memberId === null && customerName === null) return 'customer_name'
  if (dueAtMs === null) return 'due_date'
  return collectionMethod === 'charge_automatically' && paymentMethodId === null ? 'payment_method_id' : null
}

export const isPayable = (invoice: StoredInvoice, switches: WhopSwitches): boolean =>
  invoice.clearingPaymentId === null &&
  (invoice.status === 'open' || (invoice.status === 'past_due' && switches.pastDuePayable))

interface ActionRule {
  readonly to: InvoiceStatus
  /** Beyond `open`, which all may. */
  readonly alsoFrom: (switches: WhopSwitches) => readonly InvoiceStatus[]
}

const pastDueFor =
  (action: WhopAction) =>
  (switches: WhopSwitches): readonly InvoiceStatus[] =>
    switches.pastDueActions.includes(action) ? ['past_due'] : []

export const actionRules: Readonly<Record<WhopAction, ActionRule>> = {
  mark_paid: {
    to: 'paid',
    alsoFrom: (switches) => [
      ...pastDueFor('mark_paid')(switches),
      ...(switches.uncollectibleToPaid ? (['uncollectible'] as const) : []),
    ],
  },
  mark_uncollectible: { to: 'uncollectible', alsoFrom: pastDueFor('mark_uncollectible') },
  void: { to: 'void', alsoFrom: pastDueFor('void') },
}

/** Why an action is refused; null when it may be done. */
export function refusalOf(action: WhopAction, invoice: StoredInvoice, switches: WhopSwitches): string | null {
  const { to, alsoFrom } = actionRules[action]
  if (invoice.status !== 'open' && !alsoFrom(switches).includes(invoice.status)) {
    return `Only an open invoice can become ${to}; this one is ${invoice.status}`
  }
  const clears = invoice.clearingPaymentId !== null && switches.actionsWhileProcessing === 'refuse'
  return clears ? 'A payment of this invoice is being processed' : null
}
