import { addExactly, divideRounded, type JsonObject } from '../frame.ts'
import type { InvoiceStatus, StoredCustomer, StoredInvoice, StoredLine } from './entities.ts'
import type { CommetSwitches } from './switches.ts'

/** Statuses that the API may set, each only on an outstanding invoice. */
export const settableStatuses: readonly InvoiceStatus[] = ['paid', 'void']

export const allStatuses: readonly InvoiceStatus[] = ['draft', 'outstanding', 'paid', 'void', 'uncollectible']

/** Documented: only an outstanding invoice may change. */
export const maySetStatus = (from: InvoiceStatus): boolean => from === 'outstanding'

const dayMs = 86_400_000

export interface AdjustmentOrder {
  readonly id: string
  readonly invoiceNumber: string
  readonly customer: StoredCustomer
  /** Settlement units, negative for a credit. */
  readonly amount: number
  readonly description: string
  readonly metadata: JsonObject | undefined
  readonly nowMs: number
}

/** The invoice that an adjustment becomes. Everything not in the order is a guess and most of it a switch. */
export function buildAdjustment(order: AdjustmentOrder, switches: CommetSwitches): StoredInvoice {
  const { amount, description, customer, nowMs } = order
  const taxAmount = divideRounded(BigInt(amount) * BigInt(switches.adjustmentTaxBasisPoints), 10_000n)
  return {
    id: order.id,
    account: customer.account,
    customerId: customer.id,
    subscriptionId: null,
    invoiceNumber: order.invoiceNumber,
    status: amount < 0 ? switches.creditStatus : 'outstanding',
    invoiceType: 'adjustment',
    kind: amount < 0 ? 'credit_note' : 'invoice',
    currency: customer.currency,
    subtotal: amount,
    discountAmount: 0,
    creditApplied: 0,
    taxAmount,
    total: addExactly(amount, taxAmount),
    amountRefunded: 0,
    // guess: an adjustment has no period; the instant of issue stands for both ends, which are required.
    periodStartMs: nowMs,
    periodEndMs: nowMs,
    issuedAtMs: nowMs,
    dueAtMs: nowMs + switches.adjustmentDueDays * dayMs,
    planName: null,
    memo: switches.adjustmentMemo === 'description' ? description : null,
    poNumber: null,
    reference: null,
    metadata: order.metadata ?? {},
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    lines: [adjustmentLine(amount, description, switches)],
    overdueReported: false,
    history: [],
  }
}

function adjustmentLine(amount: number, description: string, switches: CommetSwitches): StoredLine {
  return {
    lineType: switches.adjustmentLineType,
    featureName: null,
    description,
    quantity: 1,
    unitRate: BigInt(amount) * 100n,
    amount,
    includedAmount: null,
    usedAmount: null,
    overageAmount: null,
    discountType: null,
    discountValue: null,
    discountName: null,
    chargeType: 'standard',
  }
}
