import type { Invoice } from '@invoice-adapters/core'
import { byText, entryOf, unitOf } from './sums.ts'
import type { DuplicateBill, InvoiceReference } from './types.ts'

/** Finds the same bill at two places, such as both sides of a migration. */
export interface Duplicates {
  add(invoice: Invoice): void
  found(): DuplicateBill[]
}

export function createDuplicates(): Duplicates {
  const groups = new Map<string, DuplicateBill>()
  const note = (
    because: DuplicateBill['because'],
    value: string,
    parts: unknown[],
    invoice: Invoice,
  ): void => {
    const key = JSON.stringify([because, ...parts])
    entryOf(groups, key, () => ({ ...unitOf(invoice), because, value, invoices: [] })).invoices.push(
      referenceTo(invoice),
    )
  }
  return {
    add(invoice) {
      const { externalId, number, total, currency, source } = invoice
      // A void copy bills nobody; a bill that was moved leaves one behind.
      if (invoice.status === 'void') return
      if (externalId !== null) note('external_id', externalId, [externalId, source.mode], invoice)
      const person = invoice.customer.email ?? invoice.customer.name ?? invoice.customer.externalId
      if (number === null || total === null || person === null) return
      note(
        'number_customer_amount',
        number,
        [number, person.toLowerCase(), total, currency, source.mode],
        invoice,
      )
    },
    found: () =>
      [...groups.values()]
        .filter(({ invoices }) => placesOf(invoices).size > 1)
        .sort((one, other) =>
          byText(JSON.stringify([one.because, one.value]), JSON.stringify([other.because, other.value])),
        ),
  }
}

/** Twice at one account is that account's own affair: it told them apart by their ids. */
function placesOf(invoices: InvoiceReference[]): Set<string> {
  return new Set(invoices.map(({ provider, account }) => JSON.stringify([provider, account])))
}

export function referenceTo({ source, number }: Invoice): InvoiceReference {
  return { provider: source.provider, account: source.account, id: source.id, number }
}
