import type { WireAnswer } from '../frame.ts'

const lifetimeMs = 24 * 3_600_000

type Entry =
  | { readonly state: 'running'; readonly fingerprint: string }
  | {
      readonly state: 'answered'
      readonly fingerprint: string
      readonly answer: WireAnswer
      readonly expiresAtMs: number
    }

export type KeyVerdict =
  | { readonly kind: 'fresh' }
  | { readonly kind: 'mismatch' }
  | { readonly kind: 'in_progress' }
  | { readonly kind: 'replay'; readonly answer: WireAnswer }

/** Keys of all organizations; a key is known for 24 hours of emulator time after its answer. */
export interface IdempotencyKeys {
  /** Takes the key when the verdict is `fresh`. The fingerprint is method, path and body. */
  take(organization: string, key: string, fingerprint: string, nowMs: number): KeyVerdict
  /** Keeps the answer for replay, or with null gives the key back. */
  settle(organization: string, key: string, answer: WireAnswer | null, nowMs: number): void
  clear(): void
}

export function createIdempotencyKeys(): IdempotencyKeys {
  const entries = new Map<string, Entry>()
  const slot = (organization: string, key: string): string => JSON.stringify([organization, key])

  return {
    take(organization, key, fingerprint, nowMs) {
      const found = entries.get(slot(organization, key))
      const expired = found?.state === 'answered' && found.expiresAtMs <= nowMs
      if (found === undefined || expired) {
        entries.set(slot(organization, key), { state: 'running', fingerprint })
        return { kind: 'fresh' }
      }
      if (found.fingerprint !== fingerprint) return { kind: 'mismatch' }
      return found.state === 'running' ? { kind: 'in_progress' } : { kind: 'replay', answer: found.answer }
    },
    settle(organization, key, answer, nowMs) {
      const found = entries.get(slot(organization, key))
      if (found?.state !== 'running') return
      if (answer === null) entries.delete(slot(organization, key))
      else {
        const { fingerprint } = found
        const expiresAtMs = nowMs + lifetimeMs
        entries.set(slot(organization, key), { state: 'answered', fingerprint, answer, expiresAtMs })
      }
    },
    clear: () => entries.clear(),
  }
}
