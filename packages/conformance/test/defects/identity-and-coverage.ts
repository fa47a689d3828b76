import type { CanonicalField, Capabilities, FieldCoverage, InvoiceAdapter } from '@invoice-adapters/core'
import { type Defect, inEveryInvoice, inEveryPage, rewriting } from './defect.ts'

function covering(field: CanonicalField, change: Partial<FieldCoverage>) {
  return ({ coverage, ...rest }: Capabilities): Capabilities => ({
    ...rest,
    coverage: { ...coverage, [field]: { ...coverage[field], ...change } },
  })
}

export const identityAndCoverage: Defect[] = [
  {
    name: 'readings carry the vendor’s name as the account',
    group: 'identity',
    killedBy: 'identity/provider-and-account',
    plant: inEveryInvoice((invoice) => ({
      ...invoice,
      source: { ...invoice.source, account: invoice.source.provider },
    })),
  },
  {
    name: 'readAt is the instant at which the adapter was made',
    group: 'identity',
    killedBy: 'identity/read-at-moves-with-the-clock',
    plant: rewriting((definition, ground) => {
      const readAt = new Date(ground.now()).toISOString()
      const get: typeof definition.get = (...given) =>
        definition.get(...given).map((invoice) => ({ ...invoice, source: { ...invoice.source, readAt } }))
      return { get }
    }),
  },
  {
    name: 'test money is called live',
    group: 'identity',
    killedBy: 'identity/source-of-reading',
    plant: inEveryInvoice((invoice) => ({ ...invoice, source: { ...invoice.source, mode: 'live' } })),
  },
  {
    name: 'the data does not say what keeps a create from happening twice',
    group: 'identity',
    killedBy: 'identity/capabilities-well-formed',
    plant: {
      capabilities: (data) => ({
        ...data,
        idempotency: data.idempotency.filter((one) => one.operation !== 'create'),
      }),
    },
  },
  {
    name: 'the capability data grows while it is used',
    group: 'identity',
    killedBy: 'identity/capabilities-are-plain-data',
    plant: {
      definition: (definition) => ({
        ...definition,
        list: (...given) =>
          definition.list(...given).map((page) => {
            definition.capabilities.incremental.sees.push(`${page.recordIds.length} records`)
            return page
          }),
      }),
    },
  },
  {
    name: 'the adapter claims a version of the contract that does not exist',
    group: 'identity',
    killedBy: 'identity/specification-version',
    plant: { adapter: (adapter) => ({ ...adapter, specificationVersion: 'v2' as 'v1' }) },
  },
  {
    name: 'an operation that is not supported cannot even be called',
    group: 'identity',
    killedBy: 'identity/every-operation-is-present',
    plant: {
      without: ['listRefunds'],
      adapter: ({ listRefunds: _absent, ...adapter }) => adapter as InvoiceAdapter,
    },
  },
  {
    name: 'readAt is told by the clock on the wall',
    group: 'identity',
    killedBy: 'identity/read-at',
    plant: inEveryInvoice((invoice) => ({
      ...invoice,
      source: { ...invoice.source, readAt: new Date().toISOString() },
    })),
  },
  {
    name: 'coverage overstated: the memo is declared as reported and lost on the way',
    group: 'coverage',
    killedBy: 'coverage/reported-equals-truth',
    plant: inEveryInvoice((invoice) => ({ ...invoice, memo: null })),
  },
  {
    name: 'the first payment is dropped',
    group: 'coverage',
    killedBy: 'coverage/reported-equals-truth',
    plant: inEveryInvoice((invoice) => ({ ...invoice, payments: invoice.payments?.slice(1) ?? null })),
  },
  {
    name: 'coverage understated: the purchase order is declared as never read and told',
    group: 'coverage',
    killedBy: 'coverage/never-is-null',
    plant: inEveryInvoice((invoice) => ({ ...invoice, purchaseOrder: invoice.number })),
  },
  {
    name: 'a derived field is not declared in the invoice',
    group: 'coverage',
    killedBy: 'coverage/derived-is-listed',
    plant: inEveryInvoice((invoice) => ({
      ...invoice,
      derived: invoice.derived.filter((one) => one.field !== 'amountDue'),
    })),
  },
  {
    name: 'a derived field is declared as reported in the data',
    group: 'coverage',
    killedBy: 'coverage/reported-is-not-derived',
    plant: { capabilities: covering('amountDue', { read: 'reported' }) },
  },
  {
    name: 'derived speaks of a field that there is not',
    group: 'coverage',
    killedBy: 'coverage/only-derived-fields-are-listed',
    plant: inEveryInvoice((invoice) => ({
      ...invoice,
      derived: [...invoice.derived, { field: 'amountOpen', from: ['total'], rule: 'total' }],
    })),
  },
  {
    name: 'a settled invoice still has its total due',
    group: 'coverage',
    killedBy: 'coverage/derived-equals-truth',
    plant: inEveryInvoice((invoice) =>
      invoice.status === 'paid' ? { ...invoice, amountDue: invoice.total } : invoice,
    ),
  },
  {
    name: 'list items have a guessed date of payment where there is none',
    group: 'coverage',
    killedBy: 'coverage/list-items-are-true',
    plant: inEveryPage((page) => ({
      ...page,
      invoices: page.invoices.map((invoice) =>
        invoice.detail === 'summary' ? { ...invoice, paidAt: invoice.paidAt ?? invoice.updatedAt } : invoice,
      ),
    })),
  },
  {
    name: 'a list asked for full detail answers summaries',
    group: 'coverage',
    killedBy: 'coverage/full-detail-is-full',
    plant: {
      definition: (definition) => ({
        ...definition,
        list: ({ detail: _ignored, ...query }, settings) => definition.list(query, settings),
      }),
    },
  },
]
