import type { InvoiceError, NewInvoice, ResultAsync } from '@invoice-adapters/core'
import type { CommetAdapter } from '../src/index.ts'
import { wireAdjustment, wireCreated, wireCustomer, wireInvoice, wireListItem } from './wire-objects.ts'

export type Version = '2026-07-11' | '2026-07-31'

export const versions: Version[] = ['2026-07-11', '2026-07-31']

/** One call of the vendor: how to make the adapter send it, what must leave, and what comes back. */
export interface Endpoint {
  name: string
  version: Version
  method: string
  /** With its query, as it must leave. */
  path: string
  body: string | null
  /** Whether an uncertain end is `outcome_unknown`. */
  isWrite: boolean
  /** Requests that the operation makes besides, and their answers; the last one stays. */
  beside: { path: string; inTurn: unknown[] }[]
  json: unknown
  call(adapter: CommetAdapter): ResultAsync<unknown, InvoiceError>
}

export const newInvoice: NewInvoice = {
  externalId: 'order-5',
  customer: { id: 'cus_41b' },
  currency: 'USD',
  lines: [{ description: 'Set-up', amount: 2500 }],
  metadata: { team: 'blue' },
}

/** Digest of the invoice above, computed apart from the adapter: sha256 of its JSON with sorted keys. */
export const contentDigest = 'dedcd093e0d287d37d3ecabe003fafe4'

type Part = Omit<Endpoint, 'name' | 'version'> & { route: string }

function single(version: Version, object: unknown): unknown {
  return version === '2026-07-11' ? { success: true, data: object } : object
}

function list(
  version: Version,
  data: unknown[],
  more: Record<string, unknown> = { hasMore: false },
): unknown {
  return version === '2026-07-11' ? { success: true, data, ...more } : { object: 'list', data, ...more }
}

export const shapes: {
  single: typeof single
  list: typeof list
} = { single, list }

const read = { body: null, isWrite: false, beside: [] }

function parts(version: Version): Part[] {
  const first = version === '2026-07-11'
  const created = { ...wireAdjustment(), metadata: keptMetadata() }
  const stub = {
    object: 'invoice',
    livemode: true,
    id: 'inv_7Qk',
    status: 'void',
    updatedAt: '2026-07-15T00:00:00Z',
  }
  const download = {
    object: 'x',
    livemode: true,
    url: 'https://files.example/a.pdf?s=1',
    expiresAt: '2026-07-22T00:00:00Z',
  }
  return [
    {
      ...read,
      route: '/invoices',
      method: 'GET',
      path: '/invoices?customerId=cus_41b&status=outstanding&subscriptionId=sub_9&cursor=2026-07-01T06%3A30%3A00.000Z&limit=50',
      json: list(version, [wireListItem()], { hasMore: true, nextCursor: 'c2' }),
      call: (adapter) =>
        adapter.list({
          customerId: 'cus_41b',
          status: ['payable'],
          subscriptionId: 'sub_9',
          cursor: '2026-07-01T06:30:00.000Z',
          pageSize: 50,
        }),
    },
    {
      ...read,
      route: '/invoices/{id}',
      method: 'GET',
      path: '/invoices/inv_7Qk',
      json: single(version, wireInvoice()),
      call: (adapter) => adapter.get('inv_7Qk'),
    },
    {
      route: '/invoices',
      method: 'POST',
      path: '/invoices',
      isWrite: true,
      body:
        '{"customerId":"cus_41b","amount":2500,"description":"Set-up","metadata":{"team":"blue",' +
        `"invoice_adapters_key":"order-5","invoice_adapters_content":"${contentDigest}"}}`,
      beside: [
        { path: '/invoices?customerId=cus_41b&limit=100', inTurn: [list(version, [])] },
        ...(first ? [{ path: '/invoices/inv_new1', inTurn: [single(version, created)] }] : []),
      ],
      json: single(version, first ? { ...wireCreated(), metadata: keptMetadata() } : created),
      call: (adapter) => adapter.create(newInvoice),
    },
    {
      route: '/invoices/{id}/status',
      method: first ? 'PUT' : 'PATCH',
      path: '/invoices/inv_7Qk/status',
      isWrite: true,
      body: '{"status":"void"}',
      beside: [
        {
          path: '/invoices/inv_7Qk',
          inTurn: [single(version, wireInvoice()), single(version, wireInvoice({ status: 'void' }))],
        },
      ],
      json: single(version, first ? stub : wireInvoice({ status: 'void' })),
      call: (adapter) => adapter.setStatus('inv_7Qk', 'void'),
    },
    {
      ...read,
      route: first ? '/invoices/{id}/download' : '/invoices/{id}/download-links',
      method: first ? 'GET' : 'POST',
      path: `/invoices/inv_7Qk/${first ? 'download' : 'download-links'}`,
      body: first ? null : '{}',
      json: single(version, download),
      call: (adapter) => adapter.pdf('inv_7Qk'),
    },
    {
      route: '/invoices/{id}/send',
      method: 'POST',
      path: '/invoices/inv_7Qk/send',
      isWrite: true,
      body: '{}',
      beside: [],
      json: single(version, {
        object: 'invoice',
        livemode: true,
        sent: true,
        sentAt: '2026-07-15T00:00:00Z',
      }),
      call: (adapter) => adapter.send('inv_7Qk'),
    },
    {
      ...read,
      route: '/customers',
      method: 'GET',
      path: '/customers?externalId=shop-12&limit=100',
      json: list(version, [wireCustomer()]),
      call: (adapter) => adapter.customers.list({ externalId: 'shop-12' }),
    },
    {
      ...read,
      route: '/customers/{id}',
      method: 'GET',
      path: '/customers/cus_41b',
      json: single(version, wireCustomer()),
      call: (adapter) => adapter.customers.get('cus_41b'),
    },
    {
      route: '/customers',
      method: 'POST',
      path: '/customers',
      isWrite: true,
      body: '{"email":"ada@quill.example","externalId":"shop-12","fullName":"Ada Quill","metadata":{"tier":3}}',
      beside: [{ path: '/customers?externalId=shop-12&limit=100', inTurn: [list(version, [])] }],
      json: single(version, wireCustomer()),
      call: (adapter) =>
        adapter.customers.create({
          externalId: 'shop-12',
          name: 'Ada Quill',
          email: 'ada@quill.example',
          metadata: { tier: 3 },
        }),
    },
  ]
}

function keptMetadata(): Record<string, unknown> {
  return { team: 'blue', invoice_adapters_key: 'order-5', invoice_adapters_content: contentDigest }
}

/** Named as the table of endpoints in the documentation names them. */
export const endpoints: Endpoint[] = versions.flatMap((version) =>
  parts(version).map(({ route, ...part }) => ({
    ...part,
    version,
    name: `${part.method} ${route} · ${version}`,
  })),
)
