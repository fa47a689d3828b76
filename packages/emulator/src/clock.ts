/** Time as the emulator knows it. It moves only when told to, and only forward. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number
  /** The same instant as RFC 3339 with milliseconds, UTC. */
  iso(): string
  /** Moves forward by `ms` milliseconds and runs everything that falls due on the way, in order. */
  advance(ms: number): void
  /** Moves forward to an RFC 3339 instant. An earlier instant is a RangeError: `reset` the emulator instead. */
  set(iso: string): void
}

/** The clock with what only the emulator itself may do. */
export interface SteppingClock extends Clock {
  /**
   * The instant of the next write. No two writes share one: the second of two moves the clock by a millisecond,
   * as real time would have passed between them.
   */
  tick(): number
  /** Runs `action` when the clock reaches `at` (milliseconds); at once when that has passed. Returns a cancel. */
  schedule(at: number, action: () => void): () => void
  reset(): void
}

interface Appointment {
  readonly at: number
  readonly action: () => void
}

export function parseInstant(iso: string): number {
  const instant = Date.parse(iso)
  if (Number.isNaN(instant)) throw new RangeError(`not an RFC 3339 instant: ${iso}`)
  return instant
}

/** What is to happen, by instant. */
interface Agenda {
  add(appointment: Appointment): () => void
  /** Takes out the earliest appointment up to `limit`; among equals the one made first. */
  takeUntil(limit: number): Appointment | undefined
  clear(): void
}

function createAgenda(): Agenda {
  const appointments = new Set<Appointment>()
  return {
    add(appointment) {
      appointments.add(appointment)
      return () => {
        appointments.delete(appointment)
      }
    },
    takeUntil(limit) {
      let next: Appointment | undefined
      for (const candidate of appointments) {
        if (candidate.at <= limit && (next === undefined || candidate.at < next.at)) next = candidate
      }
      if (next !== undefined) appointments.delete(next)
      return next
    },
    clear: () => appointments.clear(),
  }
}

export function createClock(start: string): SteppingClock {
  const startedAt = parseInstant(start)
  const agenda = createAgenda()
  let current = startedAt
  let lastWrite = Number.NEGATIVE_INFINITY

  const moveTo = (target: number): void => {
    if (!(target >= current)) throw new RangeError('the clock moves only forward')
    for (let next = agenda.takeUntil(target); next !== undefined; next = agenda.takeUntil(target)) {
      current = Math.max(current, next.at)
      next.action()
    }
    current = Math.max(current, target)
  }

  return {
    now: () => current,
    iso: () => new Date(current).toISOString(),
    advance: (ms) => moveTo(current + ms),
    set: (iso) => moveTo(parseInstant(iso)),
    tick() {
      current = Math.max(current, lastWrite + 1)
      lastWrite = current
      return current
    },
    schedule(at, action) {
      if (at > current) return agenda.add({ at, action })
      action()
      return () => {}
    },
    reset() {
      current = startedAt
      lastWrite = Number.NEGATIVE_INFINITY
      agenda.clear()
    },
  }
}
