import type { Invoice } from '@invoice-adapters/core'
import { contentDigest, isPayable } from '@invoice-adapters/core/authoring'

/**
 * Digest of what a decision stands on. The clock (open or past due), signed links, the vendor's raw answers and the
 * instant of reading are left out: they change while the invoice stays what it is.
 */
export function sourceDigest(invoice: Invoice): Promise<string> {
  const {
    source,
    links: _,
    raw: __,
    derived: ___,
    notes: ____,
    updatedAt: _____,
    providerStatus: ______,
    ...rest
  } = invoice
  const status = isPayable(invoice.status) ? 'payable' : invoice.status
  return contentDigest({
    ...rest,
    status,
    source: { provider: source.provider, id: source.id, mode: source.mode },
  })
}
