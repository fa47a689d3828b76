import type { StoredMember } from './entities.ts'
import { type Formatting, formatSeller, formatUserWithEmail, wireDate } from './format-common.ts'
import type { WireListedMember, WireMember } from './wire-shapes.ts'

export function formatListedMember(member: StoredMember, { switches }: Formatting): WireListedMember {
  return {
    id: member.id,
    access_level: 'customer',
    company_token_balance: 0,
    created_at: wireDate(member.createdAtMs),
    joined_at: wireDate(member.createdAtMs),
    most_recent_action: 'joined',
    most_recent_action_at: wireDate(member.createdAtMs),
    phone: null,
    status: 'joined',
    updated_at: wireDate(member.updatedAtMs),
    // guess: what was spent is not added up here.
    usd_total_spent: 0,
    user: formatUserWithEmail(member, switches),
  }
}

export function formatMember(member: StoredMember, formatting: Formatting): WireMember {
  return { ...formatListedMember(member, formatting), company: formatSeller(formatting.company) }
}
