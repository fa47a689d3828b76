import type { OutcomeFacts } from '../journal/journal.ts'
import type { RunContext, Work } from './context.ts'
import { lookWhetherOpen } from './open.ts'
import type { Verdict } from './verdict.ts'

/** Between two looks at the copies that have not opened yet. */
const betweenLooksMs = 10_000

export interface Waiting {
  context: RunContext
  works: Work[]
  /** Longest wait for the last copy, in milliseconds. */
  openWithinMs: number
  isStopped: () => boolean
  finish: (work: Work, facts: OutcomeFacts) => Promise<Verdict>
}

/** Waits, within bounds, until every copy has opened. What does not is closed at the source and not open at the target. */
export async function awaitOpenCopies({
  context,
  works,
  openWithinMs,
  isStopped,
  finish,
}: Waiting): Promise<Verdict | null> {
  const deadline = context.clock.now() + openWithinMs
  let waiting = works
  while (waiting.length > 0) {
    const still: Work[] = []
    for (const work of waiting) {
      const verdict = await lookWhetherOpen(work)
      if (verdict.kind === 'stop') return verdict
      if (verdict.kind !== 'end') still.push(work)
      else {
        const written = await finish(work, verdict.facts)
        if (written.kind === 'stop') return written
      }
    }
    waiting = still
    if (waiting.length === 0 || isStopped()) return null
    if (context.clock.now() >= deadline) return giveUp(waiting, finish)
    await context.clock.wait(betweenLooksMs)
  }
  return null
}

async function giveUp(works: readonly Work[], finish: Waiting['finish']): Promise<Verdict | null> {
  for (const work of works) {
    const reason =
      'is closed at the source, and its copy has not opened in time; run again, or open it at the vendor'
    const facts = {
      outcome: 'closed_not_open' as const,
      reason,
      copyId: work.subject.copyId,
      copyNumber: null,
    }
    const written = await finish(work, facts)
    if (written.kind === 'stop') return written
  }
  return null
}
