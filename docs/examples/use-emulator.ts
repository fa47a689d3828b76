import type { Created, InvoiceAdapter, InvoiceError, Result } from '@invoice-adapters/core'
import { createEmulator, type Emulator } from '@invoice-adapters/emulator'

/** Bills once while the answer is lost; the ledger then tells whether the customer has one invoice or two. */
export async function billWithLostAnswer(
  open: (emulator: Emulator) => InvoiceAdapter,
): Promise<{ result: Result<Created, InvoiceError>; billed: number }> {
  const customers = [{ vendor: 'commet' as const, id: 'cus_1', currency: 'USD' }]
  const emulator = createEmulator({ data: { customers } })
  emulator.faults.add({ operation: 'create_invoice', fault: { kind: 'drop_after_commit' } })
  const result = await open(emulator).create({
    externalId: 'order-1001',
    customer: { id: 'cus_1' },
    currency: 'USD',
    lines: [{ description: 'Chair', amount: 4_900 }],
  })
  return { result, billed: emulator.ledger.invoices({ vendor: 'commet' }).length }
}
