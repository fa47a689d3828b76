import {
  conformanceTests,
  type GroupName,
  isConformanceFailure,
  type NotProven,
} from '@invoice-adapters/conformance'
import type { AccountMode, Invoice, InvoiceAdapter } from '@invoice-adapters/core'
import type { LoadedConfig } from '../config/load.ts'
import type { CommandContext } from '../context.ts'
import { cannotShow, liveHarness } from './live-harness.ts'
import type { SandboxHarness } from './sandbox-harness.ts'

const readingGroups: readonly GroupName[] = [
  'identity',
  'coverage',
  'read',
  'pages',
  'money',
  'status',
  'unsupported',
  'secrets',
]

/** Their tests create, and change what they created. */
const writingGroups: readonly GroupName[] = ['write', 'settlement']

/** Tests that take an account of their own for granted, and say nothing about one that is in use. */
const presumes: Readonly<Record<string, string>> = {
  'identity/read-at': 'the test expects an account with one invoice',
  'pages/every-record-once': 'the test expects an account without invoices',
  'secrets/no-secret-in-errors': 'a real account cannot be brought to fail',
  'write/dry-run-sends-nothing': 'the probe cannot tell which request belongs to which operation',
}

const wouldWrite =
  /^unsupported\/(create|createMany|update|changeLines|finalize|setStatus|delete|send|pdf|recordPayment|refund|customers\.create)-is-offered$/

/** Names and verdicts alone: no id, name, amount or key of the account. */
export interface ProbeReport {
  what: string
  provider: string
  dialect: string
  mode: AccountMode | null
  at: string
  node: string
  /** How many invoices the tests had to work with. */
  sample: number
  interrupted: boolean
  /** Null: nothing was written. Otherwise how many invoices the tests made, which stay in the sandbox. */
  made: number | null
  passed: string[]
  failed: { assertion: string; promise: string; message: string }[]
  notProven: { assertion: string; reason: string }[]
}

const whatWithWrites =
  'The conformance kit on a sandbox, with the tests that create. What they created was read back by another adapter of the same account, so what every adapter would misread alike is not seen. Nothing that was there before was changed.'

const what =
  'The conformance kit on a real account, without a write. It put nothing in: tests used invoices that were there, and compared them with what the same adapter listed.'

export async function probe(
  context: CommandContext,
  config: LoadedConfig,
  adapter: InvoiceAdapter,
  mode: AccountMode | null,
  sample: readonly Invoice[],
  /** Null: nothing is written. */
  sandbox: SandboxHarness | null,
): Promise<ProbeReport> {
  const waiting: { name: string; run: () => Promise<void> }[] = []
  const harness = sandbox ?? liveHarness(config, adapter, sample)
  const run = conformanceTests((name, test) => void waiting.push({ name, run: test }), harness, {
    groups: sandbox === null ? readingGroups : [...readingGroups, ...writingGroups],
  })
  const report: ProbeReport = {
    what: sandbox === null ? what : whatWithWrites,
    provider: adapter.provider,
    dialect: adapter.capabilities.dialect,
    mode,
    at: new Date(context.now()).toISOString(),
    node: process.version,
    sample: sample.length,
    interrupted: false,
    made: null,
    passed: [],
    failed: [],
    notProven: [],
  }
  const progress = context.progress('probing', waiting.length)
  for (const [index, { run: test }] of waiting.entries()) {
    const { assertion = '', promise = '' } = run.tests[index] ?? {}
    if (context.signal.aborted) report.interrupted = true
    const presumed =
      presumes[assertion] ??
      (wouldWrite.test(assertion) ? 'the test would change an invoice that is there' : undefined)
    if (report.interrupted) report.notProven.push({ assertion, reason: 'stopped before it began' })
    else if (presumed !== undefined) report.notProven.push({ assertion, reason: presumed })
    else await put(report, assertion, promise, test)
    progress.update(index + 1)
  }
  progress.stop()
  report.made = sandbox?.made() ?? null
  report.notProven.push(...told(run.notProven, report))
  return report
}

async function put(
  report: ProbeReport,
  assertion: string,
  promise: string,
  test: () => Promise<void>,
): Promise<void> {
  try {
    await test()
    report.passed.push(assertion)
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown)
    if (thrown instanceof Error && thrown.name === cannotShow)
      report.notProven.push({ assertion, reason: message })
    else if (isConformanceFailure(thrown))
      report.failed.push({ assertion: thrown.assertion, promise, message: redacted(message) })
    else report.failed.push({ assertion, promise, message: 'ended with an exception' })
  }
}

/** A part of a test that was not proven does not leave the whole of it passed. */
function told(gaps: readonly NotProven[], report: ProbeReport): { assertion: string; reason: string }[] {
  report.passed = report.passed.filter((assertion) => !gaps.some((gap) => gap.assertion === assertion))
  return gaps.map(({ assertion, reason }) => ({ assertion, reason }))
}

/** What a failure says, without what stands in the account: quoted texts, ids, amounts, dates. */
export function redacted(message: string): string {
  return message
    .replace(/"(?:[^"\\]|\\.)*"/g, '"…"')
    .replace(/\b\w*_\w+\b/g, '…')
    .replace(/\S*\d\S*/g, '…')
}
