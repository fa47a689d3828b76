import type { Invoice, ListingEvidence } from '@invoice-adapters/core'
import { describe, expect, it } from 'vitest'
import { plannedLine, sampleCopy, sampleInvoice } from '../../test/sample.ts'
import type { MigrationPlan } from '../plan/plan.ts'
import { reconcile } from './reconcile.ts'
import type { Finding, VerifiedInvoice } from './verification.ts'

const listing: ListingEvidence = {
  conclusion: 'walked',
  pages: 1,
  records: 1,
  unreadable: 0,
  repeated: 0,
} as any

function planOf(...invoices: MigrationPlan['invoices']): MigrationPlan {
  const end = { type: 'end', totals: [], effort: {}, digest: 'plan-digest' } as any
  return { header: { listing } as any, customers: [], invoices, end }
}

function verified(changes: Partial<VerifiedInvoice> = {}): VerifiedInvoice {
  return {
    id: 'inv_1',
    number: 'N-1',
    copyId: 'copy_1',
    copyNumber: 'C-1',
    currency: 'USD',
    total: 1000,
    finding: 'moved',
    words: 'moved',
    differences: [],
    ...changes,
  }
}

interface Sides {
  source?: Invoice[]
  target?: Invoice[]
  doubts?: { source?: string[]; target?: string[] }
}

function reconciled(
  plan: MigrationPlan,
  invoices: VerifiedInvoice[],
  { source, target, doubts }: Sides = {},
) {
  const readings = {
    source: { invoices: source ?? [], doubts: doubts?.source ?? [] },
    target: { invoices: target ?? [sampleCopy()], doubts: doubts?.target ?? [] },
  }
  return reconcile(plan, readings as any, invoices, '2026-07-03T00:00:00Z')
}

const plan = planOf(plannedLine())

describe('the result', () => {
  it('is right where every invoice is where it should be', () => {
    expect(reconciled(plan, [verified()])).toEqual({
      verifiedAt: '2026-07-03T00:00:00Z',
      planDigest: 'plan-digest',
      invoices: [verified()],
      counts: { moved: 1, stayed: 0, went_on: 0, not_run: 0, different: 0, doubled: 0, lost: 0 },
      totals: [{ side: 'target', currency: 'USD', status: 'open', count: 1, total: '1000', unknown: 0 }],
      moved: [{ currency: 'USD', planned: '1000', copies: '1000', count: 1 }],
      notInPlan: [],
      doubts: [],
      unexplained: 0,
      exitCode: 0,
    })
  })

  it.each<[Finding, 0 | 1 | 2]>([
    ['stayed', 0],
    ['went_on', 0],
    ['not_run', 1],
    ['different', 2],
    ['doubled', 2],
    ['lost', 2],
  ])('with one that is %s has exit code %d', (finding, exitCode) => {
    const result = reconciled(plan, [verified({ finding })])
    expect([result.exitCode, result.counts[finding], result.moved]).toEqual([exitCode, 1, []])
  })

  it('is wrong where the copies come to another sum', () => {
    const result = reconciled(plan, [verified()], { target: [sampleCopy({ total: 999 })] })
    expect(result.moved).toEqual([{ currency: 'USD', planned: '1000', copies: '999', count: 1 }])
    expect(result.exitCode).toBe(2)
    expect(reconciled(plan, [verified({ copyId: null })]).exitCode).toBe(2)
  })

  it('has something left to do with a difference that nothing explains', () => {
    const difference = { field: 'memo', source: 'a', target: null, explained: null }
    const differences = [difference, difference, { ...difference, explained: 'the target does not tell it' }]
    const { unexplained, exitCode } = reconciled(plan, [verified({ differences }), verified()])
    expect([unexplained, exitCode]).toEqual([2, 1])
    const explained = verified({ differences: differences.slice(2) })
    expect(reconciled(plan, [explained])).toMatchObject({ unexplained: 0, exitCode: 0 })
  })

  it.each(['source', 'target'] as const)('has something left to do with a doubt about the %s', (side) => {
    const result = reconciled(plan, [verified()], { doubts: { [side]: ['the walk did not end'] } })
    expect([result.doubts, result.exitCode]).toEqual([[`${side}: the walk did not end`], 1])
  })
})

describe('totals', () => {
  it('are by currency and status, with past due counted as open, and those without a currency last', () => {
    const source = [
      sampleInvoice({ status: 'void', total: 5 }),
      sampleInvoice({ total: 7 }),
      sampleInvoice({ status: 'past_due', total: 8 }),
      sampleInvoice({ total: null }),
      sampleInvoice({ currency: null, total: null }),
      sampleInvoice({ currency: 'EUR', total: 3 }),
    ]
    const side = { side: 'source', unknown: 0, status: 'open' }
    expect(reconciled(plan, [verified()], { source, target: [] }).totals).toEqual([
      { ...side, currency: 'EUR', count: 1, total: '3' },
      { ...side, currency: 'USD', count: 3, total: '15', unknown: 1 },
      { ...side, currency: 'USD', status: 'void', count: 1, total: '5' },
      { ...side, currency: null, count: 1, total: '0', unknown: 1 },
    ])
  })

  it('of what moved are by currency, and exact beyond the safe integers', () => {
    const most = Number.MAX_SAFE_INTEGER
    const lineOf = (id: string, currency: string, total: number) =>
      plannedLine({ id, expected: { currency, total, tax: null, state: 'payable' } })
    const copyOf = (id: string, total: number) =>
      sampleCopy({ total, source: { ...sampleCopy().source, id } })
    const many = planOf(
      lineOf('a', 'USD', most),
      lineOf('b', 'USD', most),
      lineOf('c', 'EUR', 1),
      plannedLine({ id: 'd', expected: null }),
    )
    const target = [copyOf('A', most), copyOf('B', most), copyOf('C', 1)]
    const found = [
      verified({ id: 'a', copyId: 'A' }),
      verified({ id: 'b', copyId: 'B' }),
      verified({ id: 'c', copyId: 'C' }),
      verified({ id: 'd', copyId: null }),
      verified({ id: 'not planned', copyId: null }),
      verified({ id: 'c', copyId: 'C', finding: 'stayed' }),
    ]
    const sum = String(2n * BigInt(most))
    const inOtherOrder = { target: target.toReversed() }
    expect(reconciled(many, found.toReversed(), inOtherOrder).moved.map(({ currency }) => currency)).toEqual([
      'EUR',
      'USD',
    ])
    expect(reconciled(many, found, { target }).moved).toEqual([
      { currency: 'EUR', planned: '1', copies: '1', count: 1 },
      { currency: 'USD', planned: sum, copies: sum, count: 2 },
    ])
  })
})

it('names what is owed at the source and not in the plan', () => {
  const { source } = sampleInvoice()
  const since = sampleInvoice({ source: { ...source, id: 'inv_2' }, number: 'N-2' })
  const settled = sampleInvoice({ source: { ...source, id: 'inv_3' }, status: 'paid' })
  const result = reconciled(plan, [verified()], { source: [sampleInvoice(), since, settled] })
  expect(result.notInPlan).toEqual([{ id: 'inv_2', number: 'N-2', currency: 'USD', total: 1000 }])
})
