import type { AccountMode, InvoiceError } from '@invoice-adapters/core'
import { invoiceError } from '@invoice-adapters/core/authoring'
import type { AggregateAdapter } from './aggregate.ts'

/** What is known of the accounts' modes before anything is handed on; null where the vendor does not say. */
export type Modes = Map<AggregateAdapter, AccountMode | null>

/** Asks every account at once. One that cannot be asked is of unknown mode here: its own listing tells why. */
export async function askModes(adapters: readonly AggregateAdapter[], signal: AbortSignal): Promise<Modes> {
  const checks = await Promise.all(adapters.map(async (adapter) => adapter.check({ signal })))
  return new Map(adapters.map((adapter, index) => [adapter, checks[index]?.unwrapOr(null)?.mode ?? null]))
}

/** Why these accounts must not be read into one result; null if nothing speaks against it. */
export function mixedModes(modes: Modes): InvoiceError | null {
  const of = (wanted: AccountMode): string[] =>
    [...modes].filter(([, mode]) => mode === wanted).map(([{ account }]) => account)
  const [live, test] = [of('live'), of('test')]
  if (live.length === 0 || test.length === 0) return null
  const message = `live accounts (${live.join(', ')}) and test accounts (${test.join(', ')}) are not mixed; give one kind, or set mixModes`
  return invoiceError('invalid_input', context('aggregate', null), message, {
    fields: [{ field: 'adapters', message }],
  })
}

/** An invoice of the other mode among the first ones: the account's mode was not known beforehand. */
export function strayMode(
  { provider, account }: AggregateAdapter,
  mode: AccountMode,
  others: AccountMode,
): InvoiceError {
  const message = `the account is ${mode} and the others are ${others}; they are not mixed unless mixModes is set`
  return invoiceError('invalid_input', { ...context('aggregate', account), provider }, message, {
    fields: [{ field: 'adapters', message }],
  })
}

function context(
  operation: string,
  account: string | null,
): { provider: null; account: string | null; operation: string } {
  return { provider: null, account, operation }
}
