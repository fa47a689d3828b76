import type {
  AdapterOverrides,
  Harness,
  InvoiceFacts,
  ReceivedRequest,
  World,
} from '@invoice-adapters/conformance'
import type { Invoice, InvoiceAdapter } from '@invoice-adapters/core'
import { type OpenSettings, openAccount } from '../accounts/open.ts'
import type { LoadedConfig } from '../config/load.ts'
import { isRead } from '../writes/hold-writes.ts'

/** Thrown where a test asks for what a real account cannot be brought to do: the test is then not proven. */
export const cannotShow = 'CannotShow'

export function refuse(what: string): never {
  throw Object.assign(new Error(`a real account cannot be brought to ${what}`), { name: cannotShow })
}

/**
 * The kit on a real account, without a write: every request that could change anything is refused in this process. It
 * puts nothing in, so a test gets invoices that are there already, or is not proven. What they are compared with came
 * through the same adapter's list.
 */
export function liveHarness(
  config: LoadedConfig,
  adapter: InvoiceAdapter,
  sample: readonly Invoice[],
): Harness {
  return {
    name: `${adapter.provider} ${adapter.capabilities.dialect}`,
    capabilities: adapter.capabilities,
    facts: {
      pageSize: 2,
      currencies: [],
      statuses: [],
      statusWords: [],
      wordFields: [],
      signatures: [],
      can: [],
    },
    start: async () => openWorld(config, adapter.account, sample, readOnlyFetch),
  }
}

/** Sends what may be sent, and notes everything. */
export type ProbeFetch = (received: ReceivedRequest[]) => typeof globalThis.fetch

export function openWorld(
  config: LoadedConfig,
  name: string,
  sample: readonly Invoice[],
  send: ProbeFetch,
): World {
  const received: ReceivedRequest[] = []
  const open = (overrides: AdapterOverrides): InvoiceAdapter => {
    if (overrides.credential === 'wrong') refuse('be asked with a wrong credential')
    if (overrides.webhookSecret === 'rotated') refuse('sign with two secrets')
    const settings: OpenSettings = { fetch: send(received), attempts: 2, overrides }
    return openAccount(config, name, settings).unwrapOr(null) ?? refuse('be opened')
  }
  const known = new Map(sample.map((invoice) => [invoice.source.id, factsOf(invoice)]))
  return {
    adapter: open({}),
    createAdapter: open,
    oracle: {
      mode: sample[0]?.source.mode ?? null,
      invoice: async (id) => known.get(id) ?? null,
      invoices: () => refuse('tell all of its invoices another way'),
      customers: () => refuse('tell its customers another way'),
      received: () => received,
    },
    async seed(wanted) {
      if (wanted.some((one) => Object.keys(one).length > 0)) refuse('hold an invoice made for the test')
      const ids = [...known.keys()].slice(0, wanted.length)
      return ids.length < wanted.length ? refuse('have more invoices than it has') : ids
    },
    inputs: { invoice: () => refuse('take an invoice') },
    faults: { inject: () => refuse('fail'), clear: () => {}, settle: async () => {} },
    clock: { now: Date.now, advance: () => refuse('wait') },
    webhooks: null,
    secrets: secretsOf(config, name),
  }
}

/** Refuses the writes that must not be sent, in the one way after which nothing can have taken effect. */
export function probeFetch(refused: (request: Request) => string | null): ProbeFetch {
  return (received) => async (input, init) => {
    const request = new Request(input, init)
    const write = !isRead(request)
    received.push({ operation: null, write, body: null, idempotencyKey: null, requestId: null })
    const reason = write ? refused(request) : null
    if (reason !== null) throw new TypeError(reason, { cause: { code: 'ECONNREFUSED' } })
    return fetch(request)
  }
}

const readOnlyFetch = probeFetch(() => 'the probe writes nothing')

/** The state that the vendor holds, which is open where the adapter worked out that it is past due. */
function factsOf({ source, status, derived }: Invoice): InvoiceFacts {
  const workedOut = status === 'past_due' && derived.some(({ field }) => field === 'status')
  return { id: source.id, status: workedOut ? 'open' : status }
}

function secretsOf(config: LoadedConfig, name: string): string[] {
  const account = config.accounts[name]
  if (account === undefined) return []
  const given =
    account.vendor === 'asset' ? [account.clientSecret] : [account.apiKey, ...(account.webhookSecrets ?? [])]
  return given.filter((one) => typeof one === 'string')
}
