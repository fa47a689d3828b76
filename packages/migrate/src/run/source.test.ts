import { describe, expect, it } from 'vitest'
import { sampleInvoice } from '../../test/sample.ts'
import { began, closed, did, failure, open, stepWorld } from '../../test/step-world.ts'
import type { JournalEntry } from '../journal/journal.ts'
import { isClosed, readSource } from './source.ts'

async function standing(answer: unknown, journal: JournalEntry[] = []) {
  const world = await stepWorld({ answers: { 'source.get': [answer] }, journal })
  const found = await readSource(world.work)
  expect(world.calls[0]).toBe('source.get inv_1')
  return found
}

describe('the source', () => {
  it('stands as planned while nothing of it has changed', async () => {
    expect(await standing(open)).toEqual({ kind: 'as_planned', invoice: open })
    const late = sampleInvoice({ status: 'past_due' })
    expect(await standing(late)).toEqual({ kind: 'as_planned', invoice: late })
    expect(await standing(open, [began('close_source')])).toMatchObject({ kind: 'as_planned' })
  })

  it('was closed by this run where it began to, and by somebody else otherwise', async () => {
    expect(await standing(closed, [began('close_source')])).toEqual({ kind: 'closed_by_us' })
    expect(await standing(closed)).toEqual({
      kind: 'changed',
      because: 'is void now, which it was not when the plan was made',
    })
    expect(await standing(closed, [began('delete_source')])).toMatchObject({ kind: 'changed' })
  })

  it('was deleted by this run where it began to', async () => {
    expect(await standing(failure('not_found'), [began('delete_source')])).toEqual({ kind: 'closed_by_us' })
    const gone = { kind: 'changed', because: 'is not at the source any more' }
    expect(await standing(failure('not_found'))).toEqual(gone)
    expect(await standing(failure('not_found'), [began('close_source')])).toEqual(gone)
  })

  it.each([
    [{ status: 'paid' }, 'was paid since the plan was made'],
    [{ paymentPending: true }, 'is being paid right now'],
    [{ status: 'uncollectible' }, 'is uncollectible now, which it was not when the plan was made'],
    [{ total: 5 }, 'was changed at the source since the plan was made; plan it again'],
    [{ status: 'past_due', memo: 'x' }, 'was changed at the source since the plan was made; plan it again'],
  ] as const)('with %j has changed: %s', async (changes, because) => {
    expect(await standing(sampleInvoice(changes))).toEqual({ kind: 'changed', because })
  })

  it('that cannot be read is in doubt, or stops the run', async () => {
    expect(await standing(failure('forbidden'), [began('create_copy'), did('create_copy')])).toEqual({
      kind: 'verdict',
      verdict: {
        kind: 'end',
        facts: {
          outcome: 'uncertain',
          reason: 'the source could not be read: vendor says: no (forbidden)',
          copyId: 'copy_1',
          copyNumber: null,
        },
      },
    })
    expect(await standing(failure('unauthenticated'))).toMatchObject({
      kind: 'verdict',
      verdict: { kind: 'stop', error: { kind: 'vendor_failed', side: 'source' } },
    })
  })

  it('is closed as far as the run knows', async () => {
    for (const [entries, expected] of [
      [[], false],
      [[began('close_source')], false],
      [[did('close_source')], true],
      [[did('delete_source')], true],
      [[did('create_copy')], false],
    ] as const) {
      const { work } = await stepWorld({ journal: [...entries] })
      expect(isClosed(work)).toBe(expected)
    }
  })
})
