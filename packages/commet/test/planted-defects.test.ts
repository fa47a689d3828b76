import { adapterDefects, plantIn } from '@invoice-adapters/conformance/defects'
import { describe, expect, it } from 'vitest'
import { commetHarness } from './conformance/harness.ts'

/** Defects that change nothing here, and why: there is nothing to notice. */
const withoutEffect: Record<string, string> = {
  'the first payment is dropped': 'Commet tells no payments',
  'an unheard way of collecting becomes the usual one': 'Commet tells no way of collecting',
  'a currency with three decimals is read as one with two': 'no currency of Commet has three decimals',
  'what was paid is not taken off what is due': 'Commet knows no part payment',
  'refunded is set by hand without being told to': 'no status of Commet needs the option',
  'a status nothing leads to is tried all the same':
    'nothing leads to the status that is tried instead either',
}

describe('defects planted in the adapter', () => {
  it.each(adapterDefects)(
    '$name',
    async (defect) => {
      const fate = await plantIn(commetHarness('2026-07-11'), defect)
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
