import type { Evidence } from '../status/status.ts'

/** Every canonical field that coverage speaks about. A list's fields are written `lines.amount`. */
export const canonicalFields = [
  'source.mode',
  'source.apiVersion',
  'number',
  'externalId',
  'buyerReference',
  'subscriptionId',
  'kind',
  'corrects',
  'status',
  'providerStatus',
  'paymentPending',
  'collection',
  'opensAt',
  'currency',
  'taxInclusive',
  'subtotal',
  'discount',
  'tax',
  'creditApplied',
  'total',
  'amountPaid',
  'amountDue',
  'amountRefunded',
  'createdAt',
  'issuedAt',
  'dueAt',
  'paidAt',
  'voidedAt',
  'updatedAt',
  'periodStart',
  'periodEnd',
  'customer.id',
  'customer.externalId',
  'customer.name',
  'customer.email',
  'customer.address',
  'lines',
  'lines.id',
  'lines.description',
  'lines.kind',
  'lines.quantity',
  'lines.unitPrice',
  'lines.discount',
  'lines.tax',
  'lines.taxRate',
  'lines.amount',
  'lines.periodStart',
  'lines.periodEnd',
  'lines.metadata',
  'payments',
  'payments.id',
  'payments.amount',
  'payments.at',
  'payments.kind',
  'memo',
  'purchaseOrder',
  'links',
  'metadata',
] as const

export type CanonicalField = (typeof canonicalFields)[number]

/**
 * `reported`: the vendor states it. `derived`: worked out, and listed in `derived`; so is a field that cannot be null and
 * has only one value at this vendor. `never`: always null.
 */
export type ReadCoverage = 'reported' | 'derived' | 'never'

/** `yes`: `create` sets it. `fixed`: the vendor decides it. `no`: it cannot be held. */
export type WriteCoverage = 'yes' | 'fixed' | 'no'

export interface FieldCoverage {
  read: ReadCoverage
  readEvidence: Evidence
  write: WriteCoverage
  writeEvidence: Evidence
  /** Wire field, rule or condition in a few words. */
  note: string | null
}

export type Coverage = Record<CanonicalField, FieldCoverage>
