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
import { lookByKey } from './appearing.ts'
import { compareCopy, inWordsOf } from './compare-copy.ts'
import { type Failure, journalled, nowText, patiently, record, recordDone, type Work } from './context.ts'
import { noteRefusal } from './refusals.ts'
import { isClosed, readSource } from './source.ts'
import { end, go, stop, type Verdict } from './verdict.ts'
import { withdrawCopy } from './withdraw.ts'

type Creation = 'create_draft' | 'create_copy'

/** Waits before each further look or call, in milliseconds. */
const settling: readonly number[] = [2_000, 10_000, 30_000]

/** A call that looks before it writes, as often as it takes to know what became of it. */
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
  const { line, subject } = work
  if (subject.done.has(step)) return go
  if (line.copy === null) return end('blocked', 'the plan holds nothing to create')
  const source = await readSource(work)
  if (source.kind === 'verdict') return source.verdict
  if (source.kind === 'changed') return withdrawCopy(work, 'set_aside', source.because)
  const wasBegun = subject.begun.has(step)
  // What may have been created already is created again only once it shows, or certainly does not exist.
  const look = wasBegun ? await lookByKey(work, [0]) : null
  if (look?.kind === 'verdict') return look.verdict
  const answer = await askForCopy(work, step, line.copy, wasBegun)
  if (answer.isOk()) return usable(answer.value, wasBegun, work)
  if (answer.error.kind === 'stop') return stop(answer.error)
  const { error } = answer.error
  if (isUnfound(error)) return settle(work, step, line.copy)
  if (error.kind === 'refused' && (await isThereAllTheSame(work, line.copy))) {
    const doubted = await recordBegun(work, step, line.copy)
    return doubted ?? settle(work, step, line.copy)
  }
  return afterError(work, step, error)
}

/** The journal holds a clear no although something is there: without this, a later run takes the copy for a stranger's. */
async function recordBegun(
  { context, line }: Work,
  step: Creation,
  copy: NewInvoice,
): Promise<Verdict | null> {
  const entry = { at: nowText(context), type: 'before' as const, subject: line.id, step }
  const written = await record(context, { ...entry, key: copy.externalId, body: stableJson(copy) })
  return written.isErr() && written.error.kind === 'stop' ? stop(written.error) : null
}

/** A vendor can say no and have done it: who believes the word alone leaves a second bill behind. */
async function isThereAllTheSame({ context }: Work, { externalId }: NewInvoice): Promise<boolean> {
  const look = await patiently(context, 'target', () => context.pair.target.findByExternalId(externalId))
  return look.isOk() && look.value !== null
}

/** It may be at the target, and nobody has said under which id: it is looked for by its key. */
function isUnfound(error: InvoiceError): boolean {
  return error.kind === 'outcome_unknown' || (error.kind === 'applied_unread' && error.invoiceId === null)
}

/** A customer made a moment ago may not be found yet; that the invoice was not created is certain then. */
async function askForCopy(
  work: Work,
  step: Creation,
  copy: NewInvoice,
  wasBegun: boolean,
): Promise<Result<Created, Failure>> {
  const { context, line } = work
  const ask = (): Promise<Result<Created, Failure>> =>
    journalled<Created>(context, {
      subject: line.id,
      step,
      side: 'target',
      key: copy.externalId,
      body: stableJson(copy),
      call: () => context.pair.target.create(copy, { accept: line.accept }),
      idOf: ({ invoice, created }) => (created || wasBegun ? invoice.source.id : null),
    })
  let answer = await ask()
  for (const waitMs of line.customer.how === 'to_create' ? settling : []) {
    if (answer.isOk() || answer.error.kind === 'stop' || answer.error.error.kind !== 'not_found') break
    await context.clock.wait(waitMs)
    answer = await ask()
  }
  return answer
}

/** The answer was lost: as soon as the copy shows, the same call with the same key answers it. */
async function settle(work: Work, step: Creation, copy: NewInvoice): Promise<Verdict> {
  const look = await lookByKey(work, settling)
  if (look.kind === 'verdict') return look.verdict
  const again = await askForCopy(work, step, copy, true)
  if (again.isOk()) return usable(again.value, true, work)
  return again.error.kind === 'stop' ? stop(again.error) : afterError(work, step, again.error.error)
}

/** Nothing of an earlier run is used or taken back by this one, save what this plan began itself. */
function usable({ invoice, created }: Created, wasBegun: boolean, work: Work): Verdict {
  if (created) return go
  const { externalId, status } = invoice
  if (!wasBegun) {
    const reason = `the target has invoice ${invoice.source.id} (${status}) under the key ${externalId} already, which this plan did not make`
    return withoutCopy(work, reason)
  }
  if (status !== 'void') return go
  return withoutCopy(
    work,
    `its copy ${invoice.source.id} is void; plan again with a higher mapping.generation`,
  )
}

function withoutCopy(work: Work, reason: string): Verdict {
  return isClosed(work)
    ? end('closed_not_open', `is closed at the source, and the target refuses its copy: ${reason}`)
    : end('blocked', reason)
}

async function afterError(work: Work, step: Creation, error: InvoiceError): Promise<Verdict> {
  const { kind } = error
  if (kind === 'applied_unread' && error.invoiceId !== null) {
    const written = await recordDone(work, step, error.invoiceId)
    return written.isErr() && written.error.kind === 'stop' ? stop(written.error) : go
  }
  if (isUnfound(error))
    return end('uncertain', `it is not known whether a copy was created: ${inWords(error)}`)
  if (kind === 'unexpected_response') {
    // With an invoice, one exists and is another than asked; without, nobody knows.
    return error.invoice === null
      ? end('uncertain', inWords(error))
      : withdrawCopy(work, 'withdrawn', `its copy came out different: ${error.message}`)
  }
  const doubt = kind === 'conflict' ? null : await doubtOfEarlierCall(work, step, error)
  if (doubt !== null) return doubt
  const stopped = await noteRefusal(work, step, error)
  return stopped ?? withoutCopy(work, inWords(error))
}

/** A no to a repeated call is the end only where the call before it has left no copy. */
async function doubtOfEarlierCall(work: Work, step: Creation, error: InvoiceError): Promise<Verdict | null> {
  if (!work.subject.begun.has(step)) return null
  const look = await lookByKey(work, [0])
  if (look.kind === 'verdict') return look.verdict
  if (look.kind === 'none') return null
  const copyId = look.invoice.source.id
  return end(
    'uncertain',
    `copy ${copyId} is at the target, which does not confirm it: ${inWords(error)}; run again`,
  )
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
