import type { Grounded } from '@invoice-adapters/core'

/** The public pages that the data stands on; nothing of it was checked against the live service. */
export const sources = {
  list: 'docs.getasset.com/api-reference/invoice',
  get: 'docs.getasset.com/api-reference/invoice/get-invoice',
  create: 'docs.getasset.com/api-reference/invoice/create-an-invoice',
  status: 'docs.getasset.com/api-reference/invoice/update-invoice-status',
  update: 'docs.getasset.com/api-reference/invoice/update-an-invoice',
  payTransaction: 'docs.getasset.com/api-reference/invoice/apply-transaction-to-an-invoice',
  pay: 'docs.getasset.com/api-reference/invoice/apply-a-payment-to-an-invoice',
  refund: 'docs.getasset.com/api-reference/invoice/refund-an-invoice',
  refundList: 'docs.getasset.com/api-reference/invoice/get-all-refunds-for-an-invoice',
  guide: 'docs.getasset.com/bookkeeping/invoices',
  aged: 'docs.getasset.com/bookkeeping/reports/agedreceivables',
  token: 'docs.getasset.com/api-reference/authentication/get-an-access-token',
  paging: 'docs.getasset.com/apioverview/pagination',
  rateLimits: 'docs.getasset.com/apioverview/rate_limits',
  webhooks: 'docs.getasset.com/apioverview/webhooks',
  customerList: 'docs.getasset.com/api-reference/customer/list-customers-for-a-business',
  customerCreate: 'docs.getasset.com/api-reference/customer/create-a-new-customer',
  /** What no page speaks of: the index could be read by search only, so that absence is a conclusion. */
  noPage: 'docs.getasset.com/api-reference (no page found)',
} as const

/** The page states or shows it. */
export function documented(source: string): Grounded {
  return { evidence: 'documented', source }
}

/** Concluded from what the page shows, or from what no page shows. */
export function inferred(source: string): Grounded {
  return { evidence: 'inferred', source }
}

/** The page leaves it open. */
export function unverified(source: string): Grounded {
  return { evidence: 'unverified', source }
}
