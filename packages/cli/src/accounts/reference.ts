import { err, type InvoiceAdapter, ok, type Result } from '@invoice-adapters/core'
import type { LoadedConfig } from '../config/load.ts'
import { type Failure, failure } from '../failure.ts'
import { type Input, required, value } from '../inputs.ts'
import { type OpenSettings, openAccount, unknownAccount } from './open.ts'

export interface InvoiceAtAccount {
  account: string
  id: string
}

export function invoiceReference(): Input<string> {
  const read = (given: string): Result<string, string> =>
    given === '' ? err('must not be empty') : ok(given)
  return {
    ...required(value('ACCOUNT:ID', 'The invoice, by account and vendor id', read)),
    completes: 'account',
  }
}

/** An id alone is enough where one account is configured; otherwise it could be anybody's. */
export function resolveReference(config: LoadedConfig, text: string): Result<InvoiceAtAccount, Failure> {
  const names = Object.keys(config.accounts)
  const colon = text.indexOf(':')
  const [account, id] = colon < 0 ? [undefined, text] : [text.slice(0, colon), text.slice(colon + 1)]
  if (account !== undefined && !Object.hasOwn(config.accounts, account))
    return err(unknownAccount(config, account))
  if (id === '') return err(failure('usage', `${text} names no invoice; write ACCOUNT:ID`))
  if (account !== undefined) return ok({ account, id })
  const [only, ...others] = names
  if (only !== undefined && others.length === 0) return ok({ account: only, id })
  const choices = names.map((name) => `${name}:${id}`).join(', ')
  return err(failure('usage', `${id} could be an invoice of several accounts; write one of ${choices}`))
}

export interface OpenInvoice extends InvoiceAtAccount {
  adapter: InvoiceAdapter
}

export function openInvoice(
  config: LoadedConfig,
  text: string,
  settings: OpenSettings = {},
): Result<OpenInvoice, Failure> {
  return resolveReference(config, text).andThen(({ account, id }) =>
    openAccount(config, account, settings).map((adapter) => ({ account, id, adapter })),
  )
}
