export type { AccountName } from './store/account-key.ts'
export { type StoredAccount, storedAccounts } from './store/accounts.ts'
export type { Kept } from './store/content.ts'
export { type Erasure, erasePersonalData } from './store/erase.ts'
export { type Pruned, pruneStore } from './store/prune.ts'
export { type ReadSettings, readInvoices } from './store/read-invoices.ts'
export type { ReadOrder } from './store/read-rows.ts'
export { storedRuns } from './store/runs.ts'
export { createSharedLimiter } from './store/shared-limiter.ts'
export { type InvoiceStore, openStore, type StoreSettings } from './store/store.ts'
export type { StoreError } from './store/store-error.ts'
export { type StoredAgingSettings, storedAging } from './stored-report/stored-aging.ts'
export { type StoredReportSettings, storedReport } from './stored-report/stored-report.ts'
export type { SyncAdapter } from './sync/running.ts'
export type { SyncSettings } from './sync/settings.ts'
export { syncAccount } from './sync/sync-account.ts'
export type { AccountBusy, SyncFailure, SyncMode, SyncRun, UnreadByRun } from './sync/sync-run.ts'
export {
  type CanonicalEvent,
  type DeliverSettings,
  deliverEvents,
  type EventsDelivered,
} from './webhooks/deliver-events.ts'
export { type NodeRequest, type NodeResponse, nodeHandler } from './webhooks/node-handler.ts'
export {
  createWebhookReceiver,
  type ReceiverSettings,
  type ReceivingAdapter,
  type WebhookReceiver,
} from './webhooks/receiver.ts'
export { type SyncWorker, type SyncWorkerSettings, startSyncWorker } from './worker/sync-worker.ts'
