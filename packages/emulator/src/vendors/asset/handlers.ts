import { type Handler, refuse } from './call.ts'
import { notFound } from './errors.ts'
import { createInvoices } from './invoice-create.ts'
import { getInvoice, listInvoices } from './invoice-reads.ts'
import { updateInvoice } from './invoice-update.ts'
import type { AssetOperation } from './routes.ts'

const notYet: Handler = () => refuse(notFound('Path'))

export const handlers: Readonly<Record<Exclude<AssetOperation, 'get_token'>, Handler>> = {
  list_invoices: listInvoices,
  get_invoice: getInvoice,
  create_invoices: createInvoices,
  update_invoice: updateInvoice,
  apply_payment: notYet,
  create_refund: notYet,
  apply_refund_payment: notYet,
  list_refunds: notYet,
  list_invoice_refunds: notYet,
  list_customers: notYet,
  create_customer: notYet,
  update_customer: notYet,
  list_ledgers: notYet,
  create_ledger: notYet,
  get_ledger: notYet,
  list_credit_memos: notYet,
  create_credit_memos: notYet,
  get_credit_memo: notYet,
  void_credit_memo: notYet,
  list_transactions: notYet,
  create_transactions: notYet,
  get_transaction: notYet,
}
