import { createReport, type Report } from '@invoice-adapters/aggregate'
import { err, type Invoice, type InvoiceError, ok } from '@invoice-adapters/core'
import { asOf } from './world.ts'

/** An invoice of which only what a report and its page look at is told. */
export function invoice(
  fields: Partial<Omit<Invoice, 'source'>> & { source?: Partial<Invoice['source']> } = {},
): Invoice {
  const { source, ...others } = fields
  const total = others.total === undefined ? 1000 : others.total
  return {
    kind: 'invoice',
    status: 'open',
    providerStatus: 'open',
    paymentPending: null,
    currency: 'USD',
    minorUnitDigits: 2,
    amountDue: total,
    dueAt: '2026-07-01T00:00:00Z',
    issuedAt: '2026-06-01T00:00:00Z',
    createdAt: '2026-06-01T00:00:00Z',
    number: null,
    externalId: null,
    notes: [],
    customer: { id: 'cus_1', externalId: null, name: 'Northwind', email: null, address: null },
    ...others,
    total,
    source: {
      provider: 'commet',
      account: 'acme',
      mode: 'live',
      id: 'inv_1',
      apiVersion: null,
      readAt: asOf,
      ...source,
    },
  } as Invoice
}

export function failure(fields: Partial<InvoiceError> = {}): InvoiceError {
  return {
    kind: 'unavailable',
    provider: 'whop',
    account: 'creators',
    operation: 'list',
    requestId: null,
    message: 'Whop cannot serve now (503)',
    retryable: true,
    cause: null,
    retryAfterMs: null,
    ...fields,
  } as InvoiceError
}

export async function reportOf(
  invoices: readonly Invoice[],
  failures: readonly InvoiceError[] = [],
): Promise<Report> {
  const items = [...invoices.map((one) => ok(one)), ...failures.map((one) => err(one))]
  return (await createReport(items, { asOf }))._unsafeUnwrap()
}
