import { type CommetAdapter, createCommetAdapter } from '@invoice-adapters/commet'
import type { AccountCheck, InvalidInput, InvoiceError, Result, ResultAsync } from '@invoice-adapters/core'

/** The key is asked for when it is needed, and once more when Commet does not accept it any longer. */
export function openCommet(readKey: () => Promise<string>): Result<CommetAdapter, InvalidInput> {
  return createCommetAdapter({
    account: 'acme',
    apiKey: readKey,
    currency: 'USD',
    observe: (event) => {
      if (event.type === 'retry') console.warn(`${event.operation}: again in ${event.waitMs} ms`)
    },
  })
}

/** Whether the key is good, and whether it moves real money. */
export function checkCommet(readKey: () => Promise<string>): ResultAsync<AccountCheck, InvoiceError> {
  return openCommet(readKey).asyncAndThen((commet) => commet.check())
}
