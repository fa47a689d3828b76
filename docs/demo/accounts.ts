import { createCommetAdapter } from '@invoice-adapters/commet'
import { type InvoiceAdapter, orThrow } from '@invoice-adapters/core'
import type { Emulator, ListeningEmulator } from '@invoice-adapters/emulator'

/** Vendors whose accounts the demo opens, of those that the emulator's data has. */
export const vendorsRead: readonly string[] = ['commet']

/** The adapters of the demo's accounts, reading the emulator over real sockets. */
export async function openAccounts(
  emulator: Emulator,
  origins: ListeningEmulator,
): Promise<InvoiceAdapter[]> {
  const account = emulator.commet.account()
  const commet = createCommetAdapter({
    account: account.name,
    apiKey: account.apiKey,
    baseUrl: `${origins.commet}/api/v1`,
    now: emulator.clock.now,
  })
  return [await orThrow(commet)]
}
