import type {
  Grounded,
  InvoiceStatus,
  SettableStatus,
  StatusCapabilities,
  StatusMeaning,
  StatusTransition,
} from '@invoice-adapters/core'
import { documented, inferred, sources, unverified } from './sources.ts'

/**
 * The words are those that a status change takes. Samples of an answer show `open` alone, so that the others are
 * expected to come back, not known to.
 */
function means(provider: string, canonical: InvoiceStatus, ground: Grounded): StatusMeaning {
  return { provider, canonical, ...ground }
}

function change(
  to: SettableStatus,
  sends: string,
  from: InvoiceStatus[],
  ground: Grounded,
): StatusTransition {
  return { to, from, by: 'setStatus', sends, needs: null, ...ground }
}

/** The page names the words that can be sent. That they may follow `open`, how every invoice starts, is concluded. */
const accepted = inferred(sources.status)
/** No page has a rule about what may follow what. */
const unstated = unverified(sources.status)
/** Accepted by the call; the guide says to let a refund set them. */
const byHand = { needs: 'unsafe' }

export const status: StatusCapabilities = {
  meanings: [
    means('open', 'open', documented(sources.status)),
    means('paid', 'paid', inferred(sources.status)),
    means('uncollectible', 'uncollectible', inferred(sources.status)),
    means('voided', 'void', inferred(sources.status)),
    means('refunded', 'refunded', inferred(sources.status)),
    means('partially_refunded', 'partially_refunded', inferred(sources.status)),
  ],
  derived: [
    { canonical: 'past_due', rule: 'open, and due_at lies before the instant of asking' },
    { canonical: 'void', rule: 'status is absent and voided_at is set' },
    { canonical: 'paid', rule: 'status is absent, and what came reaches total_amount' },
    { canonical: 'uncollectible', rule: 'status is absent, and payments and write-offs reach total_amount' },
    { canonical: 'open', rule: 'status is absent, and payments stay below total_amount' },
  ],
  transitions: [
    change('paid', 'paid', ['open', 'past_due'], accepted),
    change('paid', 'paid', ['uncollectible'], unstated),
    change('void', 'voided', ['open', 'past_due'], accepted),
    change('uncollectible', 'uncollectible', ['open', 'past_due'], accepted),
    change('open', 'open', ['paid', 'uncollectible'], unstated),
    { ...change('refunded', 'refunded', ['paid', 'partially_refunded'], unstated), ...byHand },
    { ...change('partially_refunded', 'partially_refunded', ['paid'], unstated), ...byHand },
  ],
}
