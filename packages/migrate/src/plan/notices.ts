import type { ListingEvidence } from '@invoice-adapters/core'
import type { Window } from './plan.ts'
import type { Pair } from './windows.ts'

const ofWindow: Record<Window, (source: string, target: string) => string> = {
  draft_first: (source, target) =>
    `Each invoice is closed at ${source} while its copy is a draft at ${target}, which then opens: for a moment it is payable nowhere, never twice.`,
  check_then_close: (source, target) =>
    `Each invoice is for a moment in the books of both ${source} and ${target}; customers can pay at one of them only.`,
  create_first: (source, target) => `Each invoice is for a moment payable at ${source} and at ${target}.`,
  close_first: (_, target) =>
    `Each invoice is for a moment payable nowhere; if ${target} then refuses its copy, it stays so and is listed.`,
}

/** Why new invoices go one by one where the vendor takes many in one call. */
function ofBatches({ provider, capabilities }: Pair['target'], window: Window): string[] {
  const { batchSize } = capabilities.create
  if (batchSize === null || window === 'draft_first') return []
  return [
    `${provider} takes up to ${batchSize} invoices in one call, and gets them one by one: a batch would be at both sides until the source of its last invoice is closed.`,
  ]
}

/** What somebody should know before the first step, in the words of the capability data where that knows it. */
export function noticesFor({ source, target }: Pair, window: Window, listing: ListingEvidence): string[] {
  const { create, finalize } = target.capabilities.operations
  const notes = [create, finalize].flatMap((support) =>
    support.supported && support.note !== null ? [`${target.provider}: ${support.note}`] : [],
  )
  const doubts = listing.reasons.map(
    (reason) => `The list of ${source.provider} may be incomplete: ${reason}`,
  )
  const { mail } = target.capabilities.billing
  return [
    ofWindow[window](source.provider, target.provider),
    ...(mail.note === null ? [] : [mail.note]),
    ...ofBatches(target, window),
    ...notes,
    ...doubts,
  ]
}
