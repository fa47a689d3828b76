import type { BillingFacts } from '@invoice-adapters/core'
import { documented, inferred, sources } from './sources.ts'

export const billing: BillingFacts = {
  payPage: { offered: false, ...inferred(sources.noPage) },
  drafts: null,
  customerNeeds: { fields: ['name'], ...documented(sources.customerCreate) },
  mail: { sends: false, note: null, ...inferred(sources.noPage) },
  renewal: null,
}
