import type { Invoice } from '@invoice-adapters/core'
import type { Outcome } from '../command.ts'
import { invoiceCells } from '../invoices/columns.ts'
import { invoiceText } from '../invoices/invoice-text.ts'

/** A sentence on what was done, and the invoice as it stands now. */
export function changedOutcome(
  sentence: string,
  invoice: Invoice,
  facts: Record<string, unknown> = {},
): Outcome {
  return {
    data: { ...facts, invoice },
    rows: [{ ...facts, invoice }],
    cells: [invoiceCells(invoice)],
    text: (page) => `${page.paint('green', sentence)}\n\n${invoiceText(page, invoice)}`,
  }
}
