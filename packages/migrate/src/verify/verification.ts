import type { InvoiceStatus } from '@invoice-adapters/core'

/**
 * What became of one planned invoice.
 *
 * - `moved`: one copy, as planned, and the source closed
 * - `stayed`: nothing at the target, and the source as it was
 * - `went_on`: it was not moved, and changed at the source by itself, such as by a payment
 * - `not_run`: planned to move, still open at the source, and nothing at the target
 * - `different`: a copy that is not as planned
 * - `doubled`: several copies, or copy and source both open
 * - `lost`: closed at the source, and not owed at the target
 */
export type Finding = 'moved' | 'stayed' | 'went_on' | 'not_run' | 'different' | 'doubled' | 'lost'

/** A field that is not the same at both sides. */
export interface FieldDifference {
  field: string
  /** As text; amounts in minor units. */
  source: string | null
  target: string | null
  /** Where the plan announced it: its own words. Null: not explained. */
  explained: string | null
}

export interface VerifiedInvoice {
  /** The vendor's id at the source. */
  id: string
  number: string | null
  copyId: string | null
  copyNumber: string | null
  currency: string | null
  /** Minor units, at the source. */
  total: number | null
  finding: Finding
  /** For somebody who keeps the books. */
  words: string
  differences: FieldDifference[]
}

/** What is at one side, by currency and status; open and past due are one. */
export interface SideTotal {
  side: 'source' | 'target'
  currency: string | null
  status: InvoiceStatus
  count: number
  /** Minor units, exact at any size: decimal digits. */
  total: string
  /** Invoices whose total is not known. */
  unknown: number
}

/** What moved, by currency: the plan's sum and the copies' sum have to be the same. */
export interface MovedTotal {
  currency: string
  planned: string
  copies: string
  count: number
}

export interface Verification {
  /** RFC 3339, UTC. */
  verifiedAt: string
  planDigest: string
  invoices: VerifiedInvoice[]
  counts: Record<Finding, number>
  totals: SideTotal[]
  moved: MovedTotal[]
  /** Owed at the source and not in the plan, such as what was created since. */
  notInPlan: { id: string; number: string | null; currency: string | null; total: number | null }[]
  /** Why a side may not have been read to its end. */
  doubts: string[]
  /** Differences that the plan does not explain. */
  unexplained: number
  /** 0: every invoice is where the plan wants it, and every difference is explained. 1: something is left to do. 2: something is wrong. */
  exitCode: 0 | 1 | 2
}
