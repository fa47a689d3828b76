import type { AssetSettings } from '../options.ts'

/** What a wire object does not say about its own reading. */
export interface Reading {
  settings: Pick<AssetSettings, 'account' | 'mode' | 'currency' | 'minorUnitDigits'>
  /** When the request began that answered it; RFC 3339, UTC. */
  readAt: string
  /** Whether the vendor's answer is kept in `raw`. */
  keepRaw: boolean
}

/** Metadata keys of ours: the caller's key, and a digest of what was asked under it. */
export const keyInMetadata = 'invoice_adapters_key'
export const contentInMetadata = 'invoice_adapters_content'
export const reservedMetadataKeys: readonly string[] = [keyInMetadata, contentInMetadata]
