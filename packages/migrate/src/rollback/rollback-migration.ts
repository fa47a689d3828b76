import { err, type Invoice, type InvoiceError, ok, type Result, ResultAsync } from '@invoice-adapters/core'
import { inWords, type MigrationError } from '../errors.ts'
import { stateOf } from '../journal/progress-state.ts'
import type { MigrationPlan, PlannedInvoice } from '../plan/plan.ts'
import { giveFree, keepClaims, take } from '../run/claiming.ts'
import type { RunClock, RunContext } from '../run/context.ts'
import { customersOf, journalled, nowText, patiently, record, systemClock } from '../run/context.ts'
import {
  checkAll,
  copiesNewestFirst,
  judgeCopy,
  type MadeCopy,
  previewRollback,
  type RollbackItem,
  type RollbackPreview,
  type RollbackSettings,
} from './preview-rollback.ts'

export interface RollbackRunSettings extends RollbackSettings {
  /** Shown what would be done and what cannot be undone; nothing is withdrawn unless it answers true. */
  confirm: (preview: RollbackPreview) => boolean | Promise<boolean>
  signal?: AbortSignal
  clock?: RunClock
}

export interface RollbackReport {
  preview: RollbackPreview
  confirmed: boolean
  withdrawn: RollbackItem[]
  stayed: RollbackItem[]
  /** Copies whose withdrawal failed or is not known; run the rollback again. */
  failed: (RollbackItem & { words: string })[]
  /** 0: every copy whose source was open is gone. 1: not confirmed. 2: something failed or was stopped. */
  exitCode: 0 | 1 | 2
}

/**
 * Takes back, newest first, the copies whose source is still open; the others stay, and `preview.reverse` names them for
 * a plan in the other direction. Nothing that could be paid before becomes payable nowhere. Ends the plan: run again, it
 * only finishes what is closed at the source already.
 */
export function rollbackMigration(
  plan: MigrationPlan,
  settings: RollbackRunSettings,
): ResultAsync<RollbackReport, MigrationError> {
  return new ResultAsync(rollback(plan, settings))
}

async function rollback(
  plan: MigrationPlan,
  settings: RollbackRunSettings,
): Promise<Result<RollbackReport, MigrationError>> {
  const preview = await previewRollback(plan, settings)
  if (preview.isErr()) return err(preview.error)
  const report: RollbackReport = {
    preview: preview.value,
    confirmed: await asked(settings, preview.value),
    withdrawn: [],
    stayed: [],
    failed: [],
    exitCode: 1,
  }
  return report.confirmed ? withdrawAll(plan, settings, report) : ok(report)
}

async function asked({ confirm }: RollbackRunSettings, preview: RollbackPreview): Promise<boolean> {
  try {
    return (await confirm(preview)) === true
  } catch {
    return false
  }
}

async function withdrawAll(
  plan: MigrationPlan,
  settings: RollbackRunSettings,
  report: RollbackReport,
): Promise<Result<RollbackReport, MigrationError>> {
  const entries = await checkAll(plan, settings)
  if (entries.isErr()) return err(entries.error)
  const { source, target, journal, clock = systemClock } = settings
  const context: RunContext = {
    pair: { source, target },
    plan,
    customers: customersOf(plan),
    journal,
    state: stateOf(entries.value),
    clock,
  }
  const begun = await record(context, { at: nowText(context), type: 'rollback_begun' })
  if (begun.isErr() && begun.error.kind === 'stop') return err(begun.error.error)
  // Read again: a worker that was still running may have begun something until the entry above stood.
  const standing = await journal.read()
  if (standing.isErr()) return err(standing.error)
  context.state = stateOf(standing.value)
  const giveUpClaims = keepClaims(journal.sharing)
  const stopped = await withdrawEach(context, settings, copiesNewestFirst(plan, standing.value), report)
  await giveUpClaims()
  if (stopped !== null) return err(stopped)
  const isDone = report.failed.length === 0 && settings.signal?.aborted !== true
  return ok({ ...report, exitCode: isDone ? 0 : 2 })
}

async function withdrawEach(
  context: RunContext,
  settings: RollbackRunSettings,
  copies: readonly MadeCopy[],
  report: RollbackReport,
): Promise<MigrationError | null> {
  for (const { line, copyId } of copies) {
    if (settings.signal?.aborted === true) return null
    const taken = await take(context, line.id)
    if (taken.isErr()) return taken.error.kind === 'stop' ? taken.error.error : null
    if (taken.value === null) {
      report.failed.push(inOtherHands(line, copyId))
      continue
    }
    // Read once more right before: between the preview and now the source may have been closed or paid.
    const item = await judgeCopy(settings, line, taken.value.copyId)
    if (item.isErr()) return item.error
    const stopped = item.value === null ? null : await undo(context, item.value, report)
    if (stopped !== null) return stopped
    await giveFree(context, line.id)
  }
  return null
}

function inOtherHands(
  { id, number }: PlannedInvoice,
  copyId: string | null,
): RollbackReport['failed'][number] {
  const because = 'another worker has it in hand'
  const words = `${because}; run the rollback again once that has ended`
  return { id, number, copyId: copyId ?? '', what: 'stays', because, words }
}

async function undo(
  context: RunContext,
  item: RollbackItem,
  report: RollbackReport,
): Promise<MigrationError | null> {
  if (item.what === 'stays') {
    report.stayed.push(item)
    return null
  }
  const { target } = context.pair
  const copy = await patiently<Invoice>(context, 'target', () => target.get(item.copyId))
  const isDraft = copy.isOk() && copy.value.status === 'draft'
  const done = await journalled<unknown>(context, {
    subject: item.id,
    step: 'withdraw_copy',
    side: 'target',
    key: item.copyId,
    body: null,
    call: (): ResultAsync<unknown, InvoiceError> =>
      isDraft ? target.delete(item.copyId) : target.setStatus(item.copyId, 'void'),
    idOf: () => item.copyId,
  })
  if (done.isErr() && done.error.kind === 'stop') return done.error.error
  if (done.isErr() && done.error.kind === 'refused') {
    report.failed.push({ ...item, words: inWords(done.error.error) })
    return null
  }
  report.withdrawn.push(item)
  const entry = { at: nowText(context), type: 'rolled_back' as const, subject: item.id, reason: item.because }
  const written = await record(context, entry)
  return written.isErr() && written.error.kind === 'stop' ? written.error.error : null
}
