import type { DerivedField, InvoiceNote, InvoicePayment, PaymentKind } from '@invoice-adapters/core'
import { readMoney } from '../money.ts'
import { toInstant, type WirePayment } from '../schema.ts'

export interface PaymentsReading {
  payments: InvoicePayment[] | null
  derived: DerivedField[]
  notes: InvoiceNote[]
}

export function readPayments(wire: WirePayment[] | null | undefined, digits: number): PaymentsReading {
  if (!wire) return { payments: null, derived: [], notes: [] }
  const amounts = wire.map((payment) => readMoney(payment.payment_amount, digits))
  return {
    payments: wire.map((payment, index) => ({
      id: payment.id ?? null,
      amount: amounts[index]?.amount ?? null,
      at: toInstant(payment.datetime),
      kind: kindOf(payment),
    })),
    derived: wire.length > 0 ? [kindRule] : [],
    notes: amounts.flatMap(({ problem }, index) =>
      problem === null ? [] : [inexact(index, `payment_amount ${problem}`)],
    ),
  }
}

/** Credit leaves no transaction (api-reference/invoice/apply-a-payment-to-an-invoice). */
export function kindOf({ is_write_off, transaction_id }: WirePayment): PaymentKind {
  if (is_write_off === true) return 'write_off'
  return transaction_id ? 'payment' : 'credit'
}

function inexact(index: number, message: string): InvoiceNote {
  return { code: 'inexact_amount', field: `payments.${index}.amount`, message }
}

const kindRule: DerivedField = {
  field: 'payments.kind',
  from: ['payments.is_write_off', 'payments.transaction_id'],
  rule: 'write_off where is_write_off is true, credit where there is no transaction, else payment',
}
