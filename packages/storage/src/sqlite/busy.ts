import { setTimeout as wait } from 'node:timers/promises'

/** SQLITE_BUSY and SQLITE_LOCKED. */
const busyCodes: ReadonlySet<number> = new Set([5, 6])

export function primaryCode(thrown: unknown): number | null {
  if (typeof thrown !== 'object' || thrown === null) return null
  const code: unknown = Reflect.get(thrown, 'errcode')
  return typeof code === 'number' ? code & 0xff : null
}

/**
 * Waits between attempts without blocking the process: another connection of the same process may be the one that
 * holds the file, and could never let go of it while SQLite itself waited.
 */
export async function whileBusy<T>(limitMs: number, work: () => T): Promise<T> {
  const until = Date.now() + limitMs
  for (let pauseMs = 2; ; pauseMs = Math.min(pauseMs * 2, 50)) {
    try {
      return work()
    } catch (thrown) {
      if (!busyCodes.has(primaryCode(thrown) ?? -1) || Date.now() >= until) throw thrown
      await wait(pauseMs + Math.random() * pauseMs)
    }
  }
}
