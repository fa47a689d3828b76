import type { NewInvoiceLine } from '@invoice-adapters/core'
import { describe, expect, it } from 'vitest'
import { amountLines } from './amount-lines.ts'
import { unitPriceLines } from './unit-price-lines.ts'

const place = { ledgerId: 'ldg_1', digits: 2 }
const line: NewInvoiceLine = { description: 'Advice', amount: 2550 }
const tooManyDigits = [{ field: 'amount', message: 'has more digits than JSON carries exactly' }]

it('the shapes differ in these ways', () => {
  const { toWireLine: _, ...today } = amountLines
  const { toWireLine: __, ...older } = unitPriceLines
  expect([today, older]).toEqual([
    {
      name: 'amount-lines',
      metadataKey: 'metadata',
      namesBusiness: false,
      takesCustomerExternalId: true,
      marksFirstLine: false,
      paymentNeedsTransaction: false,
    },
    {
      name: 'unit-price-lines',
      metadataKey: 'metadata_',
      namesBusiness: true,
      takesCustomerExternalId: false,
      marksFirstLine: true,
      paymentNeedsTransaction: true,
    },
  ])
})

describe('a line as one amount', () => {
  const wire = (changes: Partial<NewInvoiceLine>) => amountLines.toWireLine({ ...line, ...changes }, place)

  it('has its tax inside', () => {
    expect(wire({})._unsafeUnwrap()).toEqual({ description: 'Advice', amount: 25.5, ledger_id: 'ldg_1' })
    expect(wire({ tax: 450, metadata: { a: 1 } })._unsafeUnwrap()).toEqual({
      description: 'Advice',
      amount: 30,
      ledger_id: 'ldg_1',
      metadata: { a: 1 },
    })
  })

  it('is refused where JSON does not carry it', () => {
    expect(wire({ amount: 1e15 })._unsafeUnwrapErr()).toEqual(tooManyDigits)
  })
})

describe('a line with a unit price', () => {
  const wire = (changes: Partial<NewInvoiceLine>) => unitPriceLines.toWireLine({ ...line, ...changes }, place)
  const priced = { description: 'Advice', ledger_id: 'ldg_1' }

  it.each<[Partial<NewInvoiceLine>, object]>([
    [{}, { unit_price: 25.5, quantity: 1 }],
    [{ quantity: '2' }, { unit_price: 12.75, quantity: 2 }],
    [{ quantity: '12' }, { unit_price: 2.125, quantity: 12 }],
    [{ quantity: '0.25' }, { unit_price: 102, quantity: 0.25 }],
    [
      { quantity: '2.5', unitPrice: '10.2' },
      { unit_price: 10.2, quantity: 2.5 },
    ],
    [
      { quantity: '1000', unitPrice: '0.0255' },
      { unit_price: 0.0255, quantity: 1000 },
    ],
    [{ tax: 204 }, { unit_price: 25.5, quantity: 1, tax_amount: 2.04 }],
    [{ tax: 0 }, { unit_price: 25.5, quantity: 1, tax_amount: 0 }],
    [{ metadata: { a: 1 } }, { unit_price: 25.5, quantity: 1, metadata_: { a: 1 } }],
  ])('%j is written so that it comes to its amount', (changes, figures) => {
    expect(wire(changes)._unsafeUnwrap()).toEqual({ ...priced, ...figures })
  })

  const message = (leaveOut: string) =>
    `must be such that quantity times unitPrice is the amount exactly, since Asset works it out again; leave out ${leaveOut}`

  it.each<[Partial<NewInvoiceLine>, object[]]>([
    [
      { amount: 100, quantity: '3' },
      [{ field: 'quantity', message: 'leaves no exact unit price; give unitPrice' }],
    ],
    [{ quantity: '0' }, [{ field: 'quantity', message: 'leaves no exact unit price; give unitPrice' }]],
    [{ quantity: '2', unitPrice: '12' }, [{ field: 'unitPrice', message: message('unitPrice') }]],
    [{ unitPrice: '25.501' }, [{ field: 'unitPrice', message: message('unitPrice') }]],
    [{ unitPrice: 'x' }, [{ field: 'unitPrice', message: message('unitPrice') }]],
    [{ quantity: 'x1', unitPrice: '1' }, [{ field: 'unitPrice', message: message('unitPrice') }]],
    [{ amount: 1e15 + 1 }, tooManyDigits],
    [{ quantity: '1000000000000000', unitPrice: '0.0000000000000255', amount: 2550 }, tooManyDigits],
    [{ tax: 1e15 }, tooManyDigits],
  ])('%j is refused', (changes, problems) => {
    expect(wire(changes)._unsafeUnwrapErr()).toEqual(problems)
  })
})
