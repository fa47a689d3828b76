import { createHmac } from 'node:crypto'
import type { Surroundings } from '../frame.ts'
import type { Tenant } from './entities.ts'

export interface TokenOrder {
  readonly tenant: Tenant
  /** null: every business of the tenant. */
  readonly businessId: string | null
  /** null: everything is allowed. */
  readonly scopes: readonly string[] | null
  readonly audience: readonly string[]
  readonly seconds: number
}

/** A token in force, or one that was. */
export interface Grant extends Omit<TokenOrder, 'seconds' | 'audience'> {
  readonly token: string
  /** Unix seconds. */
  readonly expiresAt: number
}

export interface Tokens {
  issue(order: TokenOrder): Grant
  /** Also one that has expired; not one that was revoked. */
  find(token: string): Grant | undefined
  /** Every token of a tenant. */
  revoke(tenant: Tenant): void
  clear(): void
}

const part = (value: object): string => Buffer.from(JSON.stringify(value), 'utf8').toString('base64url')

export function createTokens({ clock, ids }: Surroundings): Tokens {
  const grants = new Map<string, Grant>()
  return {
    issue({ seconds, audience, ...order }) {
      const issuedAt = Math.floor(clock.now() / 1000)
      const expiresAt = issuedAt + seconds
      const claims = {
        iss: 'https://api.getasset.com',
        sub: order.tenant.clientId,
        aud: audience,
        iat: issuedAt,
        exp: expiresAt,
        jti: ids.count('asset token'),
        ...(order.scopes === null ? {} : { scope: order.scopes.join(' ') }),
        ...(order.businessId === null ? {} : { business_id: order.businessId }),
      }
      const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`
      const signature = createHmac('sha256', 'emulated').update(signed).digest('base64url')
      const grant: Grant = { ...order, token: `${signed}.${signature}`, expiresAt }
      grants.set(grant.token, grant)
      return grant
    },
    find: (token) => grants.get(token),
    revoke(tenant) {
      for (const [token, grant] of grants) if (grant.tenant === tenant) grants.delete(token)
    },
    clear: () => grants.clear(),
  }
}
