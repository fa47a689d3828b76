import type { InvoiceStatus } from '@invoice-adapters/core'
import type { SeedInvoice } from '../harness.ts'
import { amountsOf } from './amounts.ts'
import type { ReferenceCustomer, ReferenceInvoice, ReferenceLine, ReferencePayment } from './records.ts'
import type { ReferenceStore } from './store.ts'

const words: Partial<Record<InvoiceStatus, string>> = {
  draft: 'draft',
  open: 'issued',
  paid: 'settled',
  partially_refunded: 'part_refunded',
  refunded: 'refunded',
  uncollectible: 'written_off',
  void: 'cancelled',
}

/** Puts a record straight into the store, as if it had been there all along. */
export function seedInvoice(store: ReferenceStore, seed: SeedInvoice): string {
  const invoice = invoiceFrom(store, seed)
  store.put(invoice)
  return invoice.id
}

/** Yesterday, each a second after the one before, as records are in life. */
function someInstantBefore(store: ReferenceStore): string {
  return new Date(store.clock.now() - 86_400_000 + store.invoices().length * 1_000).toISOString()
}

function invoiceFrom(store: ReferenceStore, seed: SeedInvoice): ReferenceInvoice {
  const status = seed.providerStatus ?? words[seed.status ?? 'open'] ?? 'issued'
  const createdAt = seed.createdAt ?? someInstantBefore(store)
  const discount = seed.discount ?? 0
  const lines = linesFrom(store, seed)
  const amounts = amountsOf(lines, discount)
  const total = seed.total ?? amounts.total
  const settled = status === 'settled' || status === 'refunded' || status === 'part_refunded'
  const id = seed.id ?? store.nextId('inv')
  const amountPaid = settled ? total : (seed.amountPaid ?? 0)
  return {
    id,
    number: seed.number ?? `R-${id}`,
    externalId: seed.externalId ?? null,
    status,
    collection: 'send_invoice',
    currency: seed.currency ?? 'USD',
    discount,
    ...amounts,
    total,
    kind: seed.kind ?? amounts.kind,
    amountPaid,
    amountRefunded: refunded(status, total),
    createdAt,
    updatedAt: createdAt,
    issuedAt: status === 'draft' ? null : (seed.issuedAt ?? createdAt),
    dueAt: seed.dueAt ?? null,
    settledAt: settled ? createdAt : null,
    cancelledAt: status === 'cancelled' ? createdAt : null,
    customer: customerNamed(store, seed.customer ?? 'customer'),
    lines,
    payments: amountPaid === 0 ? [] : [paymentOf(store, amountPaid, createdAt)],
    memo: seed.memo ?? null,
    metadata: seed.metadata ?? {},
    payUrl: status === 'issued' ? `https://pay.reference.example/${encodeURIComponent(id)}` : null,
    live: false,
  }
}

function linesFrom(store: ReferenceStore, seed: SeedInvoice): ReferenceLine[] {
  const given = seed.lines ?? [{ description: 'Work', amount: 1_000 }]
  return given.map((line, index) => ({
    id: store.nextId('line'),
    description: line.description,
    kind: 'item',
    quantity: line.quantity ?? '1',
    unitPrice: line.unitPrice ?? null,
    amount: line.amount,
    tax: line.tax ?? (index === 0 ? (seed.tax ?? 0) : 0),
    taxRate: line.taxRate ?? null,
  }))
}

function refunded(status: string, total: number): number {
  if (status === 'refunded') return total
  return status === 'part_refunded' ? Math.trunc(total / 2) : 0
}

function paymentOf(store: ReferenceStore, amount: number, at: string): ReferencePayment {
  return { id: store.nextId('pay'), externalId: null, amount, at, kind: 'payment' }
}

/** The customer of that name, made when first named. */
export function customerNamed(store: ReferenceStore, name: string): ReferenceCustomer {
  const known = [...store.customers.values()].find((customer) => customer.externalId === name)
  if (known !== undefined) return known
  const customer: ReferenceCustomer = {
    id: store.nextId('cus'),
    externalId: name,
    name: `Mx ${name}`,
    email: `${name.replaceAll(/[^a-zA-Z0-9]/g, '.')}@example.com`,
    address: {
      line1: '1 Main St',
      line2: null,
      city: 'Lima',
      state: null,
      postalCode: '15001',
      country: 'PE',
    },
    metadata: {},
    createdAt: store.instant(),
  }
  store.customers.set(customer.id, customer)
  return customer
}
