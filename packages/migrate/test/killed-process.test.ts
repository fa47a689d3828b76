import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { proofSeed, proofSize, recordProof } from '@invoice-adapters/tooling/proof'
import { afterAll, describe, expect, it } from 'vitest'
import { writePlan } from '../src/index.ts'
import { expectEachOnce } from './oracle.ts'
import { runProcess, sideOf } from './processes.ts'
import type { ProcessOrder } from './run-process.ts'
import { makePlan } from './steps.ts'
import { openInvoices, openWorld, type VendorName } from './world.ts'

const folder = mkdtempSync(join(tmpdir(), 'killed-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe.each<[VendorName, VendorName]>([
  ['commet', 'whop'],
  ['whop', 'asset'],
  ['asset', 'commet'],
])('%s to %s', (from, to) => {
  it('killed again and again by the system, ends with every invoice once', { timeout: 600_000 }, async () => {
    const invoices = proofSize(12, 200)
    const world = openWorld(from, to, {
      invoices: openInvoices(invoices).map((invoice) => ({ ...invoice, dueAt: '2099-01-01T00:00:00Z' })),
      emulator: { clock: { start: new Date().toISOString() }, asset: { rateLimit: null } },
    })
    const plan = await makePlan(world)
    const ports = await world.emulator.listen()
    const orderPath = join(folder, `${from}-${to}.json`)
    const order: ProcessOrder = {
      planPath: join(folder, `${from}-${to}.plan`),
      journalAddress: `sqlite:${join(folder, `${from}-${to}.journal`)}`,
      source: sideOf(world, from, 'old', ports[from]),
      target: sideOf(world, to, 'new', ports[to]),
    }
    writeFileSync(order.planPath, writePlan(plan))
    writeFileSync(orderPath, JSON.stringify(order))
    let kills = 0
    let last = { code: null as number | null, output: '' }
    let pauseMs = 400 + (proofSeed() % 97)
    for (let attempt = 0; attempt < proofSize(8, 60) && last.code !== 0; attempt += 1) {
      // The first ones die early, the last is left alone.
      const killed = attempt < proofSize(4, 40)
      last = await runProcess(orderPath, killed ? pauseMs : null)
      pauseMs += 37 + ((attempt * 53) % 61)
      if (last.code === null) kills += 1
      // Drafts open, and doubts settle, by the vendor's own clock.
      world.emulator.clock.advance(400_000)
    }
    await ports.close()
    expect([last.code, last.output]).toEqual([0, expect.stringContaining(`"moved":${invoices}`)])
    expect(kills).toBeGreaterThan(0)
    expectEachOnce(world, plan, invoices)
    recordProof({
      name: `migrate-process-killed-${from}-to-${to}`,
      what: 'A migrating process killed by SIGKILL, again and again, ends with every invoice exactly once',
      size: invoices,
      result: { kills, invoices, doubled: 0, lost: 0 },
    })
  })
})
