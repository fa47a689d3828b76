import type { Credential } from '@invoice-adapters/core'
import { type AssetSettings, credentialProblem } from '../options.ts'

export interface ClientValues {
  clientId: string
  clientSecret: string
}

export interface ClientReader {
  /** Null where a credential function failed or gave nothing usable. */
  read(renew: boolean): Promise<ClientValues | null>
  renewable: boolean
  secrets(): string[]
}

/** Asks credential functions once, and again only when what they gave was not accepted. */
export function clientReader({
  clientId,
  clientSecret,
}: Pick<AssetSettings, 'clientId' | 'clientSecret'>): ClientReader {
  let known: ClientValues | null = null
  return {
    renewable: typeof clientId === 'function' || typeof clientSecret === 'function',
    secrets: () => (known === null ? [] : [known.clientSecret, encodeURIComponent(known.clientSecret)]),
    async read(renew) {
      if (known !== null && !renew) return known
      try {
        const given = { clientId: await textOf(clientId), clientSecret: await textOf(clientSecret) }
        known = given
        return given
      } catch {
        // The message of a foreign function may hold the secret it failed on.
        return null
      }
    },
  }
}

async function textOf(credential: Credential): Promise<string> {
  const value = typeof credential === 'function' ? await credential() : credential
  const problem = typeof value === 'string' ? credentialProblem(value) : 'must be text'
  if (problem !== null) throw new Error(`the credential ${problem}`)
  return value
}
