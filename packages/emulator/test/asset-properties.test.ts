import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bareUuid, isWellFormed, namedId } from '../src/vendors/asset/identifiers.ts'
import { fixedText, readMoney, wireMoney } from '../src/vendors/asset/money.ts'
import { assetSwitchDefaults } from '../src/vendors/asset/switches.ts'
import { assetEmulator, callerFor, createOne, revenue } from './asset-support.ts'

const minor = fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 })

describe('money', () => {
  it.each([0, 2, 3])('with %d decimals survives both ways, as number and as text', (digits) => {
    fc.assert(
      fc.property(minor, fc.constantFrom('number' as const, 'string' as const), (amount, moneyAs) => {
        const format = { digits, switches: { ...assetSwitchDefaults, moneyAs } }
        const sent: unknown = JSON.parse(JSON.stringify(wireMoney(amount, format)))
        expect(readMoney(sent, format)).toBe(amount)
        expect(readMoney(fixedText(amount, digits), format)).toBe(amount)
      }),
    )
  })

  it.each([
    '',
    ' ',
    '1e5',
    '0x10',
    '1,5',
    '1.',
    '.5',
    'NaN',
    'Infinity',
    null,
    true,
    {},
    [],
    Number.NaN,
    1e21,
  ])('is not %j', (value) => {
    expect(readMoney(value, { digits: 2, switches: assetSwitchDefaults })).toBeNull()
  })
})

describe('ids', () => {
  it('decode to version 4 uuids', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const id = namedId('inv', name)
        expect(isWellFormed(id, 'inv')).toBe(true)
        expect(isWellFormed(id, 'cus')).toBe(false)
        expect(bareUuid(id)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      }),
    )
    expect(bareUuid('cm_0-seeded')).toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe('no cent is lost', () => {
  it('whatever arrives is on the invoice or in the customer’s credit', async () => {
    const step = fc.record({
      invoice: fc.nat(2),
      amount: fc.integer({ min: 1, max: 90_000 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        const emulator = assetEmulator({ overpayment: 'capped', rateLimit: null })
        const call = await callerFor(emulator)
        const account = emulator.asset.account()
        const ids: string[] = []
        for (const amount of [100, 250.5, 599.99]) {
          const lines = [{ description: 'x', amount, ledger_id: revenue(emulator) }]
          ids.push((await createOne(emulator, call, { lines })).id)
        }
        let arrived = 0
        for (const { invoice, amount } of steps) {
          const invoiceId = ids[invoice] ?? ''
          if (emulator.ledger.invoice(invoiceId)?.status !== 'open') continue
          account.outside.receive({ amount, description: '', invoiceId })
          arrived += amount
        }
        const held = emulator.ledger.invoices()
        const paid = held.reduce((sum, { amountPaid = 0 }) => sum + amountPaid, 0)
        expect(paid + account.creditOf('cus_ada')).toBe(arrived)
        for (const { amountPaid = 0, status, total } of held)
          expect(status === 'paid').toBe(amountPaid >= total)
      }),
      { numRuns: 25 },
    )
  })
})
