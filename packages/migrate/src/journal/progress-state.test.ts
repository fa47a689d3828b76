import { describe, expect, it } from 'vitest'
import type { JournalEntry, JournalledStep, Outcome } from './journal.ts'
import { isClosedAndUnfinished, isOpenWindow, isUnsettled, stateOf, subjectOf } from './progress-state.ts'

let minute = 0
const at = () => `2026-07-01T00:${String(minute++).padStart(2, '0')}:00Z`

function before(step: JournalledStep): JournalEntry {
  return { at: at(), type: 'before', subject: 'inv_1', step, key: 'k', body: null }
}

function after(step: JournalledStep, id: string | null, ok = id !== null): JournalEntry {
  return { at: at(), type: 'after', subject: 'inv_1', step, ok, id, words: null }
}

function outcome(name: Outcome): JournalEntry {
  const facts = { outcome: name, reason: 'because', copyId: 'copy_1', copyNumber: 'C-1' }
  return { at: at(), type: 'outcome', subject: 'inv_1', ...facts }
}

function subjectAfter(...entries: JournalEntry[]) {
  return subjectOf(stateOf(entries), 'inv_1')
}

const timeOf = (entry: JournalEntry) => entry.at

describe('a subject', () => {
  it('has begun nothing before its first entry', () => {
    const state = stateOf([])
    expect(subjectOf(state, 'inv_1')).toEqual({
      begun: new Set(),
      done: new Set(),
      copyId: null,
      creationBegunAt: null,
      doubtedSince: null,
      windowFrom: null,
      windowTo: null,
      outcome: null,
      ends: 0,
    })
    expect(subjectOf(state, 'inv_1')).toBe(subjectOf(state, 'inv_1'))
    expect(state).toMatchObject({ rolledBack: false, stopped: new Map() })
  })

  it.each(['create_copy', 'create_draft'] as const)('that began to %s may have a copy', (step) => {
    const begun = before(step)
    const subject = subjectAfter(begun)
    expect([...subject.begun]).toEqual([step])
    expect(subject.done.size).toBe(0)
    expect(subject).toMatchObject({ copyId: null, creationBegunAt: timeOf(begun), doubtedSince: null })
  })

  it('whose creation was answered has that copy', () => {
    const subject = subjectAfter(before('create_copy'), after('create_copy', 'copy_1'))
    expect([...subject.done]).toEqual(['create_copy'])
    expect(subject).toMatchObject({ copyId: 'copy_1', doubtedSince: null })
  })

  it('that was clearly refused has begun nothing', () => {
    const subject = subjectAfter(before('create_copy'), after('create_copy', null))
    expect([subject.begun.size, subject.done.size, subject.copyId]).toEqual([0, 0, null])
    const again = subjectAfter(before('create_copy'), after('create_copy', null), before('create_copy'))
    expect(again.doubtedSince).toBeNull()
  })

  it('whose repeated creation was refused is still in doubt about the first', () => {
    const first = before('create_copy')
    const subject = subjectAfter(first, before('create_copy'), after('create_copy', null))
    expect([...subject.begun]).toEqual(['create_copy'])
    expect(subject).toMatchObject({ creationBegunAt: timeOf(first), doubtedSince: timeOf(first) })
  })

  it('whose repeated creation was answered is in doubt no more', () => {
    const [first, second] = [before('create_draft'), before('create_draft')]
    expect(subjectAfter(first, second)).toMatchObject({
      creationBegunAt: timeOf(second),
      doubtedSince: timeOf(first),
    })
    expect(subjectAfter(first, second, after('create_draft', 'copy_1'))).toMatchObject({
      copyId: 'copy_1',
      doubtedSince: null,
    })
  })

  it('keeps the id of a copy that came out different', () => {
    const different: JournalEntry = { ...after('create_copy', 'copy_1', false) }
    const subject = subjectAfter(before('create_copy'), different)
    expect([subject.copyId, subject.done.size, subject.begun.size]).toEqual(['copy_1', 0, 1])
  })

  it('whose other step was refused has begun it all the same', () => {
    const subject = subjectAfter(before('close_source'), after('close_source', null))
    expect([...subject.begun]).toEqual(['close_source'])
    expect([subject.done.size, subject.creationBegunAt, subject.copyId]).toEqual([0, null, null])
  })

  it('whose copy was withdrawn has made none', () => {
    for (const step of ['create_copy', 'create_draft'] as const) {
      const subject = subjectAfter(before(step), after(step, 'copy_1'), after('withdraw_copy', 'copy_1'))
      expect([...subject.done]).toEqual(['withdraw_copy'])
    }
    const refused = subjectAfter(
      before('create_copy'),
      after('create_copy', 'copy_1'),
      after('withdraw_copy', 'copy_1', false),
    )
    expect([...refused.done]).toEqual(['create_copy'])
  })
})

describe('the window between the two sides', () => {
  it.each(['create_copy', 'close_source'] as const)('opens with %s, and not again', (step) => {
    const first = before(step)
    const other = step === 'create_copy' ? 'close_source' : 'create_copy'
    expect(subjectAfter(first, before(other)).windowFrom).toBe(timeOf(first))
  })

  it('does not open with a draft, nor with what is done to a customer or a check', () => {
    const quiet = (['create_draft', 'check_copy', 'open_copy', 'create_customer'] as const).map(before)
    expect(subjectAfter(...quiet).windowFrom).toBeNull()
  })

  it('is shut by the end', () => {
    const end = outcome('moved')
    expect(subjectAfter(before('create_copy'), end)).toMatchObject({
      windowTo: timeOf(end),
      ends: 1,
      outcome: { outcome: 'moved', reason: 'because', copyId: 'copy_1', copyNumber: 'C-1' },
    })
  })
})

describe('an end', () => {
  it('counts until something is begun again', () => {
    const subject = subjectAfter(before('create_copy'), outcome('uncertain'), before('create_copy'))
    expect([subject.outcome, subject.ends]).toEqual([null, 1])
    expect(subjectAfter(outcome('uncertain'), outcome('moved')).ends).toBe(2)
  })

  it('in doubt has the closing looked at once more, and no other step', () => {
    const steps = (['create_copy', 'close_source', 'delete_source'] as const).flatMap((step) => [
      before(step),
      after(step, 'x'),
    ])
    expect([...subjectAfter(...steps, outcome('uncertain')).done]).toEqual(['create_copy'])
    expect(subjectAfter(...steps, outcome('closed_not_open')).done.size).toBe(3)
  })

  it.each([
    ['moved', false],
    ['set_aside', false],
    ['blocked', false],
    ['withdrawn', false],
    ['closed_not_open', true],
    ['both_open', true],
    ['uncertain', true],
  ] as const)('%s: may be settled by another run: %s', (name, unsettled) => {
    expect(isUnsettled({ outcome: name, reason: '', copyId: null, copyNumber: null })).toBe(unsettled)
    expect(isOpenWindow(subjectAfter(before('create_copy'), outcome(name)))).toBe(unsettled)
  })
})

describe('what is open', () => {
  it('is what was begun and has not ended', () => {
    expect(isOpenWindow(subjectAfter())).toBe(false)
    expect(isOpenWindow(subjectAfter(before('create_copy')))).toBe(true)
    expect(isOpenWindow(subjectAfter(outcome('uncertain')))).toBe(false)
  })

  it('is to be finished after a rollback where the source may be closed', () => {
    expect(isClosedAndUnfinished(subjectAfter(before('create_copy')))).toBe(false)
    expect(isClosedAndUnfinished(subjectAfter(before('close_source')))).toBe(true)
    const withdrawn = subjectAfter(before('close_source'), after('withdraw_copy', 'copy_1'))
    expect(isClosedAndUnfinished(withdrawn)).toBe(false)
    expect(isClosedAndUnfinished(subjectAfter(before('close_source'), outcome('moved')))).toBe(false)
  })
})

it('of the run as a whole, keeps the classes that were stopped and a rollback', () => {
  const state = stateOf([
    { at: at(), type: 'begun', planDigest: 'd' },
    { at: at(), type: 'class_stopped', class: 'create_copy, ground', reason: 'no' },
    { at: at(), type: 'rollback_begun' },
    { at: at(), type: 'rolled_back', subject: 'inv_1', reason: 'because' },
  ])
  expect(state).toEqual({
    subjects: new Map(),
    stopped: new Map([['create_copy, ground', 'no']]),
    rolledBack: true,
  })
  const others = [before('create_copy'), after('create_copy', 'copy_1'), outcome('moved')]
  expect(stateOf(others).rolledBack).toBe(false)
})
