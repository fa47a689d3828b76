import type { OperationName, SettableStatus } from '@invoice-adapters/core'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { type CommetAdapter, commetCapabilities } from '../src/index.ts'
import { versions } from './endpoints.ts'

/** The operations whose first parameter is `never`, and the statuses that can be set: as the type has them. */
type Lacking =
  | 'createMany'
  | 'update'
  | 'changeLines'
  | 'finalize'
  | 'delete'
  | 'recordPayment'
  | 'refund'
  | 'listRefunds'
type Settable = 'paid' | 'void'

const lacking: Lacking[] = [
  'createMany',
  'update',
  'changeLines',
  'finalize',
  'delete',
  'recordPayment',
  'refund',
  'listRefunds',
]

describe('the type of the adapter', () => {
  it('takes never where Commet lacks the operation', () => {
    type TakesNever = {
      [K in keyof CommetAdapter & OperationName]: CommetAdapter[K] extends (...input: infer I) => unknown
        ? I[0] extends never
          ? K
          : never
        : never
    }[keyof CommetAdapter & OperationName]
    expectTypeOf<TakesNever>().toEqualTypeOf<Lacking>()
    expectTypeOf<Parameters<CommetAdapter['setStatus']>[1]>().toEqualTypeOf<Settable>()
    expectTypeOf<Settable>().toExtend<SettableStatus>()
  })

  it.each(versions)('says the same as the data · %s', (version) => {
    const { operations, status } = commetCapabilities[version]
    const unsupported = Object.entries(operations).filter(([, support]) => !support.supported)
    expect(unsupported.map(([name]) => name).sort()).toEqual([...lacking].sort())
    expect(status.transitions.map((one) => one.to).sort()).toEqual(['paid', 'void'] satisfies Settable[])
  })
})
