import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createEmulator,
  type Emulator,
  type InvoiceSeed,
  type LedgerInvoice,
} from '@invoice-adapters/emulator'
import { type CliRun, type CliSettings, runCli } from './run-cli.ts'
import { runHere } from './run-here.ts'

/** A folder with a configuration of `old` (Asset, with invoices), `new` (Commet, empty) and `shop` (Whop, one invoice). */
export interface MigrationPlace {
  folder: string
  emulator: Emulator
  originals(): readonly LedgerInvoice[]
  copies(): readonly LedgerInvoice[]
  /** In this process; words are separated by single spaces. */
  run(words: string): Promise<CliRun>
  /** The real program, in a process of its own. */
  start(words: string, settings?: Partial<CliSettings>): Promise<CliRun>
  write(name: string, content: string): Promise<void>
  close(): Promise<void>
}

const monthMs = 30 * 24 * 3_600_000

function seeds(count: number): InvoiceSeed[] {
  const now = Date.now()
  return Array.from({ length: count }, (_, index) => ({
    vendor: 'asset',
    account: 'old',
    id: `inv_${String(index + 1).padStart(3, '0')}`,
    number: `N-${index + 1}`,
    customer: 'cus_ada',
    status: index === count - 1 ? 'paid' : 'open',
    lines: [{ description: 'Consulting', amount: 1_000 + index * 111 }],
    createdAt: new Date(now - monthMs + index * 60_000).toISOString(),
    dueAt: new Date(now + monthMs).toISOString(),
  }))
}

export async function openMigrationPlace(count: number): Promise<MigrationPlace> {
  const folder = await mkdtemp(join(tmpdir(), 'invoices-migrate-'))
  const person = { externalId: 'ada', name: 'Ada', email: 'ada@example.com' }
  const emulator = createEmulator({
    clock: { start: new Date().toISOString() },
    data: {
      accounts: [
        { vendor: 'asset', name: 'old' },
        { vendor: 'commet', name: 'new' },
        { vendor: 'whop', name: 'shop' },
      ],
      customers: [{ vendor: 'asset', account: 'old', id: 'cus_ada', ...person }],
      invoices: seeds(count),
    },
  })
  const origins = await emulator.listen()
  const old = emulator.asset.account('old')
  const shop = emulator.whop.account('shop')
  const write = (name: string, content: string): Promise<void> => writeFile(join(folder, name), content)
  await write(
    'invoices.config.json',
    JSON.stringify({
      accounts: {
        old: {
          vendor: 'asset',
          clientId: old.clientId,
          clientSecret: old.clientSecret,
          businessId: old.businessId,
          environment: old.environment,
          currency: 'USD',
          baseUrl: origins.asset,
        },
        new: {
          vendor: 'commet',
          apiKey: emulator.commet.account('new').apiKey,
          currency: 'USD',
          baseUrl: `${origins.commet}/api/v1`,
        },
        shop: {
          vendor: 'whop',
          apiKey: shop.apiKey,
          companyId: shop.companyId,
          environment: shop.mode === 'live' ? 'production' : 'sandbox',
          baseUrl: `${origins.whop}/api/v1`,
        },
      },
    }),
  )
  return {
    folder,
    emulator,
    originals: () => emulator.ledger.invoices({ vendor: 'asset' }),
    copies: () => emulator.ledger.invoices({ vendor: 'commet' }),
    run: (words) => runHere(words.split(' '), folder, {}),
    start: (words, settings) => runCli(words.split(' '), { cwd: folder, ...settings }),
    write,
    close: async () => {
      await origins.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
