import { describe, expect, it } from 'vitest'
import { type AssetSwitches, assetRoutes, createEmulator } from '../src/index.ts'
import { type AssetCaller, assetEmulator, callerFor, createOne, revenue } from './asset-support.ts'

// There is no official client. The shapes below are written by hand from the tables of the notes: per generation the
// exact fields of each object, and for each field what kind of value it holds.

type Kind =
  | 'text'
  | 'id'
  | 'number'
  | 'flag'
  | 'date'
  | 'object'
  | 'list'
  | `${'text' | 'id' | 'date'} or null`

type Shape = Readonly<Record<string, Kind>>

const is = (kind: Kind, value: unknown): boolean => {
  if (kind.endsWith(' or null') && value === null) return true
  switch (kind.split(' ')[0]) {
    case 'number':
      return typeof value === 'number'
    case 'flag':
      return typeof value === 'boolean'
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
    case 'list':
      return Array.isArray(value)
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)$/.test(value)
    default:
      return typeof value === 'string' && value !== ''
  }
}

function expectShape(value: any, shape: Shape): void {
  expect(Object.keys(value).sort()).toEqual(Object.keys(shape).sort())
  for (const [field, kind] of Object.entries(shape)) expect(is(kind, value[field]), field).toBe(true)
}

const invoice: Shape = {
  id: 'id',
  business_id: 'id',
  number: 'text',
  description: 'text',
  total_amount: 'number',
  source: 'text',
  due_at: 'date',
  sent_at: 'date',
  status: 'text',
  customer_id: 'id',
  total_paid: 'number',
  voided_at: 'date or null',
  lines: 'list',
  payments: 'list',
}
const line: Shape = { id: 'id', invoice_id: 'id', description: 'text', ledger_id: 'id or null' }
const pricedLine: Shape = {
  ...line,
  unit_price: 'number',
  quantity: 'number',
  discount_amount: 'number',
  discount_rate: 'number',
  tax_amount: 'number',
  tax_rate: 'number',
  is_prepayment: 'flag',
  metadata_: 'object',
}
const payment: Shape = {
  id: 'id',
  invoice_id: 'id',
  payment_id: 'text',
  datetime: 'date',
  payment_amount: 'number',
  transaction_id: 'id',
}
const creditPayment: Shape = {
  ...payment,
  transaction_id: 'id or null',
  credit_journal_entry_id: 'text or null',
  credit_memo_id: 'text or null',
  is_write_off: 'flag',
}

interface Documented {
  readonly invoice: Shape
  readonly line: Shape
  readonly payment: Shape
}

const older: Documented = {
  invoice: { ...invoice, credit_amount: 'number', metadata_: 'object' },
  line: pricedLine,
  payment,
}
const newest: Documented = {
  invoice: { ...invoice, metadata: 'object', tags: 'object' },
  line: { ...line, amount: 'number', metadata: 'object' },
  payment: creditPayment,
}

const documented: Readonly<Record<AssetSwitches['generation'], Documented>> = {
  A: { ...older, payment: { ...payment, invoice: 'object' } },
  B: older,
  C: older,
  D1: { ...older, line: { ...line, amount: 'number', metadata_: 'object' } },
  D: {
    invoice: { ...invoice, metadata_: 'object' },
    line: { ...line, amount: 'number', metadata_: 'object' },
    payment: creditPayment,
  },
  E: newest,
  F: newest,
}

const generations = Object.keys(documented) as AssetSwitches['generation'][]

async function paidInvoice(
  generation: AssetSwitches['generation'],
): Promise<{ call: AssetCaller; made: any }> {
  const emulator = assetEmulator({ generation, lineShape: 'both' })
  const call = await callerFor(emulator)
  const ledger_id = revenue(emulator)
  const lines = [
    { description: 'New', amount: 40, ledger_id },
    { description: 'Old', unit_price: 2.5, quantity: 4, ledger_id },
  ]
  const { businessId: business_id, outside } = emulator.asset.account()
  const made = await createOne(emulator, call, { business_id, lines })
  outside.receive({ amount: 1000, description: 'Part', invoiceId: made.id })
  return { call, made }
}

describe.each(generations)('generation %s', (generation) => {
  it('answers invoices exactly as documented, however they are asked for', async () => {
    const { call, made } = await paidInvoice(generation)
    const expected = documented[generation]
    const answers = [
      (await call('GET', '/invoice')).body.data[0],
      (await call('GET', `/invoice/${made.id}`)).body.data,
      (await call('PATCH', `/invoice/${made.id}`, { status: 'open' })).body.data,
    ]
    for (const answer of answers) {
      expectShape(answer, expected.invoice)
      expect(answer).toMatchObject({ total_amount: 50, total_paid: 10, status: 'open' })
      for (const each of answer.lines) expectShape(each, expected.line)
      for (const each of answer.payments) expectShape(each, expected.payment)
    }
  })
})

describe('the newest generation', () => {
  it('may lack status and source', async () => {
    const emulator = assetEmulator({ statusAndSource: 'missing' })
    const made = await createOne(emulator, await callerFor(emulator))
    const { status, source, ...rest } = newest.invoice
    expectShape(made, rest)
  })

  it.each([
    ['seconds', '2026-08-15T00:00:00Z', '2026-07-15T01:02:03.250000Z'],
    ['milliseconds', '2026-08-15T00:00:00.000Z', '2026-07-15T01:02:03.250Z'],
    ['offset', '2026-08-15T00:00:00+00:00', '2026-07-15T01:02:03.250+00:00'],
  ] as const)('writes dates with %s by switch', async (dateFormat, due_at, sent_at) => {
    const emulator = assetEmulator({ dateFormat })
    const sent = { sent_at: '2026-07-15T03:02:03.25+02:00' }
    expect(await createOne(emulator, await callerFor(emulator), sent)).toMatchObject({ due_at, sent_at })
  })

  it('takes a date without time for midnight, unless by switch', async () => {
    const lenient = assetEmulator()
    const due = { due_at: '2026-08-15' }
    expect(await createOne(lenient, await callerFor(lenient), due)).toMatchObject({
      due_at: '2026-08-15T00:00:00Z',
    })
    const strict = assetEmulator({ dateOnly: 'refuse', malformedItem: 'item' })
    expect(await createOne(strict, await callerFor(strict), due)).toBeUndefined()
  })
})

describe('routes', () => {
  it('are data, each with a scope but the token’s', () => {
    expect(createEmulator().asset.routes).toBe(assetRoutes)
    expect(assetRoutes.filter(({ scope }) => scope === null).map(({ name }) => name)).toEqual(['get_token'])
    expect(new Set(assetRoutes.map(({ name }) => name)).size).toBe(assetRoutes.length)
  })
})
