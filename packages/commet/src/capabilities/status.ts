import type {
  InvoiceStatus,
  StatusCapabilities,
  StatusMeaning,
  StatusTransition,
} from '@invoice-adapters/core'
import { documented, inferred, sources } from './sources.ts'

function means(provider: string, canonical: InvoiceStatus): StatusMeaning {
  return { provider, canonical, ...documented(sources.client7) }
}

function change(to: 'paid' | 'void'): StatusTransition {
  return {
    to,
    from: ['open', 'past_due'],
    by: 'setStatus',
    sends: to,
    needs: null,
    ...documented(sources.statusPage),
  }
}

export const status: StatusCapabilities = {
  meanings: [
    means('draft', 'draft'),
    means('outstanding', 'open'),
    means('paid', 'paid'),
    means('void', 'void'),
    means('uncollectible', 'uncollectible'),
    // Webhook samples alone say `pending` where the REST enum says `outstanding` (docs/webhooks/invoice-created).
    { provider: 'pending', canonical: 'open', ...inferred(sources.webhookReference) },
  ],
  derived: [{ canonical: 'past_due', rule: 'outstanding, and dueDate lies before the instant of asking' }],
  transitions: [change('paid'), change('void')],
}
