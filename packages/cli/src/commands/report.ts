import { err, ok, type Result } from '@invoice-adapters/core'
import { openEach } from '../accounts/open-each.ts'
import { type Command, defineCommand } from '../command.ts'
import type { LoadedConfig } from '../config/load.ts'
import type { CommandContext } from '../context.ts'
import { type Failure, failure } from '../failure.ts'
import { account, choice, file, instant, many, value, whether } from '../inputs.ts'
import { failuresOf, type ReadReport, readLive, readStored } from '../report/read-report.ts'
import { areFree, writeReport } from '../report/report-files.ts'
import { reportOutcome } from '../report/report-text.ts'
import { withExistingStore } from '../store/with-store.ts'

interface Source {
  asOf: string | undefined
  account: string[]
  live: boolean
  stored: boolean
  detail: 'summary' | 'full' | undefined
}

export const report: Command = defineCommand({
  name: 'report',
  summary: 'What is owed, by whom and since when; as a page or as tables',
  details:
    'Reads the vendors now, or with --stored what the latest invoices sync read. A past --as-of is answered from the store alone, and not before its first full sync. Currencies are never added, nor are live and test money; what a vendor does not say is counted as unknown, and is in no sum. An account that fails is named, and the exit code tells.',
  arguments: {},
  flags: {
    asOf: instant(
      'INSTANT',
      'As it stood at this instant, or at the beginning of this day (UTC); default now',
    ),
    account: many(account('Only this account; may be given many times')),
    live: whether('Read the vendors; the default, unless --as-of is past'),
    stored: whether('Read the store'),
    detail: choice(
      'DETAIL',
      ['summary', 'full'],
      'With --live; summary: with fewer calls, and some totals unknown; default full',
    ),
    html: file('FILE', 'Write one page that needs no network'),
    csv: file('DIR', 'Write every table to this folder, amounts in major units'),
    locale: value('LOCALE', 'How the page writes numbers and dates, such as de-CH; default en', readLocale),
    force: whether('Replace files that exist'),
  },
  examples: [
    { command: 'invoices report --html report.html', what: 'All accounts as they stand now, as a page.' },
    {
      command: 'invoices report --as-of 2026-10-01 --csv october',
      what: 'As it stood when October began, from the store, for a spreadsheet.',
    },
  ],
  async run(context, { flags }) {
    const { html, csv, locale, force } = flags
    if (flags.live && flags.stored)
      return err(failure('usage', '--live and --stored are given together; keep one'))
    const files = { cwd: context.cwd, html, csv, locale, force }
    const free = await areFree(files)
    if (free.isErr()) return err(free.error)
    const config = await context.config()
    if (config.isErr()) return err(config.error)
    const read = await readFrom(context, config.value, flags)
    if (read.isErr()) return err(read.error)
    const failures = failuresOf(read.value)
    // Half a reading, made into a page, would be taken for the whole.
    if (context.signal.aborted) return err(failure('interrupted', 'stopped; nothing was written'))
    const written = await writeReport(read.value, files)
    return written.map((names) => reportOutcome(read.value, names, failures))
  },
})

async function readFrom(
  context: CommandContext,
  config: LoadedConfig,
  { asOf, account: names, live, stored, detail = 'full' }: Source,
): Promise<Result<ReadReport, Failure>> {
  const progress = context.progress('invoices read')
  const isPast = asOf !== undefined && Date.parse(asOf) < context.now()
  try {
    if (stored || (isPast && !live)) {
      return await withExistingStore(config, (store) =>
        readStored(store, { asOf, names, onRead: progress.update }),
      )
    }
    const opened = openEach(config, names)
    if (opened.isErr()) return err(opened.error)
    return await readLive(opened.value.accounts, {
      asOf,
      detail,
      signal: context.signal,
      onRead: progress.update,
    })
  } finally {
    progress.stop()
  }
}

function readLocale(given: string): Result<string, string> {
  try {
    const [locale = given] = Intl.getCanonicalLocales(given)
    return ok(locale)
  } catch {
    return err(`must be a language tag such as de-CH, not ${given}`)
  }
}
