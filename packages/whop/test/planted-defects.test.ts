import { adapterDefects, plantIn } from '@invoice-adapters/conformance/defects'
import { describe, expect, it } from 'vitest'
import { whopHarness } from './conformance/harness.ts'

/** Defects that change nothing here, and why: there is nothing to notice. */
const withoutEffect: Record<string, string> = {
  'list items have a guessed date of payment where there is none':
    'list items of Whop have no date of change to guess by',
  'a line of an unheard kind becomes an item': 'Whop tells no kinds of lines',
  'tax that comes on top is counted into the lines': 'tax stands on the payment alone',
  'what was paid is not taken off what is due': 'Whop knows no part payment',
  'refunded is set by hand without being told to': 'no status of Whop needs the option',
  'a status nothing leads to is tried all the same':
    'nothing leads to the status that is tried instead either',
  'the vendor’s id of the request is lost': 'Whop gives its requests no id',
}

describe('defects planted in the adapter', () => {
  it.each(adapterDefects)(
    '$name',
    async (defect) => {
      const fate = await plantIn(whopHarness('2026-10-15-1'), defect)
      const unnoticed = defect.name in withoutEffect ? 'survived' : 'not asked'
      expect(['caught', unnoticed]).toContain(fate)
      if (unnoticed === 'survived') expect(fate).toBe('survived')
    },
    60_000,
  )

  it('are real: those without effect are among them', () => {
    const names = adapterDefects.map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(Object.keys(withoutEffect)))
    expect(names.length - Object.keys(withoutEffect).length).toBeGreaterThan(50)
  })
})
