import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createEmulator,
  type Emulator,
  generateInvoices,
  type ListeningEmulator,
} from '@invoice-adapters/emulator'
import { type CliRun, type CliSettings, runCli } from './run-cli.ts'
import { runHere } from './run-here.ts'

/** A folder with a configuration, and the emulator it points at. */
export interface Workplace {
  folder: string
  emulator: Emulator
  origins: ListeningEmulator
  /** The variables that the configuration names. */
  env: Record<string, string>
  /** In this process; words are separated by single spaces. */
  run(words: string, env?: Record<string, string>): Promise<CliRun>
  /** The real program, in a process of its own. */
  start(words: string, settings?: Partial<CliSettings>): Promise<CliRun>
  write(name: string, content: string): Promise<string>
  close(): Promise<void>
}

/** Accounts of the same names in the sandboxes of the vendors, with a few invoices each. */
function emulateSandboxes(): Emulator {
  const accounts = [
    { vendor: 'commet', name: 'acme', mode: 'sandbox' },
    { vendor: 'asset', name: 'books', mode: 'sandbox' },
    { vendor: 'whop', name: 'shop', mode: 'sandbox' },
  ] as const
  const clock = { start: new Date().toISOString() }
  // Its limit would be counted on the standing clock.
  const emulator = createEmulator({ data: { accounts }, clock, asset: { rateLimit: null } })
  for (const { vendor, name } of accounts)
    emulator.seed(generateInvoices({ vendor, account: name, count: 4, currencies: ['USD'] }))
  return emulator
}

/** The demo data of the three vendors, behind `acme` (Commet), `books` (Asset) and `shop` (Whop). */
export async function openWorkplace(mode: 'live' | 'test' = 'live'): Promise<Workplace> {
  const folder = await mkdtemp(join(tmpdir(), 'invoices-'))
  const emulator =
    mode === 'test'
      ? emulateSandboxes()
      : createEmulator({ data: 'demo', clock: { start: new Date().toISOString() } })
  const origins = await emulator.listen()
  const [acme, books, shop] = [emulator.commet.account(), emulator.asset.account(), emulator.whop.account()]
  const env = {
    COMMET_API_KEY: acme.apiKey,
    ASSET_CLIENT_ID: books.clientId,
    ASSET_CLIENT_SECRET: books.clientSecret,
    WHOP_API_KEY: shop.apiKey,
  }
  const write = async (name: string, content: string): Promise<string> => {
    const path = join(folder, name)
    await writeFile(path, content)
    return path
  }
  await write(
    'invoices.config.yaml',
    `accounts:
  acme:
    vendor: commet
    apiKey: \${COMMET_API_KEY}
    baseUrl: ${origins.commet}/api/v1
  books:
    vendor: asset
    clientId: \${ASSET_CLIENT_ID}
    clientSecret: \${ASSET_CLIENT_SECRET}
    businessId: ${books.businessId}
    environment: ${books.environment}
    currency: USD
    ledgerId: ${books.ledgerId('Service Revenue')}
    baseUrl: ${origins.asset}
  shop:
    vendor: whop
    apiKey: \${WHOP_API_KEY}
    companyId: ${shop.companyId}
    environment: ${shop.mode === 'live' ? 'production' : 'sandbox'}
    baseUrl: ${origins.whop}/api/v1
`,
  )
  return {
    folder,
    emulator,
    origins,
    env,
    run: (words, more) => runHere(words.split(' '), folder, { ...env, ...more }),
    start: (words, settings) => runCli(words.split(' '), { cwd: folder, env, ...settings }),
    write,
    close: async () => {
      await origins.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
