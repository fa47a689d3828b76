import type { OperationName, SettableStatus } from '@invoice-adapters/core'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { type WhopAdapter, whopCapabilities } from '../src/index.ts'
import { versions } from './endpoints.ts'

/** The operations whose first parameter is `never`, and the statuses that can be set: as the type has them. */
type Lacking = 'createMany' | 'changeLines' | 'pdf' | 'recordPayment' | 'refund' | 'listRefunds'
type Settable = 'paid' | 'void' | 'uncollectible'

/** `customers.create` is one of a group, and stays callable. */
const lacking: (Lacking | 'customers.create')[] = [
  'createMany',
  'changeLines',
  'pdf',
  'recordPayment',
  'refund',
  'listRefunds',
  'customers.create',
]

describe('the type of the adapter', () => {
  it('takes never where Whop lacks the operation', () => {
    type TakesNever = {
      [K in keyof WhopAdapter & OperationName]: WhopAdapter[K] extends (...input: infer I) => unknown
        ? I[0] extends never
          ? K
          : never
        : never
    }[keyof WhopAdapter & OperationName]
    expectTypeOf<TakesNever>().toEqualTypeOf<Lacking>()
    expectTypeOf<Parameters<WhopAdapter['setStatus']>[1]>().toEqualTypeOf<Settable>()
    expectTypeOf<Settable>().toExtend<SettableStatus>()
  })

  it.each(versions)('says the same as the data · %s', (version) => {
    const { operations, status } = whopCapabilities[version]
    const unsupported = Object.entries(operations).filter(([, support]) => !support.supported)
    expect(unsupported.map(([name]) => name).sort()).toEqual([...lacking].sort())
    const settable = status.transitions.filter((one) => one.by === 'setStatus').map((one) => one.to)
    expect([...new Set(settable)].sort()).toEqual(['paid', 'uncollectible', 'void'] satisfies Settable[])
  })
})
