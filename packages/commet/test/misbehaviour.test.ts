import type { Created, InvoiceError, Result } from '@invoice-adapters/core'
import { describe, expect, it } from 'vitest'
import type { CommetAdapter } from '../src/index.ts'
import { contentDigest, newInvoice, shapes, type Version, versions } from './endpoints.ts'
import { wireAdjustment, wireCustomer, wireInvoice, wireListItem } from './wire-objects.ts'
import { adapterFor } from './wire-recorder.ts'

/** A vendor that answers what no documentation says: by path and method, in turn, the last answer staying. */
function vendor(
  version: Version,
  answers: Record<string, unknown[]>,
): { adapter: CommetAdapter; sent: string[] } {
  const sent: string[] = []
  const fetch: typeof globalThis.fetch = async (url, init) => {
    const { pathname, searchParams } = new URL(String(url))
    const cursor = searchParams.get('cursor')
    const name = `${init?.method} ${pathname.replace('/api/v1', '')}`
    sent.push(cursor === null ? name : `${name} ${cursor}`)
    const inTurn = answers[name] ?? []
    const answer = inTurn.length > 1 ? inTurn.shift() : inTurn[0]
    return answer instanceof Response ? answer.clone() : Response.json(answer ?? {})
  }
  return { adapter: adapterFor(version, { fetch }), sent }
}

const kept = { team: 'blue', invoice_adapters_key: 'order-5', invoice_adapters_content: contentDigest }

function errorOf(result: Result<Created, InvoiceError>): InvoiceError {
  return result._unsafeUnwrapErr()
}

describe.each(versions)('a vendor that misbehaves · %s', (version) => {
  const { single, list } = shapes
  const created = (changes: Record<string, unknown>) => ({
    'GET /invoices': [list(version, [])],
    'POST /invoices': [single(version, wireAdjustment({ metadata: kept, ...changes }))],
    'GET /invoices/inv_new1': [single(version, wireAdjustment({ metadata: kept, ...changes }))],
  })

  it.each([
    { what: 'drops our key', changes: { metadata: { team: 'blue' } }, field: 'externalId' },
    { what: 'bills another customer', changes: { customerId: 'cus_other' }, field: 'customer.id' },
    { what: 'bills another currency', changes: { currency: 'eur' }, field: 'currency' },
    { what: 'bills in a currency that nobody knows', changes: { currency: 'eth' }, field: 'currency' },
    { what: 'bills another amount', changes: { total: 2499, subtotal: 2499 }, field: 'total' },
    { what: 'bills the amount with the other sign', changes: { total: -2500 }, field: 'total' },
    { what: 'does not tell the total', changes: { total: null }, field: 'total' },
  ])('and $what when creating is found out', async ({ changes, field }) => {
    const error = errorOf(await vendor(version, created(changes)).adapter.create(newInvoice))
    expect(error).toMatchObject({ kind: 'unexpected_response', invoice: { source: { id: 'inv_new1' } } })
    expect('fields' in error && error.fields.map((problem) => problem.field)).toContain(field)
  })

  it('and answers a create without id leaves it unknown, until a look finds it', async () => {
    const answers = created({})
    const lost = { ...answers, 'POST /invoices': [single(version, { object: 'invoice' })] }
    expect(errorOf(await vendor(version, lost).adapter.create(newInvoice)).kind).toBe('outcome_unknown')
    const shown = [list(version, []), list(version, []), list(version, [wireAdjustment({ metadata: kept })])]
    const found = await vendor(version, { ...lost, 'GET /invoices': shown }).adapter.create(newInvoice)
    expect(found._unsafeUnwrap()).toMatchObject({ created: true, invoice: { total: 2500 } })
  })

  it('and shows other content under the key after an uncertain create is a conflict', async () => {
    const other = wireAdjustment({ metadata: { ...kept, invoice_adapters_content: 'other' } })
    const answers = {
      'GET /invoices': [list(version, []), list(version, [other])],
      'POST /invoices': [new Response('{}', { status: 500 })],
      'GET /invoices/inv_new1': [single(version, other)],
    }
    const error = errorOf(await vendor(version, answers).adapter.create(newInvoice))
    expect(error).toMatchObject({
      kind: 'conflict',
      externalId: 'order-5',
      invoice: { source: { id: 'inv_new1' } },
    })
  })

  it('and repeats a cursor for ever is not walked for ever', async () => {
    const page = list(version, [wireListItem({ metadata: {} })], {
      hasMore: true,
      nextCursor: '2026-07-01T00:00:00Z',
    })
    const { adapter, sent } = vendor(version, { 'GET /invoices': [page] })
    expect(errorOf(await adapter.create(newInvoice)).kind).toBe('unexpected_response')
    expect((await adapter.findByExternalId('order-9'))._unsafeUnwrapErr().kind).toBe('unexpected_response')
    expect(sent.filter((name) => name.startsWith('POST'))).toEqual([])
    expect(sent).toHaveLength(4)
  })

  it('and ignores the filters is held to them', async () => {
    const others = [
      wireListItem({ id: 'inv_a', customerId: 'cus_other' }),
      wireListItem({ id: 'inv_b', subscriptionId: 'sub_other' }),
      wireListItem({ id: 'inv_c', status: 'paid' }),
      wireListItem({ id: 'inv_d' }),
    ]
    const { adapter } = vendor(version, { 'GET /invoices': [list(version, others)] })
    const query = { customerId: 'cus_41b', subscriptionId: 'sub_9', status: ['payable' as const] }
    const page = (await adapter.list(query))._unsafeUnwrap()
    expect(page.invoices.map((invoice) => invoice.source.id)).toEqual(['inv_d'])
    expect(page.recordIds).toEqual(['inv_a', 'inv_b', 'inv_c', 'inv_d'])
  })

  it('takes an own id for a customer, and answers its own', async () => {
    const { adapter } = vendor(version, { 'GET /invoices': [list(version, [wireListItem()])] })
    expect((await adapter.list({ customerId: 'shop-12' }))._unsafeUnwrap().invoices).toHaveLength(1)
  })

  it('and changes an invoice between list and single read answers what is true last', async () => {
    const { adapter } = vendor(version, {
      'GET /invoices': [list(version, [wireListItem()])],
      'GET /invoices/inv_7Qk': [single(version, wireInvoice({ status: 'paid' }))],
    })
    const page = (await adapter.list({ status: ['payable'], detail: 'full' }))._unsafeUnwrap()
    expect([page.invoices, page.recordIds]).toEqual([[], ['inv_7Qk']])
  })

  it('and answers other customers than asked for, or two with one own id, is not believed', async () => {
    const customers = [
      wireCustomer({ externalId: 'shop-99' }),
      wireCustomer({ id: 'cus_2' }),
      wireCustomer({ id: 'cus_3' }),
    ]
    const { adapter } = vendor(version, { 'GET /customers': [list(version, customers)] })
    const listed = (await adapter.customers.list({ externalId: 'shop-12' }))._unsafeUnwrap()
    expect(listed.customers.map((customer) => customer.id)).toEqual(['cus_2', 'cus_3'])
    const wanted = { ...newInvoice, customer: { externalId: 'shop-12' } }
    expect(errorOf(await adapter.create(wanted))).toMatchObject({ kind: 'conflict', externalId: 'shop-12' })
  })

  it('and says success false beside a list does not end the list', async () => {
    const failed = { success: false, data: [], hasMore: false }
    const { adapter } = vendor(version, { 'GET /invoices': [failed] })
    expect((await adapter.list())._unsafeUnwrapErr().kind).toBe('unexpected_response')
    expect(errorOf(await adapter.create(newInvoice)).kind).toBe('unexpected_response')
  })

  it('and accepts a void that ends paid is told so, with the invoice', async () => {
    const { adapter } = vendor(version, {
      'GET /invoices/inv_7Qk': [
        single(version, wireInvoice()),
        single(version, wireInvoice({ status: 'paid' })),
      ],
      [`${version === '2026-07-11' ? 'PUT' : 'PATCH'} /invoices/inv_7Qk/status`]: [
        single(version, { id: 'inv_7Qk', status: 'outstanding' }),
      ],
    })
    const error = (await adapter.setStatus('inv_7Qk', 'void'))._unsafeUnwrapErr()
    expect(error).toMatchObject({ kind: 'unexpected_response', invoice: { status: 'paid' } })
  })
})
