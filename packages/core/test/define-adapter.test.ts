import { okAsync, type Result } from 'neverthrow'
import { describe, expect, it } from 'vitest'
import type { InvoiceAdapter, PageQuery } from '../src/contract/adapter.ts'
import type { Capabilities } from '../src/contract/capabilities.ts'
import { defineAdapter } from '../src/contract/define-adapter.ts'
import type { AdapterDefinition } from '../src/contract/definition.ts'
import { losses } from '../src/contract/losses.ts'
import type { Invoice } from '../src/invoice/invoice.ts'
import type { NewInvoice } from '../src/invoice/new-invoice.ts'
import { consistent } from './consistent-capabilities.ts'

const invoice = {
  source: { id: 'inv_1' },
  status: 'open',
  providerStatus: 'open',
  dueAt: null,
  number: 'A-1',
  paymentPending: null,
} as Invoice

function definition(
  calls: unknown[][],
  capabilities: Capabilities = consistent(),
  more: Partial<AdapterDefinition> = {},
): AdapterDefinition {
  const note =
    <T>(name: string, value: T) =>
    (...given: unknown[]) => {
      calls.push([name, ...given])
      return okAsync(value) as never
    }
  return {
    specificationVersion: 'v1',
    provider: 'example',
    account: 'acme',
    capabilities,
    options: { account: 'acme', now: () => Date.UTC(2026, 6, 15) },
    list: note('list', {
      invoices: [invoice],
      unreadable: [],
      recordIds: ['inv_1'],
      recordTimes: [null],
      nextCursor: null,
    }),
    get: note('get', invoice),
    check: note('check', { mode: null, accountId: null, accountName: null }),
    create: note('create', { invoice, created: true, notWritten: [] }),
    setStatus: note('setStatus', { invoice, changed: true }),
    webhooks: { read: note('webhooks.read', {}) },
    ...more,
  }
}

function adapter(change: (data: Capabilities) => void = () => {}): {
  adapter: InvoiceAdapter
  calls: unknown[][]
} {
  const calls: unknown[][] = []
  const data = consistent()
  change(data)
  return { adapter: defineAdapter(definition(calls, data))._unsafeUnwrap(), calls }
}

const order: NewInvoice = {
  externalId: 'order-1',
  customer: { id: 'cus_1' },
  currency: 'USD',
  lines: [{ description: 'Chair', amount: 4900 }],
}

function kindOf(result: Result<unknown, { kind: string; message: string }>): string {
  return result.isOk() ? 'ok' : result.error.kind
}

describe('operations that the vendor lacks', () => {
  it('answer unsupported with the reason, whatever the input', async () => {
    const { adapter: one, calls } = adapter()
    const results = await Promise.all([
      one.finalize(''),
      one.update('inv_1', {}),
      one.delete('inv_1'),
      one.pdf('inv_1'),
      one.refund('inv_1', { externalId: 'r', amount: 1, currency: 'USD' }),
      one.customers.get('cus_1'),
      one.createMany([order]),
      one.dryRun.create(order),
      one.findByExternalId('order-1'),
    ])
    expect(results.map(kindOf)).toEqual(results.map(() => 'unsupported'))
    expect(calls).toEqual([])
    expect((await one.pdf('inv_1'))._unsafeUnwrapErr().message).toContain('no such call')
  })
})

describe('a definition', () => {
  it('is refused where it contradicts its data', () => {
    const { create: _, ...withoutCreate } = definition([])
    const lacks = defineAdapter(withoutCreate)
    expect(lacks._unsafeUnwrapErr().fields.map(({ field }) => field)).toEqual(['operations.create'])
    const more = defineAdapter(definition([], consistent(), { send: () => okAsync({ sentAt: null }) }))
    expect(more._unsafeUnwrapErr().message).toContain('operations.send')
  })

  it('cannot throw or reject its way out', async () => {
    const boom = () => {
      throw new Error('key sk_1 is bad')
    }
    const rejects = () => Promise.reject(new Error('key sk_1 is bad')) as never
    for (const fails of [boom, rejects]) {
      const one = defineAdapter(definition([], consistent(), { get: fails, create: fails }))._unsafeUnwrap()
      expect(kindOf(await one.get('inv_1'))).toBe('unexpected_response')
      expect(kindOf(await one.create(order))).toBe('outcome_unknown')
      expect(JSON.stringify(await one.create(order))).not.toContain('sk_1')
    }
  })
})

describe('inputs', () => {
  it.each(['', '.', '..', 'a\nb', 'x'.repeat(300), 7, undefined])(
    'refuses the id %j before a request',
    async (id) => {
      const { adapter: one, calls } = adapter()
      expect(kindOf(await one.get(id as string))).toBe('invalid_input')
      expect(kindOf(await one.setStatus(id as string, 'void'))).toBe('invalid_input')
      expect(calls).toEqual([])
    },
  )

  it('looks for a key only where the customer that is given can be one', async () => {
    const data = consistent()
    data.operations.findByExternalId = data.operations.get
    const looked: string[] = []
    const find: AdapterDefinition['findByExternalId'] = (key) => {
      looked.push(key)
      return okAsync(null)
    }
    const one = defineAdapter(definition([], data, { findByExternalId: find }))._unsafeUnwrap()
    expect(kindOf(await one.findByExternalId('order-1', { customerId: '' }))).toBe('invalid_input')
    expect(kindOf(await one.findByExternalId(''))).toBe('invalid_input')
    expect(looked).toEqual([])
    const { signal } = new AbortController()
    expect(kindOf(await one.findByExternalId('.', { customerId: 'cus_1', signal }))).toBe('ok')
    expect(looked).toEqual(['.'])
  })

  it('hands a validated input on', async () => {
    const { adapter: one, calls } = adapter()
    const created = await one.create({ ...order, dueAt: '2026-08-01T02:00:00+02:00', currency: 'usd' })
    expect(kindOf(created)).toBe('ok')
    expect(calls[0]?.[1]).toMatchObject({ dueAt: '2026-08-01T00:00:00Z', currency: 'USD' })
  })

  it('refuses an unknown key, a currency without a minor unit, a sum that overflows', async () => {
    const { adapter: one } = adapter()
    const wrong = [
      { ...order, colour: 'red' },
      { ...order, currency: 'XAU' },
      {
        ...order,
        lines: [
          { description: 'a', amount: Number.MAX_SAFE_INTEGER },
          { description: 'b', amount: 1 },
        ],
      },
      { ...order, lines: [] },
      { ...order, lines: [{ description: 'a', amount: 0.5 }] },
      { ...order, lines: [{ description: 'a', amount: 100, quantity: '3', unitPrice: '0.5' }] },
    ]
    for (const input of wrong) expect(kindOf(await one.create(input))).toBe('invalid_input')
  })
})

describe('losses', () => {
  const lossy = (data: Capabilities): void => {
    data.coverage.dueAt = { ...data.coverage.dueAt, write: 'fixed', note: '30 days' }
    data.coverage.memo = { ...data.coverage.memo, write: 'no' }
    data.coverage['lines.quantity'] = { ...data.coverage['lines.quantity'], write: 'no' }
    data.create = { ...data.create, maximumLines: 1 }
  }
  const rich: NewInvoice = { ...order, dueAt: '2026-08-01T00:00:00Z', memo: 'Thanks' }

  it('are named, all of them, before a request', async () => {
    const { adapter: one, calls } = adapter(lossy)
    const result = await one.create(rich)
    expect(result._unsafeUnwrapErr()).toMatchObject({
      kind: 'invalid_input',
      fields: [{ field: 'dueAt' }, { field: 'memo' }],
    })
    expect(calls).toEqual([])
  })

  it('can be accepted, and are then told to the author', async () => {
    const { adapter: one, calls } = adapter(lossy)
    expect(kindOf(await one.create(rich, { accept: ['memo', 'dueAt'] }))).toBe('ok')
    expect(calls[0]).toEqual(['create', rich, ['dueAt', 'memo'], { accept: ['memo', 'dueAt'] }])
  })

  it('of currency, total and key can never be accepted', async () => {
    const { adapter: one, calls } = adapter(lossy)
    for (const field of ['currency', 'total', 'externalId', 'lines.amount'] as const) {
      expect((await one.create(order, { accept: [field] }))._unsafeUnwrapErr().message).toContain(
        'never be accepted',
      )
    }
    expect(kindOf(await one.create(order, { accept: ['colour'] as never }))).toBe('invalid_input')
    expect(calls).toEqual([])
  })

  it('include what is said of a customer that the vendor keeps elsewhere', async () => {
    const { adapter: one, calls } = adapter((data) => {
      data.coverage['customer.name'] = { ...data.coverage['customer.name'], write: 'no' }
    })
    const named = { ...order, customer: { id: 'cus_1', name: 'Somebody Else' } }
    expect((await one.create(named))._unsafeUnwrapErr()).toMatchObject({
      fields: [{ field: 'customer.name' }],
    })
    expect(calls).toEqual([])
    expect(kindOf(await one.create(named, { accept: ['customer.name'] }))).toBe('ok')
  })

  it('are only those that the values really have', () => {
    const { adapter: one } = adapter(lossy)
    expect(losses(one, order)).toEqual([])
    expect(losses(one, { ...order, lines: [{ description: 'a', amount: 5, quantity: '1' }] })).toEqual([])
    expect(
      losses(one, {
        ...order,
        lines: [{ description: 'a', amount: 4, quantity: '2', unitPrice: '0.02' }],
      }).map(({ field }) => field),
    ).toEqual(['lines.quantity'])
    const { adapter: unpriced } = adapter((data) => {
      data.coverage['lines.unitPrice'] = { ...data.coverage['lines.unitPrice'], write: 'no' }
    })
    const priced = { ...order, lines: [{ description: 'a', amount: 4, unitPrice: '0.02' }] }
    expect(losses(unpriced, priced).map(({ field }) => field)).toEqual(['lines.unitPrice'])
    expect(losses(one, { ...order, lines: [...order.lines, ...order.lines] })).toMatchObject([
      { field: 'lines', effect: 'dropped' },
    ])
    expect(losses(one, rich).map(({ effect }) => effect)).toEqual(['decided_by_vendor', 'dropped'])
  })

  it.each([
    [-4900, 'negative'],
    [0, 'is 0'],
  ])('refuses a total of %i where the vendor takes none', async (amount, because) => {
    const { adapter: one } = adapter()
    const result = await one.create({ ...order, lines: [{ description: 'a', amount }] })
    expect(result._unsafeUnwrapErr().message).toContain(because)
  })
})

describe('setStatus', () => {
  it('refuses a status that the data does not let anybody set', async () => {
    const { adapter: one, calls } = adapter()
    const result = await one.setStatus('inv_1', 'paid')
    expect(result._unsafeUnwrapErr()).toMatchObject({
      kind: 'unsupported',
      reason: 'an invoice can be set to: void',
    })
    expect(kindOf(await one.setStatus('inv_1', 'lost' as never))).toBe('invalid_input')
    expect(calls).toEqual([])
    expect(kindOf(await one.setStatus('inv_1', 'void'))).toBe('ok')
  })

  it('wants the explicit setting where the vendor advises against it', async () => {
    const { adapter: one, calls } = adapter((data) => {
      data.status.transitions = data.status.transitions.map((transition) => ({
        ...transition,
        needs: 'unsafe',
      }))
    })
    expect(kindOf(await one.setStatus('inv_1', 'void'))).toBe('unsupported')
    expect(calls).toEqual([])
    expect(kindOf(await one.setStatus('inv_1', 'void', { unsafe: true }))).toBe('ok')
  })
})

describe('filters', () => {
  const filters = (data: Capabilities): void => {
    data.filters.number = { ...data.filters.number, how: 'bridged' }
    data.filters.externalId = { ...data.filters.externalId, how: 'absent', note: 'it has no such field' }
  }

  it('that are bridged are kept from the vendor and applied to its answer', async () => {
    const { adapter: one, calls } = adapter(filters)
    const kept = (await one.list({ number: 'A-1', customerId: 'cus_1' }))._unsafeUnwrap()
    const left = (await one.list({ number: 'A-2' }))._unsafeUnwrap()
    expect(kept.invoices).toHaveLength(1)
    expect(left).toMatchObject({ invoices: [], recordIds: ['inv_1'] })
    expect(calls.map(([, query]) => query as PageQuery)).toEqual([{ customerId: 'cus_1' }, {}])
  })

  it('that are absent are refused with the reason', async () => {
    const { adapter: one, calls } = adapter(filters)
    const error = (await one.list({ externalId: 'order-1' }))._unsafeUnwrapErr()
    expect(error).toMatchObject({ kind: 'unsupported', reason: 'it has no such field' })
    expect(calls).toEqual([])
  })
})
