import type { WireAnswer } from '../frame.ts'

const lifetimeMs = 24 * 3_600_000

/** Documented: a key has at most so many bytes. */
export const longestKey = 255

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

/** The keys of all companies; each is known for 24 hours of emulator time after its answer, also a refusal. */
export interface IdempotencyKeys {
  /** Takes the key when the verdict is `fresh`. */
  take(company: string, key: string, fingerprint: string, nowMs: number): KeyVerdict
  /** Keeps the answer for replay, or with null gives the key back. */
  settle(company: string, key: string, answer: WireAnswer | null, nowMs: number): void
  clear(): void
}

export function createIdempotencyKeys(): IdempotencyKeys {
  const entries = new Map<string, Entry>()
  const slot = (company: string, key: string): string => JSON.stringify([company, key])

  return {
    take(company, key, fingerprint, nowMs) {
      const known = entries.get(slot(company, key))
      const expired = known?.state === 'answered' && known.expiresAtMs <= nowMs
      if (known === undefined || expired) {
        entries.set(slot(company, key), { state: 'running', fingerprint })
        return { kind: 'fresh' }
      }
      if (known.fingerprint !== fingerprint) return { kind: 'mismatch' }
      return known.state === 'running' ? { kind: 'in_progress' } : { kind: 'replay', answer: known.answer }
    },
    settle(company, key, answer, nowMs) {
      const known = entries.get(slot(company, key))
      if (known?.state !== 'running') return
      if (answer === null) {
        entries.delete(slot(company, key))
        return
      }
      const { fingerprint } = known
      const expiresAtMs = nowMs + lifetimeMs
      entries.set(slot(company, key), { state: 'answered', fingerprint, answer, expiresAtMs })
    },
    clear: () => entries.clear(),
  }
}
