import type { RunClock } from './context.ts'

export interface RunProgress {
  /** Invoices that have ended, those of earlier runs included. */
  done: number
  /** Invoices that are through with their steps, and whose copies have yet to open by themselves. */
  opening: number
  /** Invoices that are to move by the plan. */
  total: number
  /** The source's id of the one that this is about. */
  invoice: string
  /**
   * Milliseconds until this run is through with its steps, at the pace of the last invoices; null before a pace is known.
   * Waiting for copies that open by themselves comes on top, for `openWithinMs` at most.
   */
  remainingMs: number | null
}

export interface Pace {
  ended(invoice: string): RunProgress
  opening(invoice: string): RunProgress
}

export interface Amounts {
  /** Ended before this run. */
  ended: number
  /** What this run takes. */
  taken: number
  planned: number
}

const remembered = 20

/** Counts along. The remaining time is what the last invoices took, waits included, not what the plan hoped for. */
export function startPace(clock: RunClock, { ended, taken, planned }: Amounts): Pace {
  const instants: number[] = [clock.now()]
  const waiting = new Set<string>()
  let left = taken
  let done = ended
  const passed = (): void => {
    left -= 1
    instants.push(clock.now())
    if (instants.length > remembered + 1) instants.shift()
  }
  const now = (invoice: string): RunProgress => {
    const span = (instants.at(-1) ?? 0) - (instants.at(0) ?? 0)
    const each = span / (instants.length - 1)
    const remainingMs = instants.length < 4 ? null : Math.round(each * Math.max(0, left))
    return { done, opening: waiting.size, total: planned, invoice, remainingMs }
  }
  return {
    ended(invoice) {
      done += 1
      if (!waiting.delete(invoice)) passed()
      return now(invoice)
    },
    opening(invoice) {
      waiting.add(invoice)
      passed()
      return now(invoice)
    },
  }
}
