import { sha256Hex } from '@invoice-adapters/core/authoring'
import type { AssetSettings } from '../options.ts'

export interface AccessToken {
  accessToken: string
  /** Milliseconds since 1970. */
  expiresAt: number
}

/** Keeps access tokens, for one process or for several. What it throws is taken for an empty cache. */
export interface TokenCache {
  get(key: string): AccessToken | null | undefined | Promise<AccessToken | null | undefined>
  set(key: string, token: AccessToken): void | Promise<void>
}

/** A digest: the same client, business and scope at the same host share a token. */
export function cacheKey(
  { baseUrl, businessId, scope }: Pick<AssetSettings, 'baseUrl' | 'businessId' | 'scope'>,
  clientId: string,
): Promise<string> {
  return sha256Hex(JSON.stringify(['asset', baseUrl, clientId, businessId, scope]))
}

/** A cache is foreign code: what it gives is checked, and what it throws is a miss. */
export async function fromCache(cache: TokenCache | null, key: string): Promise<AccessToken | null> {
  try {
    const kept = await cache?.get(key)
    return typeof kept?.accessToken === 'string' && kept.accessToken !== '' && Number.isFinite(kept.expiresAt)
      ? { accessToken: kept.accessToken, expiresAt: kept.expiresAt }
      : null
  } catch {
    return null
  }
}

export async function intoCache(cache: TokenCache | null, key: string, token: AccessToken): Promise<void> {
  try {
    await cache?.set(key, { ...token })
  } catch {
    // A token that is not kept is asked for again.
  }
}
