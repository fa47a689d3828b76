import {
  type CallSettings,
  err,
  type InvoiceError,
  type OperationName,
  ok,
  type Refund,
  type Result,
  ResultAsync,
} from '@invoice-adapters/core'
import { type HttpAnswer, readAnswer } from '@invoice-adapters/core/authoring'
import * as z from 'zod/mini'
import { readMoney } from '../money.ts'
import { refundSchema, type WireRefund } from '../schema.ts'
import { toCanonicalRefund } from '../to-canonical.ts'
import type { AskedRefund } from '../to-wire/refund.ts'
import { type Connection, contextOf, readingOf } from './connection.ts'
import { walkAll } from './pages.ts'

export interface FoundRefund {
  wire: WireRefund
  /** Minor units of the whole refund. */
  amount: number | null
  /** As far as it concerns this invoice. */
  refundOf(invoiceId: string): Refund
}

export function readRefund(
  connection: Connection,
  answer: HttpAnswer,
  record: unknown,
  operation: OperationName,
): Result<FoundRefund, InvoiceError> {
  const context = contextOf(connection.settings, operation)
  return readAnswer(refundSchema, { ...answer, json: record }, context).map((wire) => ({
    wire,
    amount: readMoney(wire.amount, connection.settings.minorUnitDigits).amount,
    refundOf: (invoiceId) => toCanonicalRefund(wire, invoiceId, readingOf(connection, answer)),
  }))
}

const externalIdSchema = z.lazy(() => z.object({ external_id: z.catch(z.nullable(z.string()), null) }))

/** `GET /refunds`, every page: there is no filter by the caller's key. Null: it is not there. */
export function findRefund(
  connection: Connection,
  externalId: string,
  operation: OperationName,
  settings: CallSettings,
): ResultAsync<FoundRefund | null, InvoiceError> {
  let found: FoundRefund | null = null
  const walk = { operation, route: '/refunds', paged: true, settings } as const
  const walked = walkAll(connection, walk, ({ records }, answer) => {
    const record = records.find((one) => externalIdSchema.safeParse(one).data?.external_id === externalId)
    if (record === undefined) return ok('more')
    const read = readRefund(connection, answer, record, operation)
    if (read.isErr()) return err(read.error)
    found = read.value
    return ok('enough')
  })
  return new ResultAsync(walked).map(() => found)
}

/** Whether a refund is the one that was asked for; what it does not state cannot differ. */
export function isSameRefund({ wire, amount }: FoundRefund, invoiceId: string, asked: AskedRefund): boolean {
  const parts = wire.refund_invoices ?? []
  const statesInvoice = parts.some((part) => part.invoice_id)
  const sameInvoice = !statesInvoice || parts.some((part) => part.invoice_id === invoiceId)
  const statesLine = parts.some((part) => part.invoice_line_id)
  const sameLine =
    asked.lineId === null || !statesLine || parts.some((part) => part.invoice_line_id === asked.lineId)
  return amount === asked.amount && sameInvoice && sameLine && (!wire.method || wire.method === asked.method)
}
