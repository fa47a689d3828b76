import type { VendorRoute } from '../frame.ts'

export type WhopOperation =
  | 'list_invoices'
  | 'create_invoice'
  | 'get_invoice'
  | 'update_invoice'
  | 'delete_invoice'
  | 'mark_paid'
  | 'mark_uncollectible'
  | 'void'
  | 'resend'
  | 'list_plans'
  | 'get_plan'
  | 'calculate_tax'
  | 'list_payments'
  | 'get_payment'
  | 'list_members'
  | 'get_member'
  | 'list_products'
  | 'get_product'
  | 'create_product'

export type WhopScope =
  | 'invoice:basic:read'
  | 'invoice:create'
  | 'invoice:update'
  | 'plan:basic:read'
  | 'payment:basic:read'
  | 'member:basic:read'
  | 'member:email:read'
  | 'access_pass:basic:read'
  | 'access_pass:create'

/** By which name a request calls the seller; the version decides. */
export type WhopDialect = 'company_id' | 'account_id'

export interface WhopRoute extends VendorRoute {
  readonly name: WhopOperation
  readonly dialects: readonly WhopDialect[]
  /** What the credential must be allowed. */
  readonly scope: WhopScope
}

const base = '/api/v1'

function route(name: WhopOperation, method: string, path: string, scope: WhopScope): WhopRoute {
  return { name, method, path: `${base}${path}`, dialects: ['company_id', 'account_id'], scope }
}

export const whopRoutes: readonly WhopRoute[] = [
  route('list_invoices', 'GET', '/invoices', 'invoice:basic:read'),
  route('create_invoice', 'POST', '/invoices', 'invoice:create'),
  route('get_invoice', 'GET', '/invoices/{id}', 'invoice:basic:read'),
  route('update_invoice', 'PATCH', '/invoices/{id}', 'invoice:update'),
  route('delete_invoice', 'DELETE', '/invoices/{id}', 'invoice:update'),
  route('mark_paid', 'POST', '/invoices/{id}/mark_paid', 'invoice:update'),
  route('mark_uncollectible', 'POST', '/invoices/{id}/mark_uncollectible', 'invoice:update'),
  route('void', 'POST', '/invoices/{id}/void', 'invoice:update'),
  route('resend', 'POST', '/invoices/{id}/resend', 'invoice:update'),
  route('list_plans', 'GET', '/plans', 'plan:basic:read'),
  route('get_plan', 'GET', '/plans/{id}', 'plan:basic:read'),
  route('calculate_tax', 'POST', '/plans/{id}/calculate_tax', 'plan:basic:read'),
  route('list_payments', 'GET', '/payments', 'payment:basic:read'),
  route('get_payment', 'GET', '/payments/{id}', 'payment:basic:read'),
  route('list_members', 'GET', '/members', 'member:basic:read'),
  route('get_member', 'GET', '/members/{id}', 'member:basic:read'),
  route('list_products', 'GET', '/products', 'access_pass:basic:read'),
  route('get_product', 'GET', '/products/{id}', 'access_pass:basic:read'),
  route('create_product', 'POST', '/products', 'access_pass:create'),
]
