import type { Capabilities } from './capabilities.ts'

/** What in the facts around an invoice contradicts the rest of the data, one sentence each. */
export function billingProblems({ billing, operations }: Capabilities): string[] {
  const { drafts, mail, renewal } = billing
  return [
    ...(drafts !== null && operations.finalize?.supported !== true
      ? ['billing.drafts is given although finalize is not supported, so that a draft could never open']
      : []),
    ...(mail.sends !== false && (mail.note ?? '').trim() === ''
      ? ['billing.mail may be sent and its note does not say when']
      : []),
    ...(renewal !== null && (renewal.path.length === 0 || renewal.once.length === 0)
      ? ['billing.renewal names no place or no word']
      : []),
  ]
}
