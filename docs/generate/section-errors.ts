import { type InvoiceErrorKindFacts, invoiceErrorKinds } from '@invoice-adapters/core'
import { code, table } from './markdown.ts'

const retryable: Record<InvoiceErrorKindFacts['retryable'], string> = {
  never: 'no',
  usually: 'as its `retryable` says, usually yes',
}

export function errorKindsSection(): string {
  return table(
    ['Kind', 'When', 'Same call again?', 'What to do'],
    Object.entries(invoiceErrorKinds).map(([kind, facts]) => [
      code(kind),
      facts.when,
      retryable[facts.retryable],
      facts.action,
    ]),
  )
}
