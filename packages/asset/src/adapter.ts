import type {
  Changed,
  InvalidInput,
  InvoiceAdapter,
  InvoiceError,
  Result,
  ResultAsync,
  SetStatusSettings,
} from '@invoice-adapters/core'
import { type AdapterDefinition, defineAdapter } from '@invoice-adapters/core/authoring'
import { changeInvoiceLines } from './adapter/change-lines.ts'
import { checkAccount } from './adapter/check.ts'
import { connect } from './adapter/connection.ts'
import { createInvoice, createInvoices } from './adapter/create.ts'
import { customerOperations } from './adapter/customers.ts'
import { dryRunOperations } from './adapter/dry-run.ts'
import { findInvoice } from './adapter/find.ts'
import { listInvoices } from './adapter/list.ts'
import { recordInvoicePayment } from './adapter/payments.ts'
import { getInvoice } from './adapter/read.ts'
import { listInvoiceRefunds, refundInvoice } from './adapter/refunds.ts'
import { setInvoiceStatus } from './adapter/set-status.ts'
import { assetCapabilities } from './capabilities.ts'
import { type AssetAdapterOptions, type AssetSettings, parseOptions } from './options.ts'

/**
 * An invoice adapter for Asset. What the vendor lacks takes `never`: calling it does not compile, and answers
 * `unsupported` all the same. `changeLines` exists with `lineShape: 'amount'` only.
 */
export interface AssetAdapter extends InvoiceAdapter {
  setStatus(
    id: string,
    status: 'open' | 'paid' | 'uncollectible' | 'void',
    settings?: SetStatusSettings,
  ): ResultAsync<Changed, InvoiceError>
  /** Asset advises against setting these by hand: use `refund`, or say `unsafe`. */
  setStatus(
    id: string,
    status: 'refunded' | 'partially_refunded',
    settings: SetStatusSettings & { unsafe: true },
  ): ResultAsync<Changed, InvoiceError>
  /** Asset has no drafts: use `changeLines`. */
  update(id: never, changes: never): ReturnType<InvoiceAdapter['update']>
  /** Asset has no drafts: an invoice is open once created. */
  finalize(id: never): ReturnType<InvoiceAdapter['finalize']>
  /** Asset keeps every invoice: use `setStatus` with `void`. */
  delete(id: never): ReturnType<InvoiceAdapter['delete']>
  /** Asset mails nothing. */
  send(id: never): ReturnType<InvoiceAdapter['send']>
  /** Asset makes no documents. */
  pdf(id: never): ReturnType<InvoiceAdapter['pdf']>
}

/** The adapter of one business at Asset. Pure: nothing is sent before an operation is called. */
export function createAssetAdapter(options: AssetAdapterOptions): Result<AssetAdapter, InvalidInput> {
  return parseOptions(options).map(definitionFrom).andThen(defineAdapter)
}

/** What is handed to `defineAdapter`; tests plant defects in it. */
export function definitionFrom(settings: AssetSettings): AdapterDefinition {
  const connection = connect(settings)
  const capabilities = assetCapabilities[settings.dialect]
  const linesChange = capabilities.operations.changeLines.supported
  return {
    specificationVersion: 'v1',
    provider: 'asset',
    account: settings.account,
    capabilities,
    options: settings,
    list: (query, call) => listInvoices(connection, query, call),
    get: (id, call) => getInvoice(connection, id, call),
    check: (call) => checkAccount(connection, call),
    create: (invoice, notWritten, call) => createInvoice(connection, invoice, notWritten, call),
    createMany: (invoices, call) => createInvoices(connection, invoices, call),
    ...(linesChange
      ? { changeLines: (id, changes, call) => changeInvoiceLines(connection, id, changes, call) }
      : {}),
    setStatus: (id, status, call) => setInvoiceStatus(connection, id, status, call),
    recordPayment: (id, payment, call) => recordInvoicePayment(connection, id, payment, call),
    refund: (id, refund, call) => refundInvoice(connection, id, refund, call),
    listRefunds: (id, call) => listInvoiceRefunds(connection, id, call),
    findByExternalId: (externalId, call) => findInvoice(connection, externalId, call),
    customers: customerOperations(connection),
    dryRun: dryRunOperations(connection),
  }
}
