import type { ResultAsync } from 'neverthrow'
import type { InvoiceError } from '../errors/error.ts'
import type { Invoice } from '../invoice/invoice.ts'
import type {
  DraftChanges,
  LineChanges,
  NewInvoice,
  NewPayment,
  NewRefund,
  Refund,
} from '../invoice/new-invoice.ts'
import type { SettableStatus } from '../status/status.ts'
import type {
  AccountCheck,
  CallSettings,
  Changed,
  Created,
  CreatedMany,
  CreateSettings,
  CustomerOperations,
  Deleted,
  DryRun,
  FindSettings,
  InvoicePage,
  PageQuery,
  PageSettings,
  PaymentRecorded,
  PdfLink,
  Refunded,
  Sent,
  SetStatusSettings,
  WebhookOperations,
} from './adapter.ts'
import type { Capabilities } from './capabilities.ts'
import type { CanonicalField } from './coverage.ts'
import type { CommonOptions } from './options.ts'

/**
 * What the author of an adapter writes; `defineAdapter` makes an `InvoiceAdapter` of it.
 *
 * Only `list`, `get` and `check` are required. An operation that is left out must be declared as not supported in the
 * capability data, and one that is there as supported; `defineAdapter` refuses a definition that contradicts its data.
 * Inputs arrive validated: ids are not empty, amounts are safe integers, `create` has been refused for every field that
 * the coverage data cannot hold and that was not accepted; `customer.id` is always let through. Where the split of a tax
 * was accepted as lost (`lines.tax`), the tax still belongs to the amount: `totalOf` is what is to be billed. The status of
 * a `setStatus` call is one that the transitions name.
 */
export interface AdapterDefinition {
  specificationVersion: 'v1'
  provider: string
  account: string
  capabilities: Capabilities
  /** The common options as given, for `now` and `observe`. */
  options: CommonOptions
  /** Receives only the filters that are declared `native`; the bridged ones are applied to what it answers. */
  list(query: PageQuery, settings: PageSettings): ResultAsync<InvoicePage, InvoiceError>
  get(id: string, settings: CallSettings): ResultAsync<Invoice, InvoiceError>
  check(settings: CallSettings): ResultAsync<AccountCheck, InvoiceError>
  /** `notWritten` holds the accepted losses, to be handed on in the answer. */
  create?(
    invoice: NewInvoice,
    notWritten: CanonicalField[],
    settings: CreateSettings,
  ): ResultAsync<Created, InvoiceError>
  createMany?(invoices: NewInvoice[], settings: CreateSettings): ResultAsync<CreatedMany, InvoiceError>
  update?(id: string, changes: DraftChanges, settings: CallSettings): ResultAsync<Invoice, InvoiceError>
  changeLines?(id: string, changes: LineChanges, settings: CallSettings): ResultAsync<Invoice, InvoiceError>
  finalize?(id: string, settings: CallSettings): ResultAsync<Invoice, InvoiceError>
  setStatus?(
    id: string,
    status: SettableStatus,
    settings: SetStatusSettings,
  ): ResultAsync<Changed, InvoiceError>
  delete?(id: string, settings: CallSettings): ResultAsync<Deleted, InvoiceError>
  send?(id: string, settings: CallSettings): ResultAsync<Sent, InvoiceError>
  pdf?(id: string, settings: CallSettings): ResultAsync<PdfLink, InvoiceError>
  recordPayment?(
    id: string,
    payment: NewPayment,
    settings: CallSettings,
  ): ResultAsync<PaymentRecorded, InvoiceError>
  refund?(id: string, refund: NewRefund, settings: CallSettings): ResultAsync<Refunded, InvoiceError>
  listRefunds?(id: string, settings: CallSettings): ResultAsync<Refund[], InvoiceError>
  findByExternalId?(externalId: string, settings: FindSettings): ResultAsync<Invoice | null, InvoiceError>
  customers?: Partial<CustomerOperations>
  webhooks?: WebhookOperations
  /** Stands in no capability data: what is left out answers `unsupported`. */
  dryRun?: Partial<DryRun>
}
