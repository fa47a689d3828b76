import type { Handler } from './call.ts'
import { createCreditMemos, getCreditMemo, listCreditMemos, voidCreditMemo } from './credit-memos.ts'
import { createCustomer, listCustomers, updateCustomer } from './customers.ts'
import { createInvoices } from './invoice-create.ts'
import { getInvoice, listInvoices } from './invoice-reads.ts'
import { updateInvoice } from './invoice-update.ts'
import { createLedger, getLedger, listLedgers } from './ledgers.ts'
import { applyPayment } from './payments.ts'
import { applyRefundPayment } from './refund-payments.ts'
import { listInvoiceRefunds, listRefunds } from './refund-reads.ts'
import { createRefund } from './refunds.ts'
import type { AssetOperation } from './routes.ts'
import { createTransactions, getTransaction, listTransactions } from './transactions.ts'

export const handlers: Readonly<Record<Exclude<AssetOperation, 'get_token'>, Handler>> = {
  list_invoices: listInvoices,
  get_invoice: getInvoice,
  create_invoices: createInvoices,
  update_invoice: updateInvoice,
  apply_payment: applyPayment,
  create_refund: createRefund,
  apply_refund_payment: applyRefundPayment,
  list_refunds: listRefunds,
  list_invoice_refunds: listInvoiceRefunds,
  list_customers: listCustomers,
  create_customer: createCustomer,
  update_customer: updateCustomer,
  list_ledgers: listLedgers,
  create_ledger: createLedger,
  get_ledger: getLedger,
  list_credit_memos: listCreditMemos,
  create_credit_memos: createCreditMemos,
  get_credit_memo: getCreditMemo,
  void_credit_memo: voidCreditMemo,
  list_transactions: listTransactions,
  create_transactions: createTransactions,
  get_transaction: getTransaction,
}
