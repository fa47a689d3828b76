import type { InvoiceAdapter } from '@invoice-adapters/core'

/** Whether a new invoice can wait as a draft until its source is closed. */
export function holdsDrafts({ capabilities }: Pick<InvoiceAdapter, 'capabilities'>): boolean {
  return capabilities.operations.finalize.supported && capabilities.billing.drafts !== null
}
