import { okAsync } from 'neverthrow'
import { describe, expect, it } from 'vitest'
import {
  type ArrivedRequest,
  adapterFacts,
  type ClientCall,
  callsOf,
  differencesOf,
  factsOf,
  type Judgement,
  judgePair,
  type Pair,
} from '../src/official-client.ts'

const request: ArrivedRequest = {
  operation: 'list_bills',
  method: 'GET',
  path: '/api/v1/bills',
  query: 'limit=2&states%5B%5D=open&ids=a&ids=b',
  headers: { accept: '*/*', 'x-trace': '17' },
  body: '',
}

describe('factsOf', () => {
  it('keeps values that are steady, and of others that they were sent', () => {
    expect(factsOf(request)).toEqual({
      method: 'GET',
      path: '/api/v1/bills',
      'header.accept': '*/*',
      'header.x-trace': 'sent',
      'query.limit': '2',
      'query.states[]': ['open'],
      'query.ids': ['a', 'b'],
    })
  })

  it('takes a body apart', () => {
    const body = '{"a":{"b":[1,{}],"c":null},"d":[]}'
    expect(factsOf({ ...request, query: '', headers: {}, body })).toEqual({
      method: 'GET',
      path: '/api/v1/bills',
      'body.a.b.0': 1,
      'body.a.b.1': {},
      'body.a.c': null,
      'body.d': [],
    })
  })
})

describe('adapterFacts', () => {
  it('sets apart what was asked besides', () => {
    const other = { ...request, operation: 'get_bill', path: '/api/v1/bills/1', query: '' }
    expect(adapterFacts([other, request], 'list_bills')).toMatchObject({ besides: ['GET /bills/1'] })
    expect(adapterFacts([request], 'list_bills')).not.toHaveProperty('besides')
  })

  it.each([0, 2])('refuses %i requests to one endpoint', (count) => {
    expect(() => adapterFacts(Array(count).fill(request), 'list_bills')).toThrow('not one')
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

describe('judgePair', () => {
  type Send = (query: string) => void

  const judgement: Judgement<Send, Send> = {
    dialect: '2026',
    routes: [{ name: 'list_bills', method: 'GET', path: '/api/v1/bills' }],
    open() {
      const requests: ArrivedRequest[] = []
      const send: Send = (query) => void requests.push({ ...request, query })
      return { requests, withClient: (use) => use(send), adapter: () => send }
    },
  }
  const call: ClientCall<Send, Send> = {
    name: 'bills.list',
    operation: 'list_bills',
    endpoint: 'GET /bills',
    pairs: [],
  }
  const pairOf = (adapter: string, differences: Pair<Send, Send>['differences'] = []): Pair<Send, Send> => ({
    name: 'x',
    client: async (send) => send('limit=2'),
    adapter: (send) => okAsync(send(adapter)),
    differences,
  })
  const why = 'ours is larger'
  const larger = { at: 'query.limit', client: '2', adapter: '9' }

  it('is content with a difference that is listed', async () => {
    const { found, listed } = await judgePair(judgement, call, pairOf('limit=9', [{ ...larger, why }]))
    expect(found).toEqual(listed)
  })

  it('sees a difference that is not listed', async () => {
    expect(await judgePair(judgement, call, pairOf('limit=9'))).toEqual({ found: [larger], listed: [] })
  })

  it('sees that a listed one is gone', async () => {
    const pair = pairOf('limit=2', [{ ...larger, why }])
    expect(await judgePair(judgement, call, pair)).toEqual({ found: [], listed: [larger] })
  })

  it('refuses a client that goes to another endpoint than the table says', async () => {
    const wrong = { ...call, endpoint: 'GET /bills/{id}' }
    await expect(judgePair(judgement, wrong, pairOf('limit=2'))).rejects.toThrow('/bills')
  })

  it('refuses a call that ends otherwise than it should', async () => {
    const pair = { ...pairOf('limit=2'), fails: true }
    await expect(judgePair(judgement, call, pair)).rejects.toThrow()
  })
})

describe('callsOf', () => {
  it('names the methods of a resource', () => {
    class Bills {
      list(): void {}
      get(): void {}
    }
    expect(callsOf('bills', new Bills())).toEqual(['bills.list', 'bills.get'])
  })
})
