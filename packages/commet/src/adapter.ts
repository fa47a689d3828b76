import {
  type CallSettings,
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
import { getPdf, sendInvoice } from './adapter/documents.ts'
import { dryRunOperations } from './adapter/dry-run.ts'
import { findInvoice } from './adapter/find.ts'
import { listInvoices } from './adapter/list.ts'
import { getInvoice } from './adapter/read.ts'
import { setInvoiceStatus } from './adapter/set-status.ts'
import { commetCapabilities } from './capabilities.ts'
import { type CommetAdapterOptions, type CommetSettings, parseOptions } from './options.ts'
import { readWebhook } from './webhook.ts'

/**
 * An invoice adapter for Commet. What the vendor lacks takes `never`: calling it does not compile, and answers
 * `unsupported` all the same. Only the vendor's own statuses can be set.
 */
export interface CommetAdapter extends InvoiceAdapter {
  setStatus(
    id: string,
    status: 'paid' | 'void',
    settings?: SetStatusSettings,
  ): ResultAsync<Changed, InvoiceError>
  /** Commet creates one invoice per call: use `create`. */
  createMany(invoices: never): ReturnType<InvoiceAdapter['createMany']>
  /** Commet has no drafts that an API call could change. */
  update(id: never, changes: never): ReturnType<InvoiceAdapter['update']>
  /** Commet has no call that changes lines. */
  changeLines(id: never, changes: never): ReturnType<InvoiceAdapter['changeLines']>
  /** Commet has no call that finalizes a draft. */
  finalize(id: never): ReturnType<InvoiceAdapter['finalize']>
  /** Commet keeps every invoice: use `setStatus` with `void`. */
  delete(id: never): ReturnType<InvoiceAdapter['delete']>
  /** Commet records no part payments: use `setStatus` with `paid`. */
  recordPayment(id: never, payment: never): ReturnType<InvoiceAdapter['recordPayment']>
  /** Commet refunds transactions, not invoices. */
  refund(id: never, refund: never): ReturnType<InvoiceAdapter['refund']>
  /** Commet keeps refunds with transactions. */
  listRefunds(id: never): ReturnType<InvoiceAdapter['listRefunds']>
}

/** The adapter of one Commet account. Pure: nothing is sent before an operation is called. */
export function createCommetAdapter(options: CommetAdapterOptions): Result<CommetAdapter, InvalidInput> {
  return parseOptions(options).map(definitionFrom).andThen(defineAdapter)
}

/** What is handed to `defineAdapter`; tests plant defects in it. */
export function definitionFrom(settings: CommetSettings): AdapterDefinition {
  const connection = connect(settings)
  const webhookSettings = { account: settings.account, secrets: settings.webhookSecrets }
  return {
    specificationVersion: 'v1',
    provider: 'commet',
    account: settings.account,
    capabilities: commetCapabilities[settings.apiVersion],
    options: settings,
    list: (query, call) => listInvoices(connection, query, call),
    get: (id, call) => getInvoice(connection, id, call),
    check: (call: CallSettings) => checkAccount(connection, call),
    create: (invoice, notWritten, call) => createInvoice(connection, invoice, notWritten, call),
    setStatus: (id, status, call) => setInvoiceStatus(connection, id, status, call),
    send: (id, call) => sendInvoice(connection, id, call),
    pdf: (id, call) => getPdf(connection, id, call),
    findByExternalId: (externalId, call) => findInvoice(connection, externalId, call),
    customers: customerOperations(connection),
    webhooks: { read: (delivery) => new ResultAsync(readWebhook(delivery, webhookSettings)) },
    dryRun: dryRunOperations(connection),
  }
}
