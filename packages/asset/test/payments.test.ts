import type { NewPayment } from '@invoice-adapters/core'
import { describe, expect, it } from 'vitest'
import { dialects } from './endpoints.ts'
import { type World, world } from './world.ts'

const pay = (changes: Partial<NewPayment> = {}): NewPayment => ({
  externalId: 'pay-1',
  amount: 4_000,
  currency: 'USD',
  ...changes,
})

/** Ids of money at the bank, which stand in the vendor's own list only. */
async function transactions({ emulator, account }: World, count: number): Promise<string[]> {
  for (let one = 0; one < count; one += 1)
    account.outside.receive({ amount: 100_000, description: `Transfer ${one}` })
  const root = 'https://api.sandbox.getasset.com/v0'
  const form = {
    grant_type: 'client_credentials',
    client_id: account.clientId,
    client_secret: account.clientSecret,
    business_id: account.businessId,
  }
  const body = new URLSearchParams(form)
  const token = await (await emulator.asset.fetch(`${root}/auth/token`, { method: 'POST', body })).json()
  const headers = { authorization: `Bearer ${(token as { access_token: string }).access_token}` }
  const listed = await emulator.asset.fetch(`${root}/business/${account.businessId}/transaction`, { headers })
  return ((await listed.json()) as { data: { id: string }[] }).data.map(({ id }) => id)
}

function posts({ emulator }: World): number {
  return emulator.requests.filter(({ path }) => path.endsWith('/invoice-payment')).length
}

function paid({ emulator }: World): number | undefined {
  return emulator.ledger.invoice('inv_first')?.amountPaid
}

describe.each(dialects)('a payment by transaction · %s', (dialect) => {
  it('is known again in another process, by any key', async () => {
    const here = world(dialect)
    const [transactionId = ''] = await transactions(here, 1)
    const first = (await here.adapter().recordPayment('inv_first', pay({ transactionId })))._unsafeUnwrap()
    expect([first.recorded, first.invoice.amountPaid]).toEqual([true, 4_000])
    const again = await here.adapter().recordPayment('inv_first', pay({ transactionId }))
    expect(again._unsafeUnwrap().recorded).toBe(false)
    const other = await here.adapter().recordPayment('inv_first', pay({ transactionId, externalId: 'pay-2' }))
    expect(other._unsafeUnwrap().recorded).toBe(false)
    const conflict = await here.adapter().recordPayment('inv_first', pay({ transactionId, amount: 4_001 }))
    expect(conflict._unsafeUnwrapErr()).toMatchObject({ kind: 'conflict', externalId: 'pay-1' })
    expect([posts(here), paid(here)]).toEqual([1, 4_000])
  })

  it('whose key stands for another payment is a conflict', async () => {
    const here = world(dialect)
    const [one = '', two = ''] = await transactions(here, 2)
    const adapter = here.adapter()
    expect((await adapter.recordPayment('inv_first', pay({ transactionId: one }))).isOk()).toBe(true)
    const error = (await adapter.recordPayment('inv_first', pay({ transactionId: two })))._unsafeUnwrapErr()
    expect(error).toMatchObject({ kind: 'conflict', externalId: 'pay-1' })
    expect(paid(here)).toBe(4_000)
  })

  it('whose answer was lost is settled by looking', async () => {
    const fault = { operation: 'apply_payment', fault: { kind: 'drop_after_commit' } } as const
    const here = world(dialect, { faults: [fault] })
    const [transactionId = ''] = await transactions(here, 1)
    const settled = await here.adapter().recordPayment('inv_first', pay({ transactionId }))
    expect(settled._unsafeUnwrap()).toMatchObject({ recorded: true, invoice: { amountPaid: 4_000 } })
    expect(posts(here)).toBe(1)
  })

  it('that never arrived is unknown, and the same call records it later', async () => {
    const fault = { operation: 'apply_payment', fault: { kind: 'drop_before_commit' } } as const
    const here = world(dialect, { faults: [fault] })
    const [transactionId = ''] = await transactions(here, 1)
    const adapter = here.adapter()
    const error = (await adapter.recordPayment('inv_first', pay({ transactionId })))._unsafeUnwrapErr()
    expect(error).toMatchObject({ kind: 'outcome_unknown', invoiceId: 'inv_first', externalId: 'pay-1' })
    const later = await adapter.recordPayment('inv_first', pay({ transactionId }))
    expect(later._unsafeUnwrap().recorded).toBe(true)
    expect(paid(here)).toBe(4_000)
  })

  it('in another currency, or finer than can be carried, is refused before anything is sent', async () => {
    const here = world(dialect)
    const adapter = here.adapter()
    for (const [changes, field] of [
      [{ currency: 'EUR' }, 'currency'],
      [{ amount: 9_007_199_254_740_991 }, 'amount'],
    ] as const) {
      const error = (
        await adapter.recordPayment('inv_first', pay({ transactionId: 'txn_1', ...changes }))
      )._unsafeUnwrapErr()
      expect(error).toMatchObject({ kind: 'invalid_input', fields: [{ field }] })
    }
    expect(here.emulator.requests).toEqual([])
  })

  it('that is refused leaves the key free', async () => {
    const here = world(dialect)
    const [transactionId = ''] = await transactions(here, 1)
    const adapter = here.adapter()
    const refused = await adapter.recordPayment('inv_first', pay({ transactionId: 'txn_nothing' }))
    expect(['refused', 'not_found']).toContain(refused._unsafeUnwrapErr().kind)
    expect((await adapter.recordPayment('inv_first', pay({ transactionId })))._unsafeUnwrap().recorded).toBe(
      true,
    )
  })
})

describe('a draw from credit', () => {
  const withCredit = (settings: Parameters<typeof world>[1] = {}) => {
    const here = world('amount-lines', settings)
    here.account.outside.giveCredit('cus_ada', 20_000)
    return here
  }

  it('is known again by its key in the same process', async () => {
    const here = withCredit()
    const adapter = here.adapter()
    const first = (await adapter.recordPayment('inv_first', pay()))._unsafeUnwrap()
    expect(first.invoice.payments).toMatchObject([{ amount: 4_000, kind: 'credit' }])
    expect((await adapter.recordPayment('inv_first', pay()))._unsafeUnwrap().recorded).toBe(false)
    const conflict = await adapter.recordPayment('inv_first', pay({ amount: 5_000 }))
    expect(conflict._unsafeUnwrapErr().kind).toBe('conflict')
    const second = await adapter.recordPayment('inv_first', pay({ externalId: 'pay-2' }))
    expect(second._unsafeUnwrap().recorded).toBe(true)
    expect([posts(here), paid(here)]).toEqual([2, 8_000])
  })

  it('in another process cannot be told from an equal one, and is not made a second time', async () => {
    const here = withCredit()
    expect((await here.adapter().recordPayment('inv_first', pay())).isOk()).toBe(true)
    const error = (await here.adapter().recordPayment('inv_first', pay()))._unsafeUnwrapErr()
    expect(error).toMatchObject({ kind: 'outcome_unknown', externalId: 'pay-1', retryable: false })
    const other = await here.adapter().recordPayment('inv_first', pay({ externalId: 'pay-2', amount: 4_001 }))
    expect(other._unsafeUnwrap().recorded).toBe(true)
    expect(paid(here)).toBe(8_001)
  })

  it('whose answer was lost is settled by what is new', async () => {
    const fault = { operation: 'apply_payment', fault: { kind: 'drop_after_commit' } } as const
    const here = withCredit({ faults: [fault] })
    const adapter = here.adapter()
    expect((await adapter.recordPayment('inv_first', pay()))._unsafeUnwrap().recorded).toBe(true)
    expect((await adapter.recordPayment('inv_first', pay()))._unsafeUnwrap().recorded).toBe(false)
    expect([posts(here), paid(here)]).toEqual([1, 4_000])
  })

  it('that never arrived stays unknown under its key: it is never repeated blindly', async () => {
    const fault = { operation: 'apply_payment', fault: { kind: 'drop_before_commit' } } as const
    const here = withCredit({ faults: [fault] })
    const adapter = here.adapter()
    for (const _ of [1, 2]) {
      const error = (await adapter.recordPayment('inv_first', pay()))._unsafeUnwrapErr()
      expect(error).toMatchObject({ kind: 'outcome_unknown', externalId: 'pay-1' })
    }
    expect(posts(here)).toBe(1)
    const anew = await adapter.recordPayment('inv_first', pay({ externalId: 'pay-2' }))
    expect(anew._unsafeUnwrap().recorded).toBe(true)
    expect(paid(here)).toBe(4_000)
  })

  it('ten at once under one key are one', async () => {
    const here = withCredit()
    const adapter = here.adapter()
    const results = await Promise.all(
      Array.from({ length: 10 }, () => adapter.recordPayment('inv_first', pay())),
    )
    expect(results.filter((result) => result._unsafeUnwrap().recorded)).toHaveLength(1)
    expect(paid(here)).toBe(4_000)
  })

  it('needs a transaction where lines are priced by unit', async () => {
    const here = world('unit-price-lines')
    const error = (await here.adapter().recordPayment('inv_first', pay()))._unsafeUnwrapErr()
    expect(error).toMatchObject({ kind: 'invalid_input', fields: [{ field: 'transactionId' }] })
    expect(here.emulator.requests).toEqual([])
  })
})
