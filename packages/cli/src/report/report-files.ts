import { join, resolve } from 'node:path'
import { type ReportTable, toCsv } from '@invoice-adapters/aggregate'
import { err, ok, type Result } from '@invoice-adapters/core'
import type { Failure } from '../failure.ts'
import { isFree, writeFileWhole } from '../output/files.ts'
import { makeFolder } from '../output/make-folder.ts'
import type { ReadReport } from './read-report.ts'

export interface ReportFiles {
  /** Relative names are in `cwd`. */
  cwd: string
  html: string | undefined
  /** A folder; it is made if need be. */
  csv: string | undefined
  locale: string | undefined
  force: boolean
}

const tables: readonly ReportTable[] = [
  'totals',
  'aging',
  'customers',
  'debtors',
  'dso',
  'duplicates',
  'doubtful',
  'failures',
]

function namesOf({ html, csv }: ReportFiles): string[] {
  const sheets = csv === undefined ? [] : tables.map((name) => join(csv, `${name}.csv`))
  return [...(html === undefined ? [] : [html]), ...sheets]
}

/** Told before anything is read. */
export async function areFree(files: ReportFiles): Promise<Result<void, Failure>> {
  for (const name of namesOf(files)) {
    const free = await isFree(resolve(files.cwd, name), name, files.force)
    if (free.isErr()) return free
  }
  return ok(undefined)
}

/** Gives the names of what was written. */
export async function writeReport(read: ReadReport, files: ReportFiles): Promise<Result<string[], Failure>> {
  const { html, csv, cwd } = files
  const written: string[] = []
  if (csv !== undefined) {
    const made = await makeFolder(resolve(cwd, csv), csv)
    if (made.isErr()) return err(made.error)
    for (const name of tables) {
      const sheet = await write(files, join(csv, `${name}.csv`), toCsv(read.report, name))
      if (sheet.isErr()) return err(sheet.error)
    }
    written.push(`${csv} (${tables.length} tables)`)
  }
  if (html === undefined) return ok(written)
  const page = await write(files, html, await pageOf(read, files.locale))
  return page.map(() => [html, ...written])
}

function write({ cwd, force }: ReportFiles, name: string, content: string): Promise<Result<void, Failure>> {
  return writeFileWhole(resolve(cwd, name), content, { name, replace: force })
}

/** Loaded here alone: the chart library is large, and no other command needs it. */
async function pageOf(
  { report, invoices, accounts }: ReadReport,
  locale: string | undefined,
): Promise<string> {
  const { reportPage } = await import('@invoice-adapters/report-page')
  return reportPage(report, { invoices, locale, accounts: accounts ?? undefined })
}
