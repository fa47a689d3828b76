import type { Mapping } from '@invoice-adapters/migrate'

/** To Whop, from a vendor whose customers have no names and whose bills are partly paid. */
export const toWhop: Mapping = {
  // The vendor's customer at the source, to the one at the target; stands above the e-mail address.
  customers: { map: { cus_1042: 'mber_77' }, withoutName: 'use_email' },
  // What is past due, or has no date, is due two weeks after the planning.
  dueDate: { missing: { days: 14 }, past: { days: 14 } },
  // Whop numbers by itself: the old number stands in the text.
  numbering: 'in_text',
  // The rest of a part-paid invoice moves as one line.
  partPaid: 'amount_due',
  providerOptions: { whop: { product: { title: 'Services' } } },
}
