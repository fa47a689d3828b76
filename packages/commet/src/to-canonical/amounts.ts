import type { DerivedField, Invoice, InvoiceNote, InvoiceStatus } from '@invoice-adapters/core'
import { joined, minorUnitDigits, normalizeCurrency } from '@invoice-adapters/core/authoring'
import { type CurrencyScale, currencyScale, toCanonicalAmount } from '../money.ts'
import type { WireInvoice } from '../schema.ts'

type Stated = 'subtotal' | 'discount' | 'tax' | 'creditApplied' | 'total'
type Settled = 'amountPaid' | 'amountDue'

export interface AmountsReading {
  fields: Pick<Invoice, 'kind' | 'currency' | 'minorUnitDigits' | 'taxInclusive' | Stated | Settled>
  scales: CurrencyScale | null
  derived: DerivedField[]
  notes: InvoiceNote[]
}

const wireNames: Record<Stated, 'subtotal' | 'discountAmount' | 'taxAmount' | 'creditApplied' | 'total'> = {
  subtotal: 'subtotal',
  discount: 'discountAmount',
  tax: 'taxAmount',
  creditApplied: 'creditApplied',
  total: 'total',
}

export function readAmounts(wire: WireInvoice, status: InvoiceStatus): AmountsReading {
  const scales = wire.currency ? currencyScale(wire.currency) : null
  const stated = (name: Stated): number | null => {
    const amount = wire[wireNames[name]]
    return scales === null || typeof amount !== 'number' ? null : toCanonicalAmount(amount, scales)
  }
  const total = stated('total')
  const settled = scales === null ? { amountPaid: null, amountDue: null } : settledAmounts(status, total)
  const hasTax = typeof wire.taxAmount === 'number'
  return {
    fields: {
      kind: isCredit(wire) ? 'credit_note' : 'invoice',
      currency: scales?.currency ?? (wire.currency ? normalizeCurrency(wire.currency) : null),
      minorUnitDigits: scales?.minorUnitDigits ?? (wire.currency ? minorUnitDigits(wire.currency) : null),
      taxInclusive: hasTax ? false : null,
      subtotal: stated('subtotal'),
      discount: stated('discount'),
      tax: stated('tax'),
      creditApplied: stated('creditApplied'),
      total,
      amountPaid: settled.amountPaid,
      amountDue: settled.amountDue,
    },
    scales,
    derived: joined(
      typeof wire.total === 'number' ? [kindRule] : [],
      hasTax ? [taxRule] : [],
      settled.amountPaid === null ? [] : settledRules.amountPaid,
      settled.amountDue === null ? [] : settledRules.amountDue,
    ),
    notes: scales === null ? unknownCurrency(wire) : [],
  }
}

function isCredit(wire: WireInvoice): boolean {
  return typeof wire.total === 'number' && wire.total < 0
}

/** Commet knows no part payments, and keeps what was paid with its transactions. */
function settledAmounts(status: InvoiceStatus, total: number | null): Pick<Invoice, Settled> {
  if (status === 'open' || status === 'past_due') return { amountPaid: 0, amountDue: total }
  if (status === 'paid') return { amountPaid: total, amountDue: 0 }
  if (status === 'void') return { amountPaid: null, amountDue: 0 }
  return { amountPaid: null, amountDue: null }
}

const kindRule: DerivedField = { field: 'kind', from: ['total'], rule: 'a negative total is a credit note' }

// accept-one-time-payments.md: amountTotal = amountSubtotal + taxAmount.
const taxRule: DerivedField = {
  field: 'taxInclusive',
  from: ['taxAmount'],
  rule: 'Commet adds tax on top of the amounts',
}

const settledRule =
  'outstanding: nothing paid, the total is due; paid: the total is paid, nothing is due; void: nothing is due'

const settledRules: Record<Settled, DerivedField[]> = {
  amountPaid: [{ field: 'amountPaid', from: ['status', 'total'], rule: settledRule }],
  amountDue: [{ field: 'amountDue', from: ['status', 'total'], rule: settledRule }],
}

function unknownCurrency(wire: WireInvoice): InvoiceNote[] {
  const message = wire.currency
    ? `The scale of "${wire.currency}" amounts at Commet is not known, so the amounts are left out`
    : 'Commet gave no currency, so the amounts are left out'
  return [{ code: 'unknown_currency', field: 'currency', message }]
}
