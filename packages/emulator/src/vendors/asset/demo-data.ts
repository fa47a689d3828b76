import type { CustomerSeed, EmulatorData, InvoiceSeed, LineSeed } from '../frame.ts'

// One set of books in dollars with three customers, as on the emulator's first day, 15 July 2026.

const place: { readonly vendor: 'asset'; readonly account: string } = {
  vendor: 'asset',
  account: 'acme-books',
}

const customers: readonly CustomerSeed[] = [
  {
    ...place,
    id: 'cus_2qvD8sYxkTtWcH5mR9nBfZ',
    externalId: 'harbor',
    name: 'Harbor Logistics',
    email: 'ap@harbor.example',
    createdAt: '2025-11-03T10:00:00.000Z',
  },
  {
    ...place,
    id: 'cus_7PdKj4LwNzXqVa3uEyGhMo',
    externalId: 'meridian',
    name: 'Meridian Health',
    email: 'invoices@meridian.example',
    createdAt: '2026-01-20T10:00:00.000Z',
  },
  {
    ...place,
    id: 'cus_9TbFs6CxJrUeQk1vWpZnAy',
    name: 'Ortega & Sons',
    createdAt: '2026-03-09T10:00:00.000Z',
  },
]

const service = (description: string, amount: number): LineSeed => ({ description, amount })

/** The older shape: pieces at a price in cents. */
const pieces = (description: string, quantity: number, cents: number): LineSeed => ({
  description,
  quantity,
  unitRate: cents * 100,
  amount: quantity * cents,
})

type DemoInvoice = Pick<InvoiceSeed, 'number' | 'customer' | 'status' | 'lines' | 'memo'> &
  Partial<InvoiceSeed> & { readonly sent: string; readonly due: string }

function invoice({ sent, due, ...seed }: DemoInvoice): InvoiceSeed {
  const at = (day: string): string => `${day}T00:00:00.000Z`
  return { ...place, createdAt: at(sent), issuedAt: at(sent), dueAt: at(due), ...seed }
}

const invoices: readonly InvoiceSeed[] = [
  invoice({
    number: 'AB-1001',
    customer: 'harbor',
    status: 'paid',
    memo: 'Onboarding, invoiced by the piece',
    sent: '2025-11-10',
    due: '2025-12-10',
    lines: [pieces('Workshop day', 3, 85_000), pieces('Travel', 1, 42_350)],
    updatedAt: '2025-12-04T09:20:00.000Z',
  }),
  invoice({
    number: 'AB-1002',
    customer: 'harbor',
    status: 'refunded',
    memo: 'Licences that were returned',
    sent: '2026-01-12',
    due: '2026-02-11',
    lines: [pieces('Seat licence', 12, 4_999)],
    updatedAt: '2026-03-02T15:00:00.000Z',
  }),
  invoice({
    number: 'AB-1003',
    customer: 'meridian',
    status: 'paid',
    memo: 'Bookkeeping, April 2026',
    sent: '2026-05-01',
    due: '2026-05-31',
    lines: [service('Monthly bookkeeping', 125_000), service('Payroll run', 18_050)],
    metadata: { source_id: 'PO-7781' },
    updatedAt: '2026-05-28T12:00:00.000Z',
  }),
  invoice({
    number: 'AB-1004',
    customer: 'meridian',
    status: 'partially_refunded',
    memo: 'Audit preparation',
    sent: '2026-05-15',
    due: '2026-06-14',
    lines: [service('Audit preparation', 240_000), service('Archive access', 15_999)],
    amountRefunded: 15_999,
    updatedAt: '2026-06-20T08:00:00.000Z',
  }),
  invoice({
    number: 'AB-1005',
    customer: 'meridian',
    status: 'open',
    memo: 'Bookkeeping, May 2026',
    sent: '2026-06-01',
    due: '2026-07-01',
    lines: [service('Monthly bookkeeping', 125_000), service('Payroll run', 18_050)],
  }),
  invoice({
    number: 'AB-1006',
    customer: 'harbor',
    status: 'open',
    memo: 'Warehouse stocktaking, a first part paid',
    sent: '2026-06-18',
    due: '2026-07-31',
    lines: [service('Stocktaking', 310_000), service('Sales tax', 25_575)],
    amountPaid: 100_000,
    updatedAt: '2026-07-02T10:10:00.000Z',
  }),
  invoice({
    number: 'AB-1007',
    customer: 'cus_9TbFs6CxJrUeQk1vWpZnAy',
    status: 'uncollectible',
    memo: 'Restaurant opening',
    sent: '2026-03-20',
    due: '2026-04-19',
    lines: [service('Set-up of books', 60_056)],
    updatedAt: '2026-06-30T17:00:00.000Z',
  }),
  invoice({
    number: 'AB-1008',
    customer: 'cus_9TbFs6CxJrUeQk1vWpZnAy',
    status: 'void',
    memo: 'Sent to the wrong company',
    sent: '2026-04-02',
    due: '2026-05-02',
    lines: [service('Consulting', 52_056)],
    updatedAt: '2026-04-02T16:45:00.000Z',
  }),
  invoice({
    number: 'AB-1009',
    customer: 'meridian',
    status: 'open',
    memo: 'Bookkeeping, June 2026',
    sent: '2026-07-01',
    due: '2026-07-31',
    lines: [service('Monthly bookkeeping', 125_000), service('Loyalty discount', -6_250)],
  }),
]

/** Nine invoices: every status, one past due, one paid in part, both shapes of lines. */
export const assetDemoData: EmulatorData = {
  accounts: [{ vendor: 'asset', name: 'acme-books', mode: 'live', currency: 'USD' }],
  customers,
  invoices,
}
