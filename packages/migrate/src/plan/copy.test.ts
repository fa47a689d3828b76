import type { FieldProblem, Invoice, NewInvoice } from '@invoice-adapters/core'
import { describe, expect, it } from 'vitest'
import { defaults, sampleInvoice, sampleLine } from '../../test/sample.ts'
import { adapters, adapterWith } from '../../test/sample-adapters.ts'
import { acceptedLosses, type CopyRequest, keyOfCopy, makeCopy, withoutPrices, wordsOf } from './copy.ts'

const { commet, asset, whop } = adapters
const plannedAt = Date.parse('2026-07-20T15:30:00Z')

function request(changes: Partial<Invoice> = {}, more: Partial<CopyRequest> = {}): CopyRequest {
  return {
    invoice: sampleInvoice(changes),
    target: asset,
    mapping: defaults,
    customer: { id: 'cus_9' },
    plannedAt,
    ...more,
  }
}

function copied(changes: Partial<Invoice> = {}, more: Partial<CopyRequest> = {}): NewInvoice {
  return makeCopy(request(changes, more))._unsafeUnwrap()
}

function hindrance(changes: Partial<Invoice> = {}, more: Partial<CopyRequest> = {}) {
  const { class: name, reason } = makeCopy(request(changes, more))._unsafeUnwrapErr()
  return [name, reason]
}

const due = (changes: Partial<CopyRequest['mapping']['dueDate']>) => ({
  mapping: { ...defaults, dueDate: { ...defaults.dueDate, ...changes } },
})

describe('the key', () => {
  it('is the caller’s own, else says where the invoice comes from', () => {
    expect(keyOfCopy(sampleInvoice({ externalId: 'order-1' }), 1)).toBe('order-1')
    expect(keyOfCopy(sampleInvoice(), 1)).toBe('commet:a:inv_1')
  })

  it('is another in each generation', () => {
    expect(keyOfCopy(sampleInvoice(), 2)).toBe('commet:a:inv_1#2')
    expect(copied({ externalId: 'order-1' }, { mapping: { ...defaults, generation: 3 } }).externalId).toBe(
      'order-1#3',
    )
  })
})

it('is over the same total, to the same customer', () => {
  expect(copied()).toEqual({
    externalId: 'commet:a:inv_1',
    customer: { id: 'cus_9' },
    currency: 'USD',
    lines: [{ description: 'Consulting', amount: 1000, quantity: '2', unitPrice: '5' }],
    dueAt: '2026-08-10T00:00:00Z',
    issuedAt: '2026-07-01T00:00:00Z',
    number: 'N-1',
    collection: 'send_invoice',
  })
})

describe('what was paid in part', () => {
  it('leaves one amount: what is due', () => {
    for (const status of ['open', 'past_due'] as const) {
      const { lines } = copied({ status, amountPaid: 300, amountDue: 700 })
      expect(lines).toEqual([{ description: 'Invoice N-1', amount: 700 }])
    }
  })

  it('is the whole where nothing was paid, it is not known, or it is a draft', () => {
    const whole = [{ description: 'Consulting', amount: 1000, quantity: '2', unitPrice: '5' }]
    for (const changes of [
      { amountPaid: 0 },
      { amountPaid: null },
      { amountPaid: 300, status: 'draft' },
    ] as const) {
      expect(copied({ amountDue: 700, ...changes }).lines).toEqual(whole)
    }
  })
})

describe('the due date', () => {
  const passed = { dueAt: '2026-07-20T15:30:00Z' }

  it('stays while it lies ahead', () => {
    const ahead = '2026-07-20T15:30:00.001Z'
    for (const past of ['default', 'keep', 'block', { days: 5 }] as const) {
      expect(copied({ dueAt: ahead }, { target: whop, ...due({ past }) }).dueAt).toBe(ahead)
    }
  })

  it('that is missing is given, or keeps the invoice where it is', () => {
    expect(copied({ dueAt: null }, due({ missing: { days: 1 } })).dueAt).toBe('2026-07-21T23:59:59.000Z')
    expect(hindrance({ dueAt: null })).toEqual([
      'no_due_date',
      'has no due date, which asset wants (mapping.dueDate.missing gives one)',
    ])
  })

  it('that has passed is kept where the target takes it as it is', () => {
    expect(copied(passed).dueAt).toBe(passed.dueAt)
    expect(copied(passed, { target: whop, ...due({ past: 'keep' }) }).dueAt).toBe(passed.dueAt)
  })

  it('that has passed is replaced, counted in days from the planning', () => {
    expect(copied(passed, { target: whop, ...due({ past: { days: 5 } }) }).dueAt).toBe(
      '2026-07-25T23:59:59.000Z',
    )
    expect(copied(passed, due({ past: { days: 5 } })).dueAt).toBe('2026-07-25T23:59:59.000Z')
  })

  it('that has passed keeps the invoice where it is, with drafts or where the mapping says so', () => {
    expect(hindrance(passed, { target: whop })).toEqual([
      'past_due_date',
      'was due on 2026-07-20, and whether whop opens a bill with a past date is not documented ' +
        '(mapping.dueDate.past gives a new date, or keeps this one)',
    ])
    expect(hindrance(passed, due({ past: 'block' }))[0]).toBe('past_due_date')
  })

  it('is no matter where the target decides it', () => {
    const target = adapterWith(asset, ({ coverage }) => ({
      coverage: { ...coverage, dueAt: { ...coverage.dueAt, write: 'fixed' } },
    }))
    expect(Object.hasOwn(copied({ dueAt: null }, { target }), 'dueAt')).toBe(false)
    expect(copied(passed, { target, ...due({ past: 'block' }) }).dueAt).toBe(passed.dueAt)
  })
})

describe('the instant of issue', () => {
  it('is that of the source, of its creation, or of the planning', () => {
    expect(copied({ issuedAt: '2026-07-02T00:00:00Z' }).issuedAt).toBe('2026-07-02T00:00:00Z')
    expect(copied({ issuedAt: null, createdAt: '2026-07-03T00:00:00Z' }).issuedAt).toBe(
      '2026-07-03T00:00:00Z',
    )
    expect(copied({ issuedAt: null, createdAt: null }).issuedAt).toBe('2026-07-20T15:30:00.000Z')
  })

  it('is not made up for a target that does not take it', () => {
    const target = adapterWith(asset, ({ coverage }) => ({
      coverage: { ...coverage, issuedAt: { ...coverage.issuedAt, write: 'no' } },
    }))
    expect(Object.hasOwn(copied({ issuedAt: null }, { target }), 'issuedAt')).toBe(false)
    expect(copied({ issuedAt: '2026-07-02T00:00:00Z' }, { target }).issuedAt).toBe('2026-07-02T00:00:00Z')
  })
})

describe('the number', () => {
  const numbering = (how: 'keep' | 'in_text' | 'vendor') => ({ mapping: { ...defaults, numbering: how } })
  const holdsMemo = (write: 'yes' | 'no') =>
    adapterWith(asset, ({ coverage }) => ({ coverage: { ...coverage, memo: { ...coverage.memo, write } } }))

  it('is kept, or left to the vendor', () => {
    expect(copied({}, numbering('keep')).number).toBe('N-1')
    const left = copied({ memo: 'Thanks' }, { ...numbering('vendor'), target: holdsMemo('yes') })
    expect([Object.hasOwn(left, 'number'), left.memo, left.lines[0]?.description]).toEqual([
      false,
      'Thanks',
      'Consulting',
    ])
  })

  it('goes into the memo where the target holds one', () => {
    const inText = { ...numbering('in_text'), target: holdsMemo('yes') }
    const copy = copied({}, inText)
    expect([Object.hasOwn(copy, 'number'), copy.memo]).toEqual([false, 'Formerly invoice N-1'])
    expect(copied({ memo: 'Thanks' }, inText).memo).toBe('Thanks\nFormerly invoice N-1')
    expect(Object.hasOwn(copied({ number: null }, inText), 'memo')).toBe(false)
  })

  it('goes into the first line elsewhere, unless it stands there', () => {
    const inText = { ...numbering('in_text'), target: holdsMemo('no') }
    const lines = [sampleLine({ amount: 400 }), sampleLine({ amount: 600 })]
    const copy = copied({ lines }, inText)
    expect(copy.lines.map(({ description }) => description)).toEqual([
      'Consulting (Formerly invoice N-1)',
      'Consulting',
    ])
    expect([Object.hasOwn(copy, 'memo'), Object.hasOwn(copy, 'number')]).toEqual([false, false])
    expect(copied({ lines: null }, inText).lines[0]?.description).toBe('Invoice N-1')
  })
})

describe('options of the target', () => {
  const providerOptions = { asset: { tag: 'moved' }, whop: { productId: 'prod_1' } }

  it('are those of the mapping for this vendor', () => {
    const mapping = { ...defaults, providerOptions }
    expect(copied({}, { mapping }).providerOptions).toEqual({ asset: { tag: 'moved' } })
    expect(Object.hasOwn(copied({}, { mapping, target: commet }), 'providerOptions')).toBe(false)
  })

  it('make a draft where the target has them', () => {
    expect(copied({}, { target: whop }).providerOptions).toEqual({ whop: { saveAsDraft: true } })
    const mapping = { ...defaults, providerOptions: { whop: { productId: 'prod_1', saveAsDraft: false } } }
    expect(copied({}, { target: whop, mapping }).providerOptions).toEqual({
      whop: { productId: 'prod_1', saveAsDraft: true },
    })
    const issuing = adapterWith(whop, ({ operations }) => ({
      operations: { ...operations, finalize: { ...operations.finalize, supported: false } as any },
    }))
    expect(Object.hasOwn(copied({}, { target: issuing }), 'providerOptions')).toBe(false)
  })
})

it('cannot be made of what a new invoice cannot hold', () => {
  const [name, reason] = hindrance({ total: null })
  expect([name, reason]).toEqual([
    'target_refuses',
    'total: is not known, so the invoice cannot be created again',
  ])
  const mapping = { ...defaults, numbering: 'in_text' as const }
  const [class_, words] = hindrance(
    { lines: [sampleLine({ description: 'x'.repeat(100_000) })] },
    { mapping },
  )
  expect(class_).toBe('target_refuses')
  expect(words).toContain('lines.0.description')
})

it('puts problems into words', () => {
  const problems: FieldProblem[] = [
    { field: 'a', message: 'is odd' },
    { field: 'b', message: 'is even' },
  ]
  expect(wordsOf(problems)).toBe('a: is odd; b: is even')
})

describe('what is let go', () => {
  it('is what the target cannot hold, and never currency, total, amount or key', () => {
    const nothing = adapterWith(asset, ({ coverage }) => ({
      coverage: Object.fromEntries(
        Object.entries(coverage).map(([field, one]) => [field, { ...one, write: 'no' }]),
      ) as typeof coverage,
    }))
    const accepted = acceptedLosses(copied({ memo: 'Thanks' }), nothing)
    expect(accepted).toEqual(expect.arrayContaining(['memo', 'number', 'dueAt', 'issuedAt', 'collection']))
    for (const field of ['currency', 'total', 'lines.amount', 'externalId'] as const) {
      expect(accepted).not.toContain(field)
    }
  })
})

describe('prices', () => {
  const copy = copied({ lines: [sampleLine({ amount: 1000 }), sampleLine({ amount: 0, quantity: '0' })] })
  const problem = (field: string): FieldProblem[] => [{ field, message: 'is not exact' }]
  const isPriced = (one: NewInvoice | null) =>
    one?.lines.map((line) => [Object.hasOwn(line, 'quantity'), Object.hasOwn(line, 'unitPrice'), line.amount])

  it.each(['lines.0.quantity', 'lines.0.unitPrice'])(
    'that are refused at %s go, and the amount stays',
    (field) => {
      expect(isPriced(withoutPrices(copy, problem(field)))).toEqual([
        [false, false, 1000],
        [true, true, 0],
      ])
      expect(withoutPrices(copy, problem(field))).toMatchObject({ externalId: copy.externalId })
    },
  )

  it('stay where something else is refused', () => {
    for (const field of [
      'lines.0.amount',
      'x.lines.0.quantity',
      'lines.0.quantity.x',
      'memo',
      'lines.x.quantity',
    ]) {
      expect(withoutPrices(copy, problem(field))).toBeNull()
    }
    expect(withoutPrices(copy, [])).toBeNull()
  })

  it('of a tenth line are told from those of the first', () => {
    const many = { ...copy, lines: Array.from({ length: 11 }, () => copy.lines[0]!) }
    const priced = isPriced(withoutPrices(many, problem('lines.10.quantity')))
    expect(priced?.map(([quantity]) => quantity)).toEqual([...Array(10).fill(true), false])
  })
})
