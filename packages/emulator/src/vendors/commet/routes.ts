import type { VendorRoute } from '../frame.ts'
import type { Dialect } from './versions.ts'

export type CommetOperation =
  | 'list_invoices'
  | 'get_invoice'
  | 'create_invoice'
  | 'update_status'
  | 'download'
  | 'send'
  | 'list_customers'
  | 'get_customer'
  | 'create_customer'
  | 'create_customers'
  | 'update_customer'

export interface CommetRoute extends VendorRoute {
  readonly name: CommetOperation
  readonly dialects: readonly Dialect[]
}

export const commetRoutes: readonly CommetRoute[] = [
  { name: 'list_invoices', method: 'GET', path: '/api/v1/invoices', dialects: ['A', 'B'] },
  { name: 'create_invoice', method: 'POST', path: '/api/v1/invoices', dialects: ['A', 'B'] },
  { name: 'get_invoice', method: 'GET', path: '/api/v1/invoices/{id}', dialects: ['A', 'B'] },
  { name: 'update_status', method: 'PUT', path: '/api/v1/invoices/{id}/status', dialects: ['A'] },
  { name: 'update_status', method: 'PATCH', path: '/api/v1/invoices/{id}/status', dialects: ['B'] },
  { name: 'download', method: 'GET', path: '/api/v1/invoices/{id}/download', dialects: ['A'] },
  { name: 'download', method: 'POST', path: '/api/v1/invoices/{id}/download-links', dialects: ['B'] },
  { name: 'send', method: 'POST', path: '/api/v1/invoices/{id}/send', dialects: ['A', 'B'] },
  { name: 'list_customers', method: 'GET', path: '/api/v1/customers', dialects: ['A', 'B'] },
  { name: 'create_customer', method: 'POST', path: '/api/v1/customers', dialects: ['A', 'B'] },
  { name: 'create_customers', method: 'POST', path: '/api/v1/customers/batch', dialects: ['A', 'B'] },
  { name: 'get_customer', method: 'GET', path: '/api/v1/customers/{id}', dialects: ['A', 'B'] },
  { name: 'update_customer', method: 'PUT', path: '/api/v1/customers/{id}', dialects: ['A'] },
  { name: 'update_customer', method: 'PATCH', path: '/api/v1/customers/{id}', dialects: ['B'] },
]
