import { access } from 'node:fs/promises'
import { type InvoiceStore, openStore } from '@invoice-adapters/aggregate/store'
import { err, ok, type Result } from '@invoice-adapters/core'
import { type LoadedConfig, missingAt, missingFailure, storeAddress } from '../config/load.ts'
import { type Failure, failure, ofStoreError } from '../failure.ts'

/** The address of the configured store; whether it can be opened is not looked at. */
export function addressOf(config: LoadedConfig): Result<string, Failure> {
  const missing = missingAt(config.missing, ['store'])
  return missing.length > 0 ? err(missingFailure(config.place, missing)) : ok(storeAddress(config))
}

/** Opens the configured store, hands it to `work`, and closes it whatever came of that. */
export async function withStore<T>(
  config: LoadedConfig,
  work: (store: InvoiceStore) => Promise<Result<T, Failure>>,
): Promise<Result<T, Failure>> {
  const address = addressOf(config)
  if (address.isErr()) return err(address.error)
  const store = await openStore(address.value)
  if (store.isErr()) return err(ofStoreError(store.error))
  const done = await work(store.value)
  const closed = await store.value.close()
  return closed.isErr() && done.isOk() ? err(ofStoreError(closed.error)) : done
}

/** The same for what only reads: a file that is not there yet is not made. */
export async function withExistingStore<T>(
  config: LoadedConfig,
  work: (store: InvoiceStore) => Promise<Result<T, Failure>>,
): Promise<Result<T, Failure>> {
  const address = addressOf(config)
  if (address.isErr()) return err(address.error)
  const path = address.value.startsWith('sqlite:') ? address.value.slice('sqlite:'.length) : null
  const exists = path === null || (await access(path).then(yes, no))
  if (!exists) return err(failure('store', `${path} is not there yet; invoices sync makes it`))
  return withStore(config, work)
}

const yes = (): boolean => true
const no = (): boolean => false
