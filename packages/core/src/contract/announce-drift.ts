import type { ErrorContext } from '../errors/construct.ts'
import { quietly } from '../http/quietly.ts'
import type { Invoice } from '../invoice/invoice.ts'
import type { CommonOptions } from './options.ts'

/** A word of the vendor's that this version does not know. */
export interface UnknownWord {
  path: string
  value: string | null
}

/**
 * Tells the observer of an unknown status, and of other unknown words that the adapter found; all of them stand in the
 * invoice verbatim. A vendor that tells no status at all has no new word for one.
 */
export function announceDrift(
  { provider, account, operation }: ErrorContext,
  { observe }: CommonOptions,
  { status, providerStatus }: Invoice,
  others: readonly UnknownWord[] = [],
): void {
  if (observe === undefined) return
  const isNew = status === 'unknown' && providerStatus !== null
  const words = [...(isNew ? [{ path: 'status', value: providerStatus }] : []), ...others]
  const where = { provider: provider ?? '', account: account ?? '', operation }
  for (const word of words) {
    quietly(() => observe({ ...where, type: 'drift', what: 'unknown_value', ...word }))
  }
}
