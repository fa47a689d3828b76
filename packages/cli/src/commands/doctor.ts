import { resolve } from 'node:path'
import {
  type AccountCheck,
  err,
  type Invoice,
  type InvoiceAdapter,
  ok,
  type Result,
} from '@invoice-adapters/core'
import { openAccount } from '../accounts/open.ts'
import { type Command, defineCommand, type Outcome } from '../command.ts'
import type { LoadedConfig } from '../config/load.ts'
import type { CommandContext } from '../context.ts'
import { checkAccount } from '../doctor/check-account.ts'
import { checkStore } from '../doctor/check-store.ts'
import { type Finding, failuresOf } from '../doctor/finding.ts'
import { type ProbeReport, probe } from '../doctor/probe.ts'
import { billedCustomer } from '../doctor/sandbox.ts'
import { type SandboxHarness, sandboxHarness } from '../doctor/sandbox-harness.ts'
import { type Failure, failure, ofInvoiceError } from '../failure.ts'
import { account, file, many, whether } from '../inputs.ts'
import { isFree, writeFileWhole } from '../output/files.ts'
import { type Page, prose } from '../output/page.ts'

export const doctor: Command = defineCommand({
  name: 'doctor',
  summary: 'Check configuration, credentials, clock, store, and whether the answers still fit',
  details:
    'Reads one page of invoices of each account, and names fields and values that are in no documentation: a vendor that changes is seen before it hurts. --probe runs the reading groups of the conformance kit on an account and writes a report with names and verdicts alone, to be sent in. Without --sandbox-writes it writes nothing at the vendor: every request that could change something is refused on this machine. With it, the writing groups run too, on an account that is proven to be a sandbox and on no other; the invoices they make stay there.',
  arguments: {},
  flags: {
    account: many(account('Only this account; may be given many times')),
    probe: account('Run the conformance kit on this account'),
    sandboxWrites: whether('With --probe: also create invoices, in a proven sandbox only'),
    report: file('FILE', 'Where the report of the probe goes; default invoices-probe-ACCOUNT.json'),
    force: whether('Replace the report if it exists'),
  },
  examples: [
    { command: 'invoices doctor', what: 'Everything that is configured.' },
    {
      command: 'invoices doctor --probe acme',
      what: 'Also the kit, with the report in invoices-probe-acme.json.',
    },
    {
      command: 'invoices doctor --probe acme --sandbox-writes',
      what: 'The writing groups as well; refused if acme is not proven to be a sandbox.',
    },
  ],
  async run(context, { flags }) {
    const loaded = await context.config()
    if (loaded.isErr()) return err(loaded.error)
    const config = loaded.value
    if (flags.probe !== undefined) return runProbe(context, config, { ...flags, name: flags.probe })
    if (flags.report !== undefined) return err(failure('usage', '--report belongs to --probe'))
    if (flags.sandboxWrites) return err(failure('usage', '--sandbox-writes belongs to --probe'))
    const names = flags.account.length > 0 ? [...new Set(flags.account)] : Object.keys(config.accounts)
    const findings = [configFinding(config), ...secretFindings(config)]
    const progress = context.progress('accounts checked', names.length)
    for (const [index, name] of names.entries()) {
      findings.push(...(await checkAccount(context, config, name)))
      progress.update(index + 1)
    }
    progress.stop()
    findings.push(await checkStore(config))
    return ok(toOutcome(findings))
  },
})

function configFinding(config: LoadedConfig): Finding {
  const count = Object.keys(config.accounts).length
  const message = `${config.place([])}: ${count} account${count === 1 ? '' : 's'}`
  return { check: 'configuration', account: null, state: count === 0 ? 'warning' : 'ok', message }
}

function secretFindings(config: LoadedConfig): Finding[] {
  return config.written.map((path) => ({
    check: 'secrets',
    account: null,
    state: 'warning',
    message: `${config.place(path)}: ${path.join('.')} stands in the file; a variable in its place keeps it out of backups and repositories`,
  }))
}

const styles = { ok: 'green', warning: 'yellow', failed: 'red', 'not checked': 'dim' } as const

function toOutcome(findings: Finding[]): Outcome {
  const text = (page: Page): string =>
    findings
      .map(({ check, account: name, state, message }) => {
        const subject = name === null ? check : `${name} ${check}`
        return prose(page, `${page.paint(styles[state], state)}: ${subject}: ${message}`)
      })
      .join('\n')
  return { data: { findings }, rows: findings, text, failures: failuresOf(findings) }
}

interface ProbeWish {
  name: string
  report: string | undefined
  force: boolean
  sandboxWrites: boolean
}

async function runProbe(
  context: CommandContext,
  config: LoadedConfig,
  { name, report: given, force, sandboxWrites }: ProbeWish,
): Promise<Result<Outcome, Failure>> {
  const output = given ?? `invoices-probe-${name}.json`
  const path = resolve(context.cwd, output)
  const free = await isFree(path, output, force)
  if (free.isErr()) return err(free.error)
  const adapter = openAccount(config, name)
  if (adapter.isErr()) return err(adapter.error)
  const settings = { signal: context.signal }
  const check = await adapter.value.check(settings)
  if (check.isErr()) return err(ofInvoiceError(check.error))
  const page = await adapter.value.list({ pageSize: 10 }, settings)
  if (page.isErr()) return err(ofInvoiceError(page.error))
  const { invoices } = page.value
  const sandbox = sandboxWrites ? await openSandbox(config, adapter.value, check.value, invoices) : ok(null)
  if (sandbox.isErr()) return err(sandbox.error)
  const report = await probe(context, config, adapter.value, check.value.mode, invoices, sandbox.value)
  const text = `${JSON.stringify(report, null, 2)}\n`
  const written = await writeFileWhole(path, text, { name: output, replace: force })
  return written.map(() => probed(report, output))
}

/** What may be written to, or why not. */
async function openSandbox(
  config: LoadedConfig,
  adapter: InvoiceAdapter,
  check: AccountCheck,
  sample: readonly Invoice[],
): Promise<Result<SandboxHarness, Failure>> {
  const customer = await billedCustomer(config, adapter, check, sample)
  if (customer.isErr()) return err(customer.error)
  const harness = sandboxHarness(config, adapter, sample, customer.value)
  const problem = await harness.problem()
  return problem === null ? ok(harness) : err(ofInvoiceError(problem))
}

function probed(report: ProbeReport, output: string): Outcome {
  const { passed, failed, notProven, interrupted } = report
  const made = report.made === null ? '' : `, ${report.made} invoices made, which stay in the sandbox`
  const counts = `${passed.length} passed, ${failed.length} failed, ${notProven.length} not proven${made}`
  const failures = failed.map(({ assertion, promise }) =>
    failure('incomplete', `${assertion} does not hold: ${promise}`),
  )
  return {
    data: { file: output, report },
    rows: [report],
    text: () => `${counts}; the report is in ${output}. Read it before you send it.`,
    failures: interrupted
      ? [failure('interrupted', 'stopped; the report says what was not begun'), ...failures]
      : failures,
  }
}
