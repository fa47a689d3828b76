import { afterEach, describe, expect, it } from 'vitest'
import type { Emulator, Fault, ListeningEmulator } from '../src/index.ts'
import { callerFor, createOne, dialectB, emulatorWithCustomers, idsIn, objectIn } from './support.ts'

const adjustment = { customerId: 'cus_usd', amount: 2500, description: 'Extra work' }

let listening: ListeningEmulator | undefined

afterEach(async () => {
  await listening?.close()
  listening = undefined
})

const serve = async (emulator: Emulator, fetch: typeof globalThis.fetch = globalThis.fetch) => {
  listening = await emulator.listen()
  return { origin: listening.commet, call: callerFor(emulator, { origin: listening.commet, fetch }) }
}

const serveWith = async (fault: Fault, operation: string) => {
  const emulator = emulatorWithCustomers({ faults: [{ operation, fault }] })
  return { emulator, ...(await serve(emulator)) }
}

const rejection = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (thrown) => thrown,
  )

/** Waits, for a few milliseconds at most, until the server has noticed. */
const until = async (condition: () => boolean): Promise<void> => {
  for (let count = 0; count < 100 && !condition(); count += 1)
    await new Promise((resolve) => setTimeout(resolve, 2))
}

describe('over a real port', () => {
  it('the same requests get the same answers as in process', async () => {
    const answers = async (call: ReturnType<typeof callerFor>) => {
      const id = await createOne(call)
      const seen = [
        await call('GET', `/invoices/${id}`),
        await call('PUT', `/invoices/${id}/status`, { status: 'paid' }),
        await call('GET', '/invoices?customerId=cus_usd&limit=1'),
        await call('GET', '/invoices/inv%2Fnone'),
        await call('POST', '/invoices', 'ä{'),
      ]
      return seen.map(({ status, body, headers }) => [status, body, headers.get('x-request-id')])
    }
    const served = emulatorWithCustomers()
    const inProcess = emulatorWithCustomers()
    expect(await answers((await serve(served)).call)).toEqual(await answers(callerFor(inProcess)))
    const noted = (emulator: Emulator) =>
      emulator.requests.map(({ method, path, query, body, answered, account }) => [
        method,
        path,
        query,
        body,
        answered,
        account,
      ])
    expect(noted(served)).toEqual(noted(inProcess))
  })

  it('speaks UTF-8 both ways', async () => {
    const { call } = await serve(emulatorWithCustomers())
    const created = objectIn(
      await call('POST', '/invoices', { ...adjustment, description: 'Über 請求書 🧾' }),
    )
    expect(created.memo).toBe('Über 請求書 🧾')
  })

  it('tells its organizations apart', async () => {
    const emulator = emulatorWithCustomers()
    const { origin } = await serve(emulator)
    const second = callerFor(emulator, {
      origin,
      fetch,
      apiKey: emulator.commet.account('second').apiKey,
      version: dialectB,
    })
    expect(idsIn(await second('GET', '/customers'))).toEqual([])
    expect(emulator.requests[0]).toMatchObject({ account: 'second', origin })
  })

  it('stops when it is closed', async () => {
    const emulator = emulatorWithCustomers()
    const { origin } = await serve(emulator)
    await listening?.close()
    expect(await rejection(fetch(`${origin}/api/v1/invoices`))).toMatchObject({
      cause: { code: 'ECONNREFUSED' },
    })
  })
})

describe('faults over a real port', () => {
  it.each([
    ['refuse_connection', 0],
    ['drop_before_commit', 0],
    ['drop_after_commit', 1],
  ] as const)('%s breaks the connection', async (kind, writes) => {
    const { call, emulator } = await serveWith({ kind }, 'create_invoice')
    const thrown = await rejection(call('POST', '/invoices', adjustment))
    expect(thrown).toMatchObject({ message: 'fetch failed' })
    expect((thrown as { cause: { code: string } }).cause.code).toMatch(/^(UND_ERR_SOCKET|ECONNRESET)$/)
    expect(emulator.ledger.writes).toHaveLength(writes)
    expect(emulator.requests[0]?.answered).toBeNull()
  })

  it('cut_body fails while reading', async () => {
    const { origin } = await serveWith({ kind: 'cut_body' }, 'list_invoices')
    const response = await fetch(`${origin}/api/v1/invoices`)
    expect(await rejection(response.text())).toMatchObject({ message: 'terminated' })
  })

  it('stall_body lasts until the client gives up', async () => {
    const { origin } = await serveWith({ kind: 'stall_body' }, 'list_invoices')
    const response = await fetch(`${origin}/api/v1/invoices`, { signal: AbortSignal.timeout(30) })
    expect(await rejection(response.text())).toMatchObject({ name: 'TimeoutError' })
  })

  it('a client that leaves during a delay leaves nothing done', async () => {
    const { origin, emulator } = await serveWith({ kind: 'delay', ms: 10_000 }, 'create_invoice')
    const call = callerFor(emulator, {
      origin,
      fetch: (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(20) }),
    })
    expect(await rejection(call('POST', '/invoices', adjustment, { 'idempotency-key': 'k' }))).toMatchObject({
      name: 'TimeoutError',
    })
    const patient = callerFor(emulator, { origin, fetch })
    let answer = await patient('POST', '/invoices', adjustment, { 'idempotency-key': 'k' })
    for (let tries = 0; answer.status === 409 && tries < 50; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 2))
      answer = await patient('POST', '/invoices', adjustment, { 'idempotency-key': 'k' })
    }
    expect(answer.status).toBe(201)
    expect(emulator.ledger.invoices()).toHaveLength(1)
  })

  it('a late commit happens after the client left', async () => {
    const { origin, emulator } = await serveWith({ kind: 'commit_late', afterMs: 2 }, 'create_invoice')
    const call = callerFor(emulator, {
      origin,
      fetch: (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(20) }),
    })
    expect(await rejection(call('POST', '/invoices', adjustment))).toMatchObject({ name: 'TimeoutError' })
    await until(() => emulator.ledger.invoices().length === 1)
    expect(emulator.ledger.invoices()).toHaveLength(1)
  })

  it('a huge body comes whole, or as far as the client wants it', async () => {
    const { origin, emulator } = await serveWith({ kind: 'huge_body', bytes: 3_000_000 }, 'list_invoices')
    const text = await (await fetch(`${origin}/api/v1/invoices`)).text()
    expect(text.length).toBeGreaterThan(3_000_000)
    emulator.faults.add({ fault: { kind: 'huge_body', bytes: 1_000_000_000 } })
    const response = await fetch(`${origin}/api/v1/invoices`)
    await response.body?.cancel()
  })

  it('an empty 204 and a redirect arrive as they are', async () => {
    const { origin, emulator } = await serveWith({ kind: 'empty_body', status: 204 }, 'list_invoices')
    expect((await fetch(`${origin}/api/v1/invoices`)).status).toBe(204)
    emulator.faults.add({ fault: { kind: 'redirect', to: 'https://elsewhere.example/', status: 308 } })
    const response = await fetch(`${origin}/api/v1/invoices`, { redirect: 'manual' })
    expect([response.status, response.headers.get('location')]).toEqual([308, 'https://elsewhere.example/'])
  })
})
