import { createCommetAdapter } from '@invoice-adapters/commet'
import { createEmulator } from '@invoice-adapters/emulator'
import { metrics, SpanKind } from '@opentelemetry/api'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { afterEach, expect, it, vi } from 'vitest'
import { openTenant } from './many-tenants.ts'
import { observeWith } from './observe-opentelemetry.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

it('observe-opentelemetry makes a span of every request, and counts the rest', async () => {
  const emulator = createEmulator({ data: 'demo' })
  const { name, apiKey } = emulator.commet.account()
  const exporter = new InMemorySpanExporter()
  const spanProcessors = [new SimpleSpanProcessor(exporter)]
  const tracer = new BasicTracerProvider({ spanProcessors }).getTracer('invoices')
  const meter = metrics.getMeter('invoices')
  const counted: unknown[] = []
  vi.spyOn(meter, 'createCounter').mockReturnValue({ add: (_, attributes) => counted.push(attributes) })
  emulator.faults.add({ operation: 'list_invoices', fault: { kind: 'status', status: 503 } })
  const billing = createCommetAdapter({
    account: name,
    apiKey,
    fetch: emulator.commet.fetch,
    now: emulator.clock.now,
    retry: { firstDelayMs: 1 },
    observe: observeWith(tracer, meter),
  })._unsafeUnwrap()
  expect((await billing.list()).isOk()).toBe(true)
  const spans = exporter.getFinishedSpans()
  expect(spans.map(({ kind, attributes }) => [kind, attributes['http.response.status_code']])).toEqual([
    [SpanKind.CLIENT, 503],
    [SpanKind.CLIENT, 200],
  ])
  expect(spans[0]?.name).toBe('GET /invoices')
  expect(counted).toContainEqual(expect.objectContaining({ type: 'retry', 'invoice.account': name }))
  expect(JSON.stringify([spans.map(({ attributes }) => attributes), counted])).not.toContain(apiKey)
})

it('many-tenants reads each secret when it is needed, and the new one once it was replaced', async () => {
  const emulator = createEmulator({
    data: {
      accounts: [
        { vendor: 'commet', name: 'acme' },
        { vendor: 'whop', name: 'globex', mode: 'live' },
      ],
    },
  })
  const commet = emulator.commet.account()
  const whop = emulator.whop.account()
  vi.stubGlobal('fetch', (input: string | Request, init?: RequestInit) => {
    const request = new Request(input, init)
    return new URL(request.url).hostname.endsWith('whop.com')
      ? emulator.whop.fetch(request)
      : emulator.commet.fetch(request)
  })
  vi.useFakeTimers({ toFake: ['Date'], now: emulator.clock.now() })
  const vault = new Map([
    ['acme', ['ck_outdated', commet.apiKey]],
    ['globex', [whop.apiKey]],
  ])
  const readSecret = async (name: string): Promise<string> => {
    const [first = '', ...later] = vault.get(name) ?? []
    if (later.length > 0) vault.set(name, later)
    return first
  }
  const { companyId } = whop
  for (const tenant of [
    { id: '1', vendor: 'commet', secretName: 'acme' },
    { id: '2', vendor: 'whop', secretName: 'globex', companyId },
  ] as const) {
    const billing = openTenant(tenant, readSecret)._unsafeUnwrap()
    expect(billing.account).toBe(`tenant-${tenant.id}`)
    expect((await billing.list()).isOk()).toBe(true)
  }
  expect(vault.get('acme')).toEqual([commet.apiKey])
})
