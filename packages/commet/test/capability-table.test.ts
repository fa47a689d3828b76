import { type InvoiceStatus, operationNames, type SettableStatus } from '@invoice-adapters/core'
import { capabilityProblems } from '@invoice-adapters/core/authoring'
import { describe, expect, it } from 'vitest'
import { commetCapabilities } from '../src/index.ts'
import { type Version, versions } from './endpoints.ts'

/**
 * Which operation works at which status, written by hand from the vendor's pages: "Mark an outstanding invoice as paid or
 * void", one adjustment per call, everything readable. `yes` and `no` per status of Commet, in this order.
 */
const words = ['draft', 'outstanding', 'paid', 'void', 'uncollectible'] as const

const byStatus: Record<string, string> = {
  //                    draft outstanding paid void uncollectible
  'setStatus open': 'no no no no no',
  'setStatus paid': 'no yes no no no',
  'setStatus void': 'no yes no no no',
  'setStatus uncollectible': 'no no no no no',
  'setStatus refunded': 'no no no no no',
  'setStatus partially_refunded': 'no no no no no',
  finalize: 'no no no no no',
}

const anyStatus: Record<string, boolean> = {
  list: true,
  get: true,
  create: true,
  createMany: false,
  update: false,
  changeLines: false,
  finalize: false,
  setStatus: true,
  delete: false,
  send: true,
  pdf: true,
  recordPayment: false,
  refund: false,
  listRefunds: false,
  findByExternalId: true,
  check: true,
  'customers.get': true,
  'customers.list': true,
  'customers.create': true,
  'webhooks.read': true,
}

const canonical: Record<(typeof words)[number], InvoiceStatus[]> = {
  draft: ['draft'],
  outstanding: ['open', 'past_due'],
  paid: ['paid'],
  void: ['void'],
  uncollectible: ['uncollectible'],
}

const filters: Record<string, string> = {
  status: 'native',
  customerId: 'native',
  subscriptionId: 'native',
  createdFrom: 'bridged',
  createdUntil: 'bridged',
  dueFrom: 'bridged',
  dueUntil: 'bridged',
  number: 'bridged',
  externalId: 'bridged',
}

describe.each(versions)('capability data · %s', (version: Version) => {
  const data = commetCapabilities[version]

  it('does not contradict itself', () => {
    expect(capabilityProblems(data)).toEqual([])
    expect([data.provider, data.dialect]).toEqual(['commet', version])
  })

  it.each(Object.entries(byStatus))('%s starts from %s', (name, answers) => {
    const [operation, to = 'open'] = name.split(' ') as ['setStatus' | 'finalize', SettableStatus?]
    const found = words.map((word) => {
      const allowed = data.status.transitions.filter((one) => one.by === operation && one.to === to)
      const every = canonical[word].map((status) => allowed.some((one) => one.from.includes(status)))
      expect(new Set(every).size).toBe(1)
      return every[0] ? 'yes' : 'no'
    })
    expect(found.join(' ')).toBe(answers)
  })

  it('offers the operations of the pages, and no others', () => {
    const found = Object.fromEntries(operationNames.map((name) => [name, data.operations[name].supported]))
    expect(found).toEqual(anyStatus)
  })

  it('reads the words of Commet by the table', () => {
    const found = Object.fromEntries(data.status.meanings.map((one) => [one.provider, one.canonical]))
    expect(found).toEqual({
      draft: 'draft',
      outstanding: 'open',
      pending: 'open',
      paid: 'paid',
      void: 'void',
      uncollectible: 'uncollectible',
    })
    expect(data.status.derived.map((one) => one.canonical)).toEqual(['past_due'])
  })

  it('filters by what the list call takes', () => {
    expect(Object.fromEntries(Object.entries(data.filters).map(([name, one]) => [name, one.how]))).toEqual(
      filters,
    )
  })

  it('pages by 25 to 100, by a time in the older dialect', () => {
    expect(data.pages).toMatchObject({
      defaultSize: 25,
      maximumSize: 100,
      cursor: version === '2026-07-11' ? 'time' : 'opaque',
    })
  })

  it('creates one line, a credit, and no zero', () => {
    expect(data.create).toMatchObject({
      maximumLines: 1,
      creditNotes: true,
      zeroTotal: false,
      batchSize: null,
    })
  })

  it('writes what an adjustment holds, and nothing else', () => {
    const written = Object.entries(data.coverage).filter(([, field]) => field.write === 'yes')
    expect(written.map(([name]) => name).sort()).toEqual([
      'customer.externalId',
      'customer.id',
      'externalId',
      'kind',
      'lines',
      'lines.amount',
      'lines.description',
      'metadata',
      'total',
    ])
  })
})
