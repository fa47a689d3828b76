// A migrating process of its own that the system kills (SIGKILL) at the point it was told.
import { readFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { createAssetAdapter } from '@invoice-adapters/asset'
import { createCommetAdapter } from '@invoice-adapters/commet'
import type { InvoiceAdapter } from '@invoice-adapters/core'
import { createWhopAdapter } from '@invoice-adapters/whop'
import { type Journal, readPlan, runMigration } from '../../src/index.ts'
import { openJournal } from '../../src/store/index.ts'
import type { Side } from '../processes.ts'

export type RealPhase = 'before_send' | 'after_send' | 'after_commit' | 'journal'

export interface RealDoom {
  phase: RealPhase
  /** Occasions of this phase to let pass. */
  after: number
  onlyWrites: boolean
  /** From the beginning of what it is to die in. */
  microseconds: number
}

export interface ChildOrder {
  planPath: string
  journalPath: string
  source: Side
  target: Side
  /** Null: it lives on to the end. */
  doom: RealDoom | null
}

const order = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as ChildOrder
const { doom } = order
let seen = 0

function strikes(phase: string, writing: boolean | null): boolean {
  if (doom === null || doom.phase !== phase) return false
  if (doom.onlyWrites && writing === false) return false
  seen += 1
  return seen > doom.after
}

function die(): never {
  process.kill(process.pid, 'SIGKILL')
  for (;;) seen += 1
}

// Another thread, since this one is busy with what it is to be killed in. Microseconds to wait stand in the second place.
const trigger = new Int32Array(new SharedArrayBuffer(8))
const killer = `
  const { workerData: trigger } = require('node:worker_threads')
  Atomics.wait(trigger, 0, 0)
  const until = performance.now() + trigger[1] / 1000
  while (performance.now() < until);
  process.kill(process.pid, 'SIGKILL')`
if (doom !== null) new Worker(killer, { eval: true, workerData: trigger }).unref()

function dieSoon(): void {
  trigger[1] = doom?.microseconds ?? 0
  trigger[0] = 1
  Atomics.notify(trigger, 0)
}

async function doomedFetch(input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<Response> {
  const request = new Request(input, init)
  const writing = request.method !== 'GET'
  if (strikes('before_send', writing)) die()
  if (strikes('after_send', writing)) dieSoon()
  const answer = await fetch(request)
  if (strikes('after_commit', writing)) die()
  return answer
}

function open({ vendor, options }: Side): InvoiceAdapter {
  const retry = { attempts: 2, firstDelayMs: 10 }
  const common = { ...options, retry, settlement: { looksAfterMs: [0, 20] }, fetch: doomedFetch } as any
  if (vendor === 'commet') return createCommetAdapter(common)._unsafeUnwrap()
  if (vendor === 'asset') return createAssetAdapter(common)._unsafeUnwrap()
  return createWhopAdapter(common)._unsafeUnwrap()
}

function doomedJournal(journal: Journal): Journal {
  return {
    read: journal.read,
    append: (entry) => {
      if (strikes('journal', null)) dieSoon()
      return journal.append(entry)
    },
  }
}

const plan = (await readPlan(readFileSync(order.planPath, 'utf8')))._unsafeUnwrap()
const journal = (await openJournal(`sqlite:${order.journalPath}`))._unsafeUnwrap()
let skewMs = 0
const clock = {
  now: () => Date.now() + skewMs,
  wait: async (ms: number) => {
    // Long waits are for the vendors' sake, and these need none.
    skewMs += ms
    await new Promise((resolve) => setTimeout(resolve, Math.min(ms, 5)))
  },
}
const sides = { source: open(order.source), target: open(order.target) }
const report = await runMigration(plan, { ...sides, journal: doomedJournal(journal), clock })
const { counts, exitCode } = report._unsafeUnwrap()
console.log(JSON.stringify(counts))
process.exit(exitCode)
