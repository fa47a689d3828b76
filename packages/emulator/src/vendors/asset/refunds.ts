import { addExactly, isRecord } from '../frame.ts'
import { type Call, found, type Handler, moneyFormat, refuse } from './call.ts'
import { readDate } from './dates.ts'
import type { RefundMethod, StoredInvoice } from './entities.ts'
import { type AssetError, isError, missing, validationError, withinRange } from './errors.ts'
import { readMoney } from './money.ts'
import { unknown } from './payments.ts'
import { makeRefund, type RefundOrder, type RefundShare, shareRefusal } from './refund-book.ts'
import { formatRefund } from './refund-format.ts'
import { date, flag, listOf, money, oneOf, optional, problemsOf, required, text } from './validation.ts'

const methods: readonly RefundMethod[] = ['cash', 'check', 'credit_card', 'ach', 'credit_balance', 'other']

/** Documented: 201. */
const createdStatus = 201

const mostInvoices = 100

export const createRefund: Handler = (call) => {
  const problems = refundProblems(call)
  if (problems.length > 0) return refuse(validationError(problems))
  const order = readOrder(call)
  const refusal = withinRange(() => orderRefusal(call, order))
  if (refusal !== null) return refuse(refusal)
  const refund = makeRefund(call.desk, order)
  call.conditions.created(refund.id)
  return found(formatRefund(refund, call.desk, call.business), createdStatus)
}

function refundProblems({ body, business, desk }: Call) {
  const { switches, traits } = desk
  const positive = money(moneyFormat(desk, business), 'positive')
  const problems = problemsOf(body, {
    amount: required(positive),
    refund_external_id: required(text(255)),
    refunded_at: required(date(switches)),
    method: traits.refundMethodRequired ? required(oneOf(methods)) : optional(oneOf(methods)),
    invoices_to_refund: required(listOf(1, mostInvoices)),
    memo: optional(text(255)),
    processor: optional(text(255)),
    is_return: optional(flag),
    ...(traits.refundCredit ? { refund_credit: optional(flag) } : {}),
  })
  const shareRules = {
    amount: required(positive),
    invoice_id: optional(text()),
    invoice_external_id: optional(text()),
    invoice_line_id: optional(text()),
    memo: optional(text(255)),
  }
  const inShares = sharesIn(body).flatMap((share, index) => {
    const at = ['body', 'invoices_to_refund', index]
    // guess: a share must say what it refunds, one way or the other.
    const nameless = isRecord(share) && share.invoice_id == null && share.invoice_external_id == null
    return [
      ...problemsOf(share, shareRules, at),
      ...(nameless ? [{ at: [...at, 'invoice_id'], message: missing }] : []),
    ]
  })
  return [...problems, ...inShares]
}

function sharesIn(body: unknown): readonly unknown[] {
  return isRecord(body) && Array.isArray(body.invoices_to_refund) ? body.invoices_to_refund : []
}

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** What a body without problems asks for. */
function readOrder({ body, business, desk, operation }: Call): RefundOrder {
  const fields = isRecord(body) ? body : {}
  const format = moneyFormat(desk, business)
  const method = methods.find((word) => word === fields.method) ?? 'other'
  return {
    business,
    externalId: String(fields.refund_external_id),
    amount: readMoney(fields.amount, format) ?? 0,
    method,
    refundedAtMs: readDate(fields.refunded_at, desk.switches) ?? 0,
    memo: textOrNull(fields.memo),
    processor: textOrNull(fields.processor),
    isReturn: fields.is_return === true,
    // The method took the place of the older flag.
    asCredit: desk.traits.refundCredit ? fields.refund_credit === true : method === 'credit_balance',
    completed: false,
    shares: sharesIn(body).map((share): RefundShare => {
      const held = isRecord(share) ? share : {}
      return {
        amount: readMoney(held.amount, format) ?? 0,
        invoiceId: textOrNull(held.invoice_id),
        invoiceLineId: textOrNull(held.invoice_line_id),
        externalId: textOrNull(held.invoice_external_id),
        memo: textOrNull(held.memo),
      }
    }),
    by: 'api',
    operation,
  }
}

/** guess: shares must add up to the refund, and a share by external id alone touches no invoice. */
function orderRefusal({ desk, business }: Call, { amount, shares }: RefundOrder): AssetError | null {
  const sum = shares.reduce((total, share) => addExactly(total, share.amount), 0)
  if (sum !== amount) return { status: 422, message: 'The amounts do not add up to that of the refund' }
  const refundedSoFar = new Map<string, StoredInvoice>()
  for (const share of shares) {
    if (share.invoiceId === null) continue
    const stored = desk.store.books(business.name).invoices.get(share.invoiceId)
    const invoice = refundedSoFar.get(share.invoiceId) ?? stored ?? unknown(desk, 'Invoice')
    if (isError(invoice)) return invoice
    const refusal = shareRefusal(invoice, share)
    if (refusal !== null) return refusal
    const amountRefunded = addExactly(invoice.amountRefunded, share.amount)
    refundedSoFar.set(share.invoiceId, { ...invoice, amountRefunded })
  }
  return null
}
