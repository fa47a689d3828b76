import type {
  Grounded,
  InvoiceStatus,
  SettableStatus,
  StatusCapabilities,
  StatusMeaning,
  StatusTransition,
} from '@invoice-adapters/core'
import { documented, inferred, sources, unverified } from './sources.ts'

function means(word: InvoiceStatus): StatusMeaning {
  return { provider: word, canonical: word, ...documented(sources.update) }
}

function change(to: SettableStatus, sends: string, from: InvoiceStatus, ground: Grounded): StatusTransition {
  return { to, from: [from], by: 'setStatus', sends, needs: null, ...ground }
}

/** From `open` as the client says; that an overdue invoice takes the same is likely and nowhere stated. */
function settle(to: SettableStatus, sends: string): StatusTransition[] {
  return [
    change(to, sends, 'open', documented(sources.client)),
    change(to, sends, 'past_due', unverified(sources.client)),
  ]
}

const refundRule = 'paid, and the refunded_amount of its payment, where that was read, is'

export const status: StatusCapabilities = {
  meanings: [
    means('draft'),
    means('open'),
    means('paid'),
    means('past_due'),
    means('uncollectible'),
    means('void'),
  ],
  derived: [
    { canonical: 'partially_refunded', rule: `${refundRule} above zero and below its total` },
    { canonical: 'refunded', rule: `${refundRule} its total` },
  ],
  transitions: [
    {
      to: 'open',
      from: ['draft'],
      by: 'finalize',
      sends: 'automatically_finalizes_at',
      needs: null,
      ...inferred(sources.update),
    },
    ...settle('paid', 'mark_paid'),
    ...settle('void', 'void'),
    ...settle('uncollectible', 'mark_uncollectible'),
  ],
}
