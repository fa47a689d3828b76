import type { CanonicalField, Coverage, Invoice, NewInvoice } from '@invoice-adapters/core'
import { describe, expect, it } from 'vitest'
import { plannedLine, sampleInvoice, sampleLine } from '../../test/sample.ts'
import { adapters, adapterWith } from '../../test/sample-adapters.ts'
import { lossReport, lostDetails } from './loss-report.ts'

type Changes = { [field in CanonicalField]?: Partial<Coverage[CanonicalField]> }

/** Asset, as if it held everything but for what a test changes. */
function target(changes: Changes = {}) {
  return adapterWith(adapters.asset, ({ coverage, create }) => ({
    create: { ...create, maximumLines: null },
    coverage: Object.fromEntries(
      Object.entries(coverage).map(([field, one]) => [
        field,
        { ...one, write: 'yes', note: null, ...changes[field as CanonicalField] },
      ]),
    ) as Coverage,
  }))
}

const copy: NewInvoice = {
  ...plannedLine().copy!,
  number: 'N-1',
  dueAt: '2026-08-10T00:00:00Z',
  issuedAt: '2026-07-01T00:00:00Z',
  collection: 'send_invoice',
  lines: [{ description: 'Consulting', amount: 1000, quantity: '2', unitPrice: '5' }],
}

function lost(invoice: Partial<Invoice>, changes: Changes = {}, asked: Partial<NewInvoice> = {}) {
  return lossReport(sampleInvoice(invoice), { ...copy, ...asked }, target(changes))
}

function fieldsLost(...given: Parameters<typeof lost>): string[] {
  return lost(...given).map(({ field }) => field)
}

/** Of every invoice: they belong to the record that was read. */
const always = fieldsLost({})

function more(...given: Parameters<typeof lost>): string[] {
  return fieldsLost(...given).filter((field) => !always.includes(field))
}

it('tells nothing of the reading, nor of what the sum of the lines carries', () => {
  for (const field of [
    'source.mode',
    'source.apiVersion',
    'total',
    'amountDue',
    'subtotal',
    'kind',
    'lines.kind',
    'taxInclusive',
  ]) {
    const invoice = { taxInclusive: true, source: { ...sampleInvoice().source, apiVersion: '1' } }
    expect(fieldsLost(invoice)).not.toContain(field)
  }
  expect(always).not.toContain('lines.amount')
})

describe('a field that the copy leaves out', () => {
  it.each<[Partial<Invoice>, string]>([
    [{ memo: 'Thanks' }, 'memo'],
    [{ discount: 5 }, 'discount'],
    [{ tax: 5 }, 'tax'],
    [{ creditApplied: 5 }, 'creditApplied'],
    [{ metadata: { note: 'x' } }, 'metadata'],
    [{ buyerReference: 'Ada' }, 'buyerReference'],
    [{ paymentPending: false }, 'paymentPending'],
    [{ lines: [sampleLine({ tax: 5 })] }, 'lines.tax'],
    [{ lines: [sampleLine(), sampleLine({ metadata: { a: 1 } })] }, 'lines.metadata'],
  ])('of %j is %s', (invoice, field) => {
    expect(more(invoice)).toContain(field)
  })

  it.each<Partial<Invoice>>([
    { memo: '' },
    { discount: 0 },
    { tax: null },
    { metadata: {} },
    { lines: [] },
    { lines: [sampleLine({ tax: 0, metadata: {} })] },
    { payments: [] },
    { customer: { ...sampleInvoice().customer!, address: null } },
  ])('is nothing to miss in %j', (invoice) => {
    expect(more(invoice)).toEqual([])
  })

  it('is carried where the copy has it', () => {
    expect(more({ memo: 'Thanks' }, {}, { memo: 'Other' })).toEqual([])
    const lines = [{ description: 'Consulting', amount: 995, tax: 5 }]
    expect(more({ lines: [sampleLine({ tax: 5 })] }, {}, { lines })).not.toContain('lines.tax')
  })

  it.each([
    [{ write: 'no' }, 'dropped', 'asset cannot hold it'],
    [{ write: 'no', note: 'no such field' }, 'dropped', 'asset cannot hold it (no such field)'],
    [{ write: 'fixed' }, 'decided_by_vendor', 'asset decides it itself'],
    [{ write: 'fixed', note: 'by plan' }, 'decided_by_vendor', 'asset decides it itself (by plan)'],
    [{ write: 'yes' }, 'not_carried', 'it is not part of the copy, though asset could hold it'],
  ] as const)('with %j is %s', (coverage, effect, message) => {
    const found = lost({ buyerReference: 'Ada' }, { buyerReference: coverage })
    expect(found.find(({ field }) => field === 'buyerReference')).toEqual({
      field: 'buyerReference',
      effect,
      message,
    })
  })
})

describe('a field that the copy has', () => {
  it('is lost where the target does not hold it', () => {
    const [loss] = lost({}, { number: { write: 'no', note: 'it numbers' } })
    expect(lost({}, { number: { write: 'no', note: 'it numbers' } })).toContainEqual({
      field: 'number',
      effect: 'dropped',
      message: 'asset cannot hold it (it numbers)',
    })
    expect(loss).toBeDefined()
  })
})

describe('several lines', () => {
  const two = [sampleLine({ amount: 400 }), sampleLine({ amount: 600 })]

  it('that become one are told', () => {
    expect(lost({ lines: two }).find(({ field }) => field === 'lines')).toEqual({
      field: 'lines',
      effect: 'not_carried',
      message:
        'tax, discount, credit or a part payment stands between the lines and the total: one line takes their place',
    })
  })

  it('that stay are not, nor what has none', () => {
    const lines = [copy.lines[0]!, copy.lines[0]!]
    expect(fieldsLost({ lines: two }, {}, { lines })).not.toContain('lines')
    expect(fieldsLost({ lines: null })).not.toContain('lines')
  })

  it('that the target has no place for are told once, in its words', () => {
    const one = adapterWith(target(), ({ create }) => ({ create: { ...create, maximumLines: 1 } }))
    const three = [...two, sampleLine({ amount: 0 })]
    const asked = { ...copy, lines: [copy.lines[0]!, copy.lines[0]!] }
    const found = lossReport(sampleInvoice({ lines: three }), asked, one).filter(
      ({ field }) => field === 'lines',
    )
    expect(found.map(({ effect }) => effect)).toEqual(['dropped'])
  })
})

it('lists the fields in the order of the model', () => {
  const order = fieldsLost({ memo: 'x', discount: 5, lines: [sampleLine({ tax: 5 })], buyerReference: 'Ada' })
  const wanted = ['buyerReference', 'discount', 'lines.tax', 'memo']
  expect(order.filter((field) => wanted.includes(field))).toEqual(wanted)
})

it('knows what belongs to the inside of an invoice', () => {
  const all = ['tax', 'discount', 'lines', 'lines.tax', 'lines.discount', 'creditApplied'] as const
  const report = [...all, 'memo' as const, 'lines.taxRate' as const].map((field) => ({
    field,
    effect: 'dropped' as const,
    message: '',
  }))
  expect(lostDetails(report).map(({ field }) => field)).toEqual(all)
})
