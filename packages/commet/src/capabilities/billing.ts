import type { BillingFacts } from '@invoice-adapters/core'
import { documented, inferred, sources } from './sources.ts'

export const billing: BillingFacts = {
  payPage: { offered: true, ...inferred(sources.dunningGuide) },
  drafts: null,
  customerNeeds: { fields: ['email'], ...documented(sources.customerPage) },
  mail: {
    sends: null,
    note: 'Whether Commet mails customers about a new invoice is not documented; its organization settings can switch mail off',
    ...documented(sources.settingsGuide),
  },
  renewal: null,
}
