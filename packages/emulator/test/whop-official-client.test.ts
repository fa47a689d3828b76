import Whop from '@whop/sdk'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Emulator, ListeningEmulator, WebhookDelivery } from '../src/index.ts'
import { nextMonth, whopSetting } from './whop-support.ts'

const start = '2026-07-15T09:00:00.000Z'

const body = (changes: Partial<Whop.InvoiceCreateParams> = {}): Whop.InvoiceCreateParams =>
  ({
    company_id: 'biz_main',
    collection_method: 'send_invoice',
    plan: { initial_price: 10.43, currency: 'eur' },
    product: { title: 'Work' },
    member_id: 'mber_ada',
    due_date: nextMonth,
    ...changes,
  }) as Whop.InvoiceCreateParams

describe.each(['in process', 'over a port'])('the official client %s', (way) => {
  let emulator: Emulator
  let listening: ListeningEmulator
  let whop: Whop

  beforeEach(async () => {
    ;({ emulator } = whopSetting())
    listening = await emulator.listen()
    whop = new Whop({
      apiKey: emulator.whop.account().apiKey,
      baseURL: way === 'in process' ? 'https://api.whop.com/api/v1' : `${listening.whop}/api/v1`,
      ...(way === 'in process' ? { fetch: emulator.whop.fetch } : {}),
      maxRetries: 0,
    })
  })

  afterEach(() => listening.close())

  it('makes all its invoice calls', async () => {
    const created = await whop.invoices.create(
      body({
        line_items: [
          { label: 'Hours', quantity: 1.5, unit_price: 6 },
          { label: 'Rest', unit_price: 1.43 },
        ],
      }),
    )
    expect(created).toMatchObject({ status: 'open', number: '#0001', current_plan: { currency: 'eur' } })
    expect(created.line_items.map(({ total }) => total)).toEqual([9, 1.43])
    expect(await whop.invoices.retrieve(created.id)).toMatchObject({ id: created.id })
    expect(await whop.invoices.markPaid(created.id)).toBe(true)

    const draft = await whop.invoices.create(body({ save_as_draft: true, due_date: null }))
    const updated = await whop.invoices.update(draft.id, { customer_name: 'B', due_date: nextMonth })
    expect(updated).toMatchObject({ status: 'draft', due_date: nextMonth })
    expect(await whop.invoices.update(draft.id)).toMatchObject({ status: 'draft' })
    expect(await whop.invoices.delete(draft.id)).toBe(true)

    const second = await whop.invoices.create(body())
    expect(await whop.invoices.void(second.id)).toBe(true)
    const third = await whop.invoices.create(body())
    expect(await whop.invoices.markUncollectible(third.id)).toBe(true)

    const statuses = emulator.ledger.invoices({ vendor: 'whop' }).map(({ status }) => status)
    expect(statuses).toEqual(['paid', 'void', 'uncollectible'])
    expect(new Set(emulator.requests.map(({ headers }) => headers['api-version-date']))).toEqual(
      new Set(['2026-07-20']),
    )
  })

  it('walks the list to its end, with every filter it has', async () => {
    for (let count = 0; count < 5; count += 1) await whop.invoices.create(body())
    const seen: string[] = []
    const query: Whop.InvoiceListParams = {
      company_id: 'biz_main',
      first: 2,
      order: 'due_date',
      direction: 'asc',
      statuses: ['open', 'draft'],
      collection_methods: ['send_invoice'],
      created_after: '2026-01-01T00:00:00.000Z',
      created_before: '2027-01-01T00:00:00.000Z',
    }
    for await (const invoice of whop.invoices.list(query)) seen.push(invoice.number)
    expect(seen).toEqual(['#0001', '#0002', '#0003', '#0004', '#0005'])
    expect(emulator.requests.filter(({ operation }) => operation === 'list_invoices')).toHaveLength(3)
  })

  it('reads what belongs to an invoice', async () => {
    const invoice = await whop.invoices.create(body())
    emulator.whop.account().outside.pay(invoice.id)
    const planId = invoice.current_plan.id
    expect(await whop.plans.retrieve(planId)).toMatchObject({ initial_price: 10.43, currency: 'eur' })
    expect((await whop.plans.list({ account_id: 'biz_main' })).data).toHaveLength(1)
    const tax = await whop.plans.calculateTax(planId, { address: { country: 'DE' } })
    expect(tax).toMatchObject({ status: 'not_calculated', total: 10.43 })
    const [payment] = (await whop.payments.list({ plan_ids: [planId] })).data
    expect(await whop.payments.retrieve(payment?.id ?? '')).toMatchObject({ status: 'paid', total: 10.43 })
    expect((await whop.members.list({ company_id: 'biz_main' })).data).toHaveLength(2)
    expect((await whop.members.retrieve('mber_ada')).user?.email).toBe('ada@x.example')
    const product = await whop.products.create({ title: 'Other', account_id: 'biz_main' })
    expect((await whop.products.list({ account_id: 'biz_main' })).data).toHaveLength(2)
    expect((await whop.products.retrieve(product.id)).title).toBe('Other')
  })

  it('meets errors as its own classes', async () => {
    await expect(whop.invoices.retrieve('inv_x')).rejects.toBeInstanceOf(Whop.NotFoundError)
    const paid = await whop.invoices.create(body())
    await whop.invoices.markPaid(paid.id)
    await expect(whop.invoices.void(paid.id)).rejects.toBeInstanceOf(Whop.UnprocessableEntityError)
    const stranger = whop.withOptions({ apiKey: 'apik_unknown' })
    await expect(stranger.invoices.list()).rejects.toBeInstanceOf(Whop.AuthenticationError)
    const late = whop.withOptions({ version: '2026-10-15-1' })
    const refused = late.invoices.create(body())
    await expect(refused).rejects.toThrow('Missing required parameter: account_id')
  })
})

describe('the official client repeats', () => {
  it('a create whose answer was lost, and so makes two invoices', async () => {
    const { emulator } = whopSetting()
    emulator.faults.add({ vendor: 'whop', operation: 'create_invoice', fault: { kind: 'drop_after_commit' } })
    const { apiKey } = emulator.whop.account()
    const whop = new Whop({ apiKey, fetch: emulator.whop.fetch, maxRetries: 1 })
    await whop.invoices.create(body())
    expect(emulator.ledger.invoices({ vendor: 'whop' })).toHaveLength(2)
  })
})

describe('webhooks.unwrap of the official client', () => {
  const accepts = (whop: Whop, { body, headers }: WebhookDelivery) =>
    whop.webhooks.unwrap(body, { headers: { ...headers } })
  const keyed = (secret: string): Whop =>
    new Whop({ apiKey: 'apik_main', webhookKey: Buffer.from(secret, 'utf8').toString('base64') })

  beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: new Date(start) }))
  afterEach(() => vi.useRealTimers())

  it('accepts what the emulator signs over the bytes of the raw secret', async () => {
    const { emulator, call } = whopSetting()
    const account = emulator.whop.account()
    await call('POST', '/invoices', { ...body(), company_id: undefined, account_id: 'biz_main' })
    const [delivery] = account.webhooks.deliveries
    expect(delivery).toBeDefined()
    const event = accepts(keyed(account.webhookSecret), delivery!)
    expect(event).toMatchObject({ type: 'invoice.created', api_version: 'v1', company_id: 'biz_main' })
    expect(event).toMatchObject({ data: { status: 'open', current_plan: { formatted_price: '€10.43' } } })
  })

  it('refuses another key, another body and an old message', async () => {
    const { emulator, call } = whopSetting()
    const account = emulator.whop.account()
    await call('POST', '/invoices', { ...body(), company_id: undefined, account_id: 'biz_main' })
    const delivery = account.webhooks.deliveries[0]!
    const whop = keyed(account.webhookSecret)
    expect(() => accepts(keyed('ws_other'), delivery)).toThrow()
    expect(() => accepts(whop, { ...delivery, body: `${delivery.body} ` })).toThrow()
    vi.setSystemTime(new Date(Date.parse(start) + 6 * 60_000))
    expect(() => accepts(whop, delivery)).toThrow()
  })
})
