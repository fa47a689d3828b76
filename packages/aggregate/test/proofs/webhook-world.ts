import type { InvoiceAdapter } from '@invoice-adapters/core'
import type { Emulator, LedgerInvoice } from '@invoice-adapters/emulator'
import { openAdapter } from './open-adapter.ts'
import { commetCaller, whopCaller } from './vendor-calls.ts'
import { createWorld, invoicesOf, type ProofAccount, placeOf } from './world.ts'

export const webhookAccounts: readonly ProofAccount[] = [
  { provider: 'commet', account: 'alpha', apiVersion: '2026-07-11' },
  { provider: 'whop', account: 'delta' },
]

/** An account with six open invoices, all of this year and due next month. */
export function beginWebhookWorld(account: ProofAccount): { emulator: Emulator; adapter: InvoiceAdapter } {
  const emulator = createWorld(0, 0, {}, [account])
  const { customers, invoices = [] } = invoicesOf(account, { count: 7, seed: 5, statuses: ['open'] })
  const dueAt = '2026-09-01T00:00:00.000Z'
  // The first may have been made a credit note.
  const open = invoices.slice(1).map((invoice) => ({ ...invoice, dueAt }))
  emulator.seed({ customers: customers ?? [], invoices: open })
  const { now } = emulator.clock
  const { fetch } = emulator[account.provider]
  return { emulator, adapter: openAdapter(placeOf(emulator, account), { now, fetch }) }
}

/** What happens to the six, and to one that is made meanwhile; the vendor tells of it by webhooks. */
export async function makeHistory(emulator: Emulator, account: ProofAccount): Promise<void> {
  const { provider, account: name } = account
  const place = { vendor: provider, account: name }
  const { outside } = emulator[provider].account(name)
  const [one, two, three, four] = emulator.ledger.invoices(place)
  if (!one || !two || !three || !four) throw new Error('too few invoices')
  // Whop signs the time, and what is older than five minutes is refused.
  const later = (): void => emulator.clock.advance(20_000)
  later()
  const made = await create(emulator, account)
  later()
  outside.pay(one.id)
  later()
  outside.void(two.id)
  later()
  outside.pay(three.id)
  later()
  outside.pay(made.id)
  later()
  if (provider === 'whop') outside.markUncollectible(four.id)
  else {
    outside.refund(one.id, 100)
    later()
    outside.refund(one.id)
  }
  later()
}

async function create(emulator: Emulator, { provider, account }: ProofAccount): Promise<LedgerInvoice> {
  const place = { vendor: provider, account }
  const before = new Set(emulator.ledger.invoices(place).map(({ id }) => id))
  const [customer] = emulator.ledger.customers(place)
  const body =
    provider === 'commet'
      ? { customerId: customer?.id, amount: 2_500, description: 'More work' }
      : {
          account_id: emulator.whop.account(account).companyId,
          collection_method: 'send_invoice',
          product: { title: 'Work' },
          plan: { initial_price: 100 },
          member_id: customer?.id,
          due_date: '2026-08-15T00:00:00.000Z',
        }
  const call = provider === 'commet' ? commetCaller(emulator, account) : whopCaller(emulator, account)
  await call('POST', '/invoices', body)
  const created = emulator.ledger.invoices(place).find(({ id }) => !before.has(id))
  if (created === undefined) throw new Error('nothing was created')
  return created
}
