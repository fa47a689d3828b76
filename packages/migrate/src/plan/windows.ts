import {
  type CanonicalField,
  type Evidence,
  err,
  type Invoice,
  type InvoiceAdapter,
  type NewInvoice,
  type OperationName,
  ok,
  type Result,
} from '@invoice-adapters/core'
import { transitionTo } from '@invoice-adapters/core/authoring'
import type { MigrationError, Side } from '../errors.ts'
import { holdsDrafts } from './drafts.ts'
import type { PlannedStep, StepName, Window } from './plan.ts'

export interface Pair {
  source: InvoiceAdapter
  target: InvoiceAdapter
}

type Order = 'close_first' | 'create_first' | null

/** The order of steps for a pair: the one that is never payable twice, where there is one; else the user's choice. */
export function windowOf({ source, target }: Pair, order: Order): Result<Window, MigrationError> {
  if (holdsDrafts(target)) return ok('draft_first')
  const payable = [source, target].filter(({ capabilities }) => capabilities.billing.payPage.offered)
  if (payable.length < 2) return ok('check_then_close')
  if (order !== null) return ok(order)
  const message =
    `${target.provider} has no drafts, and customers can pay at ${source.provider} and at ${target.provider}: choose ` +
    'mapping.order. close_first: for a moment the invoice is payable nowhere, and stays so if the copy is refused. ' +
    'create_first: for a moment it is payable at both.'
  return err({ kind: 'choice_needed', choices: ['close_first', 'create_first'], message })
}

/** Steps of one open invoice; `draftSteps` are those of a draft. */
const orders: Record<Window, readonly StepName[]> = {
  draft_first: ['create_draft', 'check_copy', 'close_source', 'open_copy', 'await_open'],
  check_then_close: ['create_copy', 'check_copy', 'close_source'],
  create_first: ['create_copy', 'check_copy', 'close_source'],
  close_first: ['close_source', 'create_copy', 'check_copy'],
}

const draftSteps: readonly StepName[] = ['create_draft', 'check_copy', 'delete_source']

interface Ground {
  evidence: Evidence
  ground: string
}

const sides: Record<StepName, Side> = {
  create_customer: 'target',
  create_draft: 'target',
  create_copy: 'target',
  check_copy: 'target',
  close_source: 'source',
  delete_source: 'source',
  open_copy: 'target',
  await_open: 'target',
}

const strength: Record<Evidence, number> = { documented: 2, inferred: 1, unverified: 0 }

function weakest(grounds: Ground[]): Ground {
  return grounds.reduce((one, other) => (strength[other.evidence] < strength[one.evidence] ? other : one))
}

export function groundOf({ capabilities }: InvoiceAdapter, operation: OperationName): Ground {
  const { evidence, source } = capabilities.operations[operation]
  return { evidence, ground: `${operation}: ${source}` }
}

/** Fields that the copy gives a value, and on which the creation therefore stands. */
function writtenFields(copy: NewInvoice): CanonicalField[] {
  const named: CanonicalField[] = [
    'number',
    'issuedAt',
    'dueAt',
    'memo',
    'metadata',
    'purchaseOrder',
    'collection',
  ]
  return named.filter((field) => Object.hasOwn(copy, field))
}

function groundOfCreate(target: InvoiceAdapter, copy: NewInvoice): Ground {
  const fields = writtenFields(copy)
    .map((field) => ({ field, coverage: target.capabilities.coverage[field] }))
    .filter(({ coverage }) => coverage.write === 'yes')
    .map(({ field, coverage }) => ({ evidence: coverage.writeEvidence, ground: `create with ${field}` }))
  return weakest([groundOf(target, 'create'), ...fields])
}

function groundOfClosing({ source }: Pair, invoice: Invoice): Ground {
  const way = transitionTo(source.capabilities, 'void', invoice.status)
  return way === undefined
    ? { evidence: 'unverified', ground: `void from ${invoice.status}` }
    : { evidence: way.evidence, ground: `void from ${invoice.status}: ${way.source}` }
}

function groundOfStep(step: StepName, pair: Pair, invoice: Invoice, copy: NewInvoice): Ground {
  if (step === 'create_draft' || step === 'create_copy') return groundOfCreate(pair.target, copy)
  if (step === 'close_source') return groundOfClosing(pair, invoice)
  if (step === 'delete_source') return groundOf(pair.source, 'delete')
  if (step === 'open_copy' || step === 'await_open') return groundOf(pair.target, 'finalize')
  return groundOf(pair.target, 'get')
}

export function stepsOf(window: Window, pair: Pair, invoice: Invoice, copy: NewInvoice): PlannedStep[] {
  const names = invoice.status === 'draft' ? draftSteps : orders[window]
  return names.map((step) => ({ step, side: sides[step], ...groundOfStep(step, pair, invoice, copy) }))
}

/** Whether the source can be made void as it stands. */
export function canClose(source: InvoiceAdapter, invoice: Invoice): boolean {
  const way = transitionTo(source.capabilities, 'void', invoice.status)
  return way !== undefined && way.needs === null
}
