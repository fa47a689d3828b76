import type { Invoice } from '@invoice-adapters/core'
import { invoiceSchema, paymentSchema, planSchema } from '../src/schema.ts'
import type { InvoiceParts, Reading } from '../src/to-canonical/reading.ts'
import { toCanonicalInvoice } from '../src/to-canonical.ts'
import { type Wire, wireInvoice, wirePayment, wirePlan } from './wire-objects.ts'

export const reading: Reading = {
  account: 'main',
  mode: 'live',
  apiVersion: '2026-10-15-1',
  readAt: '2026-11-20T12:00:00.000Z',
  keepRaw: true,
}

export interface Given {
  invoice?: Wire
  plan?: Wire | null
  payment?: Wire | 'none' | null
  missing?: InvoiceParts['missing']
  keepRaw?: boolean
}

/** An open invoice with its plan, changed in places, as the adapter reads it. */
export function read({
  invoice = {},
  plan = {},
  payment = 'none',
  missing = [],
  keepRaw = true,
}: Given = {}): Invoice {
  const bodies = {
    invoice: wireInvoice(invoice),
    plan: plan === null ? undefined : wirePlan(plan),
    payment: payment === null || payment === 'none' ? undefined : wirePayment(payment),
  }
  const parts: InvoiceParts = {
    invoice: invoiceSchema.parse(bodies.invoice),
    plan: bodies.plan === undefined ? null : planSchema.parse(bodies.plan),
    payment:
      bodies.payment === undefined
        ? payment === 'none'
          ? 'none'
          : null
        : paymentSchema.parse(bodies.payment),
    missing,
    bodies,
    detail: 'full',
  }
  return toCanonicalInvoice(parts, { ...reading, keepRaw })
}

export function codes(invoice: Invoice): string[] {
  return invoice.notes.map((note) => `${note.code} ${note.field}`)
}
