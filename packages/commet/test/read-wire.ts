import type { Invoice } from '@invoice-adapters/core'
import { invoiceSchema } from '../src/schema.ts'
import type { Reading } from '../src/to-canonical/reading.ts'
import { toCanonicalInvoice } from '../src/to-canonical.ts'
import { wireInvoice } from './wire-objects.ts'

export const reading: Reading = {
  account: 'main',
  apiVersion: '2026-07-11',
  readAt: '2026-07-15T00:00:00.000Z',
  keepRaw: true,
}

/** An invoice of Commet, as it is read with these changes. */
export function read(
  changes: Record<string, unknown> = {},
  settings: Partial<Reading> = {},
  whole = true,
): Invoice {
  const body = wireInvoice(changes)
  return toCanonicalInvoice(invoiceSchema.parse(body), body, { ...reading, ...settings }, whole)
}
