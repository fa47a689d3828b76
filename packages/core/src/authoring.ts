export { announceDrift, type UnknownWord } from './contract/announce-drift.ts'
export { capabilityProblems } from './contract/capability-problems.ts'
export { totalOf } from './contract/check-new-invoice.ts'
export {
  baseUrlSchema,
  type CommonOptionsShape,
  commonOptionsShape,
  credentialSchema,
} from './contract/common-options.ts'
export { defineAdapter } from './contract/define-adapter.ts'
export type { AdapterDefinition } from './contract/definition.ts'
export { invalidTransition, transitionTo } from './contract/transitions.ts'
export { type ErrorContext, invalidInput, invoiceError } from './errors/construct.ts'
export {
  type AnsweredKind,
  answeredError,
  type ErrorBody,
  type ErrorTable,
  kindOfStatus,
} from './http/answered-error.ts'
export { createTransport } from './http/client.ts'
export { type CredentialReader, credentialReader } from './http/credential-reader.ts'
export {
  callerKey,
  contentDigest,
  rememberingDigest,
  sha256Hex,
  singleUseKey,
  stableJson,
} from './http/digest.ts'
export { createRateLimiter, type LimiterClock, sleep } from './http/limiter.ts'
export { otherThanAsked } from './http/other-than-asked.ts'
export { type RequestPlan, toPlanned } from './http/planned.ts'
export { quietly } from './http/quietly.ts'
export { fieldProblems, readAnswer } from './http/read-answer.ts'
export { maskHeaders, redactError, redactText, redactValue } from './http/redact.ts'
export type {
  Effect,
  HttpAnswer,
  HttpFailure,
  HttpRequest,
  Transport,
  TransportSettings,
} from './http/transport.ts'
export { baseUrlProblem, normalizeBaseUrl, requestUrl } from './http/url.ts'
export { toUtcInstant } from './invoice/dates.ts'
export { joined } from './invoice/joined.ts'
export { type LineProblem, lineProblems } from './invoice/line-problems.ts'
export { parseFields, parseInput } from './invoice/parse-input.ts'
export {
  amountSchema,
  currencySchema,
  decimalSchema,
  idSchema,
  instantSchema,
  jsonObjectSchema,
  keySchema,
  readJsonObjectSchema,
  textSchema,
  wholeNumberSchema,
} from './invoice/schema-parts.ts'
export {
  inFullDetail,
  keeping,
  type RecordIdentity,
  type RecordRules,
  readInvoicePage,
  recordId,
  recordInstant,
} from './listing/invoice-page.ts'
export { type RecordPage, walkPages } from './listing/walk-pages.ts'
export { minorUnitDigits, normalizeCurrency } from './money/currency.ts'
export {
  type AmountProblem,
  decimalOf,
  decimalText,
  fromMinorUnits,
  type Product,
  productInMinorUnits,
  scaleDecimal,
  toMinorUnits,
} from './money/decimal.ts'
export { sumAmounts, sumBig } from './money/sum.ts'
export { checkTotals, type LinesSumTo, type TotalledInvoice, type TotalsSettings } from './money/totals.ts'
export {
  changeStatus,
  type StatusChange,
  type StatusReading,
  wholeReading,
} from './settlement/change-status.ts'
export { differs, keyTaken, unlessDifferent } from './settlement/created.ts'
export {
  type KeptKey,
  keptKeyIn,
  keyMark,
  reservedNameProblems,
  withoutKeyMark,
} from './settlement/kept-key.ts'
export { defaultLooksAfterMs, type Settlement, settle } from './settlement/settle.ts'
export { appliedUnread, mayHaveHappened } from './settlement/uncertain.ts'
export { type PaymentState, paymentState } from './status/payment-state.ts'
export { isPayable, matchesStatus, type StatusFacts, sameState, statusAt } from './status/status-at.ts'
export { type DeliveryRules, isSignedByAny, openDelivery } from './webhook/open-delivery.ts'
export {
  base64Bytes,
  bodyBytes,
  headerOf,
  hexBytes,
  maximumDeliveryBytes,
  rawBytes,
  verifyHmacSha256,
} from './webhook/verify.ts'
