import type { AgingTable } from '@invoice-adapters/aggregate'
import { fromMinorUnits } from '@invoice-adapters/core'
import * as Plot from '@observablehq/plot'
import { parseHTML } from 'linkedom'
import type { Formatting } from './format.ts'
import { type Html, trusted } from './html.ts'
import { lateBuckets, shownBuckets } from './page-facts.ts'
import { bucketWords } from './words.ts'

interface Bar {
  name: string
  /** Major units: a length on the page, never a figure that is written. */
  height: number
  colour: string
  exact: string
}

const lateShades = 4

/** What is needed of the drawn element; the library's own type wants a browser's. */
interface Picture {
  outerHTML: string
  querySelectorAll(selector: string): Iterable<{ remove(): void; removeAttribute(name: string): void }>
  removeAttribute(name: string): void
  setAttribute(name: string, value: string): void
}

/** Null where no bar has a height. */
export function agingChart(table: AgingTable, label: string, format: Formatting): Html | null {
  const bars = barsOf(table, format)
  if (bars.every(({ height }) => height === 0)) return null
  const { document } = parseHTML('<html><body></body></html>')
  const chart = Plot.plot({
    document,
    className: 'chart',
    width: 460,
    height: 230,
    marginLeft: 62,
    marginRight: 8,
    marginTop: 14,
    marginBottom: 30,
    color: { type: 'identity' },
    x: { type: 'band', domain: bars.map(({ name }) => name), label: null, tickSize: 0, padding: 0.28 },
    y: {
      label: null,
      grid: true,
      ticks: 4,
      tickSize: 0,
      nice: true,
      tickFormat: (value: number) => format.tick(value, table),
    },
    marks: [
      Plot.barY(bars, { x: 'name', y: 'height', fill: 'colour', title: 'exact', rx: 2 }),
      Plot.ruleY([0], { strokeOpacity: 0.45 }),
    ],
  })
  return trusted(pictureOf(chart, label))
}

function barsOf(table: AgingTable, format: Formatting): Bar[] {
  const late = lateBuckets(table).map(({ name }) => name)
  return shownBuckets(table).map((bucket) => ({
    name: bucketWords(bucket.name).short,
    height: Number(fromMinorUnits(bucket.amount, table.minorUnitDigits ?? 0)),
    colour: `var(--${bucketShade(bucket.name, late)})`,
    exact: `${bucketWords(bucket.name).long}: ${format.money(bucket.amount, table)}`,
  }))
}

/** The name of a bucket's colour: the later, the darker. */
export function bucketShade(name: string, late: readonly string[]): string {
  if (name === 'current') return 'current'
  const place = late.indexOf(name)
  if (place === -1) return 'aside'
  return `late-${late.length < 2 ? lateShades : Math.round((place / (late.length - 1)) * lateShades)}`
}

/** As one picture with a name; the library's own style sheet and its names for parts are of no use in a page of ours. */
function pictureOf(chart: Picture, label: string): string {
  for (const style of chart.querySelectorAll('style')) style.remove()
  for (const part of chart.querySelectorAll('[aria-label]')) part.removeAttribute('aria-label')
  chart.removeAttribute('style')
  chart.removeAttribute('font-family')
  chart.setAttribute('font-size', '12')
  chart.setAttribute('role', 'img')
  chart.setAttribute('aria-label', label)
  return chart.outerHTML
}
