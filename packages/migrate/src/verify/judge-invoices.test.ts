import type { Invoice } from '@invoice-adapters/core'
import { describe, expect, it } from 'vitest'
import { plannedLine, sampleCopy, sampleInvoice } from '../../test/sample.ts'
import { adapters } from '../../test/sample-adapters.ts'
import type { MigrationPlan, PlannedInvoice } from '../plan/plan.ts'
import { sourceDigest } from '../plan/source-digest.ts'
import { judgeAll } from './judge-invoices.ts'

async function lineOf(changes: Partial<PlannedInvoice> = {}): Promise<PlannedInvoice> {
  return plannedLine({ sourceDigest: await sourceDigest(sampleInvoice()), ...changes })
}

async function judged(line: PlannedInvoice, source: Invoice[], target: Invoice[]) {
  const plan = { invoices: [line] } as unknown as MigrationPlan
  const readings = { source: { invoices: source }, target: { invoices: target } } as any
  const [verdict] = await judgeAll(plan, readings, adapters.asset.capabilities.coverage)
  return verdict!
}

async function foundIs(line: PlannedInvoice, source: Invoice[], target: Invoice[]) {
  const { finding, words } = await judged(line, source, target)
  return [finding, words]
}

const closed = sampleInvoice({ status: 'void' })
const draft = sampleInvoice({ status: 'draft' })

describe('without a copy', () => {
  it('one that was to move and is as before has not run', async () => {
    const words = 'was to move, and is open at the source as before'
    expect(await foundIs(await lineOf(), [sampleInvoice()], [])).toEqual(['not_run', words])
    expect(await foundIs(await lineOf(), [sampleInvoice({ status: 'past_due' })], [])).toEqual([
      'not_run',
      words,
    ])
  })

  it('one that was to stay has stayed, for the reason of the plan', async () => {
    const line = await lineOf({ decision: 'blocked', class: 'zero', reason: 'comes to nothing', copy: null })
    expect(await foundIs(line, [sampleInvoice()], [sampleCopy()])).toEqual(['stayed', 'comes to nothing'])
  })

  it('one that was to move and is void is lost', async () => {
    const words = 'is void at the source, and not owed at the target'
    expect(await foundIs(await lineOf(), [closed], [])).toEqual(['lost', words])
    // A copy that is void is none.
    expect(await foundIs(await lineOf(), [closed], [sampleCopy({ status: 'void' })])).toEqual(['lost', words])
  })

  it('one that changed by itself went on', async () => {
    const paid = sampleInvoice({ status: 'paid' })
    const words = 'is paid at the source now, and was open in the plan'
    expect(await foundIs(await lineOf(), [paid], [])).toEqual(['went_on', words])
    const stays = await lineOf({ decision: 'skip', copy: null })
    expect(await foundIs(stays, [closed], [])).toEqual([
      'went_on',
      'is void at the source now, and was open in the plan',
    ])
  })

  it('one that is at neither side is lost, unless it was a draft or could not be read', async () => {
    expect(await foundIs(await lineOf(), [], [])).toEqual([
      'lost',
      'is not at the source any more, and not at the target',
    ])
    for (const name of ['draft', 'unreadable'] as const) {
      expect(await foundIs(await lineOf({ class: name }), [], [])).toEqual([
        'went_on',
        'is not listed at the source any more',
      ])
    }
  })

  it('nothing is compared', async () => {
    expect(await judged(await lineOf(), [sampleInvoice()], [])).toMatchObject({
      id: 'inv_1',
      number: 'N-1',
      copyId: null,
      copyNumber: null,
      currency: 'USD',
      total: 1000,
      differences: [],
    })
  })
})

describe('with a copy', () => {
  it.each(['open', 'past_due', 'paid'] as const)('that is %s, one that is void has moved', async (status) => {
    const verdict = await judged(await lineOf(), [closed], [sampleCopy({ status })])
    expect(verdict).toMatchObject({ finding: 'moved', words: 'moved', copyId: 'copy_1', copyNumber: 'C-1' })
    expect(verdict.differences.map(({ field }) => field)).toContain('number')
  })

  it('one that is gone from the source has moved, and is compared with nothing', async () => {
    const verdict = await judged(await lineOf(), [], [sampleCopy()])
    expect([verdict.finding, verdict.differences]).toEqual(['moved', []])
  })

  it.each(['open', 'past_due', 'paid'] as const)('one that is %s as well is doubled', async (status) => {
    const words = `is ${status} at the source, and its copy is open`
    expect(await foundIs(await lineOf(), [sampleInvoice({ status })], [sampleCopy()])).toEqual([
      'doubled',
      words,
    ])
  })

  it('two copies are doubled, whatever the source is', async () => {
    const other = sampleCopy({ source: { ...sampleCopy().source, id: 'copy_2' } })
    const words = 'has 2 copies at the target'
    expect(await foundIs(await lineOf(), [closed], [sampleCopy(), other])).toEqual(['doubled', words])
    // Of which one was taken back, or has another key, or none.
    for (const changes of [{ status: 'void' }, { externalId: 'key-2' }, { externalId: null }] as const) {
      const target = [sampleCopy(), { ...other, ...changes }]
      expect(await foundIs(await lineOf(), [closed], target)).toEqual(['moved', 'moved'])
    }
  })

  it.each(['draft', 'uncollectible'] as const)('that is %s, one that is open has not run', async (status) => {
    const words = `is open at the source, and its copy is ${status}`
    expect(await foundIs(await lineOf(), [sampleInvoice()], [sampleCopy({ status })])).toEqual([
      'not_run',
      words,
    ])
  })

  it.each(['draft', 'uncollectible'] as const)('that is %s, one that is void is lost', async (status) => {
    const words = `is closed at the source, and its copy is ${status}`
    expect(await foundIs(await lineOf(), [closed], [sampleCopy({ status })])).toEqual(['lost', words])
  })

  it('that is another than planned is different', async () => {
    expect(await foundIs(await lineOf(), [closed], [sampleCopy({ total: 999 })])).toEqual([
      'different',
      'its copy is not as planned: total is 999, planned was 1000',
    ])
  })

  it('that was planned as a draft and is open by now has moved', async () => {
    const line = await lineOf({ expected: { currency: 'USD', total: 1000, tax: null, state: 'draft' } })
    expect(await foundIs(line, [closed], [sampleCopy()])).toEqual(['moved', 'moved'])
  })
})

describe('a draft', () => {
  const expected = { currency: 'USD', total: 1000, tax: null, state: 'draft' } as const

  it('is at both sides, or has moved', async () => {
    const line = await lineOf({ status: 'draft', class: 'draft', expected })
    const copy = sampleCopy({ status: 'draft' })
    expect(await foundIs(line, [draft], [copy])).toEqual(['not_run', 'is a draft at both sides'])
    expect(await foundIs(line, [], [copy])).toEqual(['moved', 'moved'])
  })

  it('whose copy was issued is different', async () => {
    const line = await lineOf({ status: 'draft', class: 'draft', expected })
    const [finding, words] = await foundIs(line, [], [sampleCopy()])
    expect([finding, words]).toEqual([
      'different',
      'its copy is not as planned: status is open, planned was draft',
    ])
  })
})

it('judges each line of the plan by its own source and key', async () => {
  const { source } = sampleInvoice()
  const lines = await Promise.all(
    ['inv_1', 'inv_2'].map(async (id) => {
      const invoice = sampleInvoice({ source: { ...source, id } })
      const copy = { ...plannedLine().copy!, externalId: `key-${id}` }
      return plannedLine({ id, copy, sourceDigest: await sourceDigest(invoice) })
    }),
  )
  const plan = { invoices: lines } as unknown as MigrationPlan
  const readings = {
    source: { invoices: [sampleInvoice({ source: { ...source, id: 'inv_2' } }), closed] },
    target: { invoices: [sampleCopy({ externalId: 'key-inv_1' })] },
  } as any
  const verdicts = await judgeAll(plan, readings, adapters.asset.capabilities.coverage)
  expect(verdicts.map(({ id, finding, copyId }) => [id, finding, copyId])).toEqual([
    ['inv_1', 'moved', 'copy_1'],
    ['inv_2', 'not_run', null],
  ])
})
