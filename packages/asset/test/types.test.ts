import type { OperationName, SettableStatus } from '@invoice-adapters/core'
import { describe, expect, expectTypeOf, it } from 'vitest'
import { type AssetAdapter, assetCapabilities } from '../src/index.ts'

/** The operations whose first parameter is `never`: as the type has them. */
type Lacking = 'update' | 'finalize' | 'delete' | 'send' | 'pdf'

const lacking: Lacking[] = ['update', 'finalize', 'delete', 'send', 'pdf']

describe('the type of the adapter', () => {
  it('takes never where Asset lacks the operation', () => {
    type TakesNever = {
      [K in keyof AssetAdapter & OperationName]: AssetAdapter[K] extends (...input: infer I) => unknown
        ? I[0] extends never
          ? K
          : never
        : never
    }[keyof AssetAdapter & OperationName]
    expectTypeOf<TakesNever>().toEqualTypeOf<Lacking>()
  })

  it('wants the explicit option for what Asset advises against', () => {
    const call = (adapter: AssetAdapter) => {
      // @ts-expect-error refunded by hand needs unsafe
      const refused = adapter.setStatus('inv_1', 'refunded')
      return [
        refused,
        adapter.setStatus('inv_1', 'refunded', { unsafe: true }),
        adapter.setStatus('inv_1', 'open'),
      ]
    }
    expect(call).toBeTypeOf('function')
  })

  it('says the same as the data', () => {
    const unsupported = Object.entries(assetCapabilities['amount-lines'].operations)
      .filter(([name, support]) => !support.supported && !name.includes('.'))
      .map(([name]) => name)
    expect(unsupported.sort()).toEqual([...lacking].sort())
    const settable = assetCapabilities['amount-lines'].status.transitions.map(({ to }) => to)
    expect([...new Set(settable)].sort()).toEqual([
      'open',
      'paid',
      'partially_refunded',
      'refunded',
      'uncollectible',
      'void',
    ] satisfies SettableStatus[])
  })
})
