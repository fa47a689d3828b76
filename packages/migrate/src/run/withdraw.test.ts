import { describe, expect, it } from 'vitest'
import { sampleCopy } from '../../test/sample.ts'
import { began, copy, did, failure, type Script, stepWorld } from '../../test/step-world.ts'
import { doubtRemainsMs, lookByKey } from './appearing.ts'
import { withdrawCopy } from './withdraw.ts'

const made = [began('create_copy'), did('create_copy')]
const late = Date.parse('2026-07-19T23:59:00Z') + 300_000

async function withdraw(answers: NonNullable<Script['answers']>, more: Omit<Script, 'answers'> = {}) {
  const world = await stepWorld({ journal: made, ...more, answers })
  const verdict = await withdrawCopy(world.work, 'set_aside', 'was paid')
  const facts = verdict.kind === 'end' ? Object.values(verdict.facts) : verdict.kind
  return { ...world, facts }
}

const aside = (copyId: string | null = 'copy_1') => ['set_aside', 'was paid', copyId, null]

describe('taking a copy back', () => {
  it.each(['open', 'past_due'] as const)('makes one that is %s void', async (status) => {
    const { facts, calls, entries } = await withdraw({
      'target.get': [sampleCopy({ status })],
      'target.setStatus': [{}],
    })
    expect([facts, calls]).toEqual([aside(), ['target.get copy_1', 'target.setStatus copy_1']])
    expect(entries.slice(2)).toMatchObject([
      { type: 'before', step: 'withdraw_copy', key: 'copy_1', body: null, subject: 'inv_1' },
      { type: 'after', step: 'withdraw_copy', ok: true, id: 'copy_1' },
    ])
  })

  it('deletes a draft', async () => {
    const draft = sampleCopy({ status: 'draft' })
    const { facts, calls } = await withdraw({ 'target.get': [draft], 'target.delete': [{}] })
    expect([facts, calls[1]]).toEqual([aside(), 'target.delete copy_1'])
  })

  it.each([
    ['is gone', failure('not_found')],
    ['is void', sampleCopy({ status: 'void' })],
  ])('has nothing to do where it %s', async (_what, answer) => {
    const { facts, calls } = await withdraw({ 'target.get': [answer] })
    expect([facts, calls]).toEqual([aside(), ['target.get copy_1']])
  })

  it('is beyond it where the copy was paid', async () => {
    const { facts, calls } = await withdraw({ 'target.get': [sampleCopy({ status: 'paid' })] })
    expect([facts, calls.length]).toEqual([
      [
        'both_open',
        'was paid; its copy is paid and cannot be taken back: settle the two by hand',
        'copy_1',
        'C-1',
      ],
      1,
    ])
  })

  it('of a closed source leaves nothing to be paid, and says so', async () => {
    const reason = 'was paid; the source is closed already, and there is no copy'
    for (const step of ['close_source', 'delete_source'] as const) {
      const { facts } = await withdraw(
        { 'target.get': [copy], 'target.setStatus': [{}] },
        { journal: [...made, did(step)] },
      )
      expect(facts).toEqual(['closed_not_open', reason, 'copy_1', null])
    }
  })

  it('that is not known is in doubt', async () => {
    const unread = await withdraw({ 'target.get': [failure('forbidden')] })
    expect(unread.facts).toEqual([
      'uncertain',
      'it is not known whether a copy is left at the target: vendor says: no (forbidden)',
      'copy_1',
      null,
    ])
    expect((await withdraw({ 'target.get': [failure('unauthenticated')] })).facts).toBe('stop')
  })

  it('that is refused is looked into', async () => {
    const refused = failure('refused', { fields: [] })
    const gone = await withdraw({
      'target.get': [copy, sampleCopy({ status: 'void' })],
      'target.setStatus': [refused],
    })
    expect(gone.facts).toEqual(aside())
    expect(gone.entries.at(-1)).toMatchObject({
      type: 'after',
      step: 'withdraw_copy',
      ok: true,
      id: 'copy_1',
    })
    const deleted = await withdraw({
      'target.get': [copy, failure('not_found')],
      'target.setStatus': [refused],
    })
    expect(deleted.facts).toEqual(aside())
    const there = await withdraw({ 'target.get': [copy], 'target.setStatus': [refused] })
    expect(there.facts).toEqual([
      'both_open',
      'was paid; its copy could not be taken back: vendor says: no (refused)',
      'copy_1',
      'C-1',
    ])
    const unread = await withdraw({
      'target.get': [copy, failure('forbidden')],
      'target.setStatus': [refused],
    })
    expect(unread.facts).toMatchObject(['uncertain', expect.anything(), 'copy_1', null])
    const stopped = { 'target.get': [copy], 'target.setStatus': [failure('retired')] }
    expect((await withdraw(stopped)).facts).toBe('stop')
  })
})

describe('a copy without an id', () => {
  it('is none where none was begun, or it was taken back', async () => {
    const none = await withdraw({}, { journal: [] })
    expect([none.facts, none.calls]).toEqual([aside(null), []])
    const back = await withdraw({}, { journal: [began('create_copy'), did('withdraw_copy', null)] })
    expect([back.facts, back.calls]).toEqual([aside(null), []])
  })

  it.each(['create_copy', 'create_draft'] as const)(
    'is looked for by its key after %s was begun',
    async (step) => {
      const { facts, calls, waits } = await withdraw(
        { 'target.findByExternalId': [null, copy], 'target.setStatus': [{}] },
        { journal: [began(step)] },
      )
      expect([facts, waits]).toEqual([aside(null), [2_000]])
      expect(calls).toEqual([
        'target.findByExternalId key-1',
        'target.findByExternalId key-1',
        'target.setStatus copy_1',
      ])
    },
  )

  it('that is over another sum is somebody else’s', async () => {
    const other = await withdraw(
      { 'target.findByExternalId': [sampleCopy({ total: 5 })] },
      { journal: [began('create_copy')] },
    )
    expect([other.facts, other.calls.length]).toEqual([aside(null), 1])
    const paid = await withdraw(
      { 'target.findByExternalId': [sampleCopy({ status: 'paid' })] },
      { journal: [began('create_copy')] },
    )
    expect(paid.facts).toMatchObject(['both_open', expect.anything(), 'copy_1', 'C-1'])
  })

  it('that may still appear is come back for', async () => {
    const answers = { 'target.findByExternalId': [null] }
    const soon = await withdraw(answers, { journal: [began('create_copy')] })
    expect([soon.facts, soon.waits]).toEqual(['later', [2_000, 8_000]])
    const later = await withdraw(answers, { journal: [began('create_copy')], now: late })
    expect(later.facts).toEqual(aside(null))
  })
})

describe('a look by the key', () => {
  const look = async (answers: unknown[], more: Omit<Script, 'answers'> = {}) => {
    const world = await stepWorld({ answers: { 'target.findByExternalId': answers }, ...more })
    return { found: await lookByKey(world.work, [0, 5]), ...world }
  }

  it('ends at the first that finds', async () => {
    const { found, calls, waits } = await look([copy])
    expect([found, calls.length, waits]).toEqual([{ kind: 'found', invoice: copy }, 1, []])
  })

  it('finds nothing after all of its waits', async () => {
    const { found, calls, waits } = await look([null])
    expect([found, calls.length, waits]).toEqual([{ kind: 'none' }, 2, [5]])
  })

  it('that fails is a doubt, or stops the run', async () => {
    const { found } = await look([failure('forbidden')])
    expect(found).toMatchObject({
      kind: 'verdict',
      verdict: {
        kind: 'end',
        facts: {
          outcome: 'uncertain',
          reason: 'it is not known whether a copy is at the target: vendor says: no (forbidden)',
          copyId: null,
        },
      },
    })
    expect((await look([failure('unauthenticated')])).found).toMatchObject({ verdict: { kind: 'stop' } })
  })

  it('asks for no key where the plan has no copy', async () => {
    const { calls } = await look([null], { line: { copy: null } })
    expect(calls[0]).toBe('target.findByExternalId')
  })

  it.each([
    [late - 300_000, 300_000],
    [late - 1, 1],
    [late, 0],
    [late + 5, 0],
  ])('at %d is in doubt for %d ms', async (now, remains) => {
    const { work } = await stepWorld({ journal: [began('create_copy')], now })
    expect(doubtRemainsMs(work)).toBe(remains)
    expect(doubtRemainsMs((await stepWorld({ now })).work)).toBe(0)
  })
})
