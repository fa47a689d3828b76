import {
  type Changed,
  type InvalidInput,
  type InvoiceAdapter,
  type InvoiceError,
  type Result,
  ResultAsync,
  type SetStatusSettings,
} from '@invoice-adapters/core'
import { type AdapterDefinition, defineAdapter } from '@invoice-adapters/core/authoring'
import { checkAccount } from './adapter/check.ts'
import { connect } from './adapter/connection.ts'
import { createInvoice } from './adapter/create.ts'
import { customerOperations } from './adapter/customers.ts'
import { deleteDraft } from './adapter/delete.ts'
import { sendInvoice } from './adapter/documents.ts'
import { dryRunOperations } from './adapter/dry-run.ts'
import { finalizeDraft } from './adapter/finalize.ts'
import { findInvoice } from './adapter/find.ts'
import { listInvoices } from './adapter/list.ts'
import { getInvoice } from './adapter/read.ts'
import { setInvoiceStatus } from './adapter/set-status.ts'
import { updateDraft } from './adapter/update.ts'
import { whopCapabilities } from './capabilities.ts'
import { parseOptions, type WhopAdapterOptions, type WhopSettings } from './options.ts'
import { readWebhook } from './webhook.ts'

/**
 * An invoice adapter for the legacy invoices of Whop (`inv_…`). What the vendor lacks takes `never`: calling it does not
 * compile, and answers `unsupported` all the same. Only the vendor's own statuses can be set.
 */
export interface WhopAdapter extends InvoiceAdapter {
  setStatus(
    id: string,
    status: 'paid' | 'void' | 'uncollectible',
    settings?: SetStatusSettings,
  ): ResultAsync<Changed, InvoiceError>
  /** Whop creates one invoice per call: use `create`. */
  createMany(invoices: never): ReturnType<InvoiceAdapter['createMany']>
  /** Lines have no ids: use `update`, which replaces those of a draft as a whole. */
  changeLines(id: never, changes: never): ReturnType<InvoiceAdapter['changeLines']>
  /** Only native invoices have a document. */
  pdf(id: never): ReturnType<InvoiceAdapter['pdf']>
  /** Whop records no part payments: use `setStatus` with `paid`. */
  recordPayment(id: never, payment: never): ReturnType<InvoiceAdapter['recordPayment']>
  /** Whop refunds payments, not invoices. */
  refund(id: never, refund: never): ReturnType<InvoiceAdapter['refund']>
  /** Whop keeps refunds with payments. */
  listRefunds(id: never): ReturnType<InvoiceAdapter['listRefunds']>
}

/** The adapter of one Whop account. Pure: nothing is sent before an operation is called. */
export function createWhopAdapter(options: WhopAdapterOptions): Result<WhopAdapter, InvalidInput> {
  return parseOptions(options).map(definitionFrom).andThen(defineAdapter)
}

/** What is handed to `defineAdapter`; tests plant defects in it. */
export function definitionFrom(settings: WhopSettings): AdapterDefinition {
  const connection = connect(settings)
  const webhookSettings = {
    account: settings.account,
    companyId: settings.companyId,
    mode: settings.mode,
    secrets: settings.webhookSecrets,
    now: settings.now ?? Date.now,
  }
  return {
    specificationVersion: 'v1',
    provider: 'whop',
    account: settings.account,
    capabilities: whopCapabilities[settings.apiVersion],
    options: settings,
    list: (query, call) => listInvoices(connection, query, call),
    get: (id, call) => getInvoice(connection, id, call),
    check: (call) => checkAccount(connection, call),
    create: (invoice, notWritten, call) => createInvoice(connection, invoice, notWritten, call),
    update: (id, changes, call) => updateDraft(connection, id, changes, call),
    finalize: (id, call) => finalizeDraft(connection, id, call),
    setStatus: (id, status, call) => setInvoiceStatus(connection, id, status, call),
    delete: (id, call) => deleteDraft(connection, id, call),
    send: (id, call) => sendInvoice(connection, id, call),
    findByExternalId: (externalId, call) => findInvoice(connection, externalId, call),
    customers: customerOperations(connection),
    webhooks: { read: (delivery) => new ResultAsync(readWebhook(delivery, webhookSettings)) },
    dryRun: dryRunOperations(connection),
  }
}
