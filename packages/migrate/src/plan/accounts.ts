import {
  type AccountCheck,
  err,
  type InvoiceAdapter,
  type InvoiceError,
  ok,
  type Result,
  ResultAsync,
} from '@invoice-adapters/core'
import { sha256Hex } from '@invoice-adapters/core/authoring'
import { type MigrationError, type Side, vendorFailed } from '../errors.ts'
import type { PlannedAccount } from './plan.ts'

/** Sixteen hex digits that stand for a credential, so that a plan can tell it from another without holding it. */
export function fingerprintOf(credential: string): ResultAsync<string, never> {
  const digest = sha256Hex(`invoice-adapters migration ${credential}`)
  return ResultAsync.fromSafePromise(digest.then((hex) => hex.slice(0, 16)))
}

const mostProbes = 3

export async function describeAccount(
  adapter: InvoiceAdapter,
  side: Side,
  invoiceIds: readonly string[],
  fingerprint: string | undefined,
): Promise<Result<PlannedAccount, MigrationError>> {
  const checked = await adapter.check()
  if (checked.isErr()) return err(vendorFailed(side, checked.error))
  const { mode, accountId } = checked.value
  return ok({
    provider: adapter.provider,
    account: adapter.account,
    dialect: adapter.capabilities.dialect,
    mode,
    accountId,
    fingerprint: fingerprint ?? null,
    probes: invoiceIds.slice(0, mostProbes),
  })
}

function other(side: Side, message: string): MigrationError {
  return {
    kind: 'other_account',
    side,
    message: `${message}: the plan was made with another account as ${side}`,
  }
}

/** Makes a reading call: once, or as often as it takes until a rate limit or an outage is over. */
export type Ask = <T>(call: () => ResultAsync<T, InvoiceError>) => PromiseLike<Result<T, InvoiceError>>

const once: Ask = (call) => call()

/** Whether the adapter opens the account that the plan was made with, as far as the vendor lets that be told. */
export async function checkAccount(
  adapter: InvoiceAdapter,
  side: Side,
  planned: PlannedAccount,
  fingerprint: string | undefined,
  ask: Ask = once,
): Promise<Result<void, MigrationError>> {
  if (adapter.provider !== planned.provider)
    return err(other(side, `${adapter.provider} is not ${planned.provider}`))
  if (adapter.account !== planned.account)
    return err(other(side, `${adapter.account} is not ${planned.account}`))
  if (fingerprint !== undefined && planned.fingerprint !== null && fingerprint !== planned.fingerprint) {
    return err(other(side, 'the credential has another fingerprint'))
  }
  const checked = await ask(() => adapter.check())
  if (checked.isErr()) return err(vendorFailed(side, checked.error))
  const compared = compareCheck(checked.value, side, planned)
  return compared.isErr() ? compared : probe(adapter, side, planned, ask)
}

function compareCheck(
  { mode, accountId }: AccountCheck,
  side: Side,
  planned: PlannedAccount,
): Result<void, MigrationError> {
  if (mode !== null && planned.mode !== null && mode !== planned.mode) {
    const message = `the ${side} is ${mode}, and the plan was made in ${planned.mode} mode`
    return err({ kind: 'other_mode', side, message })
  }
  if (accountId !== null && planned.accountId !== null && accountId !== planned.accountId) {
    return err(other(side, `${accountId} is not ${planned.accountId}`))
  }
  return ok(undefined)
}

/** Where the vendor does not name the account, invoices that were read before have to be there again. */
async function probe(
  adapter: InvoiceAdapter,
  side: Side,
  { probes, accountId }: PlannedAccount,
  ask: Ask,
): Promise<Result<void, MigrationError>> {
  if (accountId !== null) return ok(undefined)
  for (const id of probes) {
    const read = await ask(() => adapter.get(id))
    if (read.isOk()) continue
    if (read.error.kind === 'not_found') return err(other(side, `invoice ${id} is not there`))
    return err(vendorFailed(side, read.error))
  }
  return ok(undefined)
}
