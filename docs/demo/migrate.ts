import { createCommetAdapter } from '@invoice-adapters/commet'
import { orThrow } from '@invoice-adapters/core'
import { createEmulator, generateInvoices } from '@invoice-adapters/emulator'
import {
  createMemoryJournal,
  type MigrationPlan,
  planMigration,
  runMigration,
  type Verification,
  verifyMigration,
} from '@invoice-adapters/migrate'
import { createWhopAdapter } from '@invoice-adapters/whop'

/**
 * Moves the open invoices of an emulated Commet account to Whop, and verifies both sides. Gives what is wrong by the ledger
 * of the emulator; empty when all is well.
 */
export async function demonstrateMigration(print: (text: string) => void): Promise<string[]> {
  const emulator = createEmulator({
    data: {
      accounts: [
        { vendor: 'commet', name: 'old-home', currency: 'USD' },
        { vendor: 'whop', name: 'new-home' },
      ],
    },
  })
  const seed = {
    vendor: 'commet',
    account: 'old-home',
    count: 48,
    currencies: ['USD'],
    label: 'moving',
  } as const
  emulator.seed(generateInvoices(seed))
  const { now } = emulator.clock
  const { apiKey } = emulator.commet.account('old-home')
  const shop = emulator.whop.account('new-home')
  const source = await orThrow(
    createCommetAdapter({ account: 'old-home', apiKey, currency: 'USD', fetch: emulator.commet.fetch, now }),
  )
  const target = await orThrow(
    createWhopAdapter({
      account: 'new-home',
      apiKey: shop.apiKey,
      companyId: shop.companyId,
      environment: 'sandbox',
      fetch: emulator.whop.fetch,
      now,
    }),
  )
  const mapping = {
    customers: { withoutName: 'use_email' as const },
    dueDate: { missing: { days: 14 }, past: { days: 14 } },
    providerOptions: { whop: { product: { title: 'Services' } } },
  }
  const planned = await planMigration({ source, target, mapping, now })
  if (planned.isErr()) return [planned.error.message]
  const plan = planned.value
  print('\nMigration of open invoices from Commet to Whop')
  for (const { decision, class: reason, status, count } of plan.end.totals)
    print(`  ${decision} ${count} ${status} (${reason})`)
  const clock = { now, wait: async (ms: number) => emulator.clock.advance(ms) }
  const run = await runMigration(plan, { source, target, clock, journal: createMemoryJournal() })
  if (run.isErr()) return [run.error.message]
  const verified = await verifyMigration(plan, { source, target, now })
  if (verified.isErr()) return [verified.error.message]
  const verification = verified.value
  const copies = emulator.ledger.invoices({ vendor: 'whop', account: 'new-home' })
  const wrong = disagreements(plan, verification, copies)
  print(`  moved ${verification.counts.moved}, verified at both sides: exit code ${verification.exitCode}`)
  if (wrong.length === 0) print('  Every copy equals its plan by the ledger of the emulator.')
  return wrong
}

interface Copy {
  status: string
  total: number
}

function disagreements(plan: MigrationPlan, found: Verification, copies: readonly Copy[]): string[] {
  const inOrder = (amounts: number[]): string => amounts.sort((one, other) => one - other).join(' ')
  const planned = inOrder(plan.invoices.flatMap(({ expected }) => expected?.total ?? []))
  const owed = inOrder(copies.filter(({ status }) => status === 'open').map(({ total }) => total))
  return [
    ...(planned === '' ? ['nothing was planned to move'] : []),
    ...(planned === owed ? [] : [`planned to move ${planned}, and the ledger has ${owed}`]),
    ...(found.exitCode === 0 ? [] : [`the verification ends with ${found.exitCode}`]),
  ]
}
