import { hash } from 'node:crypto'
import { type Invoice, invoiceSchema } from '@invoice-adapters/core'
import { isPayable } from '@invoice-adapters/core/authoring'
import { orderedInvoice } from './ordered.ts'

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

/** A reading as text, and the digest by which it is compared. */
export interface Content {
  json: string
  hash: string
}

/**
 * One serialisation serves both: the digest covers what an invoice says, and the stored text has beside it what changes without
 * the invoice: the instant of reading, the clock's part of the status, how values were derived, links that are signed anew each
 * time.
 */
export function contentOf(stored: Invoice): Content {
  const compared = JSON.stringify(orderedInvoice(stored))
  const { source, status, derived, links, raw } = stored
  const identity = JSON.stringify([
    source.provider,
    source.account,
    source.mode,
    source.id,
    vendorStatus(stored),
  ])
  return {
    json: `${compared.slice(0, -1)},${JSON.stringify({ source, status, derived, links, raw }).slice(1)}`,
    hash: hash('sha256', identity + compared, 'base64url').slice(0, 32),
  }
}

/** A stored reading; null where it is damaged. */
export function readContent(json: string): Invoice | null {
  try {
    return invoiceSchema.safeParse(JSON.parse(json)).data ?? null
  } catch {
    return null
  }
}
