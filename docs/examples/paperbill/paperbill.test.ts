import { conformanceTests } from '@invoice-adapters/conformance'
import { describe, expect, test } from 'vitest'
import { createPaperbillAdapter } from './adapter.ts'
import { paperbillHarness } from './harness.ts'

describe('the Paperbill adapter', () => {
  const run = conformanceTests(test, paperbillHarness)

  // Behind the tests of the kit, since some gaps are found only while they run.
  test('leaves unproven only what is known, and why', () => {
    expect([...new Set(run.notProven.map((gap) => gap.assertion))].sort()).toEqual([
      'money/amount-due-follows-the-rule', // no bill is ever paid in part
      'money/credit-notes-stay-negative', // no bill is ever negative
      'money/minor-units', // no amount is finer than hundredths, so there is no currency with three decimals
      'money/mismatch-is-noted-not-corrected', // the vendor adds up the lines itself
      'read/odd-ids-reach-their-record', // the vendor makes all ids, and all alike
    ])
    expect(run.tests.length).toBeGreaterThan(150)
    expect(run.notApplicable.map((gap) => gap.assertion)).toContain('write/dry-run-sends-nothing')
  })
})

describe('what only Paperbill has', () => {
  test('refuses a key of another vendor without repeating it', () => {
    const refused = createPaperbillAdapter({ account: 'acme', apiKey: 'ck_of_commet' })._unsafeUnwrapErr()
    expect(refused.fields).toEqual([{ field: 'apiKey', message: expect.stringContaining('pb_') }])
    expect(JSON.stringify(refused)).not.toContain('ck_of_commet')
  })

  test('refuses what it cannot bill before anything is sent', async () => {
    const { adapter, inputs, oracle } = await paperbillHarness.start()
    const order = inputs.invoice('order-1')
    const [line] = order.lines
    const fieldsOf = async (change: object): Promise<string[]> => {
      const error = (await adapter.create({ ...order, ...change }))._unsafeUnwrapErr()
      return error.kind === 'invalid_input' ? error.fields.map(({ field }) => field) : [error.kind]
    }
    expect(await fieldsOf({ customer: { externalId: 'buyer' } })).toEqual(['customer.externalId'])
    expect(await fieldsOf({ customer: { ...order.customer, address: { city: 'Lima' } } })).toEqual([
      'customer.address',
    ])
    // Thousandths: 1.234 KWD cannot be said in hundredths.
    expect(await fieldsOf({ currency: 'KWD', lines: [{ ...line, amount: 1_234 }] })).toEqual([
      'lines.0.amount',
    ])
    expect(oracle.received()).toEqual([])
  })
})
