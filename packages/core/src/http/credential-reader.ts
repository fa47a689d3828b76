import type { Credential } from '../contract/options.ts'

export interface CredentialReader {
  /** Rejects where a function gives nothing usable; with `true` the function is asked again. */
  read(renew: boolean): Promise<string>
  /** What must appear in no error. */
  secrets(): string[]
}

/**
 * A credential that is a value or a function: a function is asked once, and again only when its value was not accepted.
 * What it gives is checked as a value in the options would be; `check` names what is wrong, or null.
 */
export function credentialReader(
  credential: Credential,
  check: (value: string) => string | null,
): CredentialReader {
  let known = typeof credential === 'string' ? credential : null
  return {
    secrets: () => (known === null ? [] : [known]),
    async read(renew) {
      if (typeof credential === 'function' && (renew || known === null)) {
        const given: unknown = await credential()
        if (typeof given !== 'string') throw new Error('the credential must be text')
        const problem = check(given)
        if (problem !== null) throw new Error(`the credential ${problem}`)
        known = given
      }
      return known ?? ''
    },
  }
}
