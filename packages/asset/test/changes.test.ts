import type { LineChanges } from '@invoice-adapters/core'
import { describe, expect, it } from 'vitest'
import { dialects } from './endpoints.ts'
import { data, type World, world } from './world.ts'

function lines({ emulator }: World): number[] | undefined {
  return emulator.ledger
    .invoice('inv_first')
    ?.lines.map(({ amount }) => amount)
    .sort((one, other) => one - other)
}

function patches({ emulator }: World): number {
  return emulator.requests.filter(({ method }) => method === 'PATCH').length
}

const extra: LineChanges = { add: [{ description: 'Extra', amount: 505 }] }

describe('line changes', () => {
  it('add and remove, and answer with the whole invoice', async () => {
    const here = world('amount-lines')
    const adapter = here.adapter()
    const added = (await adapter.changeLines('inv_first', extra))._unsafeUnwrap()
    expect(added).toMatchObject({ total: 90_505, detail: 'full' })
    const first = added.lines?.find(({ amount }) => amount === 90_000)
    const swapped = await adapter.changeLines('inv_first', {
      add: [{ description: 'Retainer', amount: 90_000 }],
      remove: [first?.id ?? ''],
    })
    expect(swapped._unsafeUnwrap().lines?.map(({ id }) => id)).not.toContain(first?.id)
    expect(lines(here)).toEqual([505, 90_000])
  })

  it.each([
    ['after the commit', 'drop_after_commit', true],
    ['before the commit', 'drop_before_commit', false],
  ] as const)('dropped %s are sent once, and told by the lines', async (_, kind, applied) => {
    const here = world('amount-lines', { faults: [{ operation: 'update_invoice', fault: { kind } }] })
    const result = await here.adapter().changeLines('inv_first', extra)
    if (applied) expect(result._unsafeUnwrap().total).toBe(90_505)
    else expect(result._unsafeUnwrapErr()).toMatchObject({ kind: 'outcome_unknown', invoiceId: 'inv_first' })
    expect([patches(here), lines(here)]).toEqual([1, applied ? [505, 90_000] : [90_000]])
  })

  it('of a line that is not there are refused', async () => {
    const here = world('amount-lines')
    const error = (await here.adapter().changeLines('inv_first', { remove: ['inl_none'] }))._unsafeUnwrapErr()
    expect(error).toMatchObject({ kind: 'invalid_input', fields: [{ field: 'remove' }] })
    expect(patches(here)).toBe(0)
  })

  it.each([
    [{ quantity: '2', unitPrice: '2.525' }, ['add.quantity', 'add.unitPrice']],
    [{ tax: 5 }, ['add.tax']],
    [{ taxRate: '8' }, ['add.taxRate']],
    [{ amount: 9_007_199_254_740_991 }, ['add.0.amount', 'add']],
    [{ metadata: { invoice_adapters_key: 'x' } }, ['add.0.metadata.invoice_adapters_key']],
  ])('with %j are refused by name, before anything is sent', async (changes, fields) => {
    const here = world('amount-lines')
    const add = [{ description: 'Extra', amount: 505, ...changes }]
    const error = (await here.adapter().changeLines('inv_first', { add }))._unsafeUnwrapErr()
    expect(error.kind === 'invalid_input' && error.fields.map(({ field }) => field)).toEqual(fields)
    expect(here.emulator.requests).toEqual([])
  })

  it('need a ledger', async () => {
    const here = world('amount-lines')
    const error = (
      await here.adapter({ ledgerId: undefined }).changeLines('inv_first', extra)
    )._unsafeUnwrapErr()
    expect(error.message).toMatch(/option ledgerId/)
  })

  it('do not exist where lines are priced by unit', async () => {
    const here = world('unit-price-lines')
    const error = (await here.adapter().changeLines('inv_first', extra))._unsafeUnwrapErr()
    expect(error.kind).toBe('unsupported')
    expect(here.emulator.requests).toEqual([])
  })
})

describe.each(dialects)('a change of status · %s', (dialect) => {
  it('by hand to refunded needs the explicit option, and points to refund', async () => {
    const here = world(dialect)
    const adapter = here.adapter()
    const refused = await adapter.setStatus('inv_first', 'refunded', {} as never)
    expect(refused._unsafeUnwrapErr()).toMatchObject({ kind: 'unsupported', instead: 'refund' })
    expect(here.emulator.requests).toEqual([])
    expect((await adapter.setStatus('inv_first', 'paid')).isOk()).toBe(true)
    const done = await adapter.setStatus('inv_first', 'partially_refunded', { unsafe: true })
    expect(done._unsafeUnwrap().invoice.status).toBe('partially_refunded')
    const reopened = await adapter.setStatus('inv_first', 'open')
    expect(reopened._unsafeUnwrapErr().kind).toBe('invalid_transition')
  })

  it('that the vendor refuses tells where the invoice stands', async () => {
    const here = world(dialect, {
      asset: {
        transitions: {
          open: ['voided'],
          paid: [],
          partially_refunded: [],
          uncollectible: [],
          voided: [],
          refunded: [],
        },
      },
    })
    const error = (await here.adapter().setStatus('inv_first', 'paid'))._unsafeUnwrapErr()
    expect(error.kind).toBe('refused')
    const paidMeanwhile = world(dialect)
    const adapter = paidMeanwhile.adapter()
    const running = adapter.setStatus('inv_first', 'void')
    paidMeanwhile.account.outside.pay('inv_first')
    const late = await running
    expect(late.isErr() && late.error.kind).toBe('invalid_transition')
  })

  it('to where it is already, past due or not, sends nothing', async () => {
    const here = world(dialect)
    here.emulator.clock.advance(60 * 86_400_000)
    const { invoice, changed } = (await here.adapter().setStatus('inv_first', 'open'))._unsafeUnwrap()
    expect([invoice.status, changed, patches(here)]).toEqual(['past_due', false, 0])
  })
})

describe('customers', () => {
  it('are found by walking, created once, and refused by name', async () => {
    const here = world('amount-lines')
    here.emulator.seed({
      customers: Array.from({ length: 120 }, (_, index) => ({
        vendor: 'asset' as const,
        id: `cus_${index}`,
        externalId: `c-${index}`,
        name: `C ${index}`,
      })),
    })
    const { customers } = here.adapter()
    expect((await customers.get('cus_119'))._unsafeUnwrap().externalId).toBe('c-119')
    expect((await customers.get('cus_none'))._unsafeUnwrapErr().kind).toBe('not_found')
    const wanted = { externalId: 'new-1', name: 'Nora', email: 'nora@x.example' }
    const made = await Promise.all([customers.create(wanted), customers.create(wanted)])
    expect(new Set(made.map((one) => one._unsafeUnwrap().id)).size).toBe(1)
    expect(here.emulator.ledger.customers().filter(({ externalId }) => externalId === 'new-1')).toHaveLength(
      1,
    )
    for (const [input, field] of [
      [{ externalId: 'a' }, 'name'],
      [{ name: 'a', metadata: { b: 1 } }, 'metadata'],
      [{ name: 'a', address: { line1: 'x' } }, 'address.city'],
      [{ name: 'x'.repeat(256) }, 'name'],
    ] as const) {
      const error = (await customers.create(input))._unsafeUnwrapErr()
      expect(error.kind === 'invalid_input' && error.fields.map((one) => one.field)).toContain(field)
    }
  })

  it('whose creation got no answer are settled by their own id', async () => {
    const faults = [{ operation: 'create_customer', fault: { kind: 'drop_after_commit' }, times: 9 } as const]
    const here = world('amount-lines', { faults })
    const { customers } = here.adapter()
    const made = await customers.create({ externalId: 'new-1', name: 'Nora' })
    expect(made._unsafeUnwrap().externalId).toBe('new-1')
    const nameless = await customers.create({ name: 'Nora' })
    expect(nameless._unsafeUnwrapErr()).toMatchObject({ kind: 'outcome_unknown', externalId: null })
  })

  it('of one own id twice are a conflict', async () => {
    const here = world('amount-lines', {
      data: {
        ...data,
        customers: ['cus_1', 'cus_2'].map((id) => ({
          vendor: 'asset' as const,
          id,
          externalId: 'twin',
          name: id,
        })),
        invoices: [],
      },
      asset: { duplicateExternalIds: 'allowed' },
    })
    const twins = here.emulator.ledger.customers().filter(({ externalId }) => externalId === 'twin')
    expect(twins).toHaveLength(2)
    const result = await here.adapter().customers.create({ externalId: 'twin', name: 'Nora' })
    expect(result._unsafeUnwrapErr()).toMatchObject({ kind: 'conflict', externalId: 'twin' })
  })
})
