import { divideRounded } from '../frame.ts'
import type { LineType, StoredCustomer, StoredInvoice, StoredLine } from './entities.ts'
import type { CommetSwitches } from './switches.ts'
import type {
  WireCreatedInvoice,
  WireCustomer,
  WireInvoice,
  WireLine,
  WireListedInvoice,
  WireStatusStub,
} from './wire-shapes.ts'

/** What formatting depends on besides the record. */
export interface Formatting {
  readonly switches: CommetSwitches
  /** False for a sandbox organization. */
  readonly livemode: boolean
}

const usageLines: ReadonlySet<LineType> = new Set([
  'feature_overage',
  'feature_seats',
  'feature_quota',
  'balance_overage',
])

export function wireDate(instant: number, switches: CommetSwitches): string {
  const text = new Date(instant).toISOString()
  return switches.dateFormat === 'seconds' ? text.replace(/\.\d+Z$/, 'Z') : text
}

export function formatLine(line: StoredLine, switches: CommetSwitches): WireLine {
  const { unitRate, ...rest } = line
  const inRateScale = usageLines.has(line.lineType) && switches.usageUnitAmountScale === 'rate'
  return { ...rest, unitAmount: divideRounded(unitRate, inRateScale ? 1n : 100n) }
}

export function formatInvoice(invoice: StoredInvoice, formatting: Formatting): WireInvoice {
  return {
    ...formatListedInvoice(invoice, formatting),
    creditApplied: invoice.creditApplied,
    planName: invoice.planName,
    poNumber: invoice.poNumber,
    reference: invoice.reference,
    lineItems: invoice.lines.map((line) => formatLine(line, formatting.switches)),
  }
}

/** Without the detail fields: credit, plan, purchase order, reference and lines. */
export function formatListedInvoice(
  invoice: StoredInvoice,
  { switches, livemode }: Formatting,
): WireListedInvoice {
  return {
    object: 'invoice',
    livemode,
    id: invoice.id,
    customerId: invoice.customerId,
    subscriptionId: invoice.subscriptionId,
    invoiceNumber: invoice.invoiceNumber,
    status: invoice.status,
    invoiceType: invoice.invoiceType,
    currency: invoice.currency,
    subtotal: invoice.subtotal,
    discountAmount: invoice.discountAmount,
    taxAmount: invoice.taxAmount,
    total: invoice.total,
    periodStart: wireDate(invoice.periodStartMs, switches),
    periodEnd: wireDate(invoice.periodEndMs, switches),
    issueDate: wireDate(invoice.issuedAtMs, switches),
    dueDate: wireDate(invoice.dueAtMs, switches),
    memo: invoice.memo,
    metadata: invoice.metadata,
    createdAt: wireDate(invoice.createdAtMs, switches),
    updatedAt: wireDate(invoice.updatedAtMs, switches),
  }
}

export function formatCreatedInvoice(invoice: StoredInvoice, formatting: Formatting): WireCreatedInvoice {
  const { subscriptionId, discountAmount, periodStart, periodEnd, ...created } = formatListedInvoice(
    invoice,
    formatting,
  )
  return created
}

export function formatStatusStub(invoice: StoredInvoice, { switches, livemode }: Formatting): WireStatusStub {
  return {
    id: invoice.id,
    status: invoice.status,
    updatedAt: wireDate(invoice.updatedAtMs, switches),
    object: 'invoice',
    livemode,
  }
}

export function formatCustomer(customer: StoredCustomer, { switches, livemode }: Formatting): WireCustomer {
  return {
    object: 'customer',
    livemode,
    id: customer.id,
    externalId: customer.externalId,
    fullName: customer.fullName,
    email: customer.email,
    taxDocument: customer.taxDocument,
    documentType: customer.documentType,
    timezone: customer.timezone,
    metadata: customer.metadata,
    createdAt: wireDate(customer.createdAtMs, switches),
    updatedAt: wireDate(customer.updatedAtMs, switches),
  }
}
