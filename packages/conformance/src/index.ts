export { type ConformanceFailure, isConformanceFailure } from './checks.ts'
export {
  type ConformanceRun,
  type ConformanceSelection,
  conformanceTests,
  type RegisteredTest,
  type TestFunction,
} from './conformance-tests.ts'
export type { CustomerFacts, InvoiceFacts, Oracle, ReceivedRequest } from './facts.ts'
export type { Fault, FaultKind, FaultPlace, Faults, RecordChange } from './faults.ts'
export { createFaultBox, type FaultBox } from './faulty-fetch/fault-box.ts'
export { createFaultyFetch, type FaultyFetch } from './faulty-fetch/faulty-fetch.ts'
export type { RequestToVendor, VendorWords } from './faulty-fetch/vendor-words.ts'
export type {
  Ability,
  AdapterOverrides,
  Harness,
  HarnessFacts,
  Inputs,
  NotProven,
  SeedAbility,
  SeedInvoice,
  SeedLine,
  SignatureVariant,
  WantedDelivery,
  WebhookSource,
  World,
  WorldClock,
} from './harness.ts'
export { type GroupName, groupNames } from './kit-test.ts'
export { createReferenceAdapter } from './reference/adapter.ts'
export {
  createReferenceBackend,
  type ReferenceBackend,
  type ReferenceBackendSettings,
} from './reference/backend.ts'
export type { ReferenceAdapterOptions } from './reference/options.ts'
export type {
  ReferenceCustomer,
  ReferenceInvoice,
  ReferenceLine,
  ReferencePayment,
  ReferenceStatus,
} from './reference/records.ts'
export type { ReferenceClock } from './reference/store.ts'
