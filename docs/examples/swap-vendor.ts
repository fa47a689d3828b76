import { createCommetAdapter } from '@invoice-adapters/commet'
import { createReferenceAdapter, createReferenceBackend } from '@invoice-adapters/conformance'
import { err, type InvalidInput, type InvoiceAdapter, type Result } from '@invoice-adapters/core'

/** The only place that knows a vendor: everything else takes an `InvoiceAdapter`. */
const vendors: Record<string, (apiKey: string) => Result<InvoiceAdapter, InvalidInput>> = {
  commet: (apiKey) => createCommetAdapter({ account: 'acme', apiKey }),
  memory: () => createReferenceAdapter({ account: 'acme', backend: createReferenceBackend() }),
}

/** Swapping the vendor is swapping the name. */
export function openBilling(
  vendor: string,
  apiKey: string,
): Result<InvoiceAdapter, Pick<InvalidInput, 'message'>> {
  const open = vendors[vendor]
  if (open === undefined)
    return err({ message: `unknown vendor ${vendor}; known: ${Object.keys(vendors).join(', ')}` })
  return open(apiKey)
}
