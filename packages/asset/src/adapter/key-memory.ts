/** What a key stood for when it was used first, and what came of it. */
export interface RememberedKey {
  content: string
  /** Ids of the payments that the invoice had before. */
  before: readonly string[]
  /** Null while it is not known. */
  paymentId: string | null
}

/** Keys of this process. The oldest is forgotten when there are too many to hold. */
export interface KeyMemory {
  get(key: string): RememberedKey | undefined
  set(key: string, remembered: RememberedKey): void
  delete(key: string): void
  /** Whether a payment is known to belong to a key. */
  owns(paymentId: string): boolean
}

const mostKeys = 10_000

export function createKeyMemory(): KeyMemory {
  const keys = new Map<string, RememberedKey>()
  return {
    get: (key) => keys.get(key),
    set(key, remembered) {
      const [oldest] = keys.keys()
      if (!keys.has(key) && keys.size >= mostKeys && oldest !== undefined) keys.delete(oldest)
      keys.set(key, remembered)
    },
    delete: (key) => void keys.delete(key),
    owns: (paymentId) => [...keys.values()].some((remembered) => remembered.paymentId === paymentId),
  }
}
