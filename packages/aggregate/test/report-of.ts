import { err, type Invoice, type InvoiceError, ok } from '@invoice-adapters/core'
import { createReport, type Report, type ReportSettings } from '../src/index.ts'

export const readAt: string = '2026-07-15T09:00:00Z'

/** An invoice of which only what a report looks at is told. */
export function invoice(
  facts: { account?: string; id?: string; mode?: 'live' | 'test' | null } & Partial<Invoice>,
): Invoice {
  const { account = 'acme', id = 'inv_1', mode = 'live', ...fields } = facts
  const source = { provider: 'commet', account, mode, id, apiVersion: null, readAt }
  const customer = { id: 'cus_1', externalId: null, name: 'Northwind', email: null, address: null }
  const total = fields.total ?? 1000
  return {
    source,
    customer,
    kind: 'invoice',
    status: 'open',
    providerStatus: 'open',
    paymentPending: null,
    currency: 'USD',
    minorUnitDigits: 2,
    total,
    amountDue: total,
    dueAt: null,
    issuedAt: readAt,
    createdAt: readAt,
    number: null,
    externalId: null,
    notes: [],
    ...fields,
  } as Invoice
}

export async function reportOf(
  invoices: Invoice[],
  settings: Partial<ReportSettings> = {},
  failures: InvoiceError[] = [],
): Promise<Report> {
  const items = [
    ...invoices.map((one) => ok<Invoice, InvoiceError>(one)),
    ...failures.map((one) => err<Invoice, InvoiceError>(one)),
  ]
  return (await createReport(items, { asOf: readAt, ...settings }))._unsafeUnwrap()
}
