import { randomBytes } from 'node:crypto'
import type { CustomerFacts, Harness, InvoiceFacts, World } from '@invoice-adapters/conformance'
import {
  type Invoice,
  type InvoiceAdapter,
  type InvoiceError,
  listAll,
  type NewInvoice,
} from '@invoice-adapters/core'
import { openAccount } from '../accounts/open.ts'
import type { LoadedConfig } from '../config/load.ts'
import { liveHarness, openWorld, probeFetch, refuse } from './live-harness.ts'
import type { SandboxCustomer } from './sandbox.ts'

export interface SandboxHarness extends Harness {
  /** Null: the least invoice can be asked for. Otherwise what the adapter says against it; nothing is sent. */
  problem(): Promise<InvoiceError | null>
  /** How many invoices the tests have made so far; they stay in the sandbox. */
  made(): number
}

const aDay = 86_400_000

/**
 * The kit on a sandbox, where it may create. Nothing that was there before is changed: a write whose address names such
 * an invoice is refused in this process. Records are put in by the tests' own calls alone, and what stands at the vendor
 * is read back by another adapter of the account, so what both would misread alike is not seen.
 */
export function sandboxHarness(
  config: LoadedConfig,
  adapter: InvoiceAdapter,
  sample: readonly Invoice[],
  customer: SandboxCustomer,
): SandboxHarness {
  const account: Sandbox = { config, adapter, sample, customer, there: null, made: new Set() }
  return {
    ...liveHarness(config, adapter, sample),
    problem: async () => {
      const planned = await adapter.dryRun.create(leastInvoice(account, 'kit-problem'))
      return planned.match(
        () => null,
        (error) => error,
      )
    },
    made: () => account.made.size,
    start: () => openSandbox(account),
  }
}

interface Sandbox {
  config: LoadedConfig
  adapter: InvoiceAdapter
  sample: readonly Invoice[]
  customer: SandboxCustomer
  /** The ids of all invoices at the end of the test before; null before the first. */
  there: ReadonlySet<string> | null
  made: Set<string>
}

async function openSandbox(account: Sandbox): Promise<World> {
  const { config, adapter, sample } = account
  const reader = openAccount(config, adapter.account).unwrapOr(null) ?? refuse('be opened')
  account.there ??= new Set(await idsOf(reader))
  const before = account.there
  const guarded = probeFetch(({ url }) =>
    new URL(url).pathname.split('/').some((part) => before.has(decodeURIComponent(part)))
      ? 'the probe changes nothing that was there'
      : null,
  )
  const world = openWorld(config, adapter.account, sample, guarded)
  // A sandbox may hold the kit's words already, from a probe before.
  const prefix = `kit-${randomBytes(6).toString('hex')}-`
  return {
    ...world,
    oracle: {
      ...world.oracle,
      async invoice(id) {
        const facts = (await world.oracle.invoice(id)) ?? (await readOne(reader, id))
        // Whop tells no total: what the tests compare with it is then not proven.
        return facts?.total === undefined && facts !== null ? refuse('tell what an invoice bills') : facts
      },
      invoices: async () => {
        const found = (await idsOf(reader)).filter((id) => !before.has(id))
        const read = await Promise.all(found.map((id) => readOne(reader, id)))
        return read.filter((one) => one !== null)
      },
      customers: () => readCustomers(reader),
    },
    inputs: {
      invoice: (word) => leastInvoice(account, word.startsWith(prefix) ? word : `${prefix}${word}`),
    },
    async stop() {
      const there = await idsOf(reader)
      for (const id of there) if (!before.has(id)) account.made.add(id)
      account.there = new Set([...before, ...there])
    },
  }
}

function leastInvoice(
  { config, adapter: { account, capabilities }, sample, customer }: Sandbox,
  externalId: string,
): NewInvoice {
  const given = config.accounts[account]
  const configured = given !== undefined && 'currency' in given ? given.currency : undefined
  const billed = sample.find((one) => one.customer?.id === customer.id && one.currency !== null)?.currency
  const writes = (field: 'dueAt' | 'issuedAt'): boolean => capabilities.coverage[field].write === 'yes'
  const named = given?.vendor === 'whop' && given.productId === undefined
  return {
    externalId,
    customer,
    currency: billed ?? configured ?? 'USD',
    lines: [{ description: 'Work', amount: 12_345 }],
    ...(writes('dueAt') && { dueAt: new Date(Date.now() + 30 * aDay).toISOString() }),
    ...(writes('issuedAt') && { issuedAt: new Date().toISOString() }),
    ...(named && { providerOptions: { whop: { product: { title: 'Conformance kit' } } } }),
  }
}

async function idsOf(reader: InvoiceAdapter): Promise<string[]> {
  const ids: string[] = []
  for await (const item of listAll(reader)) {
    if (item.isErr()) refuse(`list its invoices (${item.error.kind})`)
    ids.push(item.value.source.id)
  }
  return ids
}

async function readOne(reader: InvoiceAdapter, id: string): Promise<InvoiceFacts | null> {
  const read = await reader.get(id)
  if (read.isOk()) return factsOf(read.value)
  return read.error.kind === 'not_found' ? null : refuse(`show an invoice (${read.error.kind})`)
}

async function readCustomers(reader: InvoiceAdapter): Promise<CustomerFacts[]> {
  const found: CustomerFacts[] = []
  let cursor: string | null | undefined
  while (cursor !== null) {
    const page = await reader.customers.list(cursor === undefined ? {} : { cursor })
    if (page.isErr()) return refuse(`list its customers (${page.error.kind})`)
    found.push(...page.value.customers.map(({ id, externalId }) => ({ id, externalId })))
    cursor = page.value.nextCursor
  }
  return found
}

/** What was read. A field that is null was not told, so nothing is known of it. */
function factsOf(invoice: Invoice): InvoiceFacts {
  const { source, status, derived, lines, payments, customer, ...told } = invoice
  const workedOut = status === 'past_due' && derived.some(({ field }) => field === 'status')
  return {
    ...Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null)),
    id: source.id,
    status: workedOut ? 'open' : status,
    customer,
    ...(lines !== null && { lines }),
    ...(payments !== null && { payments }),
  }
}
