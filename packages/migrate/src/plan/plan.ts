import type {
  AccountMode,
  CanonicalField,
  Evidence,
  InvoiceStatus,
  ListingEvidence,
  NewCustomer,
  NewInvoice,
} from '@invoice-adapters/core'
import type { Side } from '../errors.ts'
import type { ResolvedMapping } from './mapping.ts'

/** What makes an account recognisable, so that a plan is never run against another one. */
export interface PlannedAccount {
  provider: string
  /** The local name in the adapter's options. */
  account: string
  dialect: string
  mode: AccountMode | null
  /** The vendor's own id of the account; null where it does not tell. */
  accountId: string | null
  /** As the caller gave it, see {@link fingerprintOf}; null where none was given. */
  fingerprint: string | null
  /** Ids of invoices that were read there; they must be readable again. */
  probes: string[]
}

/**
 * In which order a copy comes into being and its source is closed.
 *
 * - `draft_first`: a draft at the target, the source closed, the draft opened. Never payable twice.
 * - `check_then_close`: the copy, compared; then the source closed. One of the two has no pay page: for a moment the
 *   invoice is in both books, and payable at one of them only.
 * - `create_first`: as before, between two vendors that both let the customer pay: payable twice for a moment.
 * - `close_first`: the source closed, then the copy. Payable nowhere for a moment.
 */
export type Window = 'draft_first' | 'check_then_close' | 'create_first' | 'close_first'

export type Decision = 'move' | 'skip' | 'blocked'

/** Why an invoice moves or stays; `reason` says it in words. */
export type DecisionClass =
  | 'payable'
  | 'draft'
  | 'settled'
  | 'status_unknown'
  | 'draft_stays'
  | 'draft_would_open'
  | 'credit_note'
  | 'total_unknown'
  | 'zero'
  | 'currency'
  | 'figures_disagree'
  | 'payment_in_process'
  | 'subscription'
  | 'renewal_unclear'
  | 'automatic_collection'
  | 'paid_unknown'
  | 'part_paid'
  | 'nothing_due'
  | 'cannot_close'
  | 'no_due_date'
  | 'past_due_date'
  | 'customer'
  | 'details'
  | 'target_refuses'
  | 'same_key'
  | 'unreadable'

export type StepName =
  | 'create_customer'
  | 'create_draft'
  | 'create_copy'
  | 'check_copy'
  | 'close_source'
  | 'delete_source'
  | 'open_copy'
  | 'await_open'

export interface PlannedStep {
  step: StepName
  side: Side
  evidence: Evidence
  /** What the evidence stands on. */
  ground: string
}

/**
 * `dropped`: the target has no place for it. `decided_by_vendor`: it has, and fills it itself. `not_carried`: the target
 * could hold it, and a new invoice has no place to say it, or the mapping leaves it out.
 */
export interface PlannedLoss {
  field: CanonicalField
  effect: 'dropped' | 'decided_by_vendor' | 'not_carried'
  message: string
}

/**
 * `existing`: the target's customer. `to_create`: a line of the plan creates it. `on_invoice`: the target takes name and
 * e-mail with the invoice. `missing`, `ambiguous`: the invoice is blocked.
 */
export interface CustomerMatch {
  how: 'existing' | 'to_create' | 'on_invoice' | 'missing' | 'ambiguous' | 'not_looked_for'
  sourceId: string | null
  name: string | null
  email: string | null
  /** The target's id where it exists, the own id where it is to be created. */
  target: string | null
  /** In words, where it is neither found nor made. */
  because: string | null
}

/** What a copy has to be before its source is closed. */
export interface ExpectedCopy {
  currency: string
  /** Minor units. */
  total: number
  /** Minor units; null: the target does not tell it before payment, or holds none. */
  tax: number | null
  state: 'draft' | 'payable'
}

export interface PlannedInvoice {
  type: 'invoice'
  /** The vendor's id at the source. */
  id: string
  number: string | null
  status: InvoiceStatus
  currency: string | null
  /** Minor units. */
  total: number | null
  /** Minor units. */
  amountDue: number | null
  decision: Decision
  class: DecisionClass
  /** For somebody who keeps the books. */
  reason: string
  customer: CustomerMatch
  steps: PlannedStep[]
  losses: PlannedLoss[]
  /** What is sent to the target; null where nothing is. */
  copy: NewInvoice | null
  /** Fields of the copy that are let go. */
  accept: CanonicalField[]
  expected: ExpectedCopy | null
  /** Digest of the reading that the decision was made on. */
  sourceDigest: string
}

export interface PlannedCustomer {
  type: 'customer'
  sourceId: string
  /** Its external id is the key. */
  customer: NewCustomer & { externalId: string }
  evidence: Evidence
  ground: string
}

export interface PlanHeader {
  type: 'plan'
  format: 1
  /** RFC 3339, UTC. */
  plannedAt: string
  source: PlannedAccount
  target: PlannedAccount
  window: Window
  mapping: ResolvedMapping
  /** What somebody should know before starting, such as that the target mails customers. */
  notices: string[]
  /** How the source was read. */
  listing: ListingEvidence
}

/** Invoices of one decision, currency and status. */
export interface PlanTotal {
  decision: Decision
  class: DecisionClass
  currency: string | null
  status: InvoiceStatus
  count: number
  /** Invoices among them whose total is not known. */
  unknown: number
  /** Minor units, exact at any size: decimal digits. */
  total: string
}

export interface PlanEffort {
  /** At least so many requests. */
  sourceCalls: number
  targetCalls: number
  /** Milliseconds: no faster by the vendors' published limits; 0 where none is published. */
  shortestMs: number
}

export interface PlanEnd {
  type: 'end'
  totals: PlanTotal[]
  effort: PlanEffort
  /** SHA-256 over all lines before this one and this one's other members. */
  digest: string
}

export interface MigrationPlan {
  header: PlanHeader
  customers: PlannedCustomer[]
  /** In the order of creation at the source, then by id. */
  invoices: PlannedInvoice[]
  end: PlanEnd
}
