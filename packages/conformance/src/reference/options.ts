import type { CommonOptions, OperationName } from '@invoice-adapters/core'
import type { ReferenceBackend } from './backend.ts'

export interface ReferenceAdapterOptions extends Partial<Omit<CommonOptions, 'fetch'>> {
  /** The vendor in memory; several adapters can share one, as several workers share an account. */
  backend: ReferenceBackend
  /** Default: the backend's own. Another one is refused by it. */
  apiKey?: string
  /** Default: the backend's current one. */
  webhookSecrets?: readonly string[]
  /** Operations that this vendor is to lack, so that an application can be tested against a poorer one. */
  without?: readonly OperationName[]
}

/** Everything that the operations of one adapter work with. */
export interface Account {
  options: CommonOptions
  now: () => number
  apiKey: string
  webhookSecrets: readonly string[]
  without: readonly OperationName[]
}

/** A vendor in memory answers at once, so that waits are short where nothing else is said. */
export function accountFrom(given: ReferenceAdapterOptions): Account {
  const {
    backend,
    apiKey = backend.apiKey,
    webhookSecrets = [backend.webhookSecrets.current],
    without = [],
    ...common
  } = given
  const now = common.now ?? backend.clock.now
  const options: CommonOptions = {
    account: 'reference',
    retry: { attempts: 4, firstDelayMs: 1, maximumDelayMs: 5 },
    settlement: { looksAfterMs: [0, 1, 2] },
    timeout: { attemptMs: 5_000, totalMs: 20_000 },
    ...common,
    fetch: backend.fetch,
    now,
  }
  return { options, now, apiKey, webhookSecrets, without }
}
