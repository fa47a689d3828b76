// All that a vendor may use of the frame, and the only file through which it does.
export { parseInstant } from '../clock.ts'
export { type Collection, createCollection, type Stored } from '../collection.ts'
export { addExactly, decimalText, divideRounded, minorUnitDigits } from '../currencies.ts'
export type { AccountSeed, CustomerSeed, EmulatorData, InvoiceSeed, LineSeed } from '../data.ts'
export { isRecord, type JsonObject, type JsonValue, parseJson } from '../json.ts'
export type {
  Actor,
  LedgerCustomer,
  LedgerHistoryEntry,
  LedgerInvoice,
  LedgerLine,
  LedgerPayment,
  LedgerStatus,
} from '../ledger-facts.ts'
export { matchPath, type PathParameters } from '../match-path.ts'
export type { Surroundings } from '../surroundings.ts'
export type {
  AccountBase,
  AccountMode,
  Conditions,
  ErrorOrder,
  OutsideEvents,
  VendorAccount,
  VendorRoute,
  VendorService,
} from '../vendor.ts'
export { createDeliverer, type Deliverer } from '../webhook-delivery.ts'
export type { WebhookMessage } from '../webhook-facts.ts'
export type { WireAnswer, WireRequest } from '../wire.ts'
