import type { JsonObject } from '@invoice-adapters/core'
import { type KeptKey, keptKeyIn, withoutKeyMark } from '@invoice-adapters/core/authoring'

type FreeObject = Record<string, unknown> | null | undefined

/** `metadata` since the newest generations, `metadata_` before (api-reference/invoice/update-an-invoice). */
export interface WithMetadata {
  metadata?: FreeObject
  metadata_?: FreeObject
}

export function metadataOf({ metadata, metadata_ }: WithMetadata): JsonObject | null {
  return withoutKeyMark(metadata ?? metadata_)
}

/** Our mark on the invoice itself, else on one of its lines, where the older shape keeps it as well. */
export function keyIn(invoice: WithMetadata & { lines?: WithMetadata[] | null | undefined }): KeptKey | null {
  for (const { metadata, metadata_ } of [invoice, ...(invoice.lines ?? [])]) {
    const kept = keptKeyIn(metadata) ?? keptKeyIn(metadata_)
    if (kept !== null) return kept
  }
  return null
}
