import { describe, expect, it } from 'vitest'
import type { AssetSwitches } from '../src/index.ts'
import { type AssetCaller, assetEmulator, callerFor, createOne, revenue } from './asset-support.ts'

const statuses = ['open', 'paid', 'uncollectible', 'voided', 'refunded', 'partially_refunded'] as const

const started = async (switches: Partial<AssetSwitches> = {}) => {
  const emulator = assetEmulator(switches)
  const call = await callerFor(emulator)
  const invoice = await createOne(emulator, call)
  const patch = (body: unknown) => call('PATCH', `/invoice/${invoice.id}`, body)
  return { emulator, call, invoice, patch }
}

/** Statuses to set, one after the other, until an open invoice has the status. */
const ways: Readonly<Record<(typeof statuses)[number], readonly string[]>> = {
  open: [],
  paid: ['paid'],
  uncollectible: ['uncollectible'],
  voided: ['voided'],
  refunded: ['paid', 'refunded'],
  partially_refunded: ['paid', 'partially_refunded'],
}

/** Section 5 of the notes, written out by hand. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  open: ['paid', 'uncollectible', 'voided'],
  paid: ['open', 'refunded', 'partially_refunded'],
  uncollectible: ['open', 'paid'],
  voided: [],
  refunded: [],
  partially_refunded: ['refunded'],
}

describe('setting the status', () => {
  it.each(statuses.flatMap((from) => statuses.map((to) => [from, to] as const)))(
    'from %s to %s',
    async (from, to) => {
      const { emulator, invoice, patch } = await started()
      for (const status of ways[from]) expect((await patch({ status })).status).toBe(200)
      const writes = emulator.ledger.writes.length
      const answer = await patch({ status: to })
      const fits = from === to || allowed[from]?.includes(to) === true
      expect(answer.status).toBe(fits ? 200 : 422)
      if (!fits) expect(answer.body.detail).toBe(`An invoice that is ${from} cannot become ${to}`)
      expect(emulator.ledger.writes.length - writes).toBe(fits && from !== to ? 1 : 0)
      const { body } = await callerFor(emulator).then((call) => call('GET', `/invoice/${invoice.id}`))
      expect(body.data.status).toBe(fits ? to : from)
    },
  )

  it('follows other rules by switch', async () => {
    const transitions = { ...allowed, voided: ['open'] } as unknown as AssetSwitches['transitions']
    const { patch } = await started({ transitions, refusedTransitionStatus: 409, sameStatusUpdate: 'error' })
    await patch({ status: 'voided' })
    expect((await patch({ status: 'paid' })).status).toBe(409)
    expect((await patch({ status: 'voided' })).status).toBe(409)
    expect((await patch({ status: 'open' })).body.data.status).toBe('open')
  })

  it('void tells when', async () => {
    const { emulator, patch } = await started()
    emulator.clock.set('2026-07-15T09:30:00Z')
    expect((await patch({ status: 'voided' })).body.data).toMatchObject({ voided_at: '2026-07-15T09:30:00Z' })
  })

  it('uncollectible is a write-off, which reopening takes back', async () => {
    const { emulator, invoice, patch } = await started()
    const { data } = (await patch({ status: 'uncollectible' })).body
    expect(data).toMatchObject({
      total_paid: 520.56,
      payments: [{ payment_amount: 520.56, is_write_off: true, transaction_id: null }],
    })
    expect(emulator.ledger.invoice(invoice.id)).toMatchObject({ status: 'uncollectible', amountPaid: 0 })
    expect((await patch({ status: 'open' })).body.data).toMatchObject({ total_paid: 0, payments: [] })
  })

  it.each<[Partial<AssetSwitches>, number, number]>([
    [{ writeOff: 'status_only' }, 0, 0],
    [{ writeOffInTotalPaid: false }, 0, 1],
    [{ writeOffInTotalPaid: true }, 520.56, 1],
  ])('uncollectible under %j', async (switches, total_paid, payments) => {
    const { patch } = await started(switches)
    const { data } = (await patch({ status: 'uncollectible' })).body
    expect(data).toMatchObject({ total_paid })
    expect(data.payments).toHaveLength(payments)
  })

  it('paid changes payments by switch only', async () => {
    const plain = await started()
    expect((await plain.patch({ status: 'paid' })).body.data).toMatchObject({ total_paid: 0, payments: [] })
    const paying = await started({ manualPaid: 'payment' })
    expect((await paying.patch({ status: 'paid' })).body.data).toMatchObject({
      total_paid: 520.56,
      payments: [{ payment_amount: 520.56, is_write_off: false }],
    })
  })

  it.each([['overdue'], ['void'], [null], [7]])(
    'refuses the status %s where it is needed',
    async (status) => {
      const emulator = assetEmulator({ generation: 'B', lineShape: 'amount' })
      const call = await callerFor(emulator)
      const { businessId: business_id } = emulator.asset.account()
      const { id } = await createOne(emulator, call, { business_id })
      expect((await call('PATCH', `/invoice/${id}`, { status })).status).toBe(422)
      expect((await call('PATCH', `/invoice/${id}`, { tags: {} })).status).toBe(422)
      expect((await call('PATCH', `/invoice/${id}`, { status: 'paid' })).body.data.status).toBe('paid')
    },
  )

  it('knows its invoices', async () => {
    const { call } = await started({ malformedIds: 'not_found' })
    expect((await call('PATCH', '/invoice/inv_other', { status: 'paid' })).status).toBe(404)
    const strict = await started({ malformedIds: 'invalid' })
    expect((await strict.call('PATCH', '/invoice/inv_other', { status: 'paid' })).status).toBe(422)
    expect((await strict.patch({ status: 'paid' })).status).toBe(200)
  })
})

describe('changing lines', () => {
  const replace = async (
    emulator: ReturnType<typeof assetEmulator>,
    call: AssetCaller,
    invoice: { id: string; lines: { id: string }[] },
    amount: number,
  ) =>
    call('PATCH', `/invoice/${invoice.id}`, {
      line_changes: {
        create_lines: [{ description: 'Instead', amount, ledger_id: revenue(emulator) }],
        delete_lines: invoice.lines.map(({ id }) => id),
        metadata: { reason: 'typo' },
      },
    })

  it('deletes and creates; there is no editing', async () => {
    const { emulator, call, invoice } = await started()
    const { data } = (await replace(emulator, call, invoice, 99.5)).body
    expect(data).toMatchObject({ total_amount: 99.5, lines: [{ description: 'Instead' }], metadata: {} })
    expect(data.lines[0].id).not.toBe(invoice.lines[0].id)
    expect(emulator.ledger.invoice(invoice.id)).toMatchObject({
      total: 9950,
      history: [{}, { event: 'updated' }],
    })
  })

  it('puts its metadata on the invoice by switch', async () => {
    const { emulator, call, invoice } = await started({ lineChangesMetadata: 'replaces_invoice_metadata' })
    expect((await replace(emulator, call, invoice, 1)).body.data.metadata).toEqual({ reason: 'typo' })
  })

  it('makes an invoice paid whose payments now reach it', async () => {
    const { emulator, call, invoice } = await started()
    emulator.asset.account().outside.receive({ amount: 5000, description: '', invoiceId: invoice.id })
    expect((await replace(emulator, call, invoice, 50)).body.data.status).toBe('paid')
  })

  it('is for open invoices only, or by switch for all', async () => {
    const strict = await started()
    await strict.patch({ status: 'paid' })
    expect((await replace(strict.emulator, strict.call, strict.invoice, 1)).status).toBe(422)
    const lenient = await started({ lineEdits: 'any_status' })
    await lenient.patch({ status: 'paid' })
    expect((await replace(lenient.emulator, lenient.call, lenient.invoice, 1)).status).toBe(200)
  })

  it('leaves at least one line, unless by switch', async () => {
    const strict = await started()
    const all = { line_changes: { delete_lines: [strict.invoice.lines[0].id] } }
    expect((await strict.patch(all)).status).toBe(422)
    const lenient = await started({ emptyLines: 'allowed' })
    expect((await lenient.patch(all)).body.data).toMatchObject({ lines: [], total_amount: 0, status: 'open' })
  })

  it.each([404, 422] as const)(
    'refuses what it does not know with %d by switch',
    async (unknownReferenceStatus) => {
      const { patch } = await started({ unknownReferenceStatus })
      const line = { description: 'x', amount: 1, ledger_id: 'ldg_unknown' }
      expect((await patch({ line_changes: { delete_lines: ['inl_unknown'] } })).status).toBe(
        unknownReferenceStatus,
      )
      expect((await patch({ line_changes: { create_lines: [line] } })).status).toBe(unknownReferenceStatus)
      expect((await patch({ line_changes: { create_lines: [{}] } })).status).toBe(422)
    },
  )

  it('accepts an update of nothing, unless by switch', async () => {
    const { emulator, patch } = await started()
    expect((await patch({})).status).toBe(200)
    expect(emulator.ledger.writes).toHaveLength(1)
    expect((await (await started({ emptyUpdate: 'error' })).patch({})).status).toBe(422)
  })
})

describe('tags', () => {
  it('merge by key, and null clears', async () => {
    const { patch } = await started()
    const split = [{ value: 'north', amount: '60.00' }]
    await patch({ tags: { team: 'a', region: split } })
    expect((await patch({ tags: { team: null, job: 'j' } })).body.data.tags).toEqual({
      region: split,
      job: 'j',
    })
  })

  it('are of known fields by switch, and not split before the newest generation', async () => {
    const { patch } = await started({ generation: 'E', tagFields: ['team'] })
    expect((await patch({ tags: { job: 'j' } })).status).toBe(422)
    expect((await patch({ tags: { team: [{ value: 'a', amount: '1.00' }] } })).status).toBe(422)
    expect((await patch({ tags: { team: 'a' } })).status).toBe(200)
  })
})
