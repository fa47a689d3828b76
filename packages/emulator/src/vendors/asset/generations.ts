/**
 * The shapes that the documentation went through, oldest first. D1 has lines with `amount` beside `credit_amount`;
 * D, without it, is the D2 of the notes.
 */
export type Generation = 'A' | 'B' | 'C' | 'D1' | 'D' | 'E' | 'F'

export type LineShape = 'amount' | 'unit_price'

export interface GenerationTraits {
  readonly lineShape: LineShape
  /** `credit_amount` on invoices, and customer credit spent by it on creation. */
  readonly creditAmount: boolean
  readonly metadataKey: 'metadata_' | 'metadata'
  /** Tags, and an update with lines and tags instead of the status alone. */
  readonly fullUpdate: boolean
  /** Tag values split by amount. */
  readonly splitTags: boolean
  /** Payments without a transaction, and the fields that go with them. */
  readonly creditPayments: boolean
  /** Payments of generation A repeat their invoice, as an empty object. */
  readonly invoiceInPayments: boolean
  /** Failed items stand in `errors` beside the created ones; before that, one failed item refuses the batch. */
  readonly itemErrors: boolean
  /** `business_id` in each created item, and `customer_id` the only way to name the customer. */
  readonly businessInItem: boolean
  readonly refundCredit: boolean
  readonly refundMethodRequired: boolean
}

const first: GenerationTraits = {
  lineShape: 'unit_price',
  creditAmount: true,
  metadataKey: 'metadata_',
  fullUpdate: false,
  splitTags: false,
  creditPayments: false,
  invoiceInPayments: true,
  itemErrors: false,
  businessInItem: true,
  refundCredit: true,
  refundMethodRequired: false,
}

const second: GenerationTraits = { ...first, invoiceInPayments: false }

// guess: the create body of D1 to E was never seen; that of F is taken.
const amountLines: GenerationTraits = { ...second, lineShape: 'amount', businessInItem: false }

const withoutCreditAmount: GenerationTraits = {
  ...amountLines,
  creditAmount: false,
  creditPayments: true,
  refundCredit: false,
  refundMethodRequired: true,
}

const withTags: GenerationTraits = { ...withoutCreditAmount, metadataKey: 'metadata', fullUpdate: true }

export const generations: Readonly<Record<Generation, GenerationTraits>> = {
  A: first,
  B: second,
  C: second,
  D1: amountLines,
  D: withoutCreditAmount,
  E: withTags,
  F: { ...withTags, splitTags: true, itemErrors: true },
}
