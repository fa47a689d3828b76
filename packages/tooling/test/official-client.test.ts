import { describe, expect, it } from 'vitest'
import { type ArrivedRequest, adapterFacts, callsOf, differencesOf, factsOf } from '../src/official-client.ts'

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

describe('callsOf', () => {
  it('names the methods of a resource', () => {
    class Bills {
      list(): void {}
      get(): void {}
    }
    expect(callsOf('bills', new Bills())).toEqual(['bills.list', 'bills.get'])
  })
})
