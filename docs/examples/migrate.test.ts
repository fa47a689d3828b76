import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAssetAdapter } from '@invoice-adapters/asset'
import { createCommetAdapter } from '@invoice-adapters/commet'
import type { InvoiceAdapter } from '@invoice-adapters/core'
import { createEmulator } from '@invoice-adapters/emulator'
import { planMigration, readPlan } from '@invoice-adapters/migrate'
import { openJournal } from '@invoice-adapters/migrate/store'
import { createWhopAdapter } from '@invoice-adapters/whop'
import { afterEach, expect, it } from 'vitest'
import { toWhop } from './migrate-mapping.ts'
import { makePlan } from './migrate-plan.ts'
import { rollBack } from './migrate-roll-back.ts'
import { runPlan } from './migrate-run.ts'
import { verifyPlan } from './migrate-verify.ts'

const folder = mkdtempSync(join(tmpdir(), 'migrate-example-'))
afterEach(() => {
  process.exitCode = 0
  rmSync(folder, { recursive: true, force: true })
})

const vendors = ['commet', 'asset', 'whop'] as const

/** Open invoices at Commet, and accounts of all three vendors. */
function openWorld() {
  const emulator = createEmulator({
    clock: { start: new Date().toISOString() },
    data: {
      accounts: vendors.flatMap((vendor) => ['old', 'new'].map((name) => ({ vendor, name }))),
      customers: [{ vendor: 'commet', account: 'old', id: 'cus_ada', name: 'Ada', email: 'ada@example.com' }],
      invoices: [1, 2, 3].map((index) => ({
        vendor: 'commet' as const,
        account: 'old',
        id: `inv_${index}`,
        customer: 'cus_ada',
        status: 'open' as const,
        lines: [{ description: 'Consulting', amount: index * 1_000 }],
        dueAt: '2099-01-01T00:00:00.000Z',
      })),
    },
  })
  const open = (vendor: (typeof vendors)[number], account: string): InvoiceAdapter => {
    const common = { account, fetch: emulator[vendor].fetch, environment: 'sandbox' as const }
    if (vendor === 'commet') {
      const { apiKey } = emulator.commet.account(account)
      return createCommetAdapter({ account, fetch: common.fetch, apiKey, currency: 'USD' })._unsafeUnwrap()
    }
    if (vendor === 'whop') {
      const { apiKey, companyId } = emulator.whop.account(account)
      return createWhopAdapter({ ...common, apiKey, companyId })._unsafeUnwrap()
    }
    const { clientId, clientSecret, businessId, ledgerId } = emulator.asset.account(account)
    const books = { clientId, clientSecret, businessId, currency: 'USD' }
    return createAssetAdapter({ ...common, ...books, ledgerId: ledgerId('Service Revenue') })._unsafeUnwrap()
  }
  return { emulator, open }
}

it('plans, runs the first, runs the rest, verifies, and says what a rollback cannot undo', {
  timeout: 60_000,
}, async () => {
  const { emulator, open } = openWorld()
  const [source, target] = [open('commet', 'old'), open('asset', 'new')]
  const path = join(folder, 'plan.jsonl')
  expect(await makePlan(source, target, {}, path)).toContain(
    'move (payable): 3 invoices, 6000 minor units USD',
  )
  const first = await runPlan(source, target, path, { first: 1 })
  expect(first).toEqual(['inv_1: moved, moved', 'stopped after 1, for a look at them; run again to go on'])
  expect(await runPlan(source, target, path)).toHaveLength(3)
  const owed = emulator.ledger.invoices({ vendor: 'asset', account: 'new' })
  expect(owed.map(({ total }) => total).sort()).toEqual([1_000, 2_000, 3_000])
  const plan = (await readPlan(readFileSync(path, 'utf8')))._unsafeUnwrap()
  const verified = await verifyPlan(source, target, plan, folder)
  expect(verified[0]).toBe('moved: 3')
  expect(readFileSync(join(folder, 'report.md'), 'utf8')).toContain(
    'Every invoice is where the plan wants it',
  )
  expect(readdirSync(join(folder, 'archive')).sort()).toContain('plan.jsonl')
  const journal = (await openJournal(`sqlite:${path}.journal`))._unsafeUnwrap()
  let told: string[] = []
  const words = await rollBack(source, target, plan, journal, async (cannotUndo) => {
    told = cannotUndo
    return true
  })
  expect(told.join(' ')).toContain('nobody could pay it')
  expect(words).toHaveLength(3)
  expect(words[0]).toMatch(/its copy stays/)
  ;(await journal.close())._unsafeUnwrap()
})

it('plans to Whop with decisions of its own', async () => {
  const { open } = openWorld()
  const mapping = { ...toWhop, customers: { withoutName: 'use_email' as const } }
  const plan = await planMigration({ source: open('commet', 'old'), target: open('whop', 'new'), mapping })
  expect(plan._unsafeUnwrap().invoices.map(({ decision }) => decision)).toEqual(['move', 'move', 'move'])
})

const guide = readFileSync(join(import.meta.dirname, '../guides/migrate.md'), 'utf8')

it.each(vendors.flatMap((from) => vendors.map((to) => [from, to] as const)))(
  'the guide says how %s to %s goes',
  async (from, to) => {
    const { open } = openWorld()
    const providerOptions = { whop: { product: { title: 'Services' } } }
    const plan = await planMigration({
      source: open(from, 'old'),
      target: open(to, 'new'),
      mapping: { providerOptions },
    })
    const order = plan.isOk() ? `\`${plan.value.header.window}\`` : 'your choice'
    if (plan.isErr()) expect(plan.error.kind).toBe('choice_needed')
    expect(guide).toContain(`| ${from} | ${to} | ${order} |`)
  },
)
