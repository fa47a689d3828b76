import { createHash } from 'node:crypto'
import type { Invoice } from '@invoice-adapters/core'
import { isPayable, stableJson } from '@invoice-adapters/core/authoring'

/** What a store keeps beside the canonical fields. */
export interface Kept {
  /** The vendor's answers; default false. */
  raw: boolean
  /** Links to the document: whoever has one can often open it without a login; default false. */
  links: boolean
}

/** The invoice as it is stored. */
export function storedInvoice(invoice: Invoice, kept: Kept, erased: boolean): Invoice {
  const stored = {
    ...invoice,
    raw: kept.raw ? invoice.raw : null,
    links: kept.links ? invoice.links : [],
  }
  return erased ? withoutPerson(stored) : stored
}

/** Without everything about the person or written by people; ids, amounts, dates and statuses stay. */
export function withoutPerson(invoice: Invoice): Invoice {
  return {
    ...invoice,
    buyerReference: null,
    purchaseOrder: null,
    memo: null,
    metadata: null,
    links: [],
    raw: null,
    customer: { id: invoice.customer.id, externalId: null, name: null, email: null, address: null },
    lines: invoice.lines?.map((line) => ({ ...line, description: null, metadata: null })) ?? null,
    notes: invoice.notes.map(({ code, field }) => ({ code, field, message: code })),
  }
}

/** As the vendor has it: whether an open invoice is late is a question of the clock, not a change. */
export function vendorStatus({ status, providerStatus }: Invoice): string {
  return isPayable(status) && providerStatus !== 'past_due' ? 'open' : status
}

/**
 * The same for readings that say the same. Left out is what changes without the invoice: the instant of reading, the
 * clock's part of the status, how values were derived, links that are signed anew each time.
 */
export function contentHash(stored: Invoice): string {
  const { raw, links, derived, source, ...content } = stored
  const { provider, account, mode, id } = source
  const facts = { ...content, source: { provider, account, mode, id }, status: vendorStatus(stored) }
  return createHash('sha256').update(stableJson(facts)).digest('base64url').slice(0, 32)
}
