import { answered, type Handler, refuse } from './call.ts'
import type { RefundStatus, StoredRefund } from './entities.ts'
import { fieldError, isError } from './errors.ts'
import { readInvoice } from './invoice-reads.ts'
import { answerList, wholeList } from './lists.ts'
import { filtersIn } from './paging.ts'
import { formatRefund } from './refund-format.ts'

const refundStatuses: readonly RefundStatus[] = ['pending', 'completed', 'voided']

export const listRefunds: Handler = (call) => {
  const { store, switches } = call.desk
  const status = filtersIn(call.query, switches).get('status')
  if (status !== null && !refundStatuses.some((word) => word === status)) {
    return refuse(fieldError('status', `Input should be ${refundStatuses.join(', ')}`))
  }
  return answerList<StoredRefund>(call, {
    collection: store.books(call.business.name).refunds,
    matches: (refund) => status === null || refund.status === status,
    format: (refund) => formatRefund(refund, call.desk, call.business),
  })
}

/** Documented without a pagination block. */
export const listInvoiceRefunds: Handler = (call) => {
  const invoice = readInvoice(call)
  if (isError(invoice)) return refuse(invoice)
  const data = wholeList<StoredRefund>(call, {
    collection: call.desk.store.books(call.business.name).refunds,
    matches: (refund) => refund.invoices.some((share) => share.invoiceId === invoice.id),
    format: (refund) => formatRefund(refund, call.desk, call.business),
  })
  return answered({ data })
}
