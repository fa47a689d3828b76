import type { ResultAsync } from 'neverthrow'
import type { InvoiceError, InvoiceErrorKind, UnreadableRecord } from '../errors/error.ts'
import type { AccountMode, Invoice } from '../invoice/invoice.ts'
import type {
  Customer,
  DraftChanges,
  LineChanges,
  NewCustomer,
  NewInvoice,
  NewPayment,
  NewRefund,
  Refund,
} from '../invoice/new-invoice.ts'
import type { SettableStatus, StatusFilter } from '../status/status.ts'
import type { Capabilities, OperationName, WebhookEventType } from './capabilities.ts'
import type { CanonicalField } from './coverage.ts'

/** Given with any call. */
export interface CallSettings {
  /** Stops the call; the answer is then `aborted`, or `outcome_unknown` for a write that may have left. */
  signal?: AbortSignal | undefined
}

export interface PageSettings extends CallSettings {
  /**
   * Told where the next page is before the records of this one are read, so that it can be asked for meanwhile. Not
   * called for the last page; an adapter need not call it at all.
   */
  onNextCursor?: ((cursor: string) => void) | undefined
}

/** All given conditions must hold. A filter that the vendor lacks is bridged or refused, as its capability data says. */
export interface InvoiceFilter {
  /** Any of these; `payable` means open and past due. */
  status?: StatusFilter[]
  /** The vendor's id of the customer. */
  customerId?: string
  /** The vendor's id of the subscription. */
  subscriptionId?: string
  /** RFC 3339, inclusive. */
  createdFrom?: string
  /** RFC 3339, exclusive. */
  createdUntil?: string
  /** RFC 3339, inclusive. */
  dueFrom?: string
  /** RFC 3339, exclusive. */
  dueUntil?: string
  number?: string
  externalId?: string
}

export interface ListQuery extends InvoiceFilter {
  /** Records asked of the vendor in one page; each vendor has a maximum. */
  pageSize?: number
  /** `full`: every invoice as a single read would give it, with the extra calls that the capability data names. */
  detail?: 'summary' | 'full'
}

export interface PageQuery extends ListQuery {
  /** From the page before; never made by hand. */
  cursor?: string
}

/** One page. A bridged filter can leave fewer invoices than records were read, even none. */
export interface InvoicePage {
  invoices: Invoice[]
  unreadable: UnreadableRecord[]
  /** The ids of all records of the page in the vendor's order, before any filter of ours. */
  recordIds: string[]
  /** When each of `recordIds` was created, where the vendor says. */
  recordTimes: (string | null)[]
  /** Null on the last page. */
  nextCursor: string | null
}

export interface CustomerPage {
  customers: Customer[]
  nextCursor: string | null
}

export interface CreateSettings extends CallSettings {
  /** Fields of the input that may be lost. Currency and total can never be accepted away. */
  accept?: CanonicalField[]
}

export interface Created {
  invoice: Invoice
  /**
   * As far as the vendor tells: false where it is known that an earlier call with the same key and content had created
   * it. Where the vendor marks no repeat, two workers at once can both be told true of one invoice.
   */
  created: boolean
  /** Accepted fields that the vendor does not hold. */
  notWritten: CanonicalField[]
}

/** One answer per input, in the order of the inputs. */
export interface CreatedMany {
  results: ({ ok: true; value: Created } | { ok: false; error: InvoiceError })[]
}

export interface SetStatusSettings extends CallSettings {
  /** For a status that the vendor advises against setting by hand, as its transition data says. */
  unsafe?: boolean
}

export interface Changed {
  /** As it stands after the change. */
  invoice: Invoice
  /** False: it had that status already, without a write or when the write was refused. */
  changed: boolean
}

export interface Deleted {
  id: string
}

export interface Sent {
  /** RFC 3339, UTC; null where the vendor does not say. */
  sentAt: string | null
}

export interface PdfLink {
  /** Signed: whoever has it can read the document. */
  url: string
  /** RFC 3339, UTC. */
  expiresAt: string | null
}

export interface PaymentRecorded {
  invoice: Invoice
  recorded: boolean
}

export interface Refunded {
  refund: Refund
  created: boolean
}

export interface AccountCheck {
  mode: AccountMode | null
  /** The vendor's own id of the account; null where it does not tell. */
  accountId: string | null
  accountName: string | null
}

export interface FindSettings extends CallSettings {
  /** The vendor's id of the customer, which saves a walk over all invoices where the vendor filters by it. */
  customerId?: string
}

export interface CustomerQuery {
  externalId?: string
  cursor?: string
  pageSize?: number
}

export interface WebhookDelivery {
  headers: Headers | Record<string, string | string[] | undefined>
  /** The raw body as it arrived: parsed JSON is refused as `invalid_input`, and re-serialised JSON does not verify. */
  body: string | Uint8Array
}

/** Means *read the invoice again*; its order says nothing. */
export interface InvoiceEvent {
  provider: string
  account: string
  type: WebhookEventType
  /** The vendor's own event name. */
  providerType: string
  /** Null: not about one invoice, or its id could not be read; with a type other than `other`, list instead. */
  invoiceId: string | null
  /** The vendor's instant of the event; RFC 3339, UTC. */
  at: string | null
  /** The same for every delivery of one event: the vendor's event id, else a digest of the body. */
  deliveryId: string
  mode: AccountMode | null
}

export interface CustomerOperations {
  get(id: string, settings?: CallSettings): ResultAsync<Customer, InvoiceError>
  list(query?: CustomerQuery, settings?: CallSettings): ResultAsync<CustomerPage, InvoiceError>
  /** The same `externalId` never becomes a second customer where the vendor holds to it. */
  create(customer: NewCustomer, settings?: CallSettings): ResultAsync<Customer, InvoiceError>
}

export interface WebhookOperations {
  /** Verifies the signature over the raw body and reads the delivery; sends nothing. */
  read(delivery: WebhookDelivery): ResultAsync<InvoiceEvent, InvoiceError>
}

/**
 * One account at one vendor. Every operation is present; one that the vendor lacks answers `unsupported` with the
 * reason, without a request. Nothing throws or rejects.
 */
export interface InvoiceAdapter {
  readonly specificationVersion: 'v1'
  readonly provider: string
  readonly account: string
  readonly capabilities: Capabilities
  /** One page; {@link listAll} walks them all. */
  list(query?: PageQuery, settings?: PageSettings): ResultAsync<InvoicePage, InvoiceError>
  get(id: string, settings?: CallSettings): ResultAsync<Invoice, InvoiceError>
  create(invoice: NewInvoice, settings?: CreateSettings): ResultAsync<Created, InvoiceError>
  createMany(invoices: NewInvoice[], settings?: CreateSettings): ResultAsync<CreatedMany, InvoiceError>
  /** Changes a draft. */
  update(id: string, changes: DraftChanges, settings?: CallSettings): ResultAsync<Invoice, InvoiceError>
  changeLines(id: string, changes: LineChanges, settings?: CallSettings): ResultAsync<Invoice, InvoiceError>
  /** Draft to open. Where the vendor does it later, the answer is a draft with `opensAt`. */
  finalize(id: string, settings?: CallSettings): ResultAsync<Invoice, InvoiceError>
  setStatus(
    id: string,
    status: SettableStatus,
    settings?: SetStatusSettings,
  ): ResultAsync<Changed, InvoiceError>
  delete(id: string, settings?: CallSettings): ResultAsync<Deleted, InvoiceError>
  /** Sends the invoice to the customer by the vendor's e-mail. */
  send(id: string, settings?: CallSettings): ResultAsync<Sent, InvoiceError>
  pdf(id: string, settings?: CallSettings): ResultAsync<PdfLink, InvoiceError>
  recordPayment(
    id: string,
    payment: NewPayment,
    settings?: CallSettings,
  ): ResultAsync<PaymentRecorded, InvoiceError>
  refund(id: string, refund: NewRefund, settings?: CallSettings): ResultAsync<Refunded, InvoiceError>
  listRefunds(id: string, settings?: CallSettings): ResultAsync<Refund[], InvoiceError>
  /** Null: looked everywhere the vendor allows and not found; a very recent one may not show yet. */
  findByExternalId(externalId: string, settings?: FindSettings): ResultAsync<Invoice | null, InvoiceError>
  /** Are the credentials good, and whose are they. */
  check(settings?: CallSettings): ResultAsync<AccountCheck, InvoiceError>
  readonly customers: CustomerOperations
  readonly webhooks: WebhookOperations
  /** The exact requests that `create` would send, secrets masked; looks nothing up and sends nothing. */
  dryRun: DryRun
}

/** A request as it would leave; secret headers are masked. */
export interface PlannedRequest {
  method: string
  url: string
  headers: Record<string, string>
  /** The exact body, or null. */
  body: string | null
  /** What must be known first and is written as a placeholder, such as a customer id to be looked up. */
  unresolved: string[]
}

export interface DryRunCreateSettings extends CreateSettings {
  /** True: the caller knows that the customer has no invoice at the vendor yet, from which anything could be learnt. */
  customerIsNew?: boolean
}

export interface DryRun {
  create(invoice: NewInvoice, settings?: DryRunCreateSettings): ResultAsync<PlannedRequest[], InvoiceError>
  setStatus(
    id: string,
    status: SettableStatus,
    settings?: SetStatusSettings,
  ): ResultAsync<PlannedRequest[], InvoiceError>
}

export type { InvoiceErrorKind, OperationName }
