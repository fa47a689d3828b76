import type Whop from '@whop/sdk'
import { expect, it } from 'vitest'
import { product } from '../world.ts'
import { clientOf, judgedWorld, seller } from './judge.ts'

const dueDate = '2026-09-01T00:00:00.000Z'

type Fates = Record<'paid' | 'gone' | 'lost' | 'draft', string>

/** Five invoices: one is paid, one made void, one given up, one is a draft that changes, and one a draft that goes. */
async function journey(whop: Whop): Promise<Fates> {
  const create = async (price: number, more: { save_as_draft?: true } = {}): Promise<string> => {
    const { id } = await whop.invoices.create({
      company_id: seller,
      collection_method: 'send_invoice',
      product_id: product,
      member_id: 'mber_ada',
      plan: { initial_price: price, currency: 'eur' },
      line_items: [{ label: 'Work', unit_price: price }],
      due_date: dueDate,
      ...more,
    })
    return id
  }
  const fates = { paid: await create(10.43), gone: await create(9), lost: await create(0.5) }
  const [draft, deleted] = [
    await create(7, { save_as_draft: true }),
    await create(8, { save_as_draft: true }),
  ]
  expect(await whop.invoices.markPaid(fates.paid)).toBe(true)
  expect(await whop.invoices.void(fates.gone)).toBe(true)
  expect(await whop.invoices.markUncollectible(fates.lost)).toBe(true)
  expect(await whop.invoices.delete(deleted)).toBe(true)
  await whop.invoices.update(draft, {
    line_items: [{ label: 'Work', unit_price: 2.5, quantity: 3 }],
    plan: { initial_price: 7.5 },
  })
  await expect(whop.invoices.void(fates.paid)).rejects.toThrow()
  await expect(whop.invoices.retrieve(deleted)).rejects.toThrow()

  const query = { company_id: seller, first: 2, order: 'created_at', direction: 'asc' } as const
  const listed: string[] = []
  for await (const { id } of whop.invoices.list(query)) listed.push(id)
  expect(listed.slice(-4)).toEqual([...Object.values(fates), draft])
  return { ...fates, draft }
}

it('every invoice call of the official client, one after the other, does what the ledger holds and the adapter reads', async () => {
  const { emulator, adapter } = judgedWorld()
  const before = emulator.ledger.writes.length
  const fates = await journey(clientOf(emulator))

  const wanted = [
    { id: fates.paid, status: 'paid', total: 1043 },
    { id: fates.gone, status: 'void', total: 900 },
    { id: fates.lost, status: 'uncollectible', total: 50 },
    { id: fates.draft, status: 'draft', total: 750 },
  ]
  for (const { id, status, total } of wanted) {
    expect(emulator.ledger.invoice(id)).toMatchObject({ status, total, currency: 'EUR' })
    const read = (await adapter().get(id))._unsafeUnwrap()
    const { source, currency, lines, number, dueAt } = read
    expect([source.id, read.status, read.total, currency]).toEqual([id, status, total, 'EUR'])
    expect([number, dueAt]).toEqual([emulator.ledger.invoice(id)?.number, dueDate])
    expect(lines?.map(({ amount }) => amount)).toEqual([total])
  }
  expect(emulator.ledger.writes.slice(before).map(({ operation }) => operation)).toEqual([
    ...Array(5).fill('create_invoice'),
    'mark_paid',
    'void',
    'mark_uncollectible',
    'delete_invoice',
    'update_invoice',
  ])
})
