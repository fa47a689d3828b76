import type { CanonicalField, Coverage, Invoice } from '@invoice-adapters/core'
import { describe, expect, it } from 'vitest'
import { plannedLine, sampleCopy, sampleInvoice, sampleLine } from '../../test/sample.ts'
import { adapters } from '../../test/sample-adapters.ts'
import type { PlannedInvoice } from '../plan/plan.ts'
import { fieldDifferences } from './field-differences.ts'

/** Of a target that holds and tells everything, but for what a test changes. */
function coverageWith(
  changes: { [field in CanonicalField]?: Partial<Coverage[CanonicalField]> } = {},
): Coverage {
  const whole = Object.entries(adapters.asset.capabilities.coverage).map(([field, coverage]) => {
    const change = changes[field as CanonicalField] ?? {}
    return [field, { ...coverage, read: 'reported', write: 'yes', note: null, ...change }]
  })
  return Object.fromEntries(whole) as Coverage
}

interface Case {
  source?: Partial<Invoice>
  copy?: Partial<Invoice>
  line?: Partial<PlannedInvoice>
  coverage?: Coverage
}

const same = { number: 'N-1', externalId: 'key-1' }

function differences({ source = {}, copy = {}, line = {}, coverage = coverageWith() }: Case) {
  return fieldDifferences(
    sampleInvoice({ ...same, ...source }),
    sampleCopy({ ...same, ...copy }),
    plannedLine(line),
    coverage,
  )
}

function explanations(one: Case): Record<string, string | null> {
  return Object.fromEntries(differences(one).map(({ field, explained }) => [field, explained]))
}

describe('no difference', () => {
  it('is between an invoice and its like', () => {
    expect(differences({})).toEqual([])
  })

  it('is between two ways to write one instant, or to say nothing', () => {
    expect(differences({ copy: { dueAt: '2026-08-10T00:00:00.000Z' } })).toEqual([])
    expect(differences({ source: { memo: '' }, copy: { memo: null } })).toEqual([])
    expect(differences({ source: { metadata: {} }, copy: { metadata: null } })).toEqual([])
    expect(
      differences({ source: { lines: [sampleLine({ taxRate: null })] }, copy: { lines: [] } }),
    ).toMatchObject(expect.not.arrayContaining([expect.objectContaining({ field: 'lines.taxRate' })]))
  })

  it('is told of lines, payments and links as a whole', () => {
    const more = {
      lines: null,
      payments: null,
      links: [{ rel: 'pay', url: 'https://pay.example' }] as Invoice['links'],
    }
    const paid = [{ id: null, amount: 5, at: null, kind: 'payment' as const }]
    expect(differences({ copy: { payments: paid } }).map(({ field }) => field)).not.toContain('payments')
    const fields = differences({ copy: more }).map(({ field }) => field)
    expect(fields).toContain('lines.amount')
    for (const whole of ['lines', 'payments', 'links']) expect(fields).not.toContain(whole)
  })
})

describe('a difference', () => {
  it('is told with both values as text', () => {
    expect(differences({ source: { memo: 'old' }, copy: { memo: 'new' } })).toEqual([
      { field: 'memo', source: 'old', target: 'new', explained: null },
    ])
    expect(differences({ source: { tax: 5 }, copy: { tax: 6 } })).toEqual([
      { field: 'tax', source: '5', target: '6', explained: null },
    ])
    const lines = [sampleLine({ amount: 400 }), sampleLine({ amount: 600 })]
    expect(differences({ source: { lines }, line: { copy: null } })).toContainEqual({
      field: 'lines.amount',
      source: '[400,600]',
      target: '[1000]',
      explained: null,
    })
    const metadata = { b: 1, a: { c: null } }
    expect(differences({ source: { metadata } })).toMatchObject([
      { field: 'metadata', source: '{"a":{"c":null},"b":1}', target: null },
    ])
  })

  it('between an instant and another, or something that is none, is one', () => {
    const due = (dueAt: string | null) => ({ copy: { dueAt } })
    expect(explanations(due('2026-08-11T00:00:00Z'))).toEqual({ dueAt: null })
    expect(explanations(due(null))).toEqual({ dueAt: null })
    expect(explanations({ source: { memo: '5' }, copy: { memo: '5.0' } })).toEqual({ memo: null })
  })
})

describe('it is explained', () => {
  it.each([
    ['status', { status: 'void' }],
    ['providerStatus', { providerStatus: 'x' }],
    ['amountDue', { amountDue: 5 }],
    ['amountPaid', { amountPaid: 5 }],
    ['paidAt', { paidAt: '2026-07-05T00:00:00Z' }],
    ['voidedAt', { voidedAt: '2026-07-05T00:00:00Z' }],
    ['createdAt', { createdAt: '2026-07-05T00:00:00Z' }],
    ['updatedAt', { updatedAt: '2026-07-05T00:00:00Z' }],
    ['opensAt', { opensAt: '2026-07-05T00:00:00Z' }],
    ['customer.id', { customer: { ...sampleInvoice().customer!, id: 'cus_9' } }],
    ['lines.id', { lines: [sampleLine({ id: 'li_9' })] }],
    ['source.mode', { source: { ...sampleCopy().source, mode: 'live' } }],
    ['source.apiVersion', { source: { ...sampleCopy().source, apiVersion: '9' } }],
  ] as [string, Partial<Invoice>][])('by the move: %s', (field, copy) => {
    expect(explanations({ copy })).toEqual({ [field]: 'belongs to the record, not to the bill' })
  })

  it('by a loss that the plan announces, of the field or of what it is part of', () => {
    const loss = { effect: 'dropped', message: 'asset cannot hold it' } as const
    const memo = { losses: [{ field: 'memo', ...loss }] } as Partial<PlannedInvoice>
    expect(explanations({ source: { memo: 'old' }, line: memo })).toEqual({ memo: 'asset cannot hold it' })
    const lines = { losses: [{ field: 'lines', ...loss }], copy: null } as Partial<PlannedInvoice>
    const source = { lines: [sampleLine({ description: 'Advice' })] }
    expect(explanations({ source, line: lines })).toEqual({ 'lines.description': 'asset cannot hold it' })
    const other = { losses: [{ field: 'metadata', ...loss }], copy: null } as Partial<PlannedInvoice>
    expect(explanations({ source, line: other })).toEqual({ 'lines.description': null })
    // `line` is not what `lines.description` is part of.
    const near = { losses: [{ field: 'lines.amount', ...loss }], copy: null } as Partial<PlannedInvoice>
    expect(explanations({ source, line: near })).toEqual({ 'lines.description': null })
  })

  it('by what the copy was asked to say', () => {
    const copy = { ...plannedLine().copy!, memo: 'new', dueAt: '2026-09-01T00:00:00Z' }
    const asMapped = 'as the mapping has it'
    expect(explanations({ copy: { memo: 'new' }, line: { copy } })).toEqual({ memo: asMapped })
    expect(explanations({ copy: { memo: 'newer' }, source: { memo: 'old' }, line: { copy } })).toEqual({
      memo: null,
    })
    expect(explanations({ copy: { dueAt: '2026-09-01T00:00:00.000Z' }, line: { copy } })).toEqual({
      dueAt: asMapped,
    })
    // Nothing that is not there was asked for.
    expect(explanations({ source: { purchaseOrder: 'PO' }, line: { copy } })).toEqual({ purchaseOrder: null })
  })

  it('by the sum of the lines that the plan asks for', () => {
    const copy = {
      ...plannedLine().copy!,
      lines: [
        { description: 'a', amount: 300 },
        { description: 'b', amount: 400 },
      ],
    }
    const asked = 'the sum of the lines that the plan asks for'
    expect(explanations({ copy: { subtotal: 700 }, line: { copy } })).toEqual({ subtotal: asked })
    expect(explanations({ copy: { subtotal: 701 }, line: { copy } })).toEqual({ subtotal: null })
    expect(explanations({ copy: { subtotal: 700 }, line: { copy, expected: null } })).toEqual({
      subtotal: null,
    })
    expect(explanations({ copy: { subtotal: 700 }, line: { copy: null } })).toEqual({ subtotal: null })
    expect(explanations({ copy: { subtotal: null }, line: { copy } })).toEqual({ subtotal: null })
    expect(explanations({ copy: { discount: 700 }, source: { discount: 1 }, line: { copy } })).toEqual({
      discount: null,
    })
  })

  it('by what was left to pay', () => {
    const rest = { expected: { ...plannedLine().expected!, total: 700 }, amountDue: 700 }
    const left = 'what was left to pay, which the plan moves'
    expect(explanations({ copy: { total: 700 }, line: rest })).toEqual({ total: left })
    expect(explanations({ copy: { total: 701 }, line: rest })).toEqual({ total: null })
    expect(explanations({ copy: { total: 700 }, line: { ...rest, amountDue: 1000 } })).toEqual({
      total: null,
    })
    expect(explanations({ copy: { tax: 700 }, source: { tax: 1 }, line: rest })).toEqual({ tax: null })
    const other = { ...rest, amountDue: 800 }
    expect(explanations({ copy: { total: 800 }, line: other })).toEqual({ total: null })
  })

  it('where the target says something of itself, of an amount only nothing', () => {
    const added = 'the source does not tell it'
    expect(explanations({ copy: { memo: 'new' } })).toEqual({ memo: added })
    expect(explanations({ copy: { tax: 0 } })).toEqual({ tax: added })
    expect(explanations({ copy: { tax: 10 } })).toEqual({ tax: null })
    for (const field of ['discount', 'creditApplied', 'amountRefunded'] as const) {
      expect(explanations({ copy: { [field]: 10 } })).toEqual({ [field]: null })
      expect(explanations({ copy: { [field]: 0 } })).toEqual({ [field]: added })
    }
    const two = (changes: object[]) => ({ lines: changes.map((change) => sampleLine(change)) })
    const both = { source: two([{}, {}]), line: { copy: null } }
    expect(explanations({ ...both, copy: two([{ tax: 0 }, { tax: 0 }]) })).toEqual({ 'lines.tax': added })
    expect(explanations({ ...both, copy: two([{ tax: 0 }, {}]) })).toEqual({ 'lines.tax': added })
    expect(explanations({ ...both, copy: two([{}, { discount: 0 }]) })).toEqual({ 'lines.discount': added })
    expect(explanations({ ...both, copy: two([{ tax: 0 }, { tax: 10 }]) })).toEqual({ 'lines.tax': null })
    expect(explanations({ ...both, copy: two([{ tax: 10 }, { tax: 0 }]) })).toEqual({ 'lines.tax': null })
    expect(explanations({ ...both, copy: two([{ discount: 3 }, {}]) })).toEqual({ 'lines.discount': null })
    for (const field of ['subtotal', 'total'] as const) {
      expect(explanations({ source: { [field]: null }, line: { copy: null } })).toEqual({ [field]: null })
    }
    const oneLine = { source: two([{}]), line: { copy: null } }
    expect(explanations({ ...oneLine, copy: two([{ tax: 0 }]) })).toEqual({ 'lines.tax': added })
    const three = { source: two([{}, {}, {}]), line: { copy: null } }
    expect(explanations({ ...three, copy: two([{ tax: 0 }, {}, { tax: 0 }]) })).toEqual({
      'lines.tax': added,
    })
    const unpriced = { source: two([{ amount: null }]), line: { copy: null } }
    expect(explanations(unpriced)).toEqual({ 'lines.amount': null })
  })

  it('by a target that does not tell the field, or decides it', () => {
    const source = { memo: 'old' }
    const never = coverageWith({ memo: { read: 'never' } })
    expect(explanations({ source, coverage: never })).toEqual({ memo: 'the target does not tell it' })
    const why = coverageWith({ memo: { read: 'never', note: 'no such field' } })
    expect(explanations({ source, coverage: why })).toEqual({
      memo: 'the target does not tell it (no such field)',
    })
    // It told something, so that is no reason.
    expect(explanations({ source, copy: { memo: 'new' }, coverage: never })).toEqual({ memo: null })
    const copy = { memo: 'new' }
    for (const write of ['no', 'fixed'] as const) {
      const decides = coverageWith({ memo: { write } })
      expect(explanations({ source, copy, coverage: decides })).toEqual({ memo: 'the target decides it' })
    }
    const noted = coverageWith({ memo: { write: 'fixed', note: 'its own text' } })
    expect(explanations({ source, copy, coverage: noted })).toEqual({
      memo: 'the target decides it (its own text)',
    })
    expect(explanations({ source })).toEqual({ memo: null })
  })
})
