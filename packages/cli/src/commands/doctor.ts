import { resolve } from 'node:path'
import { err, ok, type Result } from '@invoice-adapters/core'
import { openAccount } from '../accounts/open.ts'
import { type Command, defineCommand, type Outcome } from '../command.ts'
import type { LoadedConfig } from '../config/load.ts'
import type { CommandContext } from '../context.ts'
import { checkAccount } from '../doctor/check-account.ts'
import { checkStore } from '../doctor/check-store.ts'
import { type Finding, failuresOf } from '../doctor/finding.ts'
import { type ProbeReport, probe } from '../doctor/probe.ts'
import { type Failure, failure, ofInvoiceError } from '../failure.ts'
import { account, file, many, whether } from '../inputs.ts'
import { isFree, writeFileWhole } from '../output/files.ts'
import { type Page, prose } from '../output/page.ts'

export const doctor: Command = defineCommand({
  name: 'doctor',
  summary: 'Check configuration, credentials, clock, store, and whether the answers still fit',
  details:
    'Reads one page of invoices of each account, and names fields and values that are in no documentation: a vendor that changes is seen before it hurts. --probe runs the reading groups of the conformance kit on an account and writes a report with names and verdicts alone, to be sent in. It writes nothing at the vendor: every request that could change something is refused on this machine.',
  arguments: {},
  flags: {
    account: many(account('Only this account; may be given many times')),
    probe: account('Run the conformance kit on this account'),
    report: file('FILE', 'Where the report of the probe goes; default invoices-probe-ACCOUNT.json'),
    force: whether('Replace the report if it exists'),
  },
  examples: [
    { command: 'invoices doctor', what: 'Everything that is configured.' },
    {
      command: 'invoices doctor --probe acme',
      what: 'Also the kit, with the report in invoices-probe-acme.json.',
    },
  ],
  async run(context, { flags }) {
    const loaded = await context.config()
    if (loaded.isErr()) return err(loaded.error)
    const config = loaded.value
    if (flags.probe !== undefined) return runProbe(context, config, flags.probe, flags.report, flags.force)
    if (flags.report !== undefined) return err(failure('usage', '--report belongs to --probe'))
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

async function runProbe(
  context: CommandContext,
  config: LoadedConfig,
  name: string,
  given: string | undefined,
  force: boolean,
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
  const report = await probe(context, config, adapter.value, check.value.mode, page.value.invoices)
  const written = await writeFileWhole(path, `${JSON.stringify(report, null, 2)}\n`, {
    name: output,
    replace: force,
  })
  return written.map(() => probed(report, output))
}

function probed(report: ProbeReport, output: string): Outcome {
  const { passed, failed, notProven, interrupted } = report
  const counts = `${passed.length} passed, ${failed.length} failed, ${notProven.length} not proven`
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
