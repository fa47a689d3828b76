import { API_VERSION, type Commet, SDK_VERSION } from '@commet/node'
import { commetRoutes, type RecordedRequest } from '@invoice-adapters/emulator'
import { describe, expect, it } from 'vitest'
import type { ClientCall, Pair } from './official-client/call.ts'
import { customerCalls } from './official-client/customer-calls.ts'
import { invoiceCalls } from './official-client/invoice-calls.ts'
import { clientVersion, judgedWorld, withClient } from './official-client/judge.ts'
import { adapterFacts, differencesOf, type Facts, factsOf } from './official-client/requests.ts'

const calls = [...invoiceCalls, ...customerCalls]

/** What the client sent last, once it is certain that it went to the endpoint of the table. */
async function clientRequest(
  call: ClientCall,
  client: Pair['client'],
  fails = false,
): Promise<RecordedRequest> {
  const { emulator } = judgedWorld()
  const asked = withClient(emulator, client)
  if (fails) await expect(asked).rejects.toThrow()
  else expect(await asked).toMatchObject({ success: true })
  const request = emulator.requests.at(-1)!
  expect(request.operation).toBe(call.operation)
  expect(endpointOf(request)).toBe(call.endpoint)
  return request
}

function endpointOf({ operation, method }: RecordedRequest): string {
  const route = commetRoutes.find((one) => one.name === operation && one.method === method)!
  return `${route.method} ${route.path.replace('/api/v1', '')}`
}

async function adapterRequest({ operation }: ClientCall, { adapter, fails }: Pair): Promise<Facts> {
  const { emulator, adapter: make } = judgedWorld()
  const result = await adapter(make())
  if (fails) expect(result.isErr()).toBe(true)
  else expect(result.isErr() ? result.error : null).toBeNull()
  return adapterFacts(emulator, operation)
}

// The table of endpoints in the documentation reads these names.
for (const call of calls) {
  describe(`${call.name} · ${call.endpoint} · ${clientVersion}`, () => {
    for (const pair of call.pairs) {
      it(`${pair.name}: differs from the adapter’s request as listed, and not otherwise`, async () => {
        const client = factsOf(await clientRequest(call, pair.client, pair.fails))
        const found = differencesOf(client, await adapterRequest(call, pair))
        const listed = pair.differences.map(({ at, client, adapter }) => ({ at, client, adapter }))
        expect(found).toEqual(listed.sort((one, other) => (one.at < other.at ? -1 : 1)))
      })
    }
    const { clientOnly } = call
    if (clientOnly) {
      it(`is the client’s alone: ${clientOnly.why}`, async () => {
        const request = await clientRequest(call, clientOnly.ask)
        expect(JSON.parse(request.body)).toEqual(clientOnly.body)
      })
    }
  })
}

describe('the table of calls', () => {
  const methodsOf = (resource: object): string[] =>
    Object.getOwnPropertyNames(Object.getPrototypeOf(resource)).filter((name) => name !== 'constructor')

  it('has every invoice and customer call of the client, once', async () => {
    const { emulator } = judgedWorld()
    const all = (commet: Commet): string[] => [
      ...methodsOf(commet.invoices).map((name) => `invoices.${name}`),
      ...methodsOf(commet.customers).map((name) => `customers.${name}`),
    ]
    const offered = await withClient(emulator, async (commet) => all(commet))
    expect(calls.map(({ name }) => name).sort()).toEqual(offered.sort())
  })

  it('says of each call either how the adapter makes it or why it does not', () => {
    for (const { name, pairs, clientOnly } of calls)
      expect([name, pairs.length > 0]).toEqual([name, clientOnly === undefined])
  })

  it('is about the client that is installed', () => {
    expect([SDK_VERSION, API_VERSION]).toEqual(['7.10.0', clientVersion])
  })
})

describe('differencesOf', () => {
  it('sees what only one sends, and what both send differently', () => {
    const client = { method: 'GET', 'query.limit': '25', 'header.accept': '*/*' }
    const adapter = { method: 'GET', 'query.limit': '100', besides: ['GET /x'] }
    expect(differencesOf(client, adapter)).toEqual([
      { at: 'besides', client: null, adapter: ['GET /x'] },
      { at: 'header.accept', client: '*/*', adapter: null },
      { at: 'query.limit', client: '25', adapter: '100' },
    ])
    expect(differencesOf(client, { ...client })).toEqual([])
  })
})
