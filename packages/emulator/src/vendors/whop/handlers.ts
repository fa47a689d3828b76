import type { Handler } from './call.ts'
import { markPaid, markUncollectible, resend, voidInvoice } from './invoice-actions.ts'
import { createInvoice } from './invoice-creation.ts'
import { getInvoice, listInvoices } from './invoice-reads.ts'
import { deleteInvoice, updateInvoice } from './invoice-update.ts'
import { getMember, listMembers } from './members.ts'
import { getPayment, listPayments } from './payments.ts'
import { calculateTax, getPlan, listPlans } from './plans.ts'
import { createProduct, getProduct, listProducts } from './products.ts'
import type { WhopOperation } from './routes.ts'

export const handlers: Readonly<Record<WhopOperation, Handler>> = {
  list_invoices: listInvoices,
  create_invoice: createInvoice,
  get_invoice: getInvoice,
  update_invoice: updateInvoice,
  delete_invoice: deleteInvoice,
  mark_paid: markPaid,
  mark_uncollectible: markUncollectible,
  void: voidInvoice,
  resend,
  list_plans: listPlans,
  get_plan: getPlan,
  calculate_tax: calculateTax,
  list_payments: listPayments,
  get_payment: getPayment,
  list_members: listMembers,
  get_member: getMember,
  list_products: listProducts,
  get_product: getProduct,
  create_product: createProduct,
}
