import { assetCapabilities } from '@invoice-adapters/asset'
import { commetCapabilities } from '@invoice-adapters/commet'
import {
  type Capabilities,
  err,
  errAsync,
  type InvoiceAdapter,
  ok,
  type Result,
} from '@invoice-adapters/core'
import { invoiceError } from '@invoice-adapters/core/authoring'
import { whopCapabilities } from '@invoice-adapters/whop'
import { type LoadedConfig, missingAt } from '../config/load.ts'
import type { AccountConfig } from '../config/schema.ts'
import { type Failure, ofInvoiceError, openingOperation } from '../failure.ts'
import { openAccount, openAccounts } from './open.ts'

/** What a command needs that only reads many invoices. */
export type ReadableAccount = Pick<InvoiceAdapter, 'provider' | 'account' | 'capabilities' | 'list' | 'check'>

export interface EachAccount {
  /** All that are wanted, in order. Where a variable is not set, every call fails and says so. */
  accounts: ReadableAccount[]
  /** Those that can be asked. */
  opened: InvoiceAdapter[]
  /** One for each of the others. */
  failures: Failure[]
}

/** As openAccounts; but a variable that is not set is the failure of its account alone, unless no other is left. */
export function openEach(config: LoadedConfig, names: readonly string[] = []): Result<EachAccount, Failure> {
  const wanted = names.length > 0 ? [...new Set(names)] : Object.keys(config.accounts)
  const isUnset = (name: string): boolean => missingAt(config.missing, ['accounts', name]).length > 0
  const rest = wanted.filter((name) => !isUnset(name))
  return openAccounts(config, rest.length === 0 ? names : rest).andThen((opened) => {
    const each: EachAccount = { accounts: [], opened, failures: [] }
    for (const name of wanted) {
      const found = opened.find(({ account }) => account === name)
      const account = found === undefined ? standIn(config, name) : ok(found)
      if (account.isErr()) return err(account.error)
      each.accounts.push(account.value)
      if (found === undefined) each.failures.push(ofInvoiceError(openingError(config, name)))
    }
    return ok(each)
  })
}

/** Fails like any account that cannot be read, so that no listing, report or page leaves it out in silence. */
function standIn(config: LoadedConfig, name: string): Result<ReadableAccount, Failure> {
  const given = config.accounts[name]
  const opened = openAccount(config, name)
  if (given === undefined) return opened
  const fail = () => errAsync(openingError(config, name))
  return ok({
    provider: given.vendor,
    account: name,
    capabilities: capabilitiesOf(given),
    list: fail,
    check: fail,
  })
}

function openingError(config: LoadedConfig, name: string) {
  const message = openAccount(config, name).match(
    () => 'can be opened',
    (failure) => failure.message,
  )
  const context = {
    provider: config.accounts[name]?.vendor ?? null,
    account: name,
    operation: openingOperation,
  }
  return invoiceError('invalid_input', context, message, { fields: [] })
}

function capabilitiesOf(given: AccountConfig): Capabilities {
  if (given.vendor === 'commet') return commetCapabilities[given.apiVersion ?? '2026-07-11']
  if (given.vendor === 'whop') return whopCapabilities[given.apiVersion ?? '2026-10-15-1']
  return assetCapabilities[given.lineShape === 'unit_price' ? 'unit-price-lines' : 'amount-lines']
}
