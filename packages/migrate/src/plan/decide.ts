import { formatMoney, type Invoice, isPayable, minorUnitDigits } from '@invoice-adapters/core'
import { holdsDrafts } from './drafts.ts'
import type { ResolvedMapping } from './mapping.ts'
import type { Decision, DecisionClass } from './plan.ts'
import { renews } from './renewal.ts'
import { canClose, type Pair } from './windows.ts'

export interface Ruling {
  decision: Decision
  class: DecisionClass
  reason: string
}

export interface Question {
  invoice: Invoice
  pair: Pair
  mapping: ResolvedMapping
}

interface Rule {
  class: DecisionClass
  decision: 'skip' | 'blocked'
  when: (question: Question) => boolean
  reason: (question: Question) => string
}

function blocked(
  name: DecisionClass,
  when: (question: Question) => boolean,
  reason: (question: Question) => string,
): Rule {
  return { class: name, decision: 'blocked', when, reason }
}

const settledWords: Partial<Record<Invoice['status'], string>> = {
  paid: 'is paid: there is nothing left to collect, and a paid copy could send mail or start reminders',
  partially_refunded: 'is paid and partly refunded: there is nothing left to collect',
  refunded: 'was refunded: there is nothing left to collect',
  uncollectible: 'was written off: it is not expected to be paid any more',
  void: 'is void: it was cancelled for good',
}

function isDraft({ invoice }: Question): boolean {
  return invoice.status === 'draft'
}

function money(amount: number, { currency }: Invoice): string {
  return formatMoney(amount, currency ?? '')
}

function payablePart({ amountPaid, payments }: Invoice): 'none' | 'some' | 'unknown' {
  if (amountPaid === null) return 'unknown'
  if (payments?.some(({ kind }) => kind === 'write_off') === true) return 'unknown'
  return amountPaid === 0 ? 'none' : 'some'
}

/** Every rule about the invoice alone, in the order in which they are asked. The first that fits decides. */
const rules: readonly Rule[] = [
  blocked(
    'status_unknown',
    ({ invoice }) => invoice.status === 'unknown',
    ({ invoice }) =>
      `its status "${invoice.providerStatus ?? ''}" is not known, so nobody can say whether it is owed`,
  ),
  {
    class: 'settled',
    decision: 'skip',
    when: ({ invoice }) => settledWords[invoice.status] !== undefined,
    reason: ({ invoice }) => settledWords[invoice.status] ?? '',
  },
  blocked(
    'draft_stays',
    (question) => isDraft(question) && !question.pair.source.capabilities.operations.delete.supported,
    ({ pair }) =>
      `is a draft, and ${pair.source.provider} cannot delete one: it could be issued there beside its copy`,
  ),
  {
    class: 'draft',
    decision: 'skip',
    when: (question) => isDraft(question) && !question.mapping.drafts,
    reason: () => 'is a draft: nobody owes anything yet (mapping.drafts moves drafts)',
  },
  blocked(
    'draft_would_open',
    (question) => isDraft(question) && !holdsDrafts(question.pair.target),
    ({ pair }) => `is a draft, and ${pair.target.provider} has no drafts: its copy would be issued at once`,
  ),
  blocked(
    'credit_note',
    ({ invoice }) => invoice.kind === 'credit_note' || (invoice.total ?? 0) < 0,
    () =>
      'is a credit note: money is owed to the customer, and a copy would be taken for a bill or for a second credit',
  ),
  blocked(
    'total_unknown',
    ({ invoice }) => invoice.total === null && isKnownCurrency(invoice),
    ({ invoice }) => `its total is not known${noteOf(invoice, 'total_unknown')}`,
  ),
  blocked(
    'currency',
    ({ invoice }) => !isKnownCurrency(invoice),
    ({ invoice }) => `its currency ${invoice.currency ?? ''} is not one whose amounts are known exactly`,
  ),
  blocked(
    'zero',
    ({ invoice }) => invoice.total === 0,
    () => 'comes to nothing: there is no amount to collect',
  ),
  blocked(
    'figures_disagree',
    ({ invoice }) => hasNote(invoice, 'totals_mismatch') || hasNote(invoice, 'inexact_amount'),
    ({ invoice }) =>
      `its own figures do not add up, and somebody should look first${noteOf(invoice, 'totals_mismatch')}`,
  ),
  blocked(
    'payment_in_process',
    ({ invoice }) => invoice.paymentPending === true,
    () => 'is being paid right now: wait until the payment has arrived or failed, then plan again',
  ),
  blocked(
    'subscription',
    ({ invoice }) => invoice.subscriptionId !== null,
    ({ invoice }) =>
      `belongs to subscription ${invoice.subscriptionId}, which would go on billing at the source`,
  ),
  blocked(
    'subscription',
    ({ invoice, pair }) => renews(pair.source.capabilities, invoice) === true,
    () => 'belongs to a plan that charges again and again, which would go on billing at the source',
  ),
  blocked(
    'renewal_unclear',
    ({ invoice, pair }) => renews(pair.source.capabilities, invoice) === null,
    () =>
      'it could not be read whether its plan charges again; allow the key to read plans, and keep the adapter option raw on',
  ),
  blocked(
    'automatic_collection',
    ({ invoice }) => invoice.collection === 'charge_automatically',
    () => 'is charged to a stored payment method, which does not move along',
  ),
  blocked(
    'paid_unknown',
    (question) => !isDraft(question) && payablePart(question.invoice) === 'unknown',
    () => 'it is not known how much of it was paid, or a part was written off',
  ),
  blocked(
    'nothing_due',
    (question) => !isDraft(question) && (question.invoice.amountDue ?? 0) <= 0,
    () => 'is open, and nothing is due any more: close it at the source',
  ),
  blocked(
    'part_paid',
    (question) =>
      !isDraft(question) && payablePart(question.invoice) === 'some' && question.mapping.partPaid === 'block',
    ({ invoice }) =>
      `${money(invoice.amountPaid ?? 0, invoice)} of ${money(invoice.total ?? 0, invoice)} was paid already ` +
      '(mapping.partPaid: amount_due moves the rest)',
  ),
  blocked(
    'cannot_close',
    (question) => !isDraft(question) && !canClose(question.pair.source, question.invoice),
    ({ invoice, pair }) =>
      `${pair.source.provider} has no way to make an invoice void that is ${invoice.status}`,
  ),
]

function isKnownCurrency({ currency, minorUnitDigits: digits }: Invoice): boolean {
  return currency !== null && digits !== null && minorUnitDigits(currency) === digits
}

function hasNote(invoice: Invoice, code: Invoice['notes'][number]['code']): boolean {
  return invoice.notes.some((note) => note.code === code)
}

function noteOf(invoice: Invoice, code: Invoice['notes'][number]['code']): string {
  const note = invoice.notes.find((one) => one.code === code)
  return note === undefined ? '' : `: ${note.message}`
}

/** What the invoice alone decides. Customer, dates and the target's own limits are asked afterwards. */
export function decide(question: Question): Ruling {
  const rule = rules.find(({ when }) => when(question))
  if (rule !== undefined) {
    return { decision: rule.decision, class: rule.class, reason: rule.reason(question) }
  }
  if (isDraft(question))
    return { decision: 'move', class: 'draft', reason: 'is a draft that moves as a draft' }
  const reason = isPayable(question.invoice.status) ? 'is open and wholly unpaid' : ''
  const rest = payablePart(question.invoice) === 'some' ? 'is open; what is left to pay moves' : reason
  return { decision: 'move', class: 'payable', reason: rest }
}
