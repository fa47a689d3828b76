import {
  err,
  type Invoice,
  type InvoiceAdapter,
  listAll,
  ok,
  type Result,
  ResultAsync,
} from '@invoice-adapters/core'
import { type MigrationError, type Side, vendorFailed } from '../errors.ts'
import { checkAccount } from '../plan/accounts.ts'
import type { MigrationPlan } from '../plan/plan.ts'
import { checkDigest } from '../plan/plan-file.ts'
import { judgeAll } from './judge-invoices.ts'
import { reconcile } from './reconcile.ts'
import type { Verification } from './verification.ts'

export interface VerifySettings {
  source: InvoiceAdapter
  target: InvoiceAdapter
  fingerprints?: { source?: string; target?: string }
  /** Milliseconds since 1970; default `Date.now`. */
  now?: () => number
  signal?: AbortSignal
}

/**
 * Reads both sides anew, without looking at any journal, and holds every invoice against its plan: field by field and to
 * the minor unit, then counts and totals per currency and status. Every difference is explained by the plan, or listed as
 * not explained. Writes nothing.
 */
export function verifyMigration(
  plan: MigrationPlan,
  settings: VerifySettings,
): ResultAsync<Verification, MigrationError> {
  return new ResultAsync(verify(plan, settings))
}

async function verify(
  plan: MigrationPlan,
  settings: VerifySettings,
): Promise<Result<Verification, MigrationError>> {
  const { source, target, fingerprints = {}, now = Date.now } = settings
  const whole = await checkDigest(plan)
  if (whole.isErr()) return err(whole.error)
  const ofSource = await checkAccount(source, 'source', plan.header.source, fingerprints.source)
  if (ofSource.isErr()) return err(ofSource.error)
  const ofTarget = await checkAccount(target, 'target', plan.header.target, fingerprints.target)
  if (ofTarget.isErr()) return err(ofTarget.error)
  const before = await readAll(source, 'source', settings)
  if (before.isErr()) return err(before.error)
  const after = await readAll(target, 'target', settings)
  if (after.isErr()) return err(after.error)
  const readings = { source: before.value, target: after.value }
  const invoices = await judgeAll(plan, readings, target.capabilities.coverage)
  return ok(reconcile(plan, readings, invoices, new Date(now()).toISOString()))
}

/** One side as it stands now. */
export interface Reading {
  invoices: Invoice[]
  /** Why the reading may not be all there is. */
  doubts: string[]
}

async function readAll(
  adapter: InvoiceAdapter,
  side: Side,
  { signal }: VerifySettings,
): Promise<Result<Reading, MigrationError>> {
  const crossCheck = adapter.capabilities.pages.cursor === 'time'
  const listing = listAll(
    adapter,
    { detail: 'full' },
    { crossCheck, ...(signal !== undefined && { signal }) },
  )
  const invoices: Invoice[] = []
  for await (const item of listing) {
    // The vendors' own answers are not compared, and would be most of the memory.
    if (item.isOk()) invoices.push({ ...item.value, raw: null })
    else if (item.error.kind !== 'unreadable_record') return err(vendorFailed(side, item.error))
  }
  return ok({ invoices, doubts: listing.evidence().reasons })
}
