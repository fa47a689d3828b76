import {
  err,
  type FieldProblem,
  type JsonObject,
  type NewRefund,
  ok,
  type Result,
} from '@invoice-adapters/core'
import { toWireAmount } from '../money.ts'
import type { AssetSettings } from '../options.ts'

/** The ways in which money goes back (api-reference/invoice/refund-an-invoice). */
const refundMethods: readonly string[] = ['cash', 'check', 'credit_card', 'ach', 'credit_balance', 'other']

const longestMemo = 255

/** A refund that the input alone decides, but for its line and its date. */
export interface AskedRefund {
  externalId: string
  /** Minor units. */
  amount: number
  /** The same on the wire. */
  wireAmount: number
  method: string
  lineId: string | null
  memo: string | null
  refundedAt: string | null
}

export function toAskedRefund(
  refund: NewRefund,
  settings: Pick<AssetSettings, 'currency' | 'minorUnitDigits'>,
): Result<AskedRefund, FieldProblem[]> {
  const { externalId, amount, method, memo } = refund
  const wireAmount = toWireAmount(amount, settings.minorUnitDigits)
  const problems = [
    ...currencyProblems(refund.currency, settings.currency),
    ...(wireAmount === null
      ? [{ field: 'amount', message: 'has more digits than JSON carries exactly' }]
      : []),
    ...(method !== undefined && refundMethods.includes(method)
      ? []
      : [{ field: 'method', message: `is required by Asset: one of ${refundMethods.join(', ')}` }]),
    ...(memo !== undefined && memo.length > longestMemo
      ? [{ field: 'memo', message: `is longer than ${longestMemo} characters` }]
      : []),
  ]
  if (problems.length > 0 || wireAmount === null || method === undefined) return err(problems)
  return ok({
    externalId,
    amount,
    wireAmount,
    method,
    lineId: refund.lineId ?? null,
    memo: memo ?? null,
    refundedAt: refund.refundedAt ?? null,
  })
}

export function toWireRefund(asked: AskedRefund, invoiceId: string, now: number): JsonObject {
  const { externalId, wireAmount: amount, method, lineId, memo } = asked
  return {
    amount,
    refund_external_id: externalId,
    refunded_at: asked.refundedAt ?? new Date(now).toISOString(),
    method,
    invoices_to_refund: [
      { amount, invoice_id: invoiceId, ...(lineId === null ? {} : { invoice_line_id: lineId }) },
    ],
    ...(memo === null ? {} : { memo }),
  }
}

/** Asset names no currency anywhere: whatever is asked must be in the one of the books. */
export function currencyProblems(asked: string, ours: string): FieldProblem[] {
  return asked === ours
    ? []
    : [{ field: 'currency', message: `is ${asked}, and the books of this account are kept in ${ours}` }]
}
