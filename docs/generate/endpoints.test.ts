import { describe, expect, it } from 'vitest'
import { type EndpointFacts, endpointProblems, endpointRows } from './endpoints.ts'
import { endpointsTable } from './section-endpoints.ts'

const both = ['old', 'new']
const get = { name: 'get_bill', method: 'GET', path: '/v9/bills/{id}', dialects: both }
const put = { name: 'change_bill', method: 'PUT', path: '/v9/bills/{id}', dialects: ['old'] }
const batch = { name: 'create_bills', method: 'POST', path: '/v9/bills/batch', dialects: ['new'] }
const asked = { operation: 'get', method: 'GET', path: '/v9/bills/b%2F1' }

const facts: EndpointFacts = {
  dialects: [
    { name: '2024', inEmulator: 'old' },
    { name: '2025', inEmulator: 'new' },
  ],
  prefix: '/v9',
  routes: [get, put, batch],
  seen: [
    { ...asked, dialect: '2024' },
    { ...asked, dialect: '2024' },
    { ...asked, dialect: '2025' },
    { ...asked, operation: 'list', dialect: '2025' },
    { operation: 'setStatus', dialect: '2024', method: 'PUT', path: '/v9/bills/b1' },
  ],
  untried: [],
  wireTests: [
    'GET /bills/{id} · 2024 > sends exactly this',
    'GET /bills/{id} · 2025 > sends exactly this',
    'GET /bills/{id} · 2025 > repeats itself',
    'PUT /bills/{id} · 2024 > sends exactly this',
    'PUT /bills/{id} · 2024 > sends exactly this',
    'ids > are escaped',
  ],
  client: {
    name: 'client 1.0.0',
    dialects: ['2024'],
    tests: ['bills.get · GET /bills/{id} · 2024 > by its id'],
  },
  fixtures: [],
  leftAlone: { 'POST /bills/batch': 'one at a time' },
}

describe('endpointRows', () => {
  it('puts everything known of an endpoint in a dialect into one row', () => {
    const rows = endpointRows(facts)
    expect(rows.map(({ endpoint, dialect }) => `${endpoint} ${dialect}`)).toEqual([
      'GET /bills/{id} 2024',
      'GET /bills/{id} 2025',
      'PUT /bills/{id} 2024',
      'POST /bills/batch 2025',
    ])
    expect(rows[0]).toMatchObject({ emulator: 'get_bill', operations: ['get'], clientCalls: ['bills.get'] })
    expect(rows[1]).toMatchObject({
      operations: ['get', 'list'],
      wireTests: ['sends exactly this', 'repeats itself'],
      clientCalls: [],
    })
  })
})

describe('endpointProblems', () => {
  it('finds none where nothing is missing', () => {
    expect(endpointProblems(facts)).toEqual([])
    expect(endpointProblems({ ...facts, client: null })).toEqual([])
  })

  const without = (test: string): string[] => facts.wireTests.filter((name) => !name.startsWith(test))
  const seenToo = (method: string, path: string, dialect = '2024'): EndpointFacts['seen'] => [
    ...facts.seen,
    { operation: 'delete', dialect, method, path },
  ]

  it.each<[string, Partial<EndpointFacts>, string]>([
    [
      'an endpoint without a test',
      { wireTests: without('PUT') },
      'PUT /bills/{id} · 2024 is used by the adapter and has no wire test',
    ],
    [
      'an endpoint without a test in one dialect',
      { wireTests: without('GET /bills/{id} · 2025') },
      'GET /bills/{id} · 2025 is used by the adapter and has no wire test',
    ],
    [
      'a path that the emulator does not know',
      { seen: seenToo('GET', '/v9/bills') },
      'delete asks GET /v9/bills in 2024, unknown to the emulator',
    ],
    [
      'a verb that the emulator does not know',
      { seen: seenToo('DELETE', '/v9/bills/b1') },
      'delete asks DELETE /v9/bills/b1 in 2024, unknown to the emulator',
    ],
    [
      'a route of the other dialect',
      { seen: seenToo('PUT', '/v9/bills/b1', '2025') },
      'delete asks PUT /v9/bills/b1 in 2025, unknown to the emulator',
    ],
    [
      'an unused endpoint without a reason',
      { leftAlone: {} },
      'POST /bills/batch · 2025 is not used by the adapter, and nothing says why',
    ],
    [
      'a reason for what is used',
      { leftAlone: { ...facts.leftAlone, 'GET /bills/{id}': 'no need' } },
      'GET /bills/{id} has a reason not to be used, and is used or unknown',
    ],
    [
      'a test of what the adapter does not use',
      { wireTests: [...facts.wireTests, 'POST /bills/batch · 2025 > sends it'] },
      'POST /bills/batch · 2025 has a wire test and is not used by the adapter',
    ],
    [
      'a test of an endpoint that is gone',
      { wireTests: [...facts.wireTests, 'GET /invoices · 2024 > sends it'] },
      'GET /invoices · 2024 is the name of a test, and unknown to the emulator',
    ],
    [
      'a call of the client that goes nowhere',
      {
        client: {
          name: 'x',
          dialects: ['2024'],
          tests: ['bills.delete · DELETE /bills/{id} · 2024 > by its id'],
        },
      },
      'DELETE /bills/{id} · 2024 is the name of a test, and unknown to the emulator',
    ],
    [
      'an answer of an endpoint that is gone',
      { fixtures: [{ endpoint: 'GET /invoices', dialect: '2024', file: 'a.json' }] },
      'a.json is an answer of GET /invoices · 2024, unknown to the emulator',
    ],
    [
      'an operation that was not tried out',
      { untried: ['send fails in 2024: no'] },
      'send fails in 2024: no',
    ],
  ])('reports %s', (_, change, problem) => {
    expect(endpointProblems({ ...facts, ...change })).toEqual([problem])
    expect(() => endpointsTable({ ...facts, ...change })).toThrow(problem)
  })
})

describe('endpointsTable', () => {
  it('says for every column what there is, or why there is nothing', () => {
    expect(endpointsTable(facts).split('\n').slice(2)).toEqual([
      '| `GET /bills/{id}` | 2024 | `get` | `get_bill` | `bills.get` | sends exactly this |',
      '| `GET /bills/{id}` | 2025 | every operation | `get_bill` | does not speak this dialect | sends exactly this; repeats itself |',
      '| `PUT /bills/{id}` | 2024 | `setStatus` | `change_bill` | has no such call | sends exactly this |',
      '| `POST /bills/batch` | 2025 | not used: one at a time | `create_bills` | does not speak this dialect | – |',
    ])
  })

  it('names the fixtures where there is no client', () => {
    const fixtures = [{ endpoint: 'GET /bills/{id}', dialect: '2024', file: 'bill-1.json' }]
    const lines = endpointsTable({ ...facts, client: null, fixtures }).split('\n')
    expect(lines[0]).toContain('| Fixtures (there is no official client) |')
    expect(lines.map((line) => line.split(' | ').at(-2))).toEqual(
      expect.arrayContaining(['`bill-1.json`', '–']),
    )
  })

  it('names the operations of an endpoint that not every one of them asks', () => {
    const other = { operation: 'create', dialect: '2025', method: 'POST', path: '/v9/bills/batch' }
    const lines = endpointsTable({
      ...facts,
      seen: [...facts.seen, other],
      leftAlone: {},
      wireTests: [...facts.wireTests, 'POST /bills/batch · 2025 > sends exactly this'],
    }).split('\n')
    expect(lines[3]).toContain('| `get`, `list` |')
    expect(lines[5]).toContain('| `create` |')
  })
})
