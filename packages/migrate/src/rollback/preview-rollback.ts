import {
  err,
  type Invoice,
  type InvoiceAdapter,
  isPayable,
  ok,
  type Result,
  ResultAsync,
} from '@invoice-adapters/core'
import { type MigrationError, vendorFailed } from '../errors.ts'
import { belongsTo, type Journal, type JournalEntry } from '../journal/journal.ts'
import { isClosedAndUnfinished, stateOf } from '../journal/progress-state.ts'
import { checkAccount } from '../plan/accounts.ts'
import type { MigrationPlan, PlannedInvoice } from '../plan/plan.ts'
import { checkDigest } from '../plan/plan-file.ts'
import { compareCopy } from '../run/compare-copy.ts'

export interface RollbackSettings {
  source: InvoiceAdapter
  target: InvoiceAdapter
  journal: Journal
  fingerprints?: { source?: string; target?: string }
}

/** One copy, and what a rollback would do about it. */
export interface RollbackItem {
  /** The vendor's id at the source. */
  id: string
  number: string | null
  copyId: string
  /** `withdraw`: its source is still open. `stays`: its source is closed, or the copy cannot be taken back. */
  what: 'withdraw' | 'stays'
  because: string
}

export interface RollbackPreview {
  /** Newest copy first, as they would be withdrawn. */
  items: RollbackItem[]
  /** What cannot be undone, in words; to be read before anything starts. */
  cannotUndo: string[]
  /** Ids of copies at the target that a plan in the other direction would have to move. */
  reverse: string[]
}

/** Says what a rollback would do and what it could not undo. Reads both sides, writes nothing. */
export function previewRollback(
  plan: MigrationPlan,
  settings: RollbackSettings,
): ResultAsync<RollbackPreview, MigrationError> {
  return new ResultAsync(preview(plan, settings))
}

async function preview(
  plan: MigrationPlan,
  settings: RollbackSettings,
): Promise<Result<RollbackPreview, MigrationError>> {
  const checked = await checkAll(plan, settings)
  if (checked.isErr()) return err(checked.error)
  const items: RollbackItem[] = []
  for (const { line, copyId } of copiesNewestFirst(plan, checked.value)) {
    const item = await judgeCopy(settings, line, copyId)
    if (item.isErr()) return err(item.error)
    if (item.value !== null) items.push(item.value)
  }
  const staying = items.filter(({ what }) => what === 'stays')
  return ok({
    items,
    cannotUndo: [
      ...staying.map(({ id, number, because }) => `${number ?? id}: ${because}`),
      ...unfinished(plan, checked.value),
      ...(plan.customers.length > 0 ? ['customers that were created at the target stay there'] : []),
      ...voidCopies(plan, settings, items),
      'what the target has mailed to customers stays mailed, and numbers it has given stay used',
    ],
    reverse: staying.map(({ copyId }) => copyId),
  })
}

/** A draft is deleted; an invoice that was issued can only be made void. */
function voidCopies(
  { header, invoices }: MigrationPlan,
  { target }: RollbackSettings,
  items: readonly RollbackItem[],
): string[] {
  const issued = new Set(invoices.filter(({ expected }) => expected?.state === 'payable').map(({ id }) => id))
  const count = items.filter(({ id, what }) => what === 'withdraw' && issued.has(id)).length
  if (count === 0) return []
  const books = target.capabilities.billing.payPage.offered ? '' : ', and its books keep the entries'
  const copies =
    count === 1 ? '1 copy that is taken back stays' : `${count} copies that are taken back each stay`
  return [`${copies} at ${header.target.provider} as a void invoice${books}`]
}

function unfinished({ invoices }: MigrationPlan, entries: readonly JournalEntry[]): string[] {
  const { subjects } = stateOf(entries)
  return invoices.flatMap(({ id, number }) => {
    const subject = subjects.get(id)
    if (subject === undefined || !isClosedAndUnfinished(subject)) return []
    return [
      `${number ?? id}: may be closed at the source and not open at the target; run the plan again, which finishes such alone`,
    ]
  })
}

export async function checkAll(
  plan: MigrationPlan,
  { source, target, journal, fingerprints = {} }: RollbackSettings,
): Promise<Result<JournalEntry[], MigrationError>> {
  const whole = await checkDigest(plan)
  if (whole.isErr()) return err(whole.error)
  const entries = await journal.read()
  if (entries.isErr()) return err(entries.error)
  const owner = belongsTo(entries.value, plan.end.digest)
  if (owner.isErr()) return err(owner.error)
  const ofSource = await checkAccount(source, 'source', plan.header.source, fingerprints.source)
  if (ofSource.isErr()) return err(ofSource.error)
  const ofTarget = await checkAccount(target, 'target', plan.header.target, fingerprints.target)
  return ofTarget.map(() => entries.value)
}

export interface MadeCopy {
  line: PlannedInvoice
  /** Null: a creation was begun, and whether it happened is not known. */
  copyId: string | null
}

/** Every copy that the journal knows or suspects, in the reverse order of their creation. */
export function copiesNewestFirst(plan: MigrationPlan, entries: readonly JournalEntry[]): MadeCopy[] {
  const { subjects } = stateOf(entries)
  const lines = new Map(plan.invoices.map((line) => [line.id, line]))
  const copies: MadeCopy[] = []
  for (const [subject, { begun, copyId, done }] of [...subjects].reverse()) {
    const line = lines.get(subject)
    const created = begun.has('create_copy') || begun.has('create_draft')
    if (line !== undefined && created && !done.has('withdraw_copy')) copies.push({ line, copyId })
  }
  return copies
}

/** Found by its key alone, an invoice over another sum is somebody else's. */
function isAsPlanned(copy: Invoice, line: PlannedInvoice): boolean {
  return compareCopy(copy, line).every(({ field }) => field === 'status')
}

/** Null: there is no copy, or it is void already. */
export async function judgeCopy(
  { source, target }: Pick<RollbackSettings, 'source' | 'target'>,
  line: PlannedInvoice,
  copyId: string | null,
): Promise<Result<RollbackItem | null, MigrationError>> {
  const found =
    copyId === null ? await target.findByExternalId(line.copy?.externalId ?? '') : await target.get(copyId)
  if (found.isErr()) {
    return found.error.kind === 'not_found' ? ok(null) : err(vendorFailed('target', found.error))
  }
  const copy = found.value
  if (copy === null || copy.status === 'void' || (copyId === null && !isAsPlanned(copy, line)))
    return ok(null)
  const item = { id: line.id, number: line.number, copyId: copy.source.id }
  const original = await source.get(line.id)
  if (original.isErr() && original.error.kind !== 'not_found')
    return err(vendorFailed('source', original.error))
  const status = original.isOk() ? original.value.status : 'gone'
  const isOpen = status !== 'gone' && (isPayable(status) || status === 'draft')
  if (!isOpen) {
    return ok({
      ...item,
      what: 'stays',
      because: `is ${status} at the source: without its copy nobody could pay it`,
    })
  }
  if (!isPayable(copy.status) && copy.status !== 'draft') {
    return ok({ ...item, what: 'stays', because: `its copy is ${copy.status}, which cannot be taken back` })
  }
  return ok({ ...item, what: 'withdraw', because: `is ${status} at the source` })
}
