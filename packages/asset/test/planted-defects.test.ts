import { adapterDefects, plantIn } from '@invoice-adapters/conformance/defects'
import { describe, expect, it } from 'vitest'
import { assetHarness } from './conformance/harness.ts'

/** Defects that change nothing here, and why: there is nothing to notice. */
const withoutEffect: Record<string, string> = {
  'list items have a guessed date of payment where there is none': 'list items of Asset are whole',
  'dates keep the vendor’s own offset': 'Asset answers in UTC',
  'an unheard way of collecting becomes the usual one': 'Asset tells no way of collecting',
  'a line of an unheard kind becomes an item': 'Asset tells no kinds of lines',
  'tax that comes on top is counted into the lines': 'lines of this shape have no tax',
  'a change that does not show yet is not noted': 'the answer to a change is the whole invoice',
  'a change that could not be read back may be repeated': 'the answer to a change is the whole invoice',
  'the failure to read back hides that the change was made': 'the answer to a change is the whole invoice',
  'a change that could not be read back is called uncertain': 'the answer to a change is the whole invoice',
  'the vendor’s id of the request is lost': 'Asset gives its requests no id',
}

/** An account has one currency: what shows in another only is planted there. */
const currencies: Record<string, string> = {
  'amounts in a currency without decimals are off by a hundred': 'JPY',
  'a currency with three decimals is read as one with two': 'KWD',
  'the currency is swapped for the account’s usual one': 'JPY',
  'every currency is said to have two decimals': 'JPY',
}

describe('defects planted in the adapter', () => {
  it.each(adapterDefects)(
    '$name',
    async (defect) => {
      const fate = await plantIn(assetHarness('amount-lines', currencies[defect.name]), defect)
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
