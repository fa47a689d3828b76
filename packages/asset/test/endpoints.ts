import type { InvoiceError, NewInvoice, ResultAsync } from '@invoice-adapters/core'
import type { AssetAdapter, AssetDialect } from '../src/index.ts'
import {
  amountLines,
  businessId,
  unitPriceLines,
  wireCustomer,
  wireInvoice,
  wireList,
  wirePayment,
  wireRefund,
} from './wire-objects.ts'

export const dialects: AssetDialect[] = ['amount-lines', 'unit-price-lines']

export const shapes = { 'amount-lines': 'amount', 'unit-price-lines': 'unit_price' } as const

/** One call of the vendor: how to make the adapter send it, what must leave, and what comes back. */
export interface Endpoint {
  name: string
  dialect: AssetDialect
  method: string
  /** With its query, as it must leave. */
  path: string
  body: string | null
  /** Whether the call names the user who acts. */
  namesUser: boolean
  /** `false`: a read. `once`: never sent again. `repeatable`: may be sent again as it is. */
  write: false | 'once' | 'repeatable'
  /** Requests that the operation makes besides, and their answers; the last one stays. */
  beside: { path: string; inTurn: unknown[] }[]
  json: unknown
  call(adapter: AssetAdapter): ResultAsync<unknown, InvoiceError>
}

export const newInvoice: NewInvoice = {
  externalId: 'order-5',
  customer: { id: 'cus_41bXw' },
  currency: 'USD',
  number: 'INV-0107',
  memo: 'Advice in June',
  issuedAt: '2026-07-01T06:30:00Z',
  dueAt: '2026-07-31T00:00:00Z',
  lines: [
    { description: 'Advice', amount: 12050 },
    { description: 'Travel', amount: 3000 },
  ],
  metadata: { team: 'blue' },
}

/** Digest of the invoice above, computed apart from the adapter: sha256 of its JSON with sorted keys. */
export const contentDigest = 'f88e0e4676df85f1cc42a090101dac66'

const marks = `"invoice_adapters_key":"order-5","invoice_adapters_content":"${contentDigest}"`

const createBodies: Record<AssetDialect, string> = {
  'amount-lines':
    '[{"number":"INV-0107","description":"Advice in June","due_at":"2026-07-31T00:00:00Z",' +
    '"sent_at":"2026-07-01T06:30:00Z","customer_id":"cus_41bXw",' +
    `"metadata":{"team":"blue",${marks}},` +
    '"lines":[{"description":"Advice","amount":120.5,"ledger_id":"ldg_Rev1"},' +
    '{"description":"Travel","amount":30,"ledger_id":"ldg_Rev1"}]}]',
  'unit-price-lines':
    `[{"business_id":"${businessId}","number":"INV-0107","description":"Advice in June",` +
    '"due_at":"2026-07-31T00:00:00Z","sent_at":"2026-07-01T06:30:00Z","customer_id":"cus_41bXw",' +
    `"metadata_":{"team":"blue",${marks}},` +
    '"lines":[{"description":"Advice","ledger_id":"ldg_Rev1","unit_price":120.5,"quantity":1,' +
    `"metadata_":{${marks}}},` +
    '{"description":"Travel","ledger_id":"ldg_Rev1","unit_price":30,"quantity":1}]}]',
}

const root = `/v0/business/${businessId}`
const read: Pick<Endpoint, 'body' | 'write' | 'beside' | 'namesUser'> = {
  body: null,
  write: false,
  beside: [],
  namesUser: false,
}
const write: Pick<Endpoint, 'write' | 'namesUser'> = { write: 'once', namesUser: true }

type Part = Omit<Endpoint, 'name' | 'dialect' | 'path'> & { route: string; path: string }

function kept(dialect: AssetDialect): Record<string, unknown> {
  const key = dialect === 'amount-lines' ? 'metadata' : 'metadata_'
  const metadata = { team: 'blue', invoice_adapters_key: 'order-5', invoice_adapters_content: contentDigest }
  return wireInvoice(dialect, { [key]: metadata, total_paid: 0, payments: [] })
}

function invoiceParts(dialect: AssetDialect): Part[] {
  const invoice = (changes: Record<string, unknown> = {}) => ({ data: wireInvoice(dialect, changes) })
  const noLists = { path: '/invoice?page_size=100', inTurn: [wireList([])] }
  const lines = dialect === 'amount-lines' ? amountLines() : unitPriceLines()
  const [first, second] = lines
  const added = { ...first, id: 'inl_3c', description: 'Extra', amount: 5.05, metadata: {} }
  return [
    {
      ...read,
      route: '/invoice',
      method: 'GET',
      path: '/invoice?status=open&due_at_start=2026-07-01T00%3A00%3A00Z&due_at_end=2026-08-01T00%3A00%3A00Z&page_token=cGFnZTI%3D&page_size=50',
      json: wireList([wireInvoice(dialect)], 'cGFnZTM='),
      call: (adapter) =>
        adapter.list({
          status: ['payable'],
          dueFrom: '2026-07-01T00:00:00Z',
          dueUntil: '2026-08-01T00:00:00Z',
          cursor: 'cGFnZTI=',
          pageSize: 50,
        }),
    },
    {
      ...read,
      route: '/invoice/{invoice_id}',
      method: 'GET',
      path: '/invoice/inv_7QkRt',
      json: invoice(),
      call: (adapter) => adapter.get('inv_7QkRt'),
    },
    {
      ...write,
      route: '/invoice',
      method: 'POST',
      path: '/invoice',
      body: createBodies[dialect],
      beside: [noLists],
      json: dialect === 'amount-lines' ? { data: [kept(dialect)], errors: [] } : { data: [kept(dialect)] },
      call: (adapter) => adapter.create(newInvoice),
    },
    {
      ...write,
      write: 'repeatable',
      route: '/invoice/{invoice_id}',
      method: 'PATCH',
      path: '/invoice/inv_7QkRt',
      body: '{"status":"voided"}',
      beside: [
        {
          path: '/invoice/inv_7QkRt',
          inTurn: [invoice(), invoice({ status: 'voided', voided_at: '2026-07-15T00:00:00Z' })],
        },
      ],
      json: invoice({ status: 'voided', voided_at: '2026-07-15T00:00:00Z' }),
      call: (adapter) => adapter.setStatus('inv_7QkRt', 'void'),
    },
    ...(dialect === 'amount-lines'
      ? [
          {
            ...write,
            route: '/invoice/{invoice_id}',
            method: 'PATCH',
            path: '/invoice/inv_7QkRt',
            body: '{"line_changes":{"create_lines":[{"description":"Extra","amount":5.05,"ledger_id":"ldg_Rev1"}],"delete_lines":["inl_1a"]}}',
            beside: [
              {
                path: '/invoice/inv_7QkRt',
                inTurn: [invoice(), invoice({ lines: [second, added], total_amount: 35.05 })],
              },
            ],
            json: invoice({ lines: [second, added], total_amount: 35.05 }),
            call: (adapter: AssetAdapter) =>
              adapter.changeLines('inv_7QkRt', {
                add: [{ description: 'Extra', amount: 505 }],
                remove: ['inl_1a'],
              }),
          },
        ]
      : []),
  ]
}

function otherParts(dialect: AssetDialect): Part[] {
  const paid = [
    wirePayment(),
    wirePayment({ id: 'inp_10', transaction_id: 'txn_6q', payment_amount: 100.25 }),
  ]
  const invoice = (changes: Record<string, unknown> = {}) => ({ data: wireInvoice(dialect, changes) })
  return [
    {
      ...write,
      route: '/invoice-payment',
      method: 'POST',
      path: '/invoice-payment',
      body: '{"invoice_id":"inv_7QkRt","transaction_id":"txn_6q","payment_amount":100.25}',
      beside: [{ path: '/invoice/inv_7QkRt', inTurn: [invoice(), invoice({ payments: paid })] }],
      json: invoice({ payments: paid, total_paid: 150.5, status: 'paid' }),
      call: (adapter) =>
        adapter.recordPayment('inv_7QkRt', {
          externalId: 'pay-1',
          amount: 10025,
          currency: 'USD',
          transactionId: 'txn_6q',
        }),
    },
    {
      ...write,
      route: '/refund',
      method: 'POST',
      path: '/refund',
      body: '{"amount":30,"refund_external_id":"back-1","refunded_at":"2026-07-12T00:00:00Z","method":"ach","invoices_to_refund":[{"amount":30,"invoice_id":"inv_7QkRt","invoice_line_id":"inl_2b"}],"memo":"Trip fell through"}',
      beside: [
        { path: '/refunds?page_size=100', inTurn: [wireList([])] },
        { path: '/invoice/inv_7QkRt', inTurn: [invoice({ status: 'paid' })] },
      ],
      json: { data: wireRefund() },
      call: (adapter) =>
        adapter.refund('inv_7QkRt', {
          externalId: 'back-1',
          amount: 3000,
          currency: 'USD',
          method: 'ach',
          refundedAt: '2026-07-12T00:00:00Z',
          lineId: 'inl_2b',
          memo: 'Trip fell through',
        }),
    },
    {
      ...read,
      route: '/refunds',
      method: 'GET',
      path: '/refunds?page_size=100',
      json: wireList([wireRefund()]),
      call: (adapter) =>
        adapter.refund('inv_7QkRt', {
          externalId: 'back-1',
          amount: 3000,
          currency: 'USD',
          method: 'ach',
          lineId: 'inl_2b',
        }),
    },
    {
      ...read,
      route: '/invoice/{invoice_id}/refunds',
      method: 'GET',
      path: '/invoice/inv_7QkRt/refunds',
      json: { data: [wireRefund()] },
      call: (adapter) => adapter.listRefunds('inv_7QkRt'),
    },
    {
      ...read,
      route: '/customers',
      method: 'GET',
      path: '/customers?page_token=Yw%3D%3D&page_size=20',
      json: wireList([wireCustomer()]),
      call: (adapter) => adapter.customers.list({ cursor: 'Yw==', pageSize: 20 }),
    },
    {
      ...write,
      namesUser: false,
      route: '/customers',
      method: 'POST',
      path: '/customers',
      body: '{"name":"Ada Quill","external_id":"shop-12","email":"ada@quill.example","billing_address":{"street_1":"Harbour Lane 3","city":"Portsend","state":"ME","postal_code":"04101","country":"US"}}',
      beside: [{ path: '/customers?page_size=100', inTurn: [wireList([])] }],
      json: { data: wireCustomer() },
      call: (adapter) =>
        adapter.customers.create({
          externalId: 'shop-12',
          name: 'Ada Quill',
          email: 'ada@quill.example',
          address: {
            line1: 'Harbour Lane 3',
            city: 'Portsend',
            state: 'ME',
            postalCode: '04101',
            country: 'US',
          },
        }),
    },
  ]
}

/** Named as the vendor's pages name the call. */
export const endpoints: Endpoint[] = dialects.flatMap((dialect) =>
  [...invoiceParts(dialect), ...otherParts(dialect)].map(({ route, ...part }) => ({
    ...part,
    dialect,
    path: root + part.path,
    beside: part.beside.map((one) => ({ ...one, path: root + one.path })),
    name: `${part.method} /v0/business/{business_id}${route} · ${dialect}`,
  })),
)
