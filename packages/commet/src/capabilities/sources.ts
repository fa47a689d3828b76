import type { Evidence } from '@invoice-adapters/core'

/** The public material that the data stands on; nothing of it was checked against the live service. */
export const sources = {
  createPage: 'commet.co/docs/api-reference/invoices/create-adjustment-invoice',
  getPage: 'commet.co/docs/api-reference/invoices/get-invoice',
  listPage: 'commet.co/docs/api-reference/invoices/list-invoices',
  statusPage: 'commet.co/docs/api-reference/invoices/update-invoice-status',
  downloadPage: 'commet.co/docs/api-reference/invoices/download-invoice',
  customerPage: 'commet.co/docs/api-reference/customers/create-customer',
  client7: 'npm @commet/node 7.10.0, types and source',
  client9: 'github commet-labs/commet 4060f8f8, packages/node',
  invoiceGuide: 'github commet-labs/commet 4060f8f8, docs/documentation/manage-invoices.md',
  customerGuide: 'github commet-labs/commet 4060f8f8, docs/documentation/manage-customers.md',
  settingsGuide: 'github commet-labs/commet 4060f8f8, docs/documentation/platform/organization-settings.md',
  creditGuide: 'github commet-labs/commet 4060f8f8, docs/documentation/customer-credits.md',
  dunningGuide: 'github commet-labs/commet 4060f8f8, docs/documentation/handle-failed-payments.md',
  paymentGuide: 'github commet-labs/commet 4060f8f8, docs/documentation/accept-one-time-payments.md',
  invoiceReference: 'github commet-labs/commet 4060f8f8, docs/api-reference/invoices.md',
  errorReference: 'github commet-labs/commet 4060f8f8, docs/errors',
  webhookReference: 'github commet-labs/commet 4060f8f8, docs/webhooks',
  billingPractices: 'github commet-labs/billing-best-practices 11a1be14',
} as const

export function documented(source: string): { evidence: Evidence; source: string } {
  return { evidence: 'documented', source }
}

export function inferred(source: string): { evidence: Evidence; source: string } {
  return { evidence: 'inferred', source }
}
