import Table from 'cli-table3'
import stringWidth from 'string-width'
import { type Page, printable, prose } from './page.ts'

export interface Column<Row> {
  head: string
  value(row: Row): string
  align?: 'left' | 'right'
  /** Narrowest width at which it is still of use; without it the column is never cut. */
  least?: number
  /** Columns that do not fit go in this order, highest first; without it the column stays. */
  drop?: number
}

interface Laid<Row> extends Column<Row> {
  cells: string[]
  width: number
}

/** No line between two rows. */
const chars = { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' }
const padding = 3

/** A table that fits the page: columns are cut first, then left out, and what was left out is said below. */
export function table<Row>(page: Page, columns: readonly Column<Row>[], rows: readonly Row[]): string {
  const laid = columns.map((column) => lay(column, rows))
  const { shown, left } = fit(laid, page.width)
  const drawn = new Table({
    head: shown.map(({ head }) => page.paint('bold', head)),
    chars,
    style: { head: [], border: [] },
    colAligns: shown.map(({ align }) => align ?? 'left'),
    colWidths: shown.map(({ width }) => width + 2),
  })
  for (const [index] of rows.entries()) drawn.push(shown.map(({ cells }) => cells[index] ?? ''))
  const note = left.length === 0 ? '' : `\n${prose(page, `Too narrow for: ${left.join(', ')}`)}`
  return `${drawn.toString()}${note}`
}

function lay<Row>(column: Column<Row>, rows: readonly Row[]): Laid<Row> {
  const cells = rows.map((row) => printable(column.value(row)))
  const width = Math.max(stringWidth(column.head), ...cells.map((cell) => stringWidth(cell)))
  return { ...column, cells, width }
}

function fit<Row>(laid: Laid<Row>[], room: number): { shown: Laid<Row>[]; left: string[] } {
  const narrowest = ({ least, width }: Laid<Row>): number => Math.min(width, least ?? width)
  let shown = laid
  const left: string[] = []
  while (total(shown.map(narrowest)) > room) {
    const next = shown
      .filter(({ drop }) => drop !== undefined)
      .sort((a, b) => (b.drop ?? 0) - (a.drop ?? 0))[0]
    if (next === undefined) break
    shown = shown.filter((one) => one !== next)
    left.push(next.head)
  }
  return { shown: narrow(shown, room, narrowest), left }
}

/** Takes from the widest column that may be cut, one at a time. */
function narrow<Row>(shown: Laid<Row>[], room: number, narrowest: (one: Laid<Row>) => number): Laid<Row>[] {
  const widths = shown.map(({ width }) => width)
  while (total(widths) > room) {
    const slack = shown.map((one, index) =>
      (widths[index] ?? 0) > narrowest(one) ? (widths[index] ?? 0) : 0,
    )
    const widest = slack.indexOf(Math.max(...slack))
    if ((slack[widest] ?? 0) === 0) break
    widths[widest] = (widths[widest] ?? 0) - 1
  }
  return shown.map((one, index) => ({ ...one, width: widths[index] ?? one.width }))
}

function total(widths: number[]): number {
  return widths.reduce((sum, width) => sum + width + padding, 1)
}

/** Name and value, one a line. */
export function facts(page: Page, given: readonly (readonly [string, string | null])[]): string {
  const told = given.filter((pair): pair is readonly [string, string] => pair[1] !== null)
  const width = Math.max(0, ...told.map(([name]) => name.length))
  return told.map(([name, text]) => `${page.paint('dim', name.padEnd(width))}  ${printable(text)}`).join('\n')
}
