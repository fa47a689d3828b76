import type { Changed, Deleted, InvoiceError } from '@invoice-adapters/core'
import { inWords } from '../errors.ts'
import { journalled, recordDone, type Work } from './context.ts'
import { untilKnown } from './create.ts'
import { noteRefusal } from './refusals.ts'
import { readSource } from './source.ts'
import { end, go, stop, type Verdict } from './verdict.ts'
import { withdrawCopy } from './withdraw.ts'

type Closing = 'close_source' | 'delete_source'

/** How often a change that was accepted is read before it counts as not made; milliseconds between. */
const showing: readonly number[] = [0, 2_000, 8_000, 20_000]

/** Closes the source, which is read once more right before; paid meanwhile, the copy is taken back. */
export async function closeSource(work: Work, step: Closing): Promise<Verdict> {
  const { context, line, subject } = work
  if (subject.done.has(step)) return go
  const before = await readSource(work)
  if (before.kind === 'verdict') return before.verdict
  if (before.kind === 'changed') return withdrawCopy(work, 'set_aside', before.because)
  if (before.kind === 'closed_by_us') return closed(work, step)
  const { source } = context.pair
  const answer = await untilKnown(work, () =>
    journalled<Changed | Deleted>(context, {
      subject: line.id,
      step,
      side: 'source',
      key: line.id,
      body: null,
      call: () => (step === 'delete_source' ? source.delete(line.id) : source.setStatus(line.id, 'void')),
      idOf: () => line.id,
    }),
  )
  if (answer.isOk()) return confirm(work)
  return answer.error.kind === 'stop' ? stop(answer.error) : judge(work, step, answer.error.error)
}

async function closed(work: Work, step: Closing): Promise<Verdict> {
  const written = await recordDone(work, step, work.line.id)
  return written.isErr() && written.error.kind === 'stop' ? stop(written.error) : go
}

/** Accepted is not enough: before the copy opens, the source has to show that it is closed. */
async function confirm(work: Work): Promise<Verdict> {
  for (const waitMs of showing) {
    if (waitMs > 0) await work.context.clock.wait(waitMs)
    const after = await readSource(work)
    if (after.kind === 'verdict') return after.verdict
    if (after.kind === 'closed_by_us') return go
    if (after.kind === 'changed') return withdrawCopy(work, 'set_aside', after.because)
  }
  const reason = 'the source accepted to be closed and does not show it yet; run again'
  return end('uncertain', reason, { copyId: work.subject.copyId })
}

/** Refused, or not known: how the source stands now decides. */
async function judge(work: Work, step: Closing, error: InvoiceError): Promise<Verdict> {
  const after = await readSource(work)
  if (after.kind === 'verdict') return after.verdict
  if (after.kind === 'closed_by_us') return closed(work, step)
  if (after.kind === 'changed') return withdrawCopy(work, 'set_aside', after.because)
  if (error.kind === 'outcome_unknown' || error.kind === 'applied_unread') {
    const reason = `it is not known whether the source was closed: ${inWords(error)}`
    return end('uncertain', reason, { copyId: work.subject.copyId })
  }
  const stopped = await noteRefusal(work, step, error)
  return stopped ?? withdrawCopy(work, 'blocked', `the source could not be closed: ${inWords(error)}`)
}
