import type { Handler } from './call.ts'
import { createCustomer, createCustomers, getCustomer, listCustomers, updateCustomer } from './customers.ts'
import { downloadInvoice, getInvoice, listInvoices, sendInvoice } from './invoice-reads.ts'
import { createInvoice, updateStatus } from './invoice-writes.ts'
import type { CommetOperation } from './routes.ts'

export const handlers: Readonly<Record<CommetOperation, Handler>> = {
  list_invoices: listInvoices,
  get_invoice: getInvoice,
  create_invoice: createInvoice,
  update_status: updateStatus,
  download: downloadInvoice,
  send: sendInvoice,
  list_customers: listCustomers,
  get_customer: getCustomer,
  create_customer: createCustomer,
  create_customers: createCustomers,
  update_customer: updateCustomer,
}
