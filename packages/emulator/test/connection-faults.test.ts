import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Fault } from '../src/index.ts'
import { callerFor, emulatorWithCustomers, objectIn } from './support.ts'

const adjustment = { customerId: 'cus_usd', amount: 2500, description: 'Extra work' }

const withFault = (fault: Fault, operation = 'create_invoice') =>
  emulatorWithCustomers({ faults: [{ vendor: 'commet', operation, fault }] })

const rejection = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (thrown) => thrown,
  )

describe('redirects', () => {
  const emulator = withFault(
    { kind: 'redirect', to: 'https://elsewhere.example/api/v1/customers', status: 307 },
    'list_invoices',
  )
  const get = (redirect: RequestInit['redirect']) =>
    emulator.commet.fetch('https://commet.co/api/v1/invoices', {
      headers: { 'x-api-key': emulator.commet.account().apiKey },
      ...(redirect === undefined ? {} : { redirect }),
    })

  it('are handed over, refused or followed as fetch was told', async () => {
    emulator.faults.add({
      operation: 'list_invoices',
      times: 2,
      fault: { kind: 'redirect', to: '/api/v1/customers' },
    })
    const manual = await get('manual')
    expect([manual.status, manual.headers.get('location')]).toEqual([
      307,
      'https://elsewhere.example/api/v1/customers',
    ])
    expect(await rejection(get('error'))).toBeInstanceOf(TypeError)
    emulator.faults.add({
      operation: 'list_invoices',
      fault: { kind: 'redirect', to: 'https://elsewhere.example/api/v1/customers' },
    })
    expect((await get('follow')).status).toBe(200)
    expect(emulator.requests.at(-1)).toMatchObject({
      origin: 'https://elsewhere.example',
      path: '/api/v1/customers',
    })
  })
})

describe('connections that fail', () => {
  it.each([
    ['refuse_connection', 'ECONNREFUSED', 0],
    ['drop_before_commit', 'UND_ERR_SOCKET', 0],
    ['drop_after_commit', 'ECONNRESET', 1],
  ] as const)('%s rejects as undici does, with %s', async (kind, code, writes) => {
    const emulator = withFault({ kind })
    const thrown = await rejection(callerFor(emulator)('POST', '/invoices', adjustment))
    expect(thrown).toBeInstanceOf(TypeError)
    expect(thrown).toMatchObject({ message: 'fetch failed', cause: { code } })
    expect(emulator.ledger.writes).toHaveLength(writes)
    expect(emulator.requests).toMatchObject([{ operation: 'create_invoice', answered: null }])
  })

  it('keep the answer for the key when they fail after the commit', async () => {
    const emulator = withFault({ kind: 'drop_after_commit' })
    const call = callerFor(emulator)
    const key = { 'idempotency-key': 'k' }
    await rejection(call('POST', '/invoices', adjustment, key))
    const again = await call('POST', '/invoices', adjustment, key)
    expect(emulator.ledger.invoices().map(({ id }) => id)).toEqual([objectIn(again).id])
  })

  it('can fail in the middle of the body', async () => {
    const emulator = withFault({ kind: 'cut_body' }, 'list_invoices')
    const response = await emulator.commet.fetch('https://commet.co/api/v1/invoices')
    expect(await rejection(response.text())).toMatchObject({
      message: 'terminated',
      cause: { code: 'UND_ERR_SOCKET' },
    })
  })

  it('can stall in the middle of the body until the client gives up', async () => {
    const emulator = withFault({ kind: 'stall_body' }, 'list_invoices')
    const response = await emulator.commet.fetch('https://commet.co/api/v1/invoices', {
      signal: AbortSignal.timeout(15),
    })
    expect(await rejection(response.text())).toMatchObject({ name: 'TimeoutError' })
  })

  it('stalls until the client gives up however much is collected meanwhile', async () => {
    setFlagsFromString('--expose-gc')
    const collect = runInNewContext('gc') as () => void
    const emulator = withFault({ kind: 'stall_body' }, 'list_invoices')
    const signal = AbortSignal.timeout(120)
    const response = await emulator.commet.fetch('https://commet.co/api/v1/invoices', { signal })
    const ended = rejection(response.text())
    const collecting = setInterval(collect, 10)
    onTestFinished(() => clearInterval(collecting))
    expect(await ended).toMatchObject({ name: 'TimeoutError' })
  }, 5_000)
})

describe('time', () => {
  it('is lost by a delay', async () => {
    const emulator = withFault({ kind: 'delay', ms: 15 })
    const before = performance.now()
    expect((await callerFor(emulator)('POST', '/invoices', adjustment)).status).toBe(201)
    expect(performance.now() - before).toBeGreaterThan(13)
  })

  it.each(['network', 'vendor'] as const)(
    'is cut short by the signal, and nothing is done (%s)',
    async (at) => {
      const emulator = withFault({ kind: 'delay', ms: 10_000, at })
      const reason = new Error('enough')
      const giving = new AbortController()
      const fetching: typeof fetch = (input, init) =>
        emulator.commet.fetch(input, { ...init, signal: giving.signal })
      const pending = rejection(
        callerFor(emulator, { fetch: fetching })('POST', '/invoices', adjustment, { 'idempotency-key': 'k' }),
      )
      await new Promise((resolve) => setTimeout(resolve, 5))
      giving.abort(reason)
      expect(await pending).toBe(reason)
      expect(emulator.ledger.writes).toEqual([])
      expect(
        (await callerFor(emulator)('POST', '/invoices', adjustment, { 'idempotency-key': 'k' })).status,
      ).toBe(201)
    },
  )

  it('rejects at once for a signal that fired before', async () => {
    const emulator = emulatorWithCustomers()
    const work = emulator.commet.fetch('https://commet.co/api/v1/invoices', { signal: AbortSignal.abort() })
    expect(await rejection(work)).toMatchObject({ name: 'AbortError' })
    expect(emulator.requests).toEqual([])
  })
})

describe('a commit that comes late', () => {
  const impatient = (emulator: ReturnType<typeof withFault>) =>
    callerFor(emulator, {
      fetch: (input, init) => emulator.commet.fetch(input, { ...init, signal: AbortSignal.timeout(5) }),
    })

  it('happens on release, after the client gave up', async () => {
    const emulator = withFault({ kind: 'commit_late' })
    const key = { 'idempotency-key': 'k' }
    expect(await rejection(impatient(emulator)('POST', '/invoices', adjustment, key))).toMatchObject({
      name: 'TimeoutError',
    })
    expect(emulator.faults.held).toBe(1)
    const meanwhile = await callerFor(emulator)('POST', '/invoices', adjustment, key)
    expect(meanwhile.body.error?.code).toBe('idempotency_in_progress')
    expect(emulator.ledger.invoices()).toEqual([])
    await emulator.faults.release()
    expect(emulator.faults.held).toBe(0)
    expect(emulator.ledger.invoices()).toHaveLength(1)
    expect((await callerFor(emulator)('POST', '/invoices', adjustment, key)).status).toBe(201)
    expect(emulator.ledger.invoices()).toHaveLength(1)
  })

  it('can be on the way still, so that the key is free', async () => {
    const emulator = withFault({ kind: 'commit_late', at: 'network' })
    const key = { 'idempotency-key': 'k' }
    await rejection(impatient(emulator)('POST', '/invoices', adjustment, key))
    expect((await callerFor(emulator)('POST', '/invoices', adjustment, key)).status).toBe(201)
    await emulator.faults.release()
    expect(emulator.ledger.invoices()).toHaveLength(1)
  })

  it('can happen by itself, and settled waits for it', async () => {
    const emulator = withFault({ kind: 'commit_late', afterMs: 5 })
    await rejection(impatient(emulator)('POST', '/invoices', adjustment))
    expect(emulator.ledger.invoices()).toEqual([])
    await emulator.settled()
    expect(emulator.ledger.invoices()).toHaveLength(1)
  })

  it('never happens after a reset', async () => {
    const emulator = withFault({ kind: 'commit_late' })
    await rejection(impatient(emulator)('POST', '/invoices', adjustment))
    emulator.reset()
    await emulator.faults.release()
    await emulator.settled()
    expect(emulator.ledger.invoices()).toEqual([])
  })
})
