import type { JsonObject } from '../invoice/invoice.ts'
import type { Evidence, InvoiceStatus, SettableStatus } from '../status/status.ts'
import type { Coverage } from './coverage.ts'

/** Every operation of the contract, as capability data names them. */
export const operationNames = [
  'list',
  'get',
  'create',
  'createMany',
  'update',
  'changeLines',
  'finalize',
  'setStatus',
  'delete',
  'send',
  'pdf',
  'recordPayment',
  'refund',
  'listRefunds',
  'findByExternalId',
  'check',
  'customers.get',
  'customers.list',
  'customers.create',
  'webhooks.read',
] as const

export type OperationName = (typeof operationNames)[number]

/** A statement about the vendor with its ground: how sure it is, and the page or package it stands in. */
export interface Grounded {
  evidence: Evidence
  source: string
}

export type OperationSupport =
  | ({ supported: true; note: string | null } & Grounded)
  | ({ supported: false; reason: string; instead: OperationName | null } & Grounded)

export const filterNames = [
  'status',
  'customerId',
  'subscriptionId',
  'createdFrom',
  'createdUntil',
  'dueFrom',
  'dueUntil',
  'number',
  'externalId',
] as const

export type FilterName = (typeof filterNames)[number]

/** `native`: the vendor filters. `bridged`: every page is read and filtered on our side. `absent`: refused. */
export interface FilterSupport extends Grounded {
  how: 'native' | 'bridged' | 'absent'
  note: string | null
}

/** One word of the vendor and the canonical status it means. */
export interface StatusMeaning extends Grounded {
  provider: string
  canonical: InvoiceStatus
}

/** A status that the vendor lacks and that is worked out. */
export interface DerivedStatus {
  canonical: InvoiceStatus
  rule: string
}

/** A status change that `setStatus` (or `finalize`, for draft to open) can make. */
export interface StatusTransition extends Grounded {
  to: SettableStatus
  from: InvoiceStatus[]
  by: 'setStatus' | 'finalize'
  /** The vendor's own word that is sent, or the action that is called. */
  sends: string
  /** Only with the explicit option of `setStatus`, named here; null: always. */
  needs: string | null
}

export interface StatusCapabilities {
  meanings: StatusMeaning[]
  derived: DerivedStatus[]
  transitions: StatusTransition[]
}

/** How a repeated write is kept from happening twice, per operation. */
export interface IdempotencySupport extends Grounded {
  operation: OperationName
  /** How long the same key is recognised: by the vendor's own keys, or by looking for our key at the vendor. */
  holds: 'process' | '24 hours' | 'for ever'
  /** `vendor_key`: the vendor recognises a key. `look`: our own mark or the record is looked for. `memory`: of this process. */
  by: 'vendor_key' | 'look' | 'memory'
  how: string
}

export interface RateLimit extends Grounded {
  calls: number
  perMs: number
  /** What shares the limit, such as `tenant` or `operation`. */
  scope: string
}

export interface PageCapabilities extends Grounded {
  defaultSize: number | null
  maximumSize: number | null
  /** Whether the vendor states the order of a list. */
  order: 'created_ascending' | 'created_descending' | 'unknown'
  /** `time`: records with equal timestamps can be lost at a page border. */
  cursor: 'opaque' | 'time'
  /** Calls needed for each record beyond the list itself, to reach `detail: 'full'`. */
  extraCallsForFullDetail: number
}

/**
 * What a store does between two full walks.
 *
 * - `compare_list`: pages the whole list, whose items are complete, and compares
 * - `updated_at`: pages the whole list and reads singly what is new or has a newer `updatedAt`
 * - `created_and_unsettled`: lists what was created since, all drafts and all payable ones, and reads those singly
 */
export type IncrementalMethod = 'compare_list' | 'updated_at' | 'created_and_unsettled'

/** How a store keeps up to date where no vendor tells what changed. */
export interface IncrementalRule extends Grounded {
  method: IncrementalMethod
  /** The same in words. */
  rule: string
  /** Changes that the rule finds. */
  sees: string[]
  /** Changes that only a full walk finds. */
  misses: string[]
}

export interface WebhookEventSupport {
  /** The vendor's event name. */
  provider: string
  canonical: WebhookEventType
}

/** Every event means *read the invoice again*. `other`: not about one invoice. */
export type WebhookEventType =
  | 'created'
  | 'paid'
  | 'past_due'
  | 'voided'
  | 'uncollectible'
  | 'refunded'
  | 'changed'
  | 'other'

export interface WebhookCapabilities extends Grounded {
  events: WebhookEventSupport[]
  neverSent: WebhookEventType[]
  /** Whether the signature covers the time of sending, so that an old delivery can be refused. */
  signsTime: boolean
}

/** Limits of what `create` takes in one invoice, beyond field coverage. */
export interface CreateLimits extends Grounded {
  /** Most lines that one invoice can hold; null: no limit known. */
  maximumLines: number | null
  creditNotes: boolean
  zeroTotal: boolean
  /** Most invoices in one `createMany` call to the vendor; null: it has none. */
  batchSize: number | null
}

/** What happens around an invoice, for whoever bills through the vendor or moves invoices to it. */
export interface BillingFacts {
  /** Whether customers can pay an open invoice there by the vendor's own means. */
  payPage: Grounded & { offered: boolean }
  /** What `create` is given to leave a draft that `finalize` opens; null: every new invoice is open. */
  drafts: (Grounded & { providerOptions: JsonObject }) | null
  /** What a customer must have to be created, or to be named on a new invoice. */
  customerNeeds: Grounded & { fields: ('email' | 'name')[] }
  /** Mail to customers about a new invoice; `sends` is null where no page tells. The note is a sentence of its own. */
  mail: Grounded & { sends: boolean | null; note: string | null }
  /** Where `raw` says whether the invoice's plan charges again, and the words that say once; null: no invoice hides that. */
  renewal: (Grounded & { path: string[]; once: string[] }) | null
}

/**
 * What one vendor in one dialect can do: data, one object per adapter and dialect. It drives the documentation, the
 * refusals, the loss report and the conformance tests in both directions.
 */
export interface Capabilities {
  provider: string
  /** Which of the vendor's wire shapes, such as `2026-07-11`. */
  dialect: string
  operations: Record<OperationName, OperationSupport>
  filters: Record<FilterName, FilterSupport>
  status: StatusCapabilities
  pages: PageCapabilities
  create: CreateLimits
  billing: BillingFacts
  rateLimits: RateLimit[]
  idempotency: IdempotencySupport[]
  incremental: IncrementalRule
  /** Null: the vendor sends none about invoices. */
  webhooks: WebhookCapabilities | null
  coverage: Coverage
}
