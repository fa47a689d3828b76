import type { MigrationError } from '../errors.ts'
import type { OutcomeFacts } from '../journal/journal.ts'
import type { Failure } from './context.ts'

/** What a step says: go on to the next one, come back when doubt has settled, this invoice has ended, or the run has. */
export type Verdict =
  | { kind: 'go' }
  | { kind: 'later' }
  | { kind: 'end'; facts: OutcomeFacts }
  | { kind: 'stop'; error: MigrationError }

export const go: Verdict = { kind: 'go' }

export function stop({ error }: Extract<Failure, { kind: 'stop' }>): Verdict {
  return { kind: 'stop', error }
}

export function end(
  outcome: OutcomeFacts['outcome'],
  reason: string,
  copy: { copyId?: string | null; copyNumber?: string | null } = {},
): Verdict {
  const facts = { outcome, reason, copyId: copy.copyId ?? null, copyNumber: copy.copyNumber ?? null }
  return { kind: 'end', facts }
}
