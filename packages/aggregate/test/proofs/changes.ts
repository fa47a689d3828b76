import type { Emulator, EmulatorData, LedgerInvoice, LedgerStatus } from '@invoice-adapters/emulator'
import { assetCaller, whopCaller } from './vendor-calls.ts'
import { invoicesOf, type ProofAccount } from './world.ts'

/** One change at the vendor, that no request of the adapter makes. */
export interface Change {
  kind: string
  /** Of the invoice changed or made. */
  key: string
}

interface Scene {
  emulator: Emulator
  account: ProofAccount
  /** An invoice of that status that no change has touched; the scene gives each once. */
  take(status: LedgerStatus): LedgerInvoice
  /** A new one; `start` is when it was created. */
  create(status: LedgerStatus, start: string): LedgerInvoice
}

type Kinds = Record<string, (scene: Scene) => Promise<LedgerInvoice> | LedgerInvoice>

const outsideOf = ({ emulator, account: { provider, account } }: Scene) =>
  emulator[provider].account(account).outside
const now = ({ emulator }: Scene): string => emulator.clock.iso()
const longAgo = '2025-03-01T00:00:00.000Z'

/** What can happen at every vendor. */
const everywhere: Kinds = {
  settled(scene) {
    const invoice = scene.take('open')
    outsideOf(scene).pay(invoice.id)
    return invoice
  },
  voided(scene) {
    const invoice = scene.take('open')
    outsideOf(scene).void(invoice.id)
    return invoice
  },
  'given up': (scene) => {
    const invoice = scene.take('open')
    outsideOf(scene).markUncollectible(invoice.id)
    return invoice
  },
  'created and settled': (scene) => {
    const invoice = scene.create('open', now(scene))
    scene.emulator.clock.advance(1_000)
    outsideOf(scene).pay(invoice.id)
    return invoice
  },
  'paid to refunded': (scene) => {
    const invoice = scene.take('paid')
    outsideOf(scene).refund(invoice.id)
    return invoice
  },
  'refunded in part': (scene) => {
    const invoice = scene.take('paid')
    outsideOf(scene).refund(invoice.id, 1)
    return invoice
  },
  'new with an old date, open': (scene) => scene.create('open', longAgo),
  'new with an old date, settled': (scene) => scene.create('paid', longAgo),
}

const drafts: Kinds = {
  'draft issued': (scene) => {
    const invoice = scene.take('draft')
    outsideOf(scene).issueDraft(invoice.id)
    return invoice
  },
}

const asset: Kinds = {
  'bank match': (scene) => {
    const invoice = scene.take('open')
    const { outside } = scene.emulator.asset.account(scene.account.account)
    outside.receive({ amount: invoice.total, description: `Payment of ${invoice.number}` })
    return invoice
  },
  'part payment from the bank': (scene) => {
    const invoice = scene.take('open')
    const { outside } = scene.emulator.asset.account(scene.account.account)
    outside.receive({ amount: 1, description: 'half', invoiceId: invoice.id })
    return invoice
  },
  'edited line at the same status': async (scene) => {
    const invoice = scene.take('open')
    const call = await assetCaller(scene.emulator, scene.account.account)
    const ledger = scene.emulator.asset.account(scene.account.account).ledgerId('Service Revenue')
    const line = { description: 'One more', amount: 12.34, ledger_id: ledger }
    await call('PATCH', `/invoice/${invoice.id}`, { line_changes: { create_lines: [line] } })
    return invoice
  },
  'metadata only': async (scene) => {
    const invoice = scene.take('open')
    const call = await assetCaller(scene.emulator, scene.account.account)
    const metadata = { project: `moved at ${now(scene)}` }
    await call('PATCH', `/invoice/${invoice.id}`, { line_changes: { metadata } })
    return invoice
  },
}

const whop: Kinds = {
  'edited line at the same status': async (scene) => {
    const draft = scene.take('draft')
    const call = whopCaller(scene.emulator, scene.account.account)
    await call('PATCH', `/invoices/${draft.id}`, {
      plan: { initial_price: 30 },
      line_items: [{ label: 'Instead', unit_price: 10, quantity: 3 }],
    })
    return draft
  },
  'text only': async (scene) => {
    const draft = scene.take('draft')
    const call = whopCaller(scene.emulator, scene.account.account)
    await call('PATCH', `/invoices/${draft.id}`, { plan: { description: `Changed at ${now(scene)}` } })
    return draft
  },
  'deleted draft': async (scene) => {
    const draft = scene.take('draft')
    await whopCaller(scene.emulator, scene.account.account)('DELETE', `/invoices/${draft.id}`)
    return draft
  },
}

export const kindsOf: Record<ProofAccount['provider'], Kinds> = {
  commet: { ...everywhere, ...drafts },
  asset: { ...everywhere, ...asset },
  whop: { ...everywhere, ...drafts, ...whop },
}

/** `count` changes, each kind in turn, spread evenly over the account's invoices. */
export async function makeChanges(
  emulator: Emulator,
  account: ProofAccount,
  count: number,
): Promise<Change[]> {
  const { provider } = account
  const scene = openScene(emulator, account)
  const kinds = Object.entries(kindsOf[provider])
  const changes: Change[] = []
  for (let index = 0; index < count; index += 1) {
    const [kind, make] = kinds[index % kinds.length] ?? []
    if (kind === undefined || make === undefined) throw new Error('no kinds')
    emulator.clock.advance(1_000)
    const { id } = await make(scene)
    changes.push({ kind, key: `${provider}/${account.account}/${id}` })
  }
  return changes
}

function openScene(emulator: Emulator, account: ProofAccount): Scene {
  const place = { vendor: account.provider, account: account.account }
  const left = new Map<LedgerStatus, LedgerInvoice[]>()
  for (const invoice of emulator.ledger.invoices(place)) {
    if (invoice.kind === 'credit_note' || invoice.total <= 100 || invoice.amountRefunded > 0) continue
    left.set(invoice.status, [...(left.get(invoice.status) ?? []), invoice])
  }
  let made = 0
  return {
    emulator,
    account,
    take(status) {
      const of = left.get(status) ?? []
      const [taken] = of.splice(Math.floor(of.length / 2), 1)
      if (taken === undefined) throw new Error(`no ${status} invoice is left in ${account.account}`)
      return taken
    },
    create(status, start) {
      made += 1
      const before = new Set(emulator.ledger.invoices(place).map(({ id }) => id))
      const createdAt = new Date(Date.parse(start) + made * 10).toISOString()
      emulator.seed(newOne(account, status, createdAt, made))
      const created = emulator.ledger.invoices(place).find(({ id }) => !before.has(id))
      if (created === undefined) throw new Error('nothing was created')
      return created
    },
  }
}

/** One invoice more; the number tells it from the others. */
export function newOne(
  account: ProofAccount,
  status: LedgerStatus,
  start: string,
  made: number,
): EmulatorData {
  const order = { seed: made, label: `new-${made}`, statuses: [status], start, customers: 1 }
  const { customers, invoices = [] } = invoicesOf(account, { ...order, count: 2, stepMs: 1 })
  // The first of a generation may have been made a credit note.
  const due = new Date(Date.parse(start) + 40 * 86_400_000).toISOString()
  return { customers: customers ?? [], invoices: invoices.slice(1).map((one) => ({ ...one, dueAt: due })) }
}
