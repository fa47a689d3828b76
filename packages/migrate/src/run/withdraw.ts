import { type Invoice, type InvoiceError, isPayable, type ResultAsync } from '@invoice-adapters/core'
import { inWords } from '../errors.ts'
import type { Outcome } from '../journal/journal.ts'
import { type Look, lookByKey } from './appearing.ts'
import { compareCopy } from './compare-copy.ts'
import { journalled, patiently, recordDone, type Work } from './context.ts'
import { isClosed } from './source.ts'
import { end, stop, type Verdict } from './verdict.ts'

/** A record can show a moment after it was made: waits before each look for a copy, in milliseconds. */
const looks: readonly number[] = [0, 2_000, 8_000]

/** The copy, by its id where that is known, else by its key as long as one may have been made. */
async function findCopy(work: Work): Promise<Look> {
  const { context, subject } = work
  const begun = subject.begun.has('create_copy') || subject.begun.has('create_draft')
  const { copyId } = subject
  if (copyId === null) {
    if (!begun || subject.done.has('withdraw_copy')) return { kind: 'none' }
    const look = await lookByKey(work, looks)
    return look.kind === 'found' && !isOurs(work, look.invoice) ? { kind: 'none' } : look
  }
  const read = await patiently(context, 'target', () => context.pair.target.get(copyId))
  if (read.isOk()) return { kind: 'found', invoice: read.value }
  if (read.error.kind === 'stop') return { kind: 'verdict', verdict: stop(read.error) }
  if (read.error.error.kind === 'not_found') return { kind: 'none' }
  const reason = `it is not known whether a copy is left at the target: ${inWords(read.error.error)}`
  return { kind: 'verdict', verdict: end('uncertain', reason, { copyId }) }
}

/** Somebody else's invoice can have the key: one over another sum was not made by this plan. */
function isOurs({ line }: Work, copy: Invoice): boolean {
  return compareCopy(copy, line).every(({ field }) => field === 'status')
}

/** Takes the copy back, and ends the invoice with the outcome and the reason for which it was taken back. */
export async function withdrawCopy(work: Work, outcome: Outcome, reason: string): Promise<Verdict> {
  const copy = await findCopy(work)
  if (copy.kind === 'verdict') return copy.verdict
  if (copy.kind === 'none' || copy.invoice.status === 'void') return ended(work, outcome, reason)
  const { invoice } = copy
  const copyId = invoice.source.id
  const way = wayBack(work, invoice)
  if (way === null) {
    const words = `${reason}; its copy is ${invoice.status} and cannot be taken back: settle the two by hand`
    return end('both_open', words, { copyId, copyNumber: invoice.number })
  }
  const done = await journalled(work.context, {
    subject: work.line.id,
    step: 'withdraw_copy',
    side: 'target',
    key: copyId,
    body: null,
    call: way,
    idOf: () => copyId,
  })
  if (done.isOk()) return ended(work, outcome, reason)
  if (done.error.kind === 'stop') return stop(done.error)
  return judgeAfterDoubt(work, { copyId, outcome, reason, error: done.error.error })
}

/** A draft is deleted, an open invoice made void; nothing else can be undone. */
function wayBack(
  { context }: Work,
  { source, status }: Invoice,
): (() => ResultAsync<unknown, InvoiceError>) | null {
  const { target } = context.pair
  if (status === 'draft') return () => target.delete(source.id)
  return isPayable(status) ? () => target.setStatus(source.id, 'void') : null
}

interface Doubt {
  copyId: string
  outcome: Outcome
  reason: string
  error: InvoiceError
}

async function judgeAfterDoubt(work: Work, { copyId, outcome, reason, error }: Doubt): Promise<Verdict> {
  const again = await findCopy(work)
  if (again.kind === 'verdict') return again.verdict
  if (again.kind === 'none' || again.invoice.status === 'void') {
    const recorded = await recordDone(work, 'withdraw_copy', copyId)
    return recorded.isErr() && recorded.error.kind === 'stop'
      ? stop(recorded.error)
      : ended(work, outcome, reason)
  }
  const words = `${reason}; its copy could not be taken back: ${inWords(error)}`
  return end('both_open', words, { copyId, copyNumber: again.invoice.number })
}

/** Without copy and with a closed source, nobody can pay any more: that is never a harmless end. */
function ended(work: Work, outcome: Outcome, reason: string): Verdict {
  const { copyId } = work.subject
  if (!isClosed(work)) return end(outcome, reason, { copyId })
  return end('closed_not_open', `${reason}; the source is closed already, and there is no copy`, { copyId })
}
