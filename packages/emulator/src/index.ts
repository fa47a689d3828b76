export type { Clock } from './clock.ts'
export type { AccountSeed, CustomerSeed, EmulatorData, InvoiceSeed, LineSeed, VendorName } from './data.ts'
export { createEmulator } from './emulator.ts'
export type { Emulator, EmulatorSettings, ListeningEmulator } from './emulator-facts.ts'
export type { Fault, FaultKind, FaultPlace, FaultRule, Faults, FiredFault } from './fault-rules.ts'
export { type GenerationSettings, generateInvoices } from './generate-invoices.ts'
export type { JsonObject, JsonValue } from './json.ts'
export type {
  Actor,
  Ledger,
  LedgerCustomer,
  LedgerFilter,
  LedgerHistoryEntry,
  LedgerInvoice,
  LedgerLine,
  LedgerPayment,
  LedgerStatus,
  LedgerTotal,
  LedgerWrite,
  PayableInterval,
} from './ledger-facts.ts'
export type {
  AccountBase,
  AccountMode,
  AccountWebhooks,
  OutsideEvents,
  VendorAccount,
  VendorEmulator,
  VendorRoute,
} from './vendor.ts'
export type { AssetAccount } from './vendors/asset/account.ts'
export type {
  Generation as AssetGeneration,
  LineShape as AssetLineShape,
} from './vendors/asset/generations.ts'
export type { AssetOutsideEvents, BankTransaction } from './vendors/asset/outside.ts'
export { type AssetOperation, type AssetRoute, assetRoutes } from './vendors/asset/routes.ts'
export type { ErrorEnvelope as AssetErrorEnvelope } from './vendors/asset/switches.ts'
export { type AssetSwitches, assetSwitchDefaults } from './vendors/asset/switches.ts'
export { type CommetOperation, type CommetRoute, commetRoutes } from './vendors/commet/routes.ts'
export { type CommetSwitches, commetSwitchDefaults } from './vendors/commet/switches.ts'
export type { WhopAccount, WhopOutsideEvents } from './vendors/whop/account.ts'
export {
  type WhopDialect,
  type WhopOperation,
  type WhopRoute,
  type WhopScope,
  whopRoutes,
} from './vendors/whop/routes.ts'
export type { WhopCustomerSeed, WhopInvoiceSeed } from './vendors/whop/seed-facts.ts'
export { type WhopAction, type WhopSwitches, whopSwitchDefaults } from './vendors/whop/switches.ts'
export type {
  DeliveryOutcome,
  WebhookDelivery,
  WebhookMessage,
  WebhookReceiver,
  WebhookSubscription,
} from './webhook-facts.ts'
export type { RecordedRequest } from './wire.ts'
