import type { Invoice } from '@invoice-adapters/core'
import type { AssetDialect } from '../src/index.ts'
import { invoiceSchema } from '../src/schema.ts'
import type { Reading } from '../src/to-canonical/reading.ts'
import { toCanonicalInvoice } from '../src/to-canonical.ts'
import { wireInvoice } from './wire-objects.ts'

export const reading: Reading = {
  settings: { account: 'main', mode: 'live', currency: 'USD', minorUnitDigits: 2 },
  readAt: '2026-07-15T00:00:00.000Z',
  keepRaw: true,
}

/** An invoice of Asset, as it is read with these changes. */
export function read(
  changes: Record<string, unknown> = {},
  dialect: AssetDialect = 'amount-lines',
  settings: Partial<Reading> = {},
): Invoice {
  const body = wireInvoice(dialect, changes)
  return toCanonicalInvoice(invoiceSchema.parse(body), body, { ...reading, ...settings })
}
