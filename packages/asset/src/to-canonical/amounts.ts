import type {
  DerivedField,
  Invoice,
  InvoiceNote,
  InvoicePayment,
  InvoiceStatus,
} from '@invoice-adapters/core'
import { isPayable, joined, sumAmounts } from '@invoice-adapters/core/authoring'
import { readMoney } from '../money.ts'
import type { WireInvoice } from '../schema.ts'
import type { LinesReading } from './lines.ts'

export interface StatedAmounts {
  total: number | null
  /** What was received, without write-offs. */
  amountPaid: number | null
  derived: DerivedField[]
  notes: InvoiceNote[]
}

/** What the invoice states by itself, as far as it is money that came. */
export function readStated(
  wire: WireInvoice,
  payments: InvoicePayment[] | null,
  digits: number,
): StatedAmounts {
  const total = readMoney(wire.total_amount, digits)
  const paid = readMoney(wire.total_paid, digits)
  const amountPaid = withoutWriteOffs(paid.amount, payments ?? [])
  return {
    total: total.amount,
    amountPaid,
    derived: amountPaid === null ? [] : [rules.amountPaid],
    notes: joined(
      note('total', 'total_amount', total.problem),
      note('amountPaid', 'total_paid', paid.problem),
      paid.amount !== null && amountPaid === null ? [writeOffUnclear] : [],
    ),
  }
}

function note(field: string, name: string, problem: string | null): InvoiceNote[] {
  return problem === null ? [] : [{ code: 'inexact_amount', field, message: `${name} ${problem}` }]
}

/** Whether total_paid counts a write-off is not documented: which of the two sums it is, tells. Null: neither. */
function withoutWriteOffs(totalPaid: number | null, payments: InvoicePayment[]): number | null {
  if (totalPaid === null || payments.every(({ kind }) => kind !== 'write_off')) return totalPaid
  const all = sumOf(payments.map(({ amount }) => amount))
  const received = payments.filter(({ kind }) => kind !== 'write_off').map(({ amount }) => amount)
  const came = received.length === 0 ? 0 : sumOf(received)
  return came !== null && (totalPaid === came || totalPaid === all) ? came : null
}

const writeOffUnclear: InvoiceNote = {
  code: 'totals_mismatch',
  field: 'amountPaid',
  message: 'A part was written off, and total_paid is the sum of the payments neither with it nor without.',
}

type WorkedOut = Pick<Invoice, 'kind' | 'taxInclusive' | 'subtotal' | 'tax' | 'amountDue'>

export interface WorkedOutAmounts {
  fields: WorkedOut
  derived: DerivedField[]
}

/** What has to be worked out: Asset states a total and what was paid of it, nothing between. */
export function workOutAmounts(
  { total, amountPaid }: Pick<StatedAmounts, 'total' | 'amountPaid'>,
  { lines, byUnit }: LinesReading,
  status: InvoiceStatus,
): WorkedOutAmounts {
  const subtotal = sumOf(lines?.map((line) => line.amount))
  const tax = byUnit === true ? sumOf(lines?.map((line) => line.tax ?? null)) : null
  const amountDue = dueOf(status, total, amountPaid)
  const fields: WorkedOut = {
    kind: total !== null && total < 0 ? 'credit_note' : 'invoice',
    taxInclusive: byUnit === true ? false : null,
    subtotal,
    tax,
    amountDue,
  }
  return {
    fields,
    derived: joined(
      total === null ? [] : [rules.kind],
      subtotal === null ? [] : [rules.subtotal],
      fields.taxInclusive === null ? [] : [rules.taxInclusive],
      tax === null ? [] : [rules.tax],
      amountDue === null ? [] : [rules.amountDue],
    ),
  }
}

/** Null as soon as one is not known, and where there are none. */
export function sumOf(amounts: (number | null)[] | undefined): number | null {
  const known = amounts?.filter((amount) => amount !== null) ?? []
  if (known.length === 0 || known.length !== amounts?.length) return null
  return sumAmounts(known).unwrapOr(null)
}

function dueOf(status: InvoiceStatus, total: number | null, amountPaid: number | null): number | null {
  if (status === 'paid' || status === 'void') return 0
  if (!isPayable(status) || total === null || amountPaid === null) return null
  return sumAmounts([total, -amountPaid]).unwrapOr(null)
}

const rules = {
  amountPaid: {
    field: 'amountPaid',
    from: ['total_paid', 'payments'],
    rule: 'total_paid, without the write-offs where it counts them',
  },
  kind: { field: 'kind', from: ['total_amount'], rule: 'a negative total is a credit note' },
  subtotal: { field: 'subtotal', from: ['lines'], rule: 'the sum of the line amounts' },
  taxInclusive: {
    field: 'taxInclusive',
    from: ['lines.unit_price'],
    rule: 'the amount of a line is worked out without its tax',
  },
  tax: { field: 'tax', from: ['lines.tax_amount'], rule: 'the sum of the tax of the lines' },
  amountDue: {
    field: 'amountDue',
    from: ['status', 'total_amount', 'total_paid'],
    rule: 'total_amount less total_paid while open; nothing once paid or voided',
  },
} satisfies Record<string, DerivedField>
