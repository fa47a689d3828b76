import type { AssetSettings } from '../options.ts'

/** What a wire object does not say about its own reading. */
export interface Reading {
  settings: Pick<AssetSettings, 'account' | 'mode' | 'currency' | 'minorUnitDigits'>
  /** When the request began that answered it; RFC 3339, UTC. */
  readAt: string
  /** Whether the vendor's answer is kept in `raw`. */
  keepRaw: boolean
}
