import type { Grounded } from '@invoice-adapters/core'

/** The public material that the data stands on; nothing of it was checked against the live service. */
export const sources = {
  client: 'npm @whop/sdk 0.0.42, src/resources/invoices.ts',
  clientPlans: 'npm @whop/sdk 0.0.42, src/resources/plans.ts and shared.ts',
  clientPayments: 'npm @whop/sdk 0.0.42, src/resources/payments.ts and shared.ts',
  clientMembers: 'npm @whop/sdk 0.0.42, src/resources/members.ts',
  clientWebhooks: 'npm @whop/sdk 0.0.42, src/resources/webhooks.ts; docs.whop.com/developer/guides/webhooks',
  /** Sources generated later, for the same legacy invoices. */
  laterClient: 'github whopio/whopsdk-typescript, src/api/types/Invoice.ts and src/api/resources/invoices',
  reference: 'docs.whop.com/api-reference/legacy/invoices',
  update: 'docs.whop.com/api-reference/legacy/invoices/update-invoice',
  create: 'docs.whop.com/api-reference/legacy/invoices/create-invoice',
  list: 'docs.whop.com/api-reference/legacy/invoices/list-invoices',
  guide: 'docs.whop.com/developer/guides/invoices',
  sandbox: 'docs.whop.com/developer/guides/sandbox',
  idempotency: 'docs.whop.com/developer/api/idempotency',
  rateLimits: 'docs.whop.com/developer/troubleshooting',
  versions: 'docs.whop.com/developer/api/versioning',
} as const

/** The page or the official client states it. */
export function documented(source: string): Grounded {
  return { evidence: 'documented', source }
}

/** Concluded from what is stated, or from what no page and no client has. */
export function inferred(source: string): Grounded {
  return { evidence: 'inferred', source }
}

/** Left open by everything seen. */
export function unverified(source: string): Grounded {
  return { evidence: 'unverified', source }
}
