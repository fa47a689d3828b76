import { describe, expect, it } from 'vitest'
import type { WhopSwitches } from '../src/index.ts'
import {
  type Caller,
  createDraft,
  createOne,
  errorIn,
  idsIn,
  nextMonth,
  read,
  whopSetting,
} from './whop-support.ts'

const patch = (call: Caller, id: unknown, body: unknown = {}) =>
  call('PATCH', `/invoices/${String(id)}`, body)
const act = (call: Caller, id: unknown, action: string) => call('POST', `/invoices/${String(id)}/${action}`)

describe('updating a draft', () => {
  it('keeps what is left out, clears what is null, replaces lines, changes the plan key by key', async () => {
    const { call } = whopSetting()
    const id = await createDraft(call, {
      plan: { initial_price: 30, description: 'old', internal_notes: 'k' },
      line_items: [{ label: 'a', unit_price: 10, quantity: 3 }],
      customer_name: 'Cy',
      due_date: nextMonth,
    })
    const updated = await patch(call, id, {
      due_date: null,
      plan: { initial_price: 5.5, description: 'new' },
      line_items: [{ label: 'b', unit_price: 5.5 }],
    })
    expect(updated.status).toBe(200)
    expect(updated.body).toMatchObject({
      status: 'draft',
      due_date: null,
      customer_name: 'Cy',
      line_items: [{ label: 'b', position: 1, quantity: 1, unit_price: 5.5, total: 5.5 }],
      current_plan: { formatted_price: '$5.50', description: 'new' },
    })
    const { id: planId } = updated.body.current_plan as { id: string }
    expect((await call('GET', `/plans/${planId}`)).body).toMatchObject({ internal_notes: 'k' })
    expect((await patch(call, id, { line_items: null })).body.line_items).toEqual([])
  })

  it('holds the lines against the price of the merged result', async () => {
    const { call } = whopSetting()
    const id = await createDraft(call, { line_items: [{ label: 'a', unit_price: 100 }] })
    expect((await patch(call, id, { plan: { initial_price: 99 } })).status).toBe(422)
    const together = { plan: { initial_price: 99 }, line_items: [{ label: 'a', unit_price: 99 }] }
    expect((await patch(call, id, together)).status).toBe(200)
  })

  it('carries prices along into another currency', async () => {
    const { emulator, call } = whopSetting()
    const id = await createDraft(call, { line_items: [{ label: 'a', unit_price: 100 }] })
    expect((await patch(call, id, { plan: { currency: 'jpy' } })).body).toMatchObject({
      current_plan: { currency: 'jpy', formatted_price: '¥100' },
      line_items: [{ total: 100 }],
    })
    expect(emulator.ledger.invoice(id)).toMatchObject({ currency: 'JPY', total: 100, minorUnitDigits: 0 })
  })

  it('is refused on anything but a draft, as is deleting', async () => {
    const { call } = whopSetting()
    const { id } = await createOne(call)
    for (const refused of [await patch(call, id), await call('DELETE', `/invoices/${String(id)}`)]) {
      expect(refused.status).toBe(422)
      expect(errorIn(refused).code).toBe('unprocessable_entity')
    }
  })

  it('ignores what cannot be updated', async () => {
    const { call } = whopSetting()
    const id = await createDraft(call)
    const ignored = { company_id: 'biz_x', product: { title: 'Other' }, save_as_draft: false }
    expect((await patch(call, id, ignored)).body).toMatchObject({
      status: 'draft',
      product: { title: 'Work' },
    })
  })
})

describe('deleting a draft', () => {
  it('answers a bare true and leaves nothing to see', async () => {
    const { emulator, call } = whopSetting()
    const id = await createDraft(call)
    const kept = await createDraft(call)
    const deleted = await call('DELETE', `/invoices/${id}`)
    expect([deleted.status, deleted.text]).toEqual([200, 'true'])
    expect(deleted.headers.get('content-type')).toBe('application/json')
    expect((await call('GET', `/invoices/${id}`)).status).toBe(404)
    expect((await call('DELETE', `/invoices/${id}`)).status).toBe(404)
    expect(idsIn(await call('GET', '/invoices'))).toEqual([kept])
    expect(idsIn(await call('GET', '/plans?account_id=biz_main'))).toHaveLength(1)
    expect(emulator.ledger.invoice(id)).toBeUndefined()
  })

  it('can answer an object', async () => {
    const { call } = whopSetting({ deleteAnswer: 'object' })
    const id = await createDraft(call)
    expect((await call('DELETE', `/invoices/${id}`)).body).toEqual({ id, deleted: true })
  })
})

describe('actions on an open invoice', () => {
  it.each([
    ['mark_paid', 'paid'],
    ['mark_uncollectible', 'uncollectible'],
    ['void', 'void'],
    ['resend', 'open'],
  ])('%s answers a bare true as JSON', async (action, status) => {
    const { emulator, call } = whopSetting()
    const { id } = await createOne(call)
    const done = await act(call, id, action)
    expect([done.status, done.text]).toEqual([200, 'true'])
    expect(done.headers.get('content-type')).toBe('application/json')
    expect(await read(call, id)).toMatchObject({ status, payment: null })
    expect(emulator.ledger.writes.at(-1)).toMatchObject({ operation: action, id })
  })

  it('end it: nothing more can be done', async () => {
    const { call } = whopSetting()
    for (const end of ['mark_paid', 'void', 'mark_uncollectible']) {
      const { id } = await createOne(call)
      await act(call, id, end)
      for (const action of ['mark_paid', 'mark_uncollectible', 'void', 'resend']) {
        expect((await act(call, id, action)).status).toBe(422)
      }
    }
  })

  it('are not for drafts, nor for what is not there', async () => {
    const { call } = whopSetting()
    const draft = await createDraft(call)
    expect((await act(call, draft, 'void')).status).toBe(422)
    expect((await act(call, 'inv_x', 'void')).status).toBe(404)
    expect((await act(call, 'pay_x', 'void')).status).toBe(404)
  })

  it.each<[Partial<WhopSwitches>, number]>([
    [{ illegalTransitionStatus: 400 }, 400],
    [{ illegalTransitionStatus: 409 }, 409],
    [{ uncollectibleToPaid: true }, 200],
  ])('with %j answer %i to paying what was written off', async (switches, status) => {
    const { call } = whopSetting(switches)
    const { id } = await createOne(call)
    await act(call, id, 'mark_uncollectible')
    expect((await act(call, id, 'mark_paid')).status).toBe(status)
  })
})
