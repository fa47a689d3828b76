import {
  type Created,
  type Invoice,
  type InvoiceError,
  type NewInvoice,
  ok,
  type Result,
} from '@invoice-adapters/core'
import { stableJson } from '@invoice-adapters/core/authoring'
import { inWords } from '../errors.ts'
import { compareCopy, inWordsOf } from './compare-copy.ts'
import { type Failure, journalled, patiently, recordDone, type Work } from './context.ts'
import { noteRefusal } from './refusals.ts'
import { isClosed, readSource } from './source.ts'
import { end, go, stop, type Verdict } from './verdict.ts'
import { withdrawCopy } from './withdraw.ts'

type Creation = 'create_draft' | 'create_copy'

/** Waits before the same call is made again with the same key, which settles it; milliseconds. */
const settling: readonly number[] = [2_000, 10_000, 30_000]

/** The same call with the same key as often as it takes to know what became of it. */
export async function untilKnown<T>(
  { context }: Work,
  call: () => Promise<Result<T, Failure>>,
): Promise<Result<T, Failure>> {
  let answer = await call()
  for (const waitMs of settling) {
    if (answer.isOk() || answer.error.kind === 'stop' || answer.error.error.kind !== 'outcome_unknown')
      return answer
    await context.clock.wait(waitMs)
    answer = await call()
  }
  return answer
}

export async function createCopy(work: Work, step: Creation): Promise<Verdict> {
  const { context, line, subject } = work
  const { copy } = line
  if (subject.done.has(step)) return go
  if (copy === null) return end('blocked', 'the plan holds nothing to create')
  const source = await readSource(work)
  if (source.kind === 'verdict') return source.verdict
  if (source.kind === 'changed') return withdrawCopy(work, 'set_aside', source.because)
  const answer = await untilKnown(work, () =>
    journalled<Created>(context, {
      subject: line.id,
      step,
      side: 'target',
      key: copy.externalId,
      body: stableJson(copy),
      call: () => context.pair.target.create(copy, { accept: line.accept }),
      idOf: ({ invoice }) => invoice.source.id,
    }),
  )
  if (answer.isOk()) return usable(work, answer.value, copy)
  return answer.error.kind === 'stop' ? stop(answer.error) : afterError(work, step, answer.error.error)
}

/** An answer from before, such as of a run that was rolled back, is no copy that could be used. */
function usable(work: Work, { invoice, created }: Created, { externalId }: NewInvoice): Verdict {
  if (created || invoice.status !== 'void') return go
  const reason = `an earlier copy under the key ${externalId} is void; plan again with a higher mapping.generation`
  return withoutCopy(work, reason)
}

function withoutCopy(work: Work, reason: string): Verdict {
  return isClosed(work)
    ? end('closed_not_open', `is closed at the source, and the target refuses its copy: ${reason}`)
    : end('blocked', reason)
}

async function afterError(work: Work, step: Creation, error: InvoiceError): Promise<Verdict> {
  const { kind } = error
  if (kind === 'applied_unread') {
    const written = await recordDone(work, step, error.invoiceId)
    if (written.isErr() && written.error.kind === 'stop') return stop(written.error)
    return error.invoiceId === null ? end('uncertain', inWords(error)) : go
  }
  if (kind === 'outcome_unknown')
    return end('uncertain', `it is not known whether a copy was created: ${inWords(error)}`)
  if (kind === 'unexpected_response') {
    // With an invoice, one exists and is another than asked; without, nobody knows.
    return error.invoice === null
      ? end('uncertain', inWords(error))
      : withdrawCopy(work, 'withdrawn', `its copy came out different: ${error.message}`)
  }
  const stopped = await noteRefusal(work, step, error)
  return stopped ?? withoutCopy(work, inWords(error))
}

/** Reads the copy and holds it against the plan; one that is different is taken back. */
export async function checkCopy(work: Work): Promise<Verdict> {
  const { subject, line } = work
  if (subject.done.has('check_copy')) return go
  const read = await readCopy(work)
  if (read.isErr()) {
    if (read.error.kind === 'stop') return stop(read.error)
    return end('uncertain', `its copy cannot be read: ${inWords(read.error.error)}`, {
      copyId: subject.copyId,
    })
  }
  const differences = compareCopy(read.value, line)
  if (differences.length > 0) {
    return withdrawCopy(work, 'withdrawn', `its copy came out different: ${inWordsOf(differences)}`)
  }
  const written = await recordDone(work, 'check_copy', subject.copyId)
  return written.isErr() && written.error.kind === 'stop' ? stop(written.error) : go
}

/** A record can be readable a moment later than it was made. */
async function readCopy({ context, subject }: Work): Promise<Result<Invoice, Failure>> {
  const { target } = context.pair
  const read = (): Promise<Result<Invoice, Failure>> =>
    patiently(context, 'target', () => target.get(subject.copyId ?? ''))
  let answer = await read()
  for (const waitMs of settling) {
    if (answer.isOk() || answer.error.kind === 'stop' || answer.error.error.kind !== 'not_found') break
    await context.clock.wait(waitMs)
    answer = await read()
  }
  return answer.andThen((invoice) => ok(invoice))
}
