import type { FaultRule } from '@invoice-adapters/emulator'
import { describe, expect, it } from 'vitest'
import { versions } from './endpoints.ts'
import { world } from './world.ts'

const asked = {
  externalId: 'order-5',
  customer: { id: 'cus_ada' },
  currency: 'USD',
  lines: [{ description: 'Set-up', amount: 2500 }],
}

describe.each(versions)('findByExternalId · %s', (version) => {
  it('finds the invoice with the key, among all or the customer’s', async () => {
    const { adapter } = world(version)
    const { invoice } = (await adapter().create(asked))._unsafeUnwrap()
    for (const settings of [{}, { customerId: 'cus_ada' }]) {
      const found = (await adapter().findByExternalId('order-5', settings))._unsafeUnwrap()
      expect([found?.source.id, found?.detail]).toEqual([invoice.source.id, 'full'])
    }
    expect((await adapter().findByExternalId('order-5', { customerId: 'cus_cl' }))._unsafeUnwrap()).toBeNull()
    expect((await adapter().findByExternalId('order'))._unsafeUnwrap()).toBeNull()
  })

  it('reads an invoice whose list item does not tell its metadata', async () => {
    const fault: FaultRule = {
      operation: 'list_invoices',
      times: Number.POSITIVE_INFINITY,
      fault: { kind: 'patch_record', drop: ['metadata'] },
    }
    const { emulator, adapter } = world(version)
    const { invoice } = (await adapter().create(asked))._unsafeUnwrap()
    emulator.faults.add(fault)
    expect((await adapter().findByExternalId('order-5'))._unsafeUnwrap()?.source.id).toBe(invoice.source.id)
    expect((await adapter().create(asked))._unsafeUnwrap().created).toBe(false)
  })

  it.each<FaultRule['fault']>([
    { kind: 'patch_record', set: { metadata: 'text' } },
    { kind: 'patch_record', drop: ['id', 'metadata'] },
    { kind: 'non_json', status: 200 },
    { kind: 'status', status: 500 },
  ])('does not say that there is none after %j, and nothing is created', async (fault) => {
    const rule: FaultRule = { operation: 'list_invoices', times: Number.POSITIVE_INFINITY, fault }
    const { emulator, adapter } = world(version, { faults: [rule] })
    expect((await adapter().findByExternalId('order-5')).isErr()).toBe(true)
    expect((await adapter().create(asked)).isErr()).toBe(true)
    expect(emulator.ledger.writes).toHaveLength(0)
  })
})

describe.each(versions)('check · %s', (version) => {
  it.each([
    { mode: 'live', seen: 'live' },
    { mode: 'sandbox', seen: 'test' },
  ] as const)('tells a $mode account by an invoice or a customer', async ({ mode, seen }) => {
    const accounts = [{ vendor: 'commet' as const, name: 'shop', mode }]
    const customers = [{ vendor: 'commet' as const, id: 'cus_1' }]
    const invoices = [{ vendor: 'commet' as const, customer: 'cus_1', status: 'open' as const, lines: [] }]
    for (const data of [
      { accounts, customers, invoices },
      { accounts, customers },
    ]) {
      const { adapter } = world(version, { data })
      expect((await adapter().check())._unsafeUnwrap()).toEqual({
        mode: seen,
        accountId: null,
        accountName: null,
      })
    }
    const { adapter } = world(version, { data: { accounts } })
    expect((await adapter().check())._unsafeUnwrap().mode).toBeNull()
  })

  it('tells a key that Commet does not know', async () => {
    const { adapter } = world(version)
    expect((await adapter({ apiKey: 'ck_unknown_1' }).check())._unsafeUnwrapErr().kind).toBe(
      'unauthenticated',
    )
  })
})

describe.each(versions)('documents · %s', (version) => {
  it('gives a signed link and never keeps it', async () => {
    const { adapter } = world(version)
    const link = (await adapter().pdf('inv_first'))._unsafeUnwrap()
    expect(link.url).toMatch(/^https:/)
    expect(link.expiresAt).toMatch(/Z$/)
    expect(JSON.stringify((await adapter().get('inv_first'))._unsafeUnwrap())).not.toContain(link.url)
  })

  it('says when the mail left, and that it did not where mails are off', async () => {
    const { emulator, adapter } = world(version)
    expect((await adapter().send('inv_first'))._unsafeUnwrap().sentAt).toMatch(/Z$/)
    expect(emulator.ledger.writes.map((write) => write.operation)).toEqual(['send'])
    const off = world(version, { commet: { emails: 'switched_off' } })
    expect((await off.adapter().send('inv_first'))._unsafeUnwrapErr().kind).toBe('refused')
  })
})

describe.each(versions)('customers · %s', (version) => {
  it('are created once for one own id, also after a lost answer', async () => {
    const { emulator, adapter } = world(version)
    emulator.faults.add({ operation: 'create_customer', times: 9, fault: { kind: 'drop_after_commit' } })
    const wanted = { externalId: 'shop-77', email: 'bo@ink.example', name: 'Bo' }
    const made = (await adapter().customers.create(wanted))._unsafeUnwrap()
    expect(made).toMatchObject({ externalId: 'shop-77', email: 'bo@ink.example', name: 'Bo', mode: 'test' })
    emulator.faults.clear()
    const again = (await adapter().customers.create({ ...wanted, name: 'Bobby' }))._unsafeUnwrap()
    expect(again.id).toBe(made.id)
    expect(emulator.ledger.customers().filter((one) => one.externalId === 'shop-77')).toHaveLength(1)
  })

  it('without an own id, a lost answer stays unknown', async () => {
    const { emulator, adapter } = world(version)
    emulator.faults.add({ operation: 'create_customer', times: 9, fault: { kind: 'drop_after_commit' } })
    const error = (await adapter().customers.create({ email: 'bo@ink.example' }))._unsafeUnwrapErr()
    expect(error.kind).toBe('outcome_unknown')
  })

  it('are listed page by page, and one that cannot be read fails the page', async () => {
    const { emulator, adapter } = world(version)
    const first = (await adapter().customers.list({ pageSize: 2 }))._unsafeUnwrap()
    expect(first.customers).toHaveLength(2)
    const rest = (
      await adapter().customers.list({ pageSize: 2, cursor: first.nextCursor ?? '' })
    )._unsafeUnwrap()
    expect([...first.customers, ...rest.customers].map((one) => one.id).sort()).toEqual([
      'cus_ada',
      'cus_cl',
      'cus_new',
    ])
    expect(rest.nextCursor).toBeNull()
    emulator.faults.add({ operation: 'list_customers', fault: { kind: 'patch_record', set: { email: 5 } } })
    expect((await adapter().customers.list())._unsafeUnwrapErr().kind).toBe('unexpected_response')
  })
})

describe.each(versions)('webhooks · %s', (version) => {
  it('are read as the vendor signs them', async () => {
    const { emulator, adapter } = world(version)
    const account = emulator.commet.account()
    const reader = adapter({ webhookSecrets: ['whsec_old', account.webhookSecret] })
    account.webhooks.subscribe(() => new Response(null, { status: 204 }))
    await adapter().setStatus('inv_first', 'void').unwrapOr(null)
    await emulator.settled()
    const message = account.webhooks.events.find((event) => event.event === 'invoice.voided')
    const { body = '', headers = {} } = message ?? {}
    const event = (await reader.webhooks.read({ body, headers }))._unsafeUnwrap()
    expect(event).toMatchObject({
      type: 'voided',
      providerType: 'invoice.voided',
      invoiceId: 'inv_first',
      mode: 'test',
    })
    expect((await adapter().webhooks.read({ body, headers }))._unsafeUnwrapErr().kind).toBe('invalid_input')
  })
})

describe.each(versions)('dryRun · %s', (version) => {
  it('shows the requests that create then sends, and sends none', async () => {
    const { emulator, adapter } = world(version)
    const planned = (await adapter().dryRun.create(asked))._unsafeUnwrap()
    expect(emulator.requests).toHaveLength(0)
    await adapter().create(asked).unwrapOr(null)
    const sent = emulator.requests.map(({ method, path, query, body }) => ({
      method,
      url: `https://commet.co${path}${query === '' ? '' : `?${query}`}`,
      body: body === '' ? null : body,
    }))
    const known = planned.filter((request) => request.unresolved.length === 0)
    expect(known.map(({ method, url, body }) => ({ method, url, body }))).toEqual(sent.slice(0, known.length))
    const post = planned.find((request) => request.method === 'POST')
    const real = emulator.requests.find((request) => request.method === 'POST')
    expect(post?.headers['idempotency-key']).toBe(real?.headers['idempotency-key'])
    expect(planned.every((request) => request.headers['x-api-key'] === '[secret]')).toBe(true)
  })

  it('names what must be known first', async () => {
    const wanted = { ...asked, customer: { externalId: 'shop-12' } }
    const planned = (await world(version).adapter().dryRun.create(wanted))._unsafeUnwrap()
    expect(planned.map((request) => [request.method, request.unresolved.length > 0])).toEqual(
      [
        ['GET', false],
        ['GET', true],
        ['POST', true],
        ['GET', true],
      ].slice(0, version === '2026-07-11' ? 4 : 3),
    )
  })

  it('shows a status change', async () => {
    const planned = (await world(version).adapter().dryRun.setStatus('inv_first', 'void'))._unsafeUnwrap()
    expect(planned[1]).toMatchObject({
      method: version === '2026-07-11' ? 'PUT' : 'PATCH',
      url: 'https://commet.co/api/v1/invoices/inv_first/status',
      body: '{"status":"void"}',
    })
  })
})
