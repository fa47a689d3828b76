import { createAssetAdapter } from '@invoice-adapters/asset'
import { createCommetAdapter } from '@invoice-adapters/commet'
import {
  type AdapterEvent,
  type CommonOptions,
  err,
  type InvalidInput,
  type InvoiceAdapter,
  Result,
} from '@invoice-adapters/core'
import { createWhopAdapter } from '@invoice-adapters/whop'
import { type LoadedConfig, missingAt, missingFailure } from '../config/load.ts'
import type { AccountConfig } from '../config/schema.ts'
import { type Failure, failure } from '../failure.ts'

/** What a command may put between an adapter and the world. */
export interface OpenSettings {
  fetch?: typeof globalThis.fetch
  observe?: (event: AdapterEvent) => void
  /** Attempts in all; default as configured. */
  attempts?: number
  /** Laid over what is configured. */
  overrides?: Pick<CommonOptions, 'raw' | 'retry' | 'timeout' | 'settlement' | 'limiter'> & {
    account?: string
    observe?: (event: AdapterEvent) => void
  }
}

/** The adapter of one configured account; nothing is sent. */
export function openAccount(
  config: LoadedConfig,
  name: string,
  settings: OpenSettings = {},
): Result<InvoiceAdapter, Failure> {
  const given = Object.hasOwn(config.accounts, name) ? config.accounts[name] : undefined
  if (given === undefined) return err(unknownAccount(config, name))
  const missing = missingAt(config.missing, ['accounts', name])
  if (missing.length > 0) return err(missingFailure(config.place, missing))
  return create(name, given, settings).mapErr((error) => notRight(config, name, error))
}

/** Those that are named, or all; the first that cannot be opened is the answer. */
export function openAccounts(
  config: LoadedConfig,
  names: readonly string[] = [],
  settings: OpenSettings = {},
): Result<InvoiceAdapter[], Failure> {
  const wanted = names.length > 0 ? [...new Set(names)] : Object.keys(config.accounts)
  if (wanted.length === 0)
    return err(failure('config', `${config.place(['accounts'])}: accounts: names none`))
  return Result.combine(wanted.map((name) => openAccount(config, name, settings)))
}

export function unknownAccount(config: LoadedConfig, name: string): Failure {
  const names = Object.keys(config.accounts)
  const known = names.length === 0 ? 'it has none' : `it has ${names.join(', ')}`
  return failure('config', `there is no account ${JSON.stringify(name)} in ${config.place([])}; ${known}`)
}

function create(
  name: string,
  config: AccountConfig,
  { fetch, observe, attempts, overrides }: OpenSettings,
): Result<InvoiceAdapter, InvalidInput> {
  const retry = attempts === undefined ? config.retry : { ...config.retry, attempts }
  const own = { account: name, fetch, observe, retry, ...known(overrides) }
  if (config.vendor === 'commet') {
    const { vendor, ...options } = config
    return widened(createCommetAdapter({ ...options, ...own }))
  }
  if (config.vendor === 'asset') {
    const { vendor, ...options } = config
    return widened(createAssetAdapter({ ...options, ...own }))
  }
  const { vendor, ...options } = config
  return widened(createWhopAdapter({ ...options, ...own }))
}

function known({
  account,
  raw,
  retry,
  timeout,
  settlement,
  observe,
  limiter,
}: NonNullable<OpenSettings['overrides']> = {}) {
  return {
    ...(account !== undefined && { account }),
    ...(raw !== undefined && { raw }),
    ...(retry !== undefined && { retry }),
    ...(timeout !== undefined && { timeout }),
    ...(settlement !== undefined && { settlement }),
    ...(observe !== undefined && { observe }),
    ...(limiter !== undefined && { limiter }),
  }
}

/** The concrete types refuse at compile time what this program learns at run time. */
function widened<A extends InvoiceAdapter>(
  adapter: Result<A, InvalidInput>,
): Result<InvoiceAdapter, InvalidInput> {
  return adapter
}

function notRight(config: LoadedConfig, name: string, error: InvalidInput): Failure {
  const [first] = error.fields
  if (first === undefined) return failure('config', `${config.place(['accounts', name])}: ${error.message}`)
  const path = ['accounts', name, ...first.field.split('.').filter((part) => part !== 'options')]
  return failure('config', `${config.place(path)}: ${path.join('.')} ${first.message}`)
}
