import type { DerivedField, Invoice, InvoiceNote, InvoiceStatus } from '@invoice-adapters/core'
import { isPayable, sumAmounts } from '@invoice-adapters/core/authoring'
import { readMoney } from '../money.ts'
import type { WireInvoice } from '../schema.ts'
import type { LinesReading } from './lines.ts'

export interface StatedAmounts {
  total: number | null
  amountPaid: number | null
  notes: InvoiceNote[]
}

/** What the invoice states by itself. */
export function readStated(wire: WireInvoice, digits: number): StatedAmounts {
  const total = readMoney(wire.total_amount, digits)
  const paid = readMoney(wire.total_paid, digits)
  const note = (field: string, name: string, problem: string | null): InvoiceNote[] =>
    problem === null ? [] : [{ code: 'inexact_amount', field, message: `${name} ${problem}` }]
  return {
    total: total.amount,
    amountPaid: paid.amount,
    notes: [
      ...note('total', 'total_amount', total.problem),
      ...note('amountPaid', 'total_paid', paid.problem),
    ],
  }
}

type WorkedOut = Pick<Invoice, 'kind' | 'taxInclusive' | 'subtotal' | 'tax' | 'amountDue'>

export interface WorkedOutAmounts {
  fields: WorkedOut
  derived: DerivedField[]
}

/** What has to be worked out: Asset states a total and what was paid of it, nothing between. */
export function workOutAmounts(
  { total, amountPaid }: StatedAmounts,
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
    derived: [
      ...(total === null ? [] : [rules.kind]),
      ...(subtotal === null ? [] : [rules.subtotal]),
      ...(fields.taxInclusive === null ? [] : [rules.taxInclusive]),
      ...(tax === null ? [] : [rules.tax]),
      ...(amountDue === null ? [] : [rules.amountDue]),
    ],
  }
}

function sumOf(amounts: (number | null)[] | undefined): number | null {
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
