import type { Commet } from '@commet/node'
import { expect, it } from 'vitest'
import { judgedWorld, withClient } from './judge.ts'

const customer = { externalId: 'shop-90', fullName: 'Ada Quill', email: 'ada@quill.example' }

/** A new customer gets three invoices: one is paid, one is made void, one is a credit. */
async function journey(commet: Commet): Promise<Record<'customer' | 'paid' | 'gone' | 'credit', string>> {
  const ada = (await commet.customers.create(customer)).data!
  const again = (await commet.customers.create(customer)).data!
  expect(again.id).toBe(ada.id)
  await commet.customers.createBatch({
    customers: [{ email: 'b@quill.example', id: 'shop-91' }, { email: '' }],
  })
  await commet.customers.update({ id: ada.id, fullName: 'Ada Q. Quill' })
  expect((await commet.customers.get({ id: ada.id })).data).toMatchObject({ fullName: 'Ada Q. Quill' })
  expect((await commet.customers.list({ externalId: 'shop-90' })).data?.map(({ id }) => id)).toEqual([ada.id])

  const create = async (amount: number, description: string): Promise<string> =>
    (await commet.invoices.createAdjustment({ customerId: ada.id, amount, description })).data!.id
  const paid = await create(2500, 'Set-up')
  const gone = await create(900, 'By mistake')
  const credit = await create(-500, 'Goodwill')
  const page = await commet.invoices.list({ customerId: ada.id, limit: 2 })
  const rest = await commet.invoices.list({ customerId: ada.id, limit: 2, cursor: page.nextCursor! })
  const listed = [...(page.data ?? []), ...(rest.data ?? [])].map(({ id }) => id)
  expect(new Set(listed)).toEqual(new Set([paid, gone, credit]))

  expect((await commet.invoices.getDownloadUrl({ id: paid })).data?.url).toMatch(/^https:/)
  expect((await commet.invoices.send({ id: paid })).data?.sent).toBe(true)
  await commet.invoices.updateStatus({ id: paid, status: 'paid' })
  await commet.invoices.updateStatus({ id: gone, status: 'void' })
  await expect(commet.invoices.updateStatus({ id: gone, status: 'paid' })).rejects.toThrow()
  return { customer: ada.id, paid, gone, credit }
}

it('every invoice and customer call of the official client, one after the other, does what the ledger holds', async () => {
  const { emulator, adapter } = judgedWorld()
  const before = emulator.ledger.customers().length
  const ids = await withClient(emulator, journey)

  expect(emulator.ledger.customers().slice(before)).toMatchObject([
    { id: ids.customer, externalId: 'shop-90', name: 'Ada Q. Quill', email: customer.email },
    { externalId: 'shop-91', email: 'b@quill.example' },
  ])
  const mine = emulator.ledger.invoices().filter((invoice) => invoice.customer.id === ids.customer)
  expect(
    mine.map(({ id, status, total, lines, history }) => ({
      id,
      status,
      total,
      text: lines[0]?.description,
      history: history.map(({ event }) => event),
    })),
  ).toEqual([
    {
      id: ids.paid,
      status: 'paid',
      total: 2500,
      text: 'Set-up',
      history: ['created', 'status_changed'],
    },
    { id: ids.gone, status: 'void', total: 900, text: 'By mistake', history: ['created', 'status_changed'] },
    { id: ids.credit, status: expect.any(String), total: -500, text: 'Goodwill', history: ['created'] },
  ])
  expect(emulator.ledger.writes.map(({ operation }) => operation)).toEqual([
    'create_customer',
    'create_customers',
    'update_customer',
    'create_invoice',
    'create_invoice',
    'create_invoice',
    'send',
    'update_status',
    'update_status',
  ])

  for (const { id, number, status, total } of mine) {
    const read = (await adapter().get(id))._unsafeUnwrap()
    expect({ number: read.number, status: read.status, total: read.total }).toEqual({ number, status, total })
  }
})
