import { type Coverage, type Invoice, isPayable } from '@invoice-adapters/core'
import type { MigrationPlan, PlannedInvoice } from '../plan/plan.ts'
import { sourceDigest } from '../plan/source-digest.ts'
import { compareCopy, inWordsOf } from '../run/compare-copy.ts'
import { fieldDifferences } from './field-differences.ts'
import type { Finding, VerifiedInvoice } from './verification.ts'
import type { Reading } from './verify-migration.ts'

export interface Readings {
  source: Reading
  target: Reading
}

interface Case {
  line: PlannedInvoice
  source: Invoice | undefined
  /** What is at the target under the key, without what was taken back. */
  copies: Invoice[]
  coverage: Coverage
}

function isOwed({ status }: Invoice): boolean {
  return isPayable(status) || status === 'paid'
}

export async function judgeAll(
  { invoices }: MigrationPlan,
  { source, target }: Readings,
  coverage: Coverage,
): Promise<VerifiedInvoice[]> {
  const sources = new Map(source.invoices.map((invoice) => [invoice.source.id, invoice]))
  const byKey = new Map<string, Invoice[]>()
  for (const copy of target.invoices) {
    if (copy.externalId === null || copy.status === 'void') continue
    byKey.set(copy.externalId, [...(byKey.get(copy.externalId) ?? []), copy])
  }
  const verified: VerifiedInvoice[] = []
  for (const line of invoices) {
    const copies = line.copy === null ? [] : (byKey.get(line.copy.externalId) ?? [])
    verified.push(await judge({ line, source: sources.get(line.id), copies, coverage }))
  }
  return verified
}

async function judge(one: Case): Promise<VerifiedInvoice> {
  const { line, copies } = one
  const [copy] = copies
  const { finding, words } = copy === undefined ? await withoutCopy(one) : withCopy(one, copy)
  return {
    id: line.id,
    number: line.number,
    copyId: copy?.source.id ?? null,
    copyNumber: copy?.number ?? null,
    currency: line.currency,
    total: line.total,
    finding,
    words,
    differences:
      copy === undefined || one.source === undefined
        ? []
        : fieldDifferences(one.source, copy, line, one.coverage),
  }
}

type Judgement = Pick<VerifiedInvoice, 'words'> & { finding: Finding }

async function withoutCopy({ line, source }: Case): Promise<Judgement> {
  const plannedToMove = line.decision === 'move'
  if (source === undefined) {
    return line.class === 'unreadable' || line.class === 'draft'
      ? { finding: 'went_on', words: 'is not listed at the source any more' }
      : { finding: 'lost', words: 'is not at the source any more, and not at the target' }
  }
  if ((await sourceDigest(source)) === line.sourceDigest) {
    return plannedToMove
      ? { finding: 'not_run', words: 'was to move, and is open at the source as before' }
      : { finding: 'stayed', words: line.reason }
  }
  if (plannedToMove && source.status === 'void') {
    return { finding: 'lost', words: 'is void at the source, and not owed at the target' }
  }
  return {
    finding: 'went_on',
    words: `is ${source.status} at the source now, and was ${line.status} in the plan`,
  }
}

function withCopy(one: Case, copy: Invoice): Judgement {
  const { line, source, copies } = one
  if (copies.length > 1) return { finding: 'doubled', words: `has ${copies.length} copies at the target` }
  if (line.status === 'draft') return ofDraft(one, copy)
  if (source !== undefined && isOwed(source) && isOwed(copy)) {
    return { finding: 'doubled', words: `is ${source.status} at the source, and its copy is ${copy.status}` }
  }
  if (source !== undefined && isOwed(source)) {
    return { finding: 'not_run', words: `is open at the source, and its copy is ${copy.status}` }
  }
  if (!isOwed(copy))
    return { finding: 'lost', words: `is closed at the source, and its copy is ${copy.status}` }
  return asPlanned(line, copy, ['draft', 'payable'])
}

function ofDraft({ line, source }: Case, copy: Invoice): Judgement {
  if (source !== undefined) return { finding: 'not_run', words: 'is a draft at both sides' }
  return asPlanned(line, copy, [])
}

/** A copy that was opened, or paid since, is in another state than before its source was closed; all else must agree. */
function asPlanned(line: PlannedInvoice, copy: Invoice, otherStates: readonly string[]): Judgement {
  const differences = compareCopy(copy, line).filter(
    ({ field, planned }) => field !== 'status' || !otherStates.includes(String(planned)),
  )
  if (differences.length === 0) return { finding: 'moved', words: 'moved' }
  return { finding: 'different', words: `its copy is not as planned: ${inWordsOf(differences)}` }
}
