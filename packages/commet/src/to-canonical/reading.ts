import type { CommetApiVersion } from '../capabilities.ts'

/** What a wire object does not say about its own reading. */
export interface Reading {
  account: string
  apiVersion: CommetApiVersion
  /** When the request began that answered it; RFC 3339, UTC. */
  readAt: string
  /** Whether the vendor's answer is kept in `raw`. */
  keepRaw: boolean
}
