import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { openStore, syncAccount } from '@invoice-adapters/aggregate/store'
import { forLog } from '@invoice-adapters/core'
import { createMemoryJournal, planMigration, runMigration, writePlan } from '@invoice-adapters/migrate'
import { describe, expect, it } from 'vitest'
import { type Vendor, vendors } from '../vendors.ts'
import { type Watched, watch } from './watched.ts'

/** Strings that may stand in nothing that is written or shown: credentials, and tokens that came with an answer. */
function secretsOf({ emulator }: Watched, { name }: Vendor): string[] {
  const account = emulator[name].account()
  const values = Object.entries(account).filter(([key]) => /^(apiKey|clientSecret|webhookSecret)$/.test(key))
  return values.map(([, value]) => String(value))
}

/** Access tokens, and what Whop sends with every invoice: whoever has it can read the invoice. */
function tokensOf({ heard }: Watched): string[] {
  return heard.flatMap((body) =>
    [...body.matchAll(/"(?:access_token|fetch_invoice_token)":"([^"]+)"/g)].map(([, token = '']) => token),
  )
}

describe.each(vendors)('secrets of $name $dialect', (vendor) => {
  it('are in no result, no error, no event, and not in the adapter, however it is shown', async () => {
    const watched = watch(vendor)
    const { adapter, emulator, events } = watched
    const shown: unknown[] = [adapter]
    const calls = [
      () => adapter.get('inv_1'),
      () => adapter.list(),
      () => adapter.check(),
      () => adapter.setStatus('inv_1', 'paid'),
    ]
    for (const fault of [
      null,
      { kind: 'status', status: 401 },
      { kind: 'status', status: 500 },
      { kind: 'non_json' },
      { kind: 'drop_after_commit' },
    ] as const) {
      const withdraw =
        fault === null ? () => {} : emulator.faults.add({ fault, times: Number.POSITIVE_INFINITY })
      for (const call of calls) shown.push(await call())
      withdraw()
    }
    shown.push(events, forLog((await adapter.get('inv_1'))._unsafeUnwrap()))
    const text = shown
      .map((one) => `${JSON.stringify(one)} ${inspect(one, { depth: 20, showHidden: true })}`)
      .join('\n')
    expect(text.length).toBeGreaterThan(5_000)
    const tokens = tokensOf(watched)
    expect(tokens.length > 0).toBe(vendor.name !== 'commet')
    for (const secret of [...secretsOf(watched, vendor), ...tokens]) expect(text.includes(secret)).toBe(false)
  })

  it('are in no plan and no journal, which hold no raw answer either', async () => {
    const from = watch(vendor)
    const target = vendors.find(({ name }) => name !== vendor.name) as Vendor
    const to = watch(target)
    const mapping = {
      order: 'create_first',
      providerOptions: { whop: { product: { title: 'Services' } } },
    } as const
    const { adapter: source } = from
    const settings = { source, target: to.adapter, mapping, now: () => from.emulator.clock.now() }
    const plan = (await planMigration(settings))._unsafeUnwrap()
    const journal = createMemoryJournal()
    const clock = {
      now: () => from.emulator.clock.now(),
      wait: async (ms: number) => from.emulator.clock.advance(ms),
    }
    const run = await runMigration(plan, { source, target: to.adapter, clock, journal })
    const entries = (await journal.read())._unsafeUnwrap()
    const text = `${writePlan(plan)}${JSON.stringify(entries)}${JSON.stringify(run)}`
    expect(entries.length).toBeGreaterThan(0)
    for (const secret of [...secretsOf(from, vendor), ...secretsOf(to, target), ...tokensOf(from)])
      expect(text.includes(secret)).toBe(false)
    expect(text).not.toContain('"raw"')
  })

  it('are in no byte of a store', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'endurance-'))
    const watched = watch(vendor)
    const store = (await openStore(`sqlite:${join(folder, 'store.db')}`))._unsafeUnwrap()
    expect((await syncAccount(watched.adapter, store, { mode: 'full' })).isOk()).toBe(true)
    expect((await store.close()).isOk()).toBe(true)
    const bytes = readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'latin1'))
      .join('')
    expect(bytes).toContain('inv_1')
    for (const secret of [...secretsOf(watched, vendor), ...tokensOf(watched)])
      expect(bytes.includes(secret)).toBe(false)
    await rm(folder, { recursive: true })
  })
})
