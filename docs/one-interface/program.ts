import {
  type Invoice,
  type InvoiceError,
  isPayable,
  type ListQuery,
  listAll,
  type Result,
  type ResultAsync,
  type SettableStatus,
  sameState,
} from '@invoice-adapters/core'
import { expect, it } from 'vitest'
import type { Account } from './account.ts'

const settable: SettableStatus[] = ['open', 'paid', 'uncollectible', 'void', 'refunded', 'partially_refunded']

/** One program for every account: what an account lacks is seen to be refused, never left out. */
export function commonProgram(open: () => Account): void {
  const account = (): Account => open()

  it('creates an invoice once, and reads it as it stands at the vendor', async () => {
    const one = account()
    const before = one.ledger().length
    const input = one.newInvoice('order-1', 4_900)
    const first = value(await one.adapter.create(input))
    const again = value(await one.adapter.create(input))
    expect([first.created, again.created]).toEqual([true, false])
    expect(again.invoice.source.id).toBe(first.invoice.source.id)
    expect(one.ledger()).toHaveLength(before + 1)
    const truth = inLedger(one, first.invoice)
    const read = value(await one.adapter.get(first.invoice.source.id))
    expect(read).toMatchObject({ externalId: 'order-1', currency: truth.currency, subtotal: truth.subtotal })
    expect(isPayable(read.status)).toBe(true)
    expect(value(await one.adapter.findByExternalId('order-1', inputCustomer(input)))?.source.id).toBe(
      read.source.id,
    )
    const other = await one.adapter.create(one.newInvoice('order-1', 5_000))
    expect(kind(other)).toBe('conflict')
    expect(one.ledger()).toHaveLength(before + 1)
  })

  it('lists by status, customer and due date as its data says', async () => {
    const one = account()
    for (const [index, amount] of [1_000, 2_000, 3_000].entries())
      value(await one.adapter.create(one.newInvoice(`list-${index}`, amount)))
    const all = await listed(one, { detail: 'full' })
    expect(all.map(({ source }) => source.id).sort()).toEqual(
      one
        .ledger()
        .map(({ id }) => id)
        .sort(),
    )
    const sample = all.find((invoice) => isPayable(invoice.status) && invoice.dueAt !== null)
    const dueAt = sample?.dueAt ?? ''
    await holds(
      one,
      { status: ['payable'] },
      all.filter(({ status }) => isPayable(status)),
    )
    await holds(
      one,
      { status: ['void', 'paid'] },
      all.filter(({ status }) => status === 'void' || status === 'paid'),
    )
    await holds(
      one,
      { customerId: sample?.customer.id ?? 'somebody' },
      all.filter(({ customer }) => customer.id === sample?.customer.id),
    )
    await holds(
      one,
      { dueFrom: dueAt },
      all.filter((invoice) => invoice.dueAt !== null && Date.parse(invoice.dueAt) >= Date.parse(dueAt)),
    )
  })

  it('changes a draft and finalizes it, where there are drafts', async () => {
    const one = account()
    const draft = one.newDraft('draft-1', 2_500)
    const { operations } = one.adapter.capabilities
    expect(draft !== null).toBe(operations.update.supported)
    if (draft === null) {
      for (const call of [one.adapter.update('inv_1', { memo: 'x' }), one.adapter.finalize('inv_1')])
        await refused(one, call)
      return
    }
    const { invoice } = value(await one.adapter.create(draft))
    expect(invoice.status).toBe('draft')
    const changed = value(
      await one.adapter.update(invoice.source.id, { lines: [{ description: 'Two chairs', amount: 5_000 }] }),
    )
    expect([changed.status, changed.subtotal]).toEqual(['draft', 5_000])
    const finalized = value(await one.adapter.finalize(invoice.source.id))
    expect(finalized.status === 'open' || finalized.opensAt !== null).toBe(true)
    one.advance(10 * 60_000)
    expect(value(await one.adapter.get(invoice.source.id)).status).toBe('open')
    expect(kind(await one.adapter.update(invoice.source.id, { lines: draft.lines }))).toBe(
      'invalid_transition',
    )
  })

  it('deletes a draft, where there are drafts, and nothing else', async () => {
    const one = account()
    const draft = one.newDraft('draft-2', 2_500)
    if (draft === null) return refused(one, one.adapter.delete('inv_1'))
    const { invoice } = value(await one.adapter.create(draft))
    expect(value(await one.adapter.delete(invoice.source.id)).id).toBe(invoice.source.id)
    expect(one.ledger().some(({ id }) => id === invoice.source.id)).toBe(false)
    const opened = value(await one.adapter.create(one.newInvoice('no-draft', 2_500))).invoice
    expect(kind(await one.adapter.delete(opened.source.id))).not.toBe('ok')
    expect(one.ledger().some(({ id }) => id === opened.source.id)).toBe(true)
  })

  it('sends an invoice and links its document, or says why not', async () => {
    const one = account()
    const { invoice } = value(await one.adapter.create(one.newInvoice('send-1', 900)))
    const { operations } = one.adapter.capabilities
    if (operations.send.supported) value(await one.adapter.send(invoice.source.id))
    else await refused(one, one.adapter.send(invoice.source.id))
    if (operations.pdf.supported)
      expect(value(await one.adapter.pdf(invoice.source.id)).url).toMatch(/^https:/)
    else await refused(one, one.adapter.pdf(invoice.source.id))
  })

  for (const to of settable) {
    it(`sets an open invoice to ${to}, or refuses as its data says`, async () => {
      const one = account()
      const { invoice } = value(await one.adapter.create(one.newInvoice(`set-${to}`, 1_200)))
      const ways = one.adapter.capabilities.status.transitions.filter(
        (way) => way.by === 'setStatus' && way.to === to,
      )
      const id = invoice.source.id
      if (ways.length === 0 || ways.every(({ needs }) => needs !== null))
        return refused(one, one.adapter.setStatus(id, to))
      if (to !== 'open' && !ways.some(({ from }) => from.includes('open'))) {
        expect(kind(await one.adapter.setStatus(id, to))).toBe('invalid_transition')
        return
      }
      const changed = value(await one.adapter.setStatus(id, to))
      expect([changed.changed, sameState(changed.invoice.status, to)]).toEqual([to !== 'open', true])
      expect(inLedger(one, invoice).status).toBe(to)
      const writes = one.writes()
      expect(value(await one.adapter.setStatus(id, to)).changed).toBe(false)
      expect(one.writes()).toBe(writes)
    })
  }

  it('refuses to change what is void', async () => {
    const one = account()
    const { invoice } = value(await one.adapter.create(one.newInvoice('void-1', 1_200)))
    value(await one.adapter.setStatus(invoice.source.id, 'void'))
    const refusal = await one.adapter.setStatus(invoice.source.id, 'paid')
    expect(refusal._unsafeUnwrapErr()).toMatchObject({ kind: 'invalid_transition', from: 'void', to: 'paid' })
    expect(inLedger(one, invoice).status).toBe('void')
  })

  it('refunds what was paid, where the vendor can', async () => {
    const one = account()
    const { invoice } = value(await one.adapter.create(one.newInvoice('refund-1', 1_200)))
    one.pay(invoice.source.id)
    expect(value(await one.adapter.get(invoice.source.id)).status).toBe('paid')
    const refund = {
      externalId: 'refund-1',
      amount: 1_200,
      currency: invoice.currency ?? '',
      method: 'other',
    }
    const refunding = one.adapter.refund(invoice.source.id, refund)
    if (!one.adapter.capabilities.operations.refund.supported) return refused(one, refunding)
    expect(value(await refunding)).toMatchObject({ created: true, refund: { amount: 1_200 } })
    expect(value(await one.adapter.refund(invoice.source.id, refund)).created).toBe(false)
    expect(value(await one.adapter.get(invoice.source.id)).status).toBe('refunded')
  })

  it('turns past due by the clock', async () => {
    const one = account()
    const { invoice } = value(await one.adapter.create(one.newInvoice('late-1', 1_200)))
    one.advance(Date.parse(invoice.dueAt ?? '') - Date.parse(invoice.source.readAt) + 86_400_000)
    expect(value(await one.adapter.get(invoice.source.id)).status).toBe('past_due')
  })

  it('reads the deliveries that the vendor signs, or says that there are none', async () => {
    const one = account()
    const { invoice } = value(await one.adapter.create(one.newInvoice('hook-1', 1_200)))
    value(await one.adapter.setStatus(invoice.source.id, 'void'))
    const { webhooks } = one.adapter.capabilities
    if (webhooks === null) return refused(one, one.adapter.webhooks.read({ headers: {}, body: '{}' }))
    const events = await Promise.all(
      one.deliveries().map(async ({ delivery }) => value(await one.adapter.webhooks.read(delivery))),
    )
    const ours = events.filter(({ invoiceId }) => invoiceId === invoice.source.id)
    expect(ours.map(({ type }) => type)).toContain('voided')
    for (const [index, { event }] of one.deliveries().entries()) {
      const declared = webhooks.events.find(({ provider }) => provider === event)
      expect(events[index]?.type).toBe(declared?.canonical)
    }
    const [first] = one.deliveries()
    const altered = await one.adapter.webhooks.read({
      headers: first?.delivery.headers ?? {},
      body: `${first?.delivery.body} `,
    })
    expect(kind(altered)).toBe('unauthenticated')
  })

  it('tells whose the account is', async () => {
    expect(value(await account().adapter.check()).mode).toBe('test')
  })
}

function value<T>(result: Result<T, InvoiceError>): T {
  if (result.isErr()) throw new Error(`${result.error.kind}: ${result.error.message}`)
  return result.value
}

function kind(result: Result<unknown, InvoiceError>): string {
  return result.isOk() ? 'ok' : result.error.kind
}

function inLedger(account: Account, { source }: Invoice): ReturnType<Account['ledger']>[number] {
  const found = account.ledger().find(({ id }) => id === source.id)
  if (found === undefined) throw new Error('the invoice is not in the ledger')
  return found
}

function inputCustomer({ customer }: ReturnType<Account['newInvoice']>): { customerId?: string } {
  return customer.id === undefined ? {} : { customerId: customer.id }
}

async function listed(account: Account, query: ListQuery): Promise<Invoice[]> {
  const invoices: Invoice[] = []
  for await (const item of listAll(account.adapter, query)) invoices.push(value(item))
  return invoices
}

/** The listing gives exactly these, or is refused where the data says so. */
async function holds(account: Account, query: ListQuery, wanted: Invoice[]): Promise<void> {
  const absent = Object.keys(query).some(
    (name) => account.adapter.capabilities.filters[name as 'status']?.how === 'absent',
  )
  if (absent) return refused(account, account.adapter.list(query))
  const ids = (invoices: Invoice[]): string[] => invoices.map(({ source }) => source.id).sort()
  expect(ids(await listed(account, query))).toEqual(ids(wanted))
}

/** `unsupported`, with a reason, and without a request. */
async function refused(account: Account, call: ResultAsync<unknown, InvoiceError>): Promise<void> {
  const before = account.requests()
  const error = (await call)._unsafeUnwrapErr()
  expect(error.kind).toBe('unsupported')
  expect(error.message.length).toBeGreaterThan(20)
  expect(account.requests()).toBe(before)
}
