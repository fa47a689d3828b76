import type { InvalidInput, InvoiceAdapter, OperationName, Result } from '@invoice-adapters/core'
import { type AdapterDefinition, defineAdapter } from '@invoice-adapters/core/authoring'
import { referenceCapabilities } from './capabilities.ts'
import { changeInvoice, payInvoice, refundInvoice, write } from './changing.ts'
import { finalizeInvoice, setInvoiceStatus } from './changing-status.ts'
import { connect } from './connection.ts'
import { createInvoice, createInvoices, plannedCreate } from './creating.ts'
import { customerOperations } from './customers.ts'
import { type Account, accountFrom, type ReferenceAdapterOptions } from './options.ts'
import { checkAccount, findByKey, getInvoice, listInvoices, pdfLink, refundsOf } from './reading.ts'
import { webhookOperations } from './webhook.ts'

/**
 * An adapter like any other, over a vendor in memory: for tests of applications, and as an example of how one is made.
 * Nothing of it is slow or random; {@link createReferenceBackend} is seeded, moved through time and brought to fail.
 */
export function createReferenceAdapter(
  options: ReferenceAdapterOptions,
): Result<InvoiceAdapter, InvalidInput> {
  return defineAdapter(referenceDefinition(options))
}

export function referenceDefinition(given: ReferenceAdapterOptions): AdapterDefinition {
  const account = accountFrom(given)
  const { options, now, webhookSecrets } = account
  const connection = connect(account)
  const whole: AdapterDefinition = {
    specificationVersion: 'v1',
    provider: 'reference',
    account: options.account,
    capabilities: referenceCapabilities(account.without),
    options,
    list: (query, settings) => listInvoices(connection, query, settings, now),
    get: (id, settings) => getInvoice(connection, id, settings),
    check: (settings) => checkAccount(connection, settings),
    create: (invoice, notWritten, settings) =>
      createInvoice(account, connection, invoice, notWritten, settings),
    createMany: (invoices, settings) => createInvoices(account, connection, invoices, settings),
    findByExternalId: (externalId, settings) => findByKey(connection, externalId, settings),
    pdf: (id, settings) => pdfLink(connection, id, settings),
    listRefunds: (id, settings) => refundsOf(connection, id, settings),
    webhooks: webhookOperations({ account: options.account, secrets: webhookSecrets, now }),
    dryRun: { create: (invoice) => plannedCreate(account, invoice) },
    ...changes(account),
    customers: customerOperations(connection),
  }
  return without(whole, account.without)
}

function changes(account: Account): Partial<AdapterDefinition> {
  const connection = connect(account)
  return {
    update: (id, body, settings) =>
      changeInvoice(
        connection,
        { operation: 'update', method: 'PATCH', route: '/invoices/{id}', id, body },
        settings,
      ),
    changeLines: (id, body, settings) =>
      changeInvoice(
        connection,
        { operation: 'changeLines', method: 'POST', route: '/invoices/{id}/lines', id, body },
        settings,
      ),
    finalize: (id, settings) => finalizeInvoice(connection, id, settings),
    setStatus: (id, status, settings) => setInvoiceStatus(account, connection, id, status, settings),
    delete: (id, settings) =>
      write(connection, { operation: 'delete', method: 'DELETE', route: '/invoices/{id}', id }, settings).map(
        () => ({ id }),
      ),
    send: (id, settings) =>
      write(
        connection,
        { operation: 'send', method: 'POST', route: '/invoices/{id}/send', id },
        settings,
      ).map(() => ({
        sentAt: new Date(account.now()).toISOString(),
      })),
    recordPayment: (id, payment, settings) => payInvoice(account, connection, id, payment, settings),
    refund: (id, wanted, settings) => refundInvoice(account, connection, id, wanted, settings),
  }
}

/** An operation that is left out is absent from the definition as from its data. */
export function without(definition: AdapterDefinition, names: readonly OperationName[]): AdapterDefinition {
  const { customers = {}, webhooks, dryRun = {}, ...rest } = definition
  const kept = <T extends object>(members: T, prefix: string): Partial<T> =>
    Object.fromEntries(
      Object.entries(members).filter(([name]) => !names.some((one) => one === `${prefix}${name}`)),
    ) as Partial<T>
  const { specificationVersion, provider, account, capabilities, options, list, get, check } = definition
  return {
    ...kept(rest, ''),
    ...{ specificationVersion, provider, account, capabilities, options, list, get, check },
    customers: kept(customers, 'customers.'),
    dryRun: kept(dryRun, ''),
    ...(webhooks === undefined || names.includes('webhooks.read') ? {} : { webhooks }),
  }
}
