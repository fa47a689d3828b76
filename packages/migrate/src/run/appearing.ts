import type { Invoice } from '@invoice-adapters/core'
import { inWords } from '../errors.ts'
import { patiently, type Work } from './context.ts'
import { end, stop, type Verdict } from './verdict.ts'

/** After so long, in milliseconds, a copy that was asked for and does not show is taken not to exist. */
const appearsWithinMs = 300_000

/** Milliseconds until an empty look may be believed; 0: it may. */
export function doubtRemainsMs({ context, subject }: Work): number {
  const { creationBegunAt } = subject
  if (creationBegunAt === null) return 0
  return Math.max(0, Date.parse(creationBegunAt) + appearsWithinMs - context.clock.now())
}

export type Look =
  | { kind: 'found'; invoice: Invoice }
  | { kind: 'none' }
  | { kind: 'verdict'; verdict: Verdict }

const later: Look = { kind: 'verdict', verdict: { kind: 'later' } }

/**
 * Looks for a copy by its key, after each of the waits. Not found, and asked for a moment ago, it may still appear: to
 * create it once more would be a second bill, to take it for none would leave one behind.
 */
export async function lookByKey(work: Work, waits: readonly number[]): Promise<Look> {
  const { context, line } = work
  const key = line.copy?.externalId ?? ''
  for (const waitMs of waits) {
    if (waitMs > 0) await context.clock.wait(waitMs)
    const read = await patiently(context, 'target', () => context.pair.target.findByExternalId(key))
    if (read.isOk() && read.value !== null) return { kind: 'found', invoice: read.value }
    if (read.isOk()) continue
    if (read.error.kind === 'stop') return { kind: 'verdict', verdict: stop(read.error) }
    const reason = `it is not known whether a copy is at the target: ${inWords(read.error.error)}`
    return { kind: 'verdict', verdict: end('uncertain', reason) }
  }
  return doubtRemainsMs(work) > 0 ? later : { kind: 'none' }
}
