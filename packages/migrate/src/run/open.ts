import { type Invoice, isPayable } from '@invoice-adapters/core'
import { inWords } from '../errors.ts'
import { journalled, patiently, recordDone, type Work } from './context.ts'
import { untilKnown } from './create.ts'
import { noteRefusal } from './refusals.ts'
import { readSource } from './source.ts'
import { end, go, stop, type Verdict } from './verdict.ts'
import { withdrawCopy } from './withdraw.ts'

/** Opens the draft, after the source has shown once more that it is closed. */
export async function openCopy(work: Work): Promise<Verdict> {
  const { context, line, subject } = work
  if (subject.done.has('open_copy')) return go
  const source = await readSource(work)
  if (source.kind === 'verdict') return source.verdict
  if (source.kind === 'changed') return withdrawCopy(work, 'set_aside', source.because)
  if (source.kind === 'as_planned') {
    const reason = 'the source is open although it was closed; run again'
    return end('uncertain', reason, { copyId: subject.copyId })
  }
  const copyId = subject.copyId ?? ''
  const answer = await untilKnown(work, () =>
    journalled<Invoice>(context, {
      subject: line.id,
      step: 'open_copy',
      side: 'target',
      key: copyId,
      body: null,
      call: () => context.pair.target.finalize(copyId),
      idOf: () => copyId,
    }),
  )
  if (answer.isOk()) return go
  if (answer.error.kind === 'stop') return stop(answer.error)
  const { error } = answer.error
  if (error.kind === 'applied_unread') return opened(work)
  const stopped = await noteRefusal(work, 'open_copy', error)
  const reason = `is closed at the source, and its copy did not open: ${inWords(error)}`
  return stopped ?? end('closed_not_open', reason, { copyId })
}

async function opened(work: Work): Promise<Verdict> {
  const written = await recordDone(work, 'open_copy', work.subject.copyId)
  return written.isErr() && written.error.kind === 'stop' ? stop(written.error) : go
}

/** One look at a copy that is to open by itself: `go` means that it is still a draft. */
export async function lookWhetherOpen({ context, subject }: Work): Promise<Verdict> {
  const copyId = subject.copyId ?? ''
  const read = await patiently(context, 'target', () => context.pair.target.get(copyId))
  if (read.isErr()) {
    if (read.error.kind === 'stop') return stop(read.error)
    return end('closed_not_open', `its copy cannot be read: ${inWords(read.error.error)}`, { copyId })
  }
  const { status, number } = read.value
  if (status === 'draft') return go
  if (isPayable(status) || status === 'paid') return end('moved', 'moved', { copyId, copyNumber: number })
  const reason = `is closed at the source, and its copy is ${status}`
  return end('closed_not_open', reason, { copyId, copyNumber: number })
}
