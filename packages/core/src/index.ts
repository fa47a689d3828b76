export type {
  AccountCheck,
  CallSettings,
  Changed,
  Created,
  CreatedMany,
  CreateSettings,
  CustomerOperations,
  CustomerPage,
  CustomerQuery,
  Deleted,
  DryRun,
  DryRunCreateSettings,
  FindSettings,
  InvoiceAdapter,
  InvoiceEvent,
  InvoiceFilter,
  InvoicePage,
  ListQuery,
  PageQuery,
  PageSettings,
  PaymentRecorded,
  PdfLink,
  PlannedRequest,
  Refunded,
  Sent,
  SetStatusSettings,
  WebhookDelivery,
  WebhookOperations,
} from './contract/adapter.ts'
export {
  type BillingFacts,
  type Capabilities,
  type CreateLimits,
  type DerivedStatus,
  type FilterName,
  type FilterSupport,
  filterNames,
  type Grounded,
  type IdempotencySupport,
  type IncrementalMethod,
  type IncrementalRule,
  type OperationName,
  type OperationSupport,
  operationNames,
  type PageCapabilities,
  type RateLimit,
  type StatusCapabilities,
  type StatusMeaning,
  type StatusTransition,
  type WebhookCapabilities,
  type WebhookEventSupport,
  type WebhookEventType,
} from './contract/capabilities.ts'
export {
  type CanonicalField,
  type Coverage,
  canonicalFields,
  type FieldCoverage,
  type ReadCoverage,
  type WriteCoverage,
} from './contract/coverage.ts'
export { type Loss, losses } from './contract/losses.ts'
export type {
  AdapterEvent,
  CommonOptions,
  Credential,
  LimitRule,
  RateLimiter,
  RetrySettings,
  SettlementSettings,
  TimeoutSettings,
} from './contract/options.ts'
export type {
  Aborted,
  AppliedUnread,
  Conflict,
  ErrorCause,
  ErrorFacts,
  FieldProblem,
  Forbidden,
  InvalidInput,
  InvalidTransition,
  InvoiceError,
  InvoiceErrorKind,
  NetworkFailure,
  NotFound,
  OutcomeUnknown,
  RateLimited,
  Refused,
  Retired,
  TimedOut,
  Unauthenticated,
  Unavailable,
  UnexpectedResponse,
  UnreadableRecord,
  Unsupported,
} from './errors/error.ts'
export { type InvoiceErrorKindFacts, invoiceErrorKinds } from './errors/kinds.ts'
export { type InvoiceErrorException, orThrow } from './errors/or-throw.ts'
export {
  draftChangesSchema,
  lineChangesSchema,
  newCustomerSchema,
  newPaymentSchema,
  newRefundSchema,
} from './invoice/change-schemas.ts'
export { forLog, type LoggedInvoice, type LoggedInvoiceLine } from './invoice/for-log.ts'
export type {
  AccountMode,
  Address,
  CollectionMethod,
  DerivedField,
  Invoice,
  InvoiceCustomer,
  InvoiceKind,
  InvoiceLine,
  InvoiceLink,
  InvoiceNote,
  InvoiceNoteCode,
  InvoicePayment,
  InvoiceSource,
  JsonObject,
  JsonValue,
  LineKind,
  PaymentKind,
} from './invoice/invoice.ts'
export type {
  Customer,
  CustomerReference,
  DraftChanges,
  LineChanges,
  NewCustomer,
  NewInvoice,
  NewInvoiceLine,
  NewPayment,
  NewRefund,
  Refund,
} from './invoice/new-invoice.ts'
export { newInvoiceSchema } from './invoice/new-invoice-schema.ts'
export {
  customerQuerySchema,
  invoiceFilterSchema,
  listQuerySchema,
  pageQuerySchema,
} from './invoice/query-schemas.ts'
export { invoiceSchema } from './invoice/schema.ts'
export { type NewInvoiceOverrides, toNewInvoice } from './invoice/to-new-invoice.ts'
export type { ListingEvidence } from './listing/evidence.ts'
export { type InvoiceListing, type ListAllSettings, type Listable, listAll } from './listing/list-all.ts'
export { minorUnitDigits, normalizeCurrency } from './money/currency.ts'
export {
  type AmountProblem,
  decimalText,
  fromMinorUnits,
  type Product,
  productInMinorUnits,
  toMinorUnits,
} from './money/decimal.ts'
export { type FormatSettings, formatMoney } from './money/format.ts'
export { type CurrencyTotal, sumAmounts, sumBig, totalsByCurrency } from './money/sum.ts'
export { checkTotals, type LinesSumTo, type TotalsSettings } from './money/totals.ts'
export { type Err, err, errAsync, type Ok, ok, okAsync, Result, ResultAsync } from './results.ts'
export { type PaymentState, paymentState } from './status/payment-state.ts'
export {
  type Evidence,
  type InvoiceStatus,
  invoiceStatuses,
  type SettableStatus,
  type StatusFilter,
} from './status/status.ts'
export { isPayable, matchesStatus, type StatusFacts, sameState, statusAt } from './status/status-at.ts'
