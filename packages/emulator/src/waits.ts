import type { Fault, FaultOf, FaultPlace } from './fault-rules.ts'
import type { HeldCommit } from './holds.ts'
import type { Surroundings } from './surroundings.ts'

/** The delays that stand before one request. */
export interface Waits {
  /** Waits; false when the request is not to be worked on, since its client left or it was abandoned. */
  at(place: FaultPlace): Promise<boolean>
  clientIsGone(): boolean
  /** To be called when the request is done with. */
  finish(): void
}

export function createWaits(
  faults: readonly Fault[],
  signal: AbortSignal,
  surroundings: Surroundings,
): Waits {
  const late = faults.find((fault) => fault.kind === 'commit_late')
  const commit = late === undefined ? null : holdCommit(late, signal, surroundings)

  return {
    clientIsGone: () => signal.aborted,
    finish: () => commit?.finish(),
    async at(place) {
      for (const fault of faults) {
        if (fault.kind !== 'delay' || (fault.at ?? 'vendor') !== place) continue
        if (!(await realDelay(fault.ms, signal))) return false
      }
      if (commit === null) return !signal.aborted
      return (late?.at ?? 'vendor') === place ? commit.opened : true
    },
  }
}

/** Resolves with false when the signal fires first. */
export function realDelay(ms: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve(false)
    const onAbort = (): void => {
      clearTimeout(timer)
      resolve(false)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort)
      resolve(true)
    }, ms)
    signal.addEventListener('abort', onAbort, { once: true })
  })
}

interface Hold {
  /** True when the work may begin, false when it was abandoned. */
  readonly opened: Promise<boolean>
  finish(): void
}

function holdCommit(fault: FaultOf<'commit_late'>, signal: AbortSignal, surroundings: Surroundings): Hold {
  const opening = deferred<boolean>()
  const ending = deferred<void>()
  const held: HeldCommit = {
    release: () => opening.resolve(true),
    abandon: () => opening.resolve(false),
    done: ending.promise,
  }
  surroundings.faults.holds.add(held)

  const openLater = (): void => {
    if (fault.afterMs === undefined) return
    surroundings.background.add(ending.promise)
    setTimeout(held.release, fault.afterMs)
  }
  if (signal.aborted) openLater()
  else signal.addEventListener('abort', openLater, { once: true })

  return {
    opened: opening.promise,
    finish() {
      signal.removeEventListener('abort', openLater)
      surroundings.faults.holds.remove(held)
      surroundings.background.delete(ending.promise)
      ending.resolve()
    },
  }
}

interface Deferred<T> {
  readonly promise: Promise<T>
  resolve(value: T): void
}

function deferred<T>(): Deferred<T> {
  let settle: (value: T) => void = () => {}
  const promise = new Promise<T>((resolve) => {
    settle = resolve
  })
  return { promise, resolve: (value) => settle(value) }
}
