import { expect, it } from 'vitest'
import { sampleInvoice } from '../../test/sample.ts'
import { adapters } from '../../test/sample-adapters.ts'
import { renews } from './renewal.ts'

it.each([
  [{ plan: { plan_type: 'one_time' } }, false],
  [{ plan: { plan_type: 'renewal' } }, true],
  [{ plan: { plan_type: 5 } }, null],
  [{ plan: { plan_type: null } }, null],
  [{ plan: {} }, null],
  [{ plan: null }, null],
  [{ plan: 'one_time' }, null],
  [{ plan: [{ plan_type: 'one_time' }] }, null],
  [{}, null],
  [null, null],
])('of the raw answer %j: %s', (raw, expected) => {
  expect(renews(adapters.whop.capabilities, sampleInvoice({ raw }))).toBe(expected)
})

it('is no question where the vendor has no such plans', () => {
  expect(renews(adapters.commet.capabilities, sampleInvoice({ raw: null }))).toBe(false)
})
