import { type Invoice, isPayable } from '@invoice-adapters/core'
import { inWords } from '../errors.ts'
import { sourceDigest } from '../plan/source-digest.ts'
import { patiently, type Work } from './context.ts'
import { end, stop, type Verdict } from './verdict.ts'

/** How the source stands: as planned, closed by this very run, or otherwise, with the reason. */
export type Standing =
  | { kind: 'as_planned'; invoice: Invoice }
  | { kind: 'closed_by_us' }
  | { kind: 'changed'; because: string }
  | { kind: 'verdict'; verdict: Verdict }

/** Reads the source anew. What this run may have closed itself counts as closed by it. */
export async function readSource(work: Work): Promise<Standing> {
  const { context, line, subject } = work
  const read = await patiently(context, 'source', () => context.pair.source.get(line.id))
  if (read.isOk()) return judge(work, read.value)
  if (read.error.kind === 'stop') return { kind: 'verdict', verdict: stop(read.error) }
  const { error } = read.error
  if (error.kind === 'not_found') {
    if (subject.begun.has('delete_source')) return { kind: 'closed_by_us' }
    return { kind: 'changed', because: 'is not at the source any more' }
  }
  const reason = `the source could not be read: ${inWords(error)}`
  return { kind: 'verdict', verdict: end('uncertain', reason, { copyId: subject.copyId }) }
}

async function judge({ line, subject }: Work, invoice: Invoice): Promise<Standing> {
  if (invoice.status === 'void' && subject.begun.has('close_source')) return { kind: 'closed_by_us' }
  if ((await sourceDigest(invoice)) === line.sourceDigest) return { kind: 'as_planned', invoice }
  return { kind: 'changed', because: whatChanged(invoice) }
}

function whatChanged(invoice: Invoice): string {
  if (invoice.status === 'paid') return 'was paid since the plan was made'
  if (invoice.paymentPending === true) return 'is being paid right now'
  if (!isPayable(invoice.status)) return `is ${invoice.status} now, which it was not when the plan was made`
  return 'was changed at the source since the plan was made; plan it again'
}

/** Whether the source is closed, as far as this run knows. */
export function isClosed({ subject }: Work): boolean {
  return subject.done.has('close_source') || subject.done.has('delete_source')
}
