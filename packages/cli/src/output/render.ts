import { err, ok, type Result } from '@invoice-adapters/core'
import Papa from 'papaparse'
import type { Outcome } from '../command.ts'
import { type Failure, failure } from '../failure.ts'
import type { Page } from './page.ts'

export const formats = ['table', 'json', 'jsonl', 'csv'] as const

export type Format = (typeof formats)[number]

/** The whole output, with a line break at its end; empty where there is nothing to print. */
export function render(outcome: Outcome, format: Format, page: Page): Result<string, Failure> {
  if (outcome.silent === true) return ok('')
  if (format === 'table') return ok(ended(outcome.text(page)))
  if (format === 'json') return ok(ended(JSON.stringify(outcome.data, null, 2)))
  const { rows, cells = rows } = outcome
  if (rows === undefined || cells === undefined) {
    return err(failure('usage', `this command has no --format ${format}; use --json`))
  }
  if (format === 'jsonl') return ok(rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
  return ok(ended(Papa.unparse(cells.map(flat), { escapeFormulae: formula, newline: '\n' })))
}

/** What a spreadsheet would run instead of showing it; a negative number is none. */
const formula = /^[=+@\t\r]|^-(?!\d+(?:\.\d+)?$)/

/** A cell holds text or a number: what is nested is written as JSON. */
function flat(row: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, cell]) => [
      name,
      typeof cell === 'object' && cell !== null ? JSON.stringify(cell) : cell,
    ]),
  )
}

function ended(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`
}
