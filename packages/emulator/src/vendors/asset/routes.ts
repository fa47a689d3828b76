import type { VendorRoute } from '../frame.ts'
import type { Generation } from './generations.ts'

export type AssetOperation =
  | 'get_token'
  | 'list_invoices'
  | 'get_invoice'
  | 'create_invoices'
  | 'update_invoice'
  | 'apply_payment'
  | 'create_refund'
  | 'apply_refund_payment'
  | 'list_refunds'
  | 'list_invoice_refunds'
  | 'list_customers'
  | 'create_customer'
  | 'update_customer'
  | 'list_ledgers'
  | 'create_ledger'
  | 'get_ledger'
  | 'list_credit_memos'
  | 'create_credit_memos'
  | 'get_credit_memo'
  | 'void_credit_memo'
  | 'list_transactions'
  | 'create_transactions'
  | 'get_transaction'

export interface AssetRoute extends VendorRoute {
  readonly name: AssetOperation
  /** What a token with scopes must have; null where no token is asked for. */
  readonly scope: string | null
  readonly dialects: readonly Generation[]
}

const all: readonly Generation[] = ['A', 'B', 'C', 'D1', 'D', 'E', 'F']

/** Credit memos came with the loss of `credit_amount`. */
const sinceCreditMemos: readonly Generation[] = ['D', 'E', 'F']

const business = '/v0/business/{business_id}'

// Documented scopes: invoice:create (payments, refunds, refund payments), ledger:read, ledger:create,
// credit_memo:create. guess: the others, formed alike, and the paths of transactions.
export const assetRoutes: readonly AssetRoute[] = [
  { name: 'get_token', method: 'POST', path: '/v0/auth/token', scope: null, dialects: all },
  {
    name: 'list_invoices',
    method: 'GET',
    path: `${business}/invoice`,
    scope: 'invoice:read',
    dialects: all,
  },
  {
    name: 'create_invoices',
    method: 'POST',
    path: `${business}/invoice`,
    scope: 'invoice:create',
    dialects: all,
  },
  {
    name: 'get_invoice',
    method: 'GET',
    path: `${business}/invoice/{invoice_id}`,
    scope: 'invoice:read',
    dialects: all,
  },
  {
    name: 'update_invoice',
    method: 'PATCH',
    path: `${business}/invoice/{invoice_id}`,
    scope: 'invoice:update',
    dialects: all,
  },
  {
    name: 'list_invoice_refunds',
    method: 'GET',
    path: `${business}/invoice/{invoice_id}/refunds`,
    scope: 'invoice:read',
    dialects: all,
  },
  {
    name: 'apply_payment',
    method: 'POST',
    path: `${business}/invoice-payment`,
    scope: 'invoice:create',
    dialects: all,
  },
  {
    name: 'create_refund',
    method: 'POST',
    path: `${business}/refund`,
    scope: 'invoice:create',
    dialects: all,
  },
  {
    name: 'apply_refund_payment',
    method: 'POST',
    path: `${business}/refund-payment`,
    scope: 'invoice:create',
    dialects: all,
  },
  {
    name: 'list_refunds',
    method: 'GET',
    path: `${business}/refunds`,
    scope: 'invoice:read',
    dialects: all,
  },
  {
    name: 'list_customers',
    method: 'GET',
    path: `${business}/customers`,
    scope: 'customer:read',
    dialects: all,
  },
  {
    name: 'create_customer',
    method: 'POST',
    path: `${business}/customers`,
    scope: 'customer:create',
    dialects: all,
  },
  {
    name: 'update_customer',
    method: 'PATCH',
    path: `${business}/customers/{customer_id}`,
    scope: 'customer:update',
    dialects: all,
  },
  { name: 'list_ledgers', method: 'GET', path: `${business}/ledger`, scope: 'ledger:read', dialects: all },
  {
    name: 'create_ledger',
    method: 'POST',
    path: `${business}/ledger`,
    scope: 'ledger:create',
    dialects: all,
  },
  {
    name: 'get_ledger',
    method: 'GET',
    path: `${business}/ledger/{ledger_id}`,
    scope: 'ledger:read',
    dialects: all,
  },
  {
    name: 'list_credit_memos',
    method: 'GET',
    path: `${business}/credit-memo`,
    scope: 'credit_memo:read',
    dialects: sinceCreditMemos,
  },
  {
    name: 'create_credit_memos',
    method: 'POST',
    path: `${business}/credit-memo`,
    scope: 'credit_memo:create',
    dialects: sinceCreditMemos,
  },
  {
    name: 'get_credit_memo',
    method: 'GET',
    path: `${business}/credit-memo/{credit_memo_id}`,
    scope: 'credit_memo:read',
    dialects: sinceCreditMemos,
  },
  {
    name: 'void_credit_memo',
    method: 'POST',
    path: `${business}/credit-memo/{credit_memo_id}/void`,
    scope: 'credit_memo:update',
    dialects: sinceCreditMemos,
  },
  {
    name: 'list_transactions',
    method: 'GET',
    path: `${business}/transaction`,
    scope: 'transaction:read',
    dialects: all,
  },
  {
    name: 'create_transactions',
    method: 'POST',
    path: `${business}/transaction`,
    scope: 'transaction:create',
    dialects: all,
  },
  {
    name: 'get_transaction',
    method: 'GET',
    path: `${business}/transaction/{transaction_id}`,
    scope: 'transaction:read',
    dialects: all,
  },
]
