import type { Created, InvoiceError, Result } from '@invoice-adapters/core'
import { describe, expect, it } from 'vitest'
import type { WhopAdapter, WhopApiVersion } from '../src/index.ts'
import { contentDigest, keptPlan, newInvoice, newLines, versions } from './endpoints.ts'
import { keptLine, type Wire, wireInvoice, wirePage, wirePlan } from './wire-objects.ts'
import { adapterFor } from './wire-recorder.ts'

/** A vendor that answers what no documentation says: by path and method, in turn, the last answer staying. */
function vendor(
  version: WhopApiVersion,
  answers: Record<string, unknown[]>,
): { adapter: WhopAdapter; sent: string[] } {
  const sent: string[] = []
  const fetch: typeof globalThis.fetch = async (url, init) => {
    const { pathname } = new URL(String(url))
    const name = `${init?.method} ${pathname.replace('/api/v1', '')}`
    sent.push(name)
    const inTurn = answers[name] ?? []
    const answer = inTurn.length > 1 ? inTurn.shift() : inTurn[0]
    return answer instanceof Response ? answer.clone() : Response.json(answer ?? {})
  }
  return { adapter: adapterFor(version, { fetch }), sent }
}

function errorOf(result: Result<Created, InvoiceError>): InvoiceError {
  return result._unsafeUnwrapErr()
}

const created = (invoice: Wire = {}, plan: Wire = {}) => ({
  'GET /plans': [wirePage([])],
  'POST /invoices': [wireInvoice({ line_items: newLines, ...invoice })],
  'GET /invoices/inv_7Qk': [wireInvoice({ line_items: newLines, ...invoice })],
  'GET /plans/plan_9x': [{ ...keptPlan(), ...plan }],
})

describe.each(versions)('a vendor that misbehaves · %s', (version) => {
  it.each([
    { what: 'drops our key', answers: created({}, { internal_notes: null }), field: 'externalId' },
    {
      what: 'keeps another key',
      answers: created({}, { internal_notes: keptLine('order-6', contentDigest) }),
      field: 'externalId',
    },
    {
      what: 'bills another person',
      answers: created({ email_address: 'bo@quill.example' }),
      field: 'customer.email',
    },
    {
      what: 'bills another currency',
      answers: created({ current_plan: { id: 'plan_9x', currency: 'eur' } }),
      field: 'currency',
    },
    {
      what: 'bills in a currency that nobody knows',
      answers: created({ current_plan: { id: 'plan_9x', currency: 'eth' } }),
      field: 'currency',
    },
    {
      what: 'bills another amount',
      answers: created({ line_items: [{ label: 'x', total: 24.99 }] }),
      field: 'total',
    },
    {
      what: 'bills the amount with the other sign',
      answers: created({ line_items: [{ label: 'x', total: -25 }] }),
      field: 'total',
    },
    { what: 'has another price in the plan', answers: created({}, { initial_price: 26 }), field: 'total' },
    {
      what: 'tells no price',
      answers: created({ line_items: null }, { initial_price: null }),
      field: 'total',
    },
  ])('and $what when creating is found out', async ({ answers, field }) => {
    const error = errorOf(await vendor(version, answers).adapter.create(newInvoice))
    expect(error).toMatchObject({
      kind: 'unexpected_response',
      invoice: { source: { id: 'inv_7Qk' } },
      retryable: false,
    })
    expect('fields' in error && error.fields.map((problem) => problem.field)).toContain(field)
  })

  it('and opens what was to be a draft, which mails the customer, is found out', async () => {
    const draft = { ...newInvoice, providerOptions: { whop: { saveAsDraft: true } } }
    const error = errorOf(await vendor(version, created()).adapter.create(draft))
    expect('fields' in error && error.fields.map((problem) => problem.field)).toContain('status')
  })

  it('and adds tax that it does not tell leaves the total unknown, with a note, and no error', async () => {
    const made = await vendor(
      version,
      created({}, { collect_tax: true, tax_type: 'exclusive' }),
    ).adapter.create(newInvoice)
    expect(made._unsafeUnwrap().invoice).toMatchObject({
      subtotal: 2500,
      total: null,
      notes: [{ code: 'total_unknown' }],
    })
  })

  it('and answers a create without id leaves it unknown, until a look finds it', async () => {
    const lost = { ...created(), 'POST /invoices': [{ object: 'invoice' }] }
    expect(errorOf(await vendor(version, lost).adapter.create(newInvoice))).toMatchObject({
      kind: 'outcome_unknown',
      externalId: newInvoice.externalId,
    })
    const plan = { ...keptPlan(), invoice: { id: 'inv_7Qk' } }
    const shown = { ...lost, 'GET /plans': [wirePage([]), wirePage([wirePlan()]), wirePage([plan])] }
    const { adapter, sent } = vendor(version, shown)
    expect((await adapter.create(newInvoice))._unsafeUnwrap()).toMatchObject({
      created: true,
      invoice: { total: 2500 },
    })
    expect(sent.filter((name) => name === 'POST /invoices')).toHaveLength(1)
  })

  it('and answers an id whose record cannot be read is applied_unread', async () => {
    const broken = wireInvoice({ line_items: 'many' })
    const answers = { ...created(), 'POST /invoices': [broken], 'GET /invoices/inv_7Qk': [broken] }
    expect(errorOf(await vendor(version, answers).adapter.create(newInvoice))).toMatchObject({
      kind: 'applied_unread',
      invoiceId: 'inv_7Qk',
    })
  })

  it('and shows the invoice late is waited for', async () => {
    const missing = Response.json({ error: { code: 'not_found' } }, { status: 404 })
    const answers = {
      ...created(),
      'POST /invoices': [wireInvoice({ line_items: 'many' })],
      'GET /invoices/inv_7Qk': [missing, missing, wireInvoice({ line_items: newLines })],
    }
    expect((await vendor(version, answers).adapter.create(newInvoice))._unsafeUnwrap().created).toBe(true)
  })

  it('and gives the same cursor for ever stops a look with an error, and nothing is created', async () => {
    const answers = { ...created(), 'GET /plans': [wirePage([wirePlan()], 'c1')] }
    const { adapter, sent } = vendor(version, answers)
    expect(errorOf(await adapter.create(newInvoice)).kind).toBe('unexpected_response')
    expect(sent).not.toContain('POST /invoices')
  })

  it('and says that another request with the key is running is waited for, and is not this call’s', async () => {
    const running = Response.json({ error: { code: 'idempotency_request_in_progress' } }, { status: 409 })
    const plan = { ...keptPlan(), invoice: { id: 'inv_7Qk' } }
    const answers = {
      ...created(),
      'POST /invoices': [running],
      'GET /plans': [wirePage([]), wirePage([]), wirePage([plan])],
    }
    expect((await vendor(version, answers).adapter.create(newInvoice))._unsafeUnwrap()).toMatchObject({
      created: false,
    })
  })

  it('and has several payments of one renewing plan leaves open which one it is', async () => {
    const answers = {
      'GET /invoices/inv_7Qk': [wireInvoice({ status: 'paid' })],
      'GET /plans/plan_9x': [wirePlan({ plan_type: 'renewal', renewal_price: 25 })],
      'GET /payments': [wirePage([{ id: 'pay_1' }, { id: 'pay_2' }])],
    }
    const invoice = (await vendor(version, answers).adapter.get('inv_7Qk'))._unsafeUnwrap()
    expect([invoice.amountPaid, invoice.payments, invoice.status]).toEqual([null, null, 'paid'])
  })
})
