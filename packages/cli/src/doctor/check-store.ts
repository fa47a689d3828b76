import { access } from 'node:fs/promises'
import { openDatabase } from '@invoice-adapters/storage'
import { type LoadedConfig, missingAt, missingFailure, storeAddress } from '../config/load.ts'
import { ofStoreError } from '../failure.ts'
import { type Finding, ofFailure } from './finding.ts'

/** Opens the store and closes it again; a file that is not there yet is not made. */
export async function checkStore(config: LoadedConfig): Promise<Finding> {
  const about = { check: 'store', account: null }
  const missing = missingAt(config.missing, ['store'])
  if (missing.length > 0) return ofFailure('store', null, missingFailure(config.place, missing))
  const address = storeAddress(config)
  const file = address.startsWith('sqlite:') ? address.slice('sqlite:'.length) : null
  if (file !== null && !(await exists(file))) {
    return { ...about, state: 'not checked', message: `${file} is not there yet; invoices sync makes it` }
  }
  const opened = await openDatabase(address)
  if (opened.isErr()) return ofFailure('store', null, ofStoreError(opened.error))
  const closed = await opened.value.close()
  if (closed.isErr()) return ofFailure('store', null, ofStoreError(closed.error))
  return { ...about, state: 'ok', message: 'opens' }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
