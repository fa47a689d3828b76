import {
  type AccountCheck,
  err,
  type Invoice,
  type InvoiceAdapter,
  ok,
  type Result,
} from '@invoice-adapters/core'
import { unknownAccount } from '../accounts/open.ts'
import type { LoadedConfig } from '../config/load.ts'
import type { AccountConfig } from '../config/schema.ts'
import { type Failure, failure, ofInvoiceError } from '../failure.ts'

/** The vendor's words for its sandbox are not enough where another address was configured: that may be anything. */
const ownMachine = new Set(['127.0.0.1', 'localhost', '[::1]'])

/**
 * Null: the account is proven to be a sandbox. Otherwise why not, in a sentence. Proven is what the vendor's own data
 * says of every invoice that was read; where the vendor says nothing, that its sandbox's address took the credentials.
 */
export function sandboxProblem(
  account: AccountConfig,
  check: AccountCheck,
  sample: readonly Invoice[],
): string | null {
  if (check.mode !== 'test') {
    return check.mode === 'live'
      ? 'the account is live'
      : 'the vendor does not say whether the account is live; an invoice in it would tell'
  }
  const other = sample.find(({ source }) => source.mode !== 'test')
  if (other !== undefined) return 'an invoice in it is not of a sandbox'
  // Commet tells the mode with its data; the others have a host of its own for it.
  if (account.vendor === 'commet' || account.baseUrl === undefined) return null
  const { hostname } = new URL(account.baseUrl)
  return ownMachine.has(hostname)
    ? null
    : `baseUrl is ${hostname}, and only the sandbox's own address proves that it is one`
}

export interface SandboxCustomer {
  id?: string
  name?: string
  email?: string
}

/** Reserved by RFC 2606: mail to it reaches nobody. */
const nobody = { name: 'Invoice Adapters Kit', email: 'kit@example.com' }

/**
 * Whom the kit bills: whoever an invoice that was read bills, since Commet takes the currency from there; else a customer
 * made for it, or a name and an address at a vendor that makes none alone.
 */
export async function billedCustomer(
  config: LoadedConfig,
  adapter: InvoiceAdapter,
  check: AccountCheck,
  sample: readonly Invoice[],
): Promise<Result<SandboxCustomer, Failure>> {
  const account = config.accounts[adapter.account]
  if (account === undefined) return err(unknownAccount(config, adapter.account))
  const problem = sandboxProblem(account, check, sample)
  if (problem !== null) {
    const message = `${adapter.account} is not proven to be a sandbox: ${problem}; nothing was written`
    return err(failure('refused', message))
  }
  const id = sample.find(({ customer }) => customer?.id)?.customer?.id
  if (id) return ok({ id })
  if (!adapter.capabilities.operations['customers.create'].supported) return ok(nobody)
  const made = await adapter.customers.create({ externalId: 'invoice-adapters-kit', ...nobody })
  return made.map((customer) => ({ id: customer.id })).mapErr(ofInvoiceError)
}
