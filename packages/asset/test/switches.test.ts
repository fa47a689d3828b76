import type { AssetSwitches } from '@invoice-adapters/emulator'
import { describe, expect, it } from 'vitest'
import { dialects } from './endpoints.ts'
import { invoiceFor, withKey, world } from './world.ts'

/** What the vendor's pages leave open: whichever it is, the money and the number of invoices must be right. */
const open: Partial<AssetSwitches>[] = [
  {},
  { statusAndSource: 'missing' },
  { linesRead: 'as_written' },
  { errorEnvelope: 'detail_list' },
  { errorEnvelope: 'error' },
  { errorEnvelope: 'message' },
  { tokenExpiresIn: 'duration' },
  { tokenExpiresIn: 'absent' },
  { longestTokenSeconds: 5 },
  { createStatus: 200 },
  { errorsOnSuccess: 'absent' },
  { errorsOnSuccess: 'null' },
  { moneyAs: 'string' },
  { dateFormat: 'milliseconds' },
  { dateFormat: 'offset' },
  { sameStatusUpdate: 'error' },
  { manualPaid: 'payment' },
  { writeOff: 'status_only' },
  { writeOffInTotalPaid: false },
  { overpayment: 'capped' },
  { listOrder: 'oldest_first' },
  { filtersWithToken: 'from_token' },
  { refusedTransitionStatus: 409 },
  { rateAndAmount: 'rate' },
  { totalAmount: 'after_credit' },
]

describe.each(dialects)('whatever the vendor means · %s', (dialect) => {
  it.each(open)('%j: an invoice is made once, read as it is, and changed', async (asset) => {
    const { emulator, adapter } = world(dialect, { asset })
    const first = (await adapter().create(invoiceFor('order-5')))._unsafeUnwrap()
    expect(first).toMatchObject({
      created: true,
      invoice: { total: 2500, amountPaid: 0, amountDue: 2500, status: 'open', externalId: 'order-5' },
    })
    const again = (await adapter().create(invoiceFor('order-5')))._unsafeUnwrap()
    expect([again.created, again.invoice.source.id]).toEqual([false, first.invoice.source.id])
    expect(withKey(emulator, 'order-5')).toHaveLength(1)
    const page = (await adapter().list({ status: ['payable'], pageSize: 1 }))._unsafeUnwrap()
    expect([page.recordIds.length, page.unreadable.length]).toEqual([1, 0])
    const paid = (await adapter().setStatus(first.invoice.source.id, 'paid'))._unsafeUnwrap()
    expect(paid.changed).toBe(true)
    expect(emulator.ledger.invoice(first.invoice.source.id)?.status).toBe('paid')
    const shown = asset.statusAndSource !== 'missing' || asset.manualPaid === 'payment'
    expect(paid.invoice.status).toBe(shown ? 'paid' : 'open')
    expect(paid.invoice.notes.some(({ code }) => code === 'change_pending')).toBe(!shown)
    const given = (await adapter().setStatus('inv_first', 'uncollectible'))._unsafeUnwrap()
    expect(given.invoice).toMatchObject({ total: 90_000, amountPaid: 0 })
  })
})

describe('voided invoices that a list leaves out', () => {
  it('are a hole that the data names', async () => {
    const { adapter } = world('amount-lines', { asset: { voidedInLists: false } })
    const first = (await adapter().create(invoiceFor('order-5')))._unsafeUnwrap()
    expect((await adapter().setStatus(first.invoice.source.id, 'void')).isOk()).toBe(true)
    expect((await adapter().list({}))._unsafeUnwrap().recordIds).not.toContain(first.invoice.source.id)
    expect(adapter().capabilities.incremental.misses.join()).toMatch(/voided/)
    const asked = (await adapter().list({ status: ['void'] }))._unsafeUnwrap()
    expect(asked.recordIds).toContain(first.invoice.source.id)
  })
})
