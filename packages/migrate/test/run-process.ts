// A process of its own for the kill test: runs a plan over real sockets, with a journal in a file.
import { readFileSync } from 'node:fs'
import { createAssetAdapter } from '@invoice-adapters/asset'
import { createCommetAdapter } from '@invoice-adapters/commet'
import type { InvoiceAdapter } from '@invoice-adapters/core'
import { createWhopAdapter } from '@invoice-adapters/whop'
import { readPlan, runMigration } from '../src/index.ts'
import { openJournal } from '../src/store/index.ts'

export interface ProcessOrder {
  planPath: string
  /** `sqlite:…` or `postgres://…`. */
  journalAddress: string
  leaseMs?: number
  source: { vendor: 'commet' | 'asset' | 'whop'; options: Record<string, unknown> }
  target: { vendor: 'commet' | 'asset' | 'whop'; options: Record<string, unknown> }
}

function open({ vendor, options }: ProcessOrder['source']): InvoiceAdapter {
  const retry = { attempts: 2, firstDelayMs: 10 }
  const common = { ...options, retry, settlement: { looksAfterMs: [0, 20] } } as any
  if (vendor === 'commet') return createCommetAdapter(common)._unsafeUnwrap()
  if (vendor === 'asset') return createAssetAdapter(common)._unsafeUnwrap()
  return createWhopAdapter(common)._unsafeUnwrap()
}

const order = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as ProcessOrder
const plan = (await readPlan(readFileSync(order.planPath, 'utf8')))._unsafeUnwrap()
const journal = (
  await openJournal(order.journalAddress, order.leaseMs === undefined ? {} : { leaseMs: order.leaseMs })
)._unsafeUnwrap()
let skewMs = 0
const clock = {
  now: () => Date.now() + skewMs,
  wait: async (ms: number) => {
    // Long waits are for the vendors' sake, and these need none.
    skewMs += ms
    await new Promise((resolve) => setTimeout(resolve, Math.min(ms, 5)))
  },
}
let ended = 0
const report = await runMigration(plan, {
  source: open(order.source),
  target: open(order.target),
  journal,
  clock,
  onProgress: () => (ended += 1),
})
const { counts, exitCode } = report._unsafeUnwrap()
console.log(JSON.stringify({ counts, ended }))
process.exitCode = exitCode
