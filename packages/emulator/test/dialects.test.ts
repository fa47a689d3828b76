import { describe, expect, it } from 'vitest'
import { commetRoutes } from '../src/index.ts'
import {
  type Answer,
  callerFor,
  createOne,
  dialectA,
  dialectB,
  emulatorWithCustomers,
  objectIn,
} from './support.ts'

const detailFields = ['creditApplied', 'planName', 'poNumber', 'reference', 'lineItems']

const fullInvoice = [
  'createdAt creditApplied currency customerId discountAmount dueDate id invoiceNumber invoiceType issueDate',
  'lineItems livemode memo metadata object periodEnd periodStart planName poNumber reference status subscriptionId',
  'subtotal taxAmount total updatedAt',
].join(' ')

const fieldsOf = (answer: Answer): string => Object.keys(objectIn(answer)).sort().join(' ')

describe('the dialect A', () => {
  const emulator = emulatorWithCustomers()
  const call = callerFor(emulator, { version: dialectA })

  it('wraps single objects and lists', async () => {
    const id = await createOne(call)
    const single = await call('GET', `/invoices/${id}`)
    expect(Object.keys(single.body)).toEqual(['success', 'data'])
    expect(fieldsOf(single)).toBe(fullInvoice)
    const list = await call('GET', '/invoices')
    expect(Object.keys(list.body)).toEqual(['success', 'data', 'hasMore'])
  })

  it('answers a creation with the reduced invoice and a status change with a stub', async () => {
    const created = await call('POST', '/invoices', { customerId: 'cus_usd', amount: 100, description: 'x' })
    expect(fieldsOf(created)).toBe(
      'createdAt currency customerId dueDate id invoiceNumber invoiceType issueDate livemode memo metadata object status subtotal taxAmount total updatedAt',
    )
    const stub = await call('PUT', `/invoices/${String(objectIn(created).id)}/status`, { status: 'paid' })
    expect(fieldsOf(stub)).toBe('id livemode object status updatedAt')
  })

  it('leaves the detail fields out of lists, or not, by switch', async () => {
    const bare = await call('GET', '/invoices?limit=1')
    const [item] = bare.body.data as object[]
    expect(detailFields.filter((field) => field in (item ?? {}))).toEqual([])

    const generous = emulatorWithCustomers({ commet: { listDetail: true } })
    const generousCall = callerFor(generous)
    await createOne(generousCall)
    const [detailed] = (await generousCall('GET', '/invoices')).body.data as object[]
    expect(Object.keys(detailed ?? {})).toEqual(expect.arrayContaining(detailFields))
  })

  it('downloads by GET and names both helpers an invoice', async () => {
    const id = await createOne(call)
    const link = objectIn(await call('GET', `/invoices/${id}/download`))
    expect(link).toMatchObject({ object: 'invoice', livemode: false })
    expect(Date.parse(String(link.expiresAt)) - emulator.clock.now()).toBe(7 * 86_400_000)
    expect(String(link.url)).toContain(`/${id}.pdf?expires=`)
    expect(objectIn(await call('POST', `/invoices/${id}/send`, {}))).toMatchObject({
      object: 'invoice',
      sent: true,
    })
  })
})

describe('the dialect B', () => {
  const emulator = emulatorWithCustomers()
  const call = callerFor(emulator, { version: dialectB })

  it('answers bare objects, and the whole invoice to every write', async () => {
    const created = await call('POST', '/invoices', { customerId: 'cus_usd', amount: 100, description: 'x' })
    expect(created.body).not.toHaveProperty('success')
    expect(fieldsOf(created)).toBe(fullInvoice)
    const settled = await call('PATCH', `/invoices/${String(created.body.id)}/status`, { status: 'void' })
    expect(fieldsOf(settled)).toBe(fullInvoice)
    expect(settled.body).toMatchObject({ object: 'invoice', status: 'void' })
  })

  it('lists under object and without detail fields, whatever the switch of A says', async () => {
    const generous = emulatorWithCustomers({ commet: { listDetail: true } })
    const generousCall = callerFor(generous, { version: dialectB })
    await createOne(generousCall)
    const list = await generousCall('GET', '/invoices')
    expect(Object.keys(list.body)).toEqual(['object', 'data', 'hasMore'])
    expect(list.body.object).toBe('list')
    const [item] = list.body.data as object[]
    expect(detailFields.filter((field) => field in (item ?? {}))).toEqual([])
  })

  it('has its own download and delivery objects', async () => {
    const id = await createOne(call)
    const link = await call('POST', `/invoices/${id}/download-links`, {})
    expect(link.body).toMatchObject({ object: 'invoice_download_link' })
    expect((await call('POST', `/invoices/${id}/send`, {})).body).toMatchObject({
      object: 'invoice_delivery',
    })
  })

  it('drops success from errors, or keeps it, by switch', async () => {
    const gone = await call('GET', '/invoices/inv_none')
    expect(gone).toMatchObject({
      status: 404,
      body: { error: { code: 'invoice_not_found', type: 'not_found_error' } },
    })
    expect(gone.body).not.toHaveProperty('success')
    const talkative = callerFor(emulatorWithCustomers({ commet: { errorsSaySuccess: true } }), {
      version: dialectB,
    })
    expect((await talkative('GET', '/invoices/inv_none')).body.success).toBe(false)
  })
})

describe('every route', () => {
  it.each(commetRoutes.map((route) => [route.name, route.method, route.path, route] as const))(
    '%s %s %s answers in its dialects and is not available in the other',
    async (_name, method, path, route) => {
      const emulator = emulatorWithCustomers()
      const id = await createOne(callerFor(emulator))
      const concrete = path
        .replace('/api/v1', '')
        .replace('{id}', path.includes('customers') ? 'cus_usd' : id)
      const bodies: Record<string, unknown> = {
        create_invoice: { customerId: 'cus_usd', amount: 1, description: 'x' },
        update_status: { status: 'paid' },
        create_customer: { email: 'a@b.co' },
        create_customers: { customers: [{ email: 'a@b.co' }] },
        update_customer: { email: 'n@b.co' },
      }
      const body = method === 'GET' ? undefined : (bodies[route.name] ?? {})
      for (const [dialect, version] of [
        ['A', dialectA],
        ['B', dialectB],
      ] as const) {
        const answer = await callerFor(emulator, { version })(method, concrete, body)
        const available = route.dialects.includes(dialect)
        expect(answer.body.error?.code, `${dialect}`).toBe(available ? undefined : 'endpoint_not_available')
        expect(answer.status >= 200 && answer.status < 300).toBe(available)
        if (!available) expect(answer.status).toBe(404)
        expect(answer.headers.get('x-request-id')).toMatch(/^req_\d+$/)
        expect(answer.headers.get('content-type')).toBe('application/json')
      }
    },
  )
})

describe('the version', () => {
  const emulator = emulatorWithCustomers()
  const isBare = async (version: string | null, on = emulator): Promise<boolean> =>
    !('success' in (await callerFor(on, { version })('GET', '/invoices')).body)

  it('splits the dialects between 2026-07-11 and 2026-07-24', async () => {
    expect(await isBare('2026-05-25')).toBe(false)
    expect(await isBare('2026-07-11')).toBe(false)
    expect(await isBare('2026-07-24')).toBe(true)
    expect(await isBare('2026-07-31')).toBe(true)
  })

  it('is the pin, else the newest, without a header', async () => {
    expect(await isBare(null)).toBe(true)
    expect(await isBare(null, emulatorWithCustomers({ commet: { organizationVersion: '2026-07-11' } }))).toBe(
      false,
    )
  })

  it('is the newest where it is unknown, or refused by switch', async () => {
    expect(await isBare('yesterday')).toBe(true)
    const strict = callerFor(emulatorWithCustomers({ commet: { unknownVersion: 'refuse' } }), {
      version: 'yesterday',
    })
    expect(await strict('GET', '/invoices')).toMatchObject({
      status: 422,
      body: { error: { param: 'commet-version' } },
    })
  })

  it('is echoed by switch only', async () => {
    const silent = await callerFor(emulator)('GET', '/invoices')
    expect(silent.headers.has('commet-version')).toBe(false)
    const echoing = callerFor(emulatorWithCustomers({ commet: { echoVersion: true } }), {
      version: 'yesterday',
    })
    expect((await echoing('GET', '/invoices')).headers.get('commet-version')).toBe('2026-07-31')
  })
})

describe('the key', () => {
  it.each([null, 'ck_sandbox_nobody', 'ck_sandbox_mein'])('%s is not let in', async (apiKey) => {
    const emulator = emulatorWithCustomers()
    const answer = await callerFor(emulator, { apiKey })('GET', '/invoices')
    expect(answer).toMatchObject({
      status: 401,
      body: { success: false, error: { code: 'unauthorized', type: 'authentication_error' } },
    })
    expect(emulator.requests[0]).toMatchObject({ account: null, answered: 401, operation: 'list_invoices' })
  })

  it('decides the organization, and with it the records and livemode', async () => {
    const emulator = emulatorWithCustomers()
    emulator.seed({ accounts: [{ vendor: 'commet', name: 'second', mode: 'live' }] })
    const second = emulator.commet.account('second')
    const id = await createOne(callerFor(emulator))
    const secondCall = callerFor(emulator, { apiKey: second.apiKey })
    expect((await secondCall('GET', `/invoices/${id}`)).status).toBe(404)
    const customer = objectIn(await secondCall('POST', '/customers', { email: 'a@b.co' }))
    expect(customer.livemode).toBe(true)
    expect(second.apiKey).toMatch(/^ck_live_/)
    expect(emulator.commet.account().apiKey).toMatch(/^ck_sandbox_/)
    expect(emulator.ledger.customers({ account: 'second' })).toHaveLength(1)
  })

  it('leads nowhere on an unknown path', async () => {
    const call = callerFor(emulatorWithCustomers())
    expect(await call('GET', '/subscriptions')).toMatchObject({
      status: 404,
      body: { error: { code: 'not_found' } },
    })
    expect((await call('GET', '/invoices/inv/1%20%C3%A4')).body.error?.code).toBe('not_found')
  })
})
