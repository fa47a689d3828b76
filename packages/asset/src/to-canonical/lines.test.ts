import { describe, expect, it } from 'vitest'
import type { WireLine } from '../schema.ts'
import { readLines } from './lines.ts'

function one(wire: Partial<WireLine>, digits = 2) {
  const { lines, notes } = readLines([wire as WireLine], digits)
  return { line: lines?.[0], notes: notes.map(({ field, message }) => [field, message]) }
}

const priced = { unit_price: 10.5, quantity: 2 }

describe('lines', () => {
  it('that Asset does not tell are not known', () => {
    for (const wire of [null, undefined]) {
      expect(readLines(wire, 2)).toEqual({ lines: null, byUnit: null, derived: [], notes: [] })
    }
    expect(readLines([], 2)).toEqual({ lines: [], byUnit: null, derived: [], notes: [] })
  })

  it('are priced by unit as soon as one is', () => {
    const amount = { amount: 5 } as WireLine
    expect(readLines([amount], 2).byUnit).toBe(false)
    expect(readLines([amount, priced as WireLine], 2).byUnit).toBe(true)
    expect(readLines([{} as WireLine], 2).byUnit).toBe(false)
    for (const wire of [{ quantity: 1 }, { unit_price: 1 }, { amount: null, unit_price: 1 }]) {
      expect(readLines([wire as WireLine], 2).byUnit).toBe(true)
    }
    expect(readLines([{ amount: 0, ...priced } as WireLine], 2).byUnit).toBe(false)
  })

  it('name what was worked out', () => {
    const derived = (wire: object) => readLines([wire as WireLine], 2).derived.map(({ field }) => field)
    expect(derived(priced)).toEqual(['lines.kind', 'lines.amount'])
    expect(derived({ amount: 5 })).toEqual(['lines.kind'])
    expect(derived({ quantity: 1 })).toEqual(['lines.kind'])
  })
})

describe('the amount', () => {
  it.each<[Partial<WireLine>, number | null]>([
    [{ amount: 12.5 }, 1250],
    [{ amount: '12.50' }, 1250],
    [{ amount: 0, unit_price: 7, quantity: 3 }, 0],
    [priced, 2100],
    [{ ...priced, discount_amount: 1 }, 2000],
    [{ ...priced, discount_amount: -1 }, 2200],
    [{ ...priced, discount_amount: 0, discount_rate: 0 }, 2100],
    [{ ...priced, tax_amount: 3 }, 2100],
    [{ unit_price: '0.005', quantity: 200 }, 100],
    [{}, null],
  ])('of %j is %s', (wire, amount) => {
    expect(one(wire).line?.amount).toBe(amount)
    expect(one(wire).notes).toEqual([])
  })

  it.each<[Partial<WireLine>, string, string]>([
    [{ amount: 0.001 }, 'amount', 'amount is finer than the minor unit of the currency'],
    [{ amount: 'x' }, 'amount', 'amount is no decimal number'],
    [{ amount: '1e3' }, 'amount', 'amount is no decimal number'],
    [{ amount: '99999999999999999' }, 'amount', 'amount is larger than can be held exactly'],
    [
      { amount: 1234567890123456 },
      'amount',
      'amount has more than 15 significant digits, of which JSON may have lost some',
    ],
    [{ quantity: 2 }, 'amount', 'quantity or unit_price is missing or not exact'],
    [{ unit_price: 2 }, 'amount', 'quantity or unit_price is missing or not exact'],
    [{ unit_price: 2, quantity: 'x' }, 'amount', 'quantity or unit_price is missing or not exact'],
    [
      { unit_price: 0.001, quantity: 1 },
      'amount',
      'unit_price times quantity is finer than the minor unit of the currency',
    ],
    [{ unit_price: 10_000_000_000, quantity: 1000 }, 'amount', 'unit_price times quantity is too large'],
    [
      { unit_price: '99999999999', quantity: '99999999999' },
      'amount',
      'unit_price times quantity is too large',
    ],
  ])('of %j is not known: %s %s', (wire, field, message) => {
    expect(one(wire).line?.amount).toBeNull()
    expect(one(wire).notes).toEqual([[`lines.0.${field}`, message]])
  })

  it('is just exact below 10 to the power of 15', () => {
    expect(one({ unit_price: '9999999999999.99', quantity: 1 }).line?.amount).toBe(999_999_999_999_999)
  })
})

describe('discount and tax', () => {
  const rate = (name: string) =>
    `${name}_rate stands without an amount, and what Asset makes of it is not documented`

  it.each(['discount', 'tax'] as const)('%s is the stated amount, whatever the rate', (name) => {
    const stated = (amount: unknown, given?: unknown) => {
      const wire = { amount: 5, [`${name}_amount`]: amount, [`${name}_rate`]: given }
      const { line, notes } = one(wire as Partial<WireLine>)
      return [line?.[name], notes]
    }
    expect(stated(1.5)).toEqual([150, []])
    expect(stated(1.5, 0.08)).toEqual([150, []])
    expect(stated(0)).toEqual([0, []])
    expect(stated(null)).toEqual([null, []])
    expect(stated(0, 0)).toEqual([0, []])
    expect(stated(undefined, null)).toEqual([null, []])
    expect(stated(0, '0.00')).toEqual([0, []])
    const alone = [[`lines.0.${name}`, rate(name)]]
    expect(stated(0, 0.08)).toEqual([null, alone])
    expect(stated(null, '0.08')).toEqual([null, alone])
    const inexact = [[`lines.0.${name}`, `${name}_amount is finer than the minor unit of the currency`]]
    expect(stated(0.001, 0.08)).toEqual([null, inexact])
  })

  it('leave no amount where the discount is not known', () => {
    expect(one({ ...priced, discount_rate: 0.1 }).notes).toEqual([
      ['lines.0.discount', rate('discount')],
      ['lines.0.amount', 'the discount is not known in money'],
    ])
    expect(one({ ...priced, tax_rate: 0.1 })).toMatchObject({ line: { amount: 2100, tax: null } })
  })

  it('tell the rate as percent', () => {
    expect(one({ amount: 5, tax_amount: 1, tax_rate: 0.0825 }).line?.taxRate).toBe('8.25')
    expect(one({ amount: 5 }).line?.taxRate).toBeNull()
  })
})

it('takes what a line says, and nothing else', () => {
  const wire = { id: 'inl_1', description: 'Advice', is_prepayment: true, metadata_: { a: 1 }, amount: 5 }
  expect(one(wire).line).toEqual({
    id: 'inl_1',
    description: 'Advice',
    kind: 'prepayment',
    providerKind: null,
    quantity: null,
    unitPrice: null,
    discount: null,
    tax: null,
    taxRate: null,
    amount: 500,
    periodStart: null,
    periodEnd: null,
    metadata: { a: 1 },
  })
  expect(one({}).line).toMatchObject({ id: null, description: null, kind: 'item', metadata: null })
  expect(one({ is_prepayment: false }).line?.kind).toBe('item')
})

it('numbers the line that a note is about', () => {
  const { notes } = readLines([{ amount: 1 }, { amount: 0.001 }] as WireLine[], 2)
  expect(notes).toEqual([
    {
      code: 'inexact_amount',
      field: 'lines.1.amount',
      message: 'amount is finer than the minor unit of the currency',
    },
  ])
})
