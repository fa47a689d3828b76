import type { JsonObject } from '@invoice-adapters/core'
import { contentInMetadata, keyInMetadata, reservedMetadataKeys } from './reading.ts'

type FreeObject = Record<string, unknown> | null | undefined

/** `metadata` since the newest generations, `metadata_` before (api-reference/invoice/update-an-invoice). */
export interface WithMetadata {
  metadata?: FreeObject
  metadata_?: FreeObject
}

export function metadataOf({ metadata, metadata_ }: WithMetadata): JsonObject | null {
  const given = metadata ?? metadata_
  if (!given) return null
  const entries = Object.entries(given).filter(([name]) => !reservedMetadataKeys.includes(name))
  return Object.fromEntries(entries) as JsonObject
}

export interface KeptKey {
  externalId: string
  /** Digest of what was asked under the key; null where it was not kept. */
  content: string | null
}

/** Our mark on the invoice itself, else on one of its lines, where the older shape keeps it as well. */
export function keyIn(invoice: WithMetadata & { lines?: WithMetadata[] | null | undefined }): KeptKey | null {
  const places = [invoice, ...(invoice.lines ?? [])].flatMap(({ metadata, metadata_ }) => [
    metadata,
    metadata_,
  ])
  for (const place of places) {
    const key = place?.[keyInMetadata]
    const content = place?.[contentInMetadata]
    if (typeof key === 'string')
      return { externalId: key, content: typeof content === 'string' ? content : null }
  }
  return null
}
