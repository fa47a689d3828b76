import { err, ok, type Result } from '@invoice-adapters/core'
import { type StoreError, storeError } from './errors.ts'

export type Address =
  | { kind: 'sqlite'; path: string }
  /** `url` may hold a password: it goes to the driver and nowhere else. */
  | { kind: 'postgres'; url: string }

/** `sqlite:./invoices.db`, `sqlite::memory:`, `postgres://…`; nothing is guessed from a bare path. */
export function parseAddress(address: string): Result<Address, StoreError> {
  const scheme = /^([a-z]+):/.exec(address)?.[1]
  if (scheme === 'sqlite') {
    const path = address.slice('sqlite:'.length).replace(/^\/\/(?=\/)/, '')
    return path === '' || path.startsWith('//') || path.includes('\0')
      ? err(storeError('invalid_address', 'open', null))
      : ok({ kind: 'sqlite', path })
  }
  if (scheme !== 'postgres' && scheme !== 'postgresql')
    return err(storeError('invalid_address', 'open', null))
  return URL.canParse(address)
    ? ok({ kind: 'postgres', url: address })
    : err(storeError('invalid_address', 'open', null))
}
