import type { LimitRule } from '@invoice-adapters/core'
import { sha256Hex } from '@invoice-adapters/core/authoring'
import { rateLimits } from '../capabilities.ts'
import type { AssetSettings } from '../options.ts'

/** The limit counts by the minute, so that no longer wait is believed: a clock may be wrong. */
const longestWaitMs = 60_000

/** The tenant is known by its client: accounts of the same client wait for each other. */
export function limiterKey(
  { baseUrl }: Pick<AssetSettings, 'baseUrl'>,
  clientId: string,
  digest: (text: string) => Promise<string> = sha256Hex,
): Promise<string> {
  return digest(`asset ${baseUrl} ${clientId}`)
}

/** 300 a minute for the tenant, whatever the business, and 300 for each business (apioverview/rate_limits). */
export function limitsOf({ businessId }: Pick<AssetSettings, 'businessId'>): LimitRule[] {
  return rateLimits.map(({ scope, calls, perMs }) => ({
    scope: scope === 'business' ? `business ${businessId}` : scope,
    calls,
    perMs,
  }))
}

/** `x-ratelimit-*` stands on every answer; the reset is a unix time in seconds. */
export function rateLimitOf(headers: Headers, now: number): { remaining?: number; resetAt?: number } {
  const remaining = wholeOf(headers.get('x-ratelimit-remaining'))
  const waitMs = waitAskedFor(headers, now)
  return {
    ...(remaining === null ? {} : { remaining }),
    ...(waitMs === null ? {} : { resetAt: now + waitMs }),
  }
}

/** Milliseconds until the limit starts anew; null where the header says nothing usable. */
export function waitAskedFor(headers: Headers, now: number): number | null {
  const reset = wholeOf(headers.get('x-ratelimit-reset'))
  return reset === null ? null : Math.min(longestWaitMs, Math.max(0, reset * 1000 - now))
}

function wholeOf(text: string | null): number | null {
  return text !== null && /^\d{1,12}$/.test(text) ? Number(text) : null
}
