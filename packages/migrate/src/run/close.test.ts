import { describe, expect, it } from 'vitest'
import { sampleInvoice } from '../../test/sample.ts'
import { began, closed, copy, did, failure, open, type Script, stepWorld } from '../../test/step-world.ts'
import { closeSource } from './close.ts'

const made = [began('create_copy'), did('create_copy')]
const paid = sampleInvoice({ status: 'paid' })
const doubt = failure('outcome_unknown', { invoiceId: null, externalId: null })

async function close(
  answers: NonNullable<Script['answers']>,
  more: Omit<Script, 'answers'> = {},
  deletes = false,
) {
  const world = await stepWorld({ journal: made, ...more, answers })
  const verdict = await closeSource(world.work, deletes ? 'delete_source' : 'close_source')
  const facts = verdict.kind === 'end' ? [verdict.facts.outcome, verdict.facts.reason] : verdict.kind
  return { ...world, verdict, facts }
}

const withdrawing = { 'target.get': [copy], 'target.setStatus': [{}] }

describe('closing the source', () => {
  it('asks, reads, and goes on once it shows', async () => {
    const answers = { 'source.get': [open, closed], 'source.setStatus': [{}] }
    const { facts, calls, entries } = await close(answers)
    expect(facts).toBe('go')
    expect(calls).toEqual(['source.get inv_1', 'source.setStatus inv_1', 'source.get inv_1'])
    expect(entries.slice(2).map((entry) => [entry.type, 'step' in entry && entry.step])).toEqual([
      ['before', 'close_source'],
      ['after', 'close_source'],
    ])
    expect(entries.at(-1)).toMatchObject({ subject: 'inv_1', id: 'inv_1', ok: true })
    expect(entries.at(-2)).toMatchObject({ subject: 'inv_1', key: 'inv_1', body: null })
  })

  it('deletes a draft', async () => {
    const answers = { 'source.get': [open, failure('not_found')], 'source.delete': [{}] }
    const { facts, calls } = await close(answers, {}, true)
    expect([facts, calls[1]]).toEqual(['go', 'source.delete inv_1'])
  })

  it('is not done twice', async () => {
    const { facts, calls } = await close({}, { journal: [...made, did('close_source')] })
    expect([facts, calls]).toEqual(['go', []])
  })

  it('that was done before a crash is only noted', async () => {
    const { facts, calls, entries } = await close(
      { 'source.get': [closed] },
      { journal: [...made, began('close_source')] },
    )
    expect([facts, calls]).toEqual(['go', ['source.get inv_1']])
    expect(entries.at(-1)).toMatchObject({ type: 'after', step: 'close_source', ok: true, id: 'inv_1' })
  })

  it('waits for it to show, and is in doubt in the end', async () => {
    const late = await close({ 'source.get': [open, open, open, closed], 'source.setStatus': [{}] })
    expect([late.facts, late.waits]).toEqual(['go', [2_000, 8_000]])
    const never = await close({ 'source.get': [open], 'source.setStatus': [{}] })
    expect([never.facts, never.waits]).toEqual([
      ['uncertain', 'the source accepted to be closed and does not show it yet; run again'],
      [2_000, 8_000, 20_000],
    ])
    expect(never.verdict).toMatchObject({ facts: { copyId: 'copy_1' } })
  })

  it('stops where the source cannot be read', async () => {
    const stopped = failure('unauthenticated')
    const before = await close({ 'source.get': [stopped] })
    expect([before.facts, before.calls.length]).toEqual(['stop', 1])
    const after = await close({ 'source.get': [open, stopped], 'source.setStatus': [{}] })
    expect(after.facts).toBe('stop')
    const asked = await close({ 'source.get': [open], 'source.setStatus': [stopped] })
    expect(asked.facts).toBe('stop')
    const judged = await close({ 'source.get': [open, stopped], 'source.setStatus': [failure('conflict')] })
    expect(judged.facts).toBe('stop')
  })
})

describe('a source that was paid meanwhile', () => {
  const aside = ['set_aside', 'was paid since the plan was made']

  it('is left alone, and its copy taken back', async () => {
    const { facts, calls } = await close({ 'source.get': [paid], ...withdrawing })
    expect([facts, calls]).toEqual([
      aside,
      ['source.get inv_1', 'target.get copy_1', 'target.setStatus copy_1'],
    ])
  })

  it('while it was asked to close, too', async () => {
    const accepted = await close({ 'source.get': [open, paid], 'source.setStatus': [{}], ...withdrawing })
    expect([accepted.facts, accepted.calls.at(-1)]).toEqual([
      [
        'closed_not_open',
        'was paid since the plan was made; the source is closed already, and there is no copy',
      ],
      'target.setStatus copy_1',
    ])
    const refused = { 'source.get': [open, paid], 'source.setStatus': [failure('refused', { fields: [] })] }
    const { facts, calls } = await close({ ...refused, ...withdrawing })
    expect([facts, calls.at(-1)]).toEqual([aside, 'target.setStatus copy_1'])
  })
})

describe('a source that refuses to be closed', () => {
  it('is closed all the same where it shows so', async () => {
    const answers = { 'source.get': [open, closed], 'source.setStatus': [failure('conflict')] }
    const { facts, entries } = await close(answers)
    expect(facts).toBe('go')
    expect(entries.at(-1)).toMatchObject({ type: 'after', step: 'close_source', ok: true })
  })

  it('stays, and its copy is taken back', async () => {
    const answers = {
      'source.get': [open],
      'source.setStatus': [failure('refused', { fields: [] })],
      ...withdrawing,
    }
    const { facts, calls } = await close(answers)
    expect([facts, calls.at(-1)]).toEqual([
      ['blocked', 'the source could not be closed: vendor says: no (refused)'],
      'target.setStatus copy_1',
    ])
  })

  it('stops its class where the step stood on nothing', async () => {
    const steps = [
      { step: 'close_source', side: 'source', evidence: 'unverified', ground: 'a guess' },
    ] as const
    const answers = {
      'source.get': [open],
      'source.setStatus': [failure('refused', { fields: [] })],
      ...withdrawing,
    }
    const { entries } = await close(answers, { line: { steps: [...steps] } })
    expect(entries).toContainEqual(
      expect.objectContaining({ type: 'class_stopped', class: 'close_source, a guess', reason: 'no' }),
    )
  })

  it.each([
    ['outcome_unknown', doubt],
    ['applied_unread', failure('applied_unread', { invoiceId: 'inv_1', externalId: null })],
  ])('in no clear words (%s) leaves the copy, and a doubt', async (kind, error) => {
    const { facts, calls, verdict } = await close({ 'source.get': [open], 'source.setStatus': [error] })
    expect(facts).toEqual([
      'uncertain',
      `it is not known whether the source was closed: vendor says: no (${kind})`,
    ])
    expect(verdict).toMatchObject({ facts: { copyId: 'copy_1' } })
    expect(calls.filter((call) => call.startsWith('target'))).toEqual([])
  })

  it('with no answer is asked again, as long as nobody knows', async () => {
    const answers = { 'source.get': [open, closed], 'source.setStatus': [doubt, doubt, {}] }
    const { facts, waits } = await close(answers)
    expect([facts, waits]).toEqual(['go', [2_000, 10_000]])
  })
})
