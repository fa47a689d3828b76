import type { RunClock } from './context.ts'

export interface RunProgress {
  /** Invoices that have ended, those of earlier runs included. */
  done: number
  /** Invoices that are to move. */
  total: number
  /** The source's id of the last one. */
  invoice: string
  /** Milliseconds at the pace of the last invoices; null before a pace is known. */
  remainingMs: number | null
}

export interface Pace {
  step(invoice: string): RunProgress
}

const remembered = 20

/** Counts along. The remaining time is what the last invoices took, not what the plan hoped for. */
export function startPace(clock: RunClock, alreadyDone: number, total: number): Pace {
  const instants: number[] = [clock.now()]
  let done = alreadyDone
  return {
    step(invoice) {
      done += 1
      instants.push(clock.now())
      if (instants.length > remembered + 1) instants.shift()
      const span = (instants.at(-1) ?? 0) - (instants.at(0) ?? 0)
      const each = span / (instants.length - 1)
      return {
        done,
        total,
        invoice,
        remainingMs: instants.length < 4 ? null : Math.round(each * (total - done)),
      }
    },
  }
}
