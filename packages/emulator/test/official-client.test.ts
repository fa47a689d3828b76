import { Commet, CommetAPIError } from '@commet/node'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Emulator, ListeningEmulator } from '../src/index.ts'
import { emulatorWithCustomers } from './support.ts'

// The official client has no option for address or fetch: the global is replaced, as its own tests would have to.
const realFetch = globalThis.fetch

describe.each(['in process', 'over a port'])('the official client %s', (way) => {
  let emulator: Emulator
  let listening: ListeningEmulator
  let commet: Commet

  beforeEach(async () => {
    process.env.COMMET_NO_UPDATE_CHECK = '1'
    emulator = emulatorWithCustomers()
    listening = await emulator.listen()
    const { origin } = new URL(listening.commet)
    globalThis.fetch =
      way === 'in process'
        ? emulator.commet.fetch
        : (input, init) => realFetch(String(input).replace('https://commet.co', origin), init)
    commet = new Commet({ apiKey: emulator.commet.account().apiKey, telemetry: false })
  })

  afterEach(async () => {
    globalThis.fetch = realFetch
    await listening.close()
  })

  it('makes all its invoice calls', async () => {
    const created = await commet.invoices.createAdjustment({
      customerId: 'cus_usd',
      amount: 900,
      description: 'x',
      metadata: { k: 1 },
    })
    const id = created.data?.id ?? ''
    expect(created).toMatchObject({
      success: true,
      data: { object: 'invoice', total: 900, metadata: { k: 1 } },
    })
    expect((await commet.invoices.get({ id })).data?.lineItems).toHaveLength(1)
    expect(
      await commet.invoices.list({ customerId: 'cus_usd', status: 'outstanding', limit: 100 }),
    ).toMatchObject({
      data: [{ id }],
      hasMore: false,
    })
    expect((await commet.invoices.getDownloadUrl({ id })).data?.url).toContain(id)
    expect((await commet.invoices.send({ id })).data?.sent).toBe(true)
    expect((await commet.invoices.updateStatus({ id, status: 'paid' })).data).toMatchObject({
      id,
      status: 'paid',
    })
    expect(emulator.ledger.invoice(id)?.status).toBe('paid')
    expect(emulator.requests.map(({ headers }) => headers['commet-version'])).toEqual(
      Array(6).fill('2026-07-11'),
    )
  })

  it('makes its customer calls', async () => {
    const customer = await commet.customers.create({ id: 'user_1', email: 'a@b.co' })
    const id = customer.data?.id ?? ''
    expect((await commet.customers.get({ id })).data?.externalId).toBe('user_1')
    expect((await commet.customers.update({ id, email: 'n@b.co' })).data?.email).toBe('n@b.co')
    expect((await commet.customers.list({ externalId: 'user_1' })).data).toHaveLength(1)
    expect(
      (await commet.customers.createBatch({ customers: [{ email: 'c@d.co' }] })).data?.successful,
    ).toHaveLength(1)
  })

  it('understands errors', async () => {
    await expect(commet.invoices.get({ id: 'inv_none' })).rejects.toMatchObject({
      statusCode: 404,
      code: 'invoice_not_found',
    })
    await expect(commet.invoices.get({ id: 'inv_none' })).rejects.toBeInstanceOf(CommetAPIError)
    await expect(
      commet.invoices.createAdjustment({ customerId: 'cus_usd', amount: 1.5, description: '' }),
    ).rejects.toMatchObject({ validationErrors: { amount: ['must be an integer'] } })
  })

  it('repeats a lost request under its key and gets one invoice', async () => {
    emulator.faults.add({
      operation: 'create_invoice',
      fault: { kind: 'rate_limit', retryAfterSeconds: 0.01 },
    })
    await commet.invoices.createAdjustment({ customerId: 'cus_usd', amount: 900, description: 'x' })
    expect(emulator.requests.map(({ answered }) => answered)).toEqual([429, 201])
    const keys = emulator.requests.map(({ headers }) => headers['idempotency-key'])
    expect(keys[0]).toMatch(/^commet-node-retry-/)
    expect(keys[1]).toBe(keys[0])
  })

  it('verifies webhooks', async () => {
    await commet.invoices.createAdjustment({ customerId: 'cus_usd', amount: 900, description: 'x' })
    const { webhookSecret: secret, webhooks } = emulator.commet.account()
    const [delivery] = webhooks.deliveries
    const rawBody = delivery?.body ?? ''
    const signature = delivery?.headers['x-commet-signature'] ?? null
    expect(commet.webhooks.verifyAndParse({ rawBody, signature, secret })).toMatchObject({
      event: 'invoice.created',
    })
    expect(commet.webhooks.verifyAndParse({ rawBody: `${rawBody} `, signature, secret })).toBeNull()
  })
})
