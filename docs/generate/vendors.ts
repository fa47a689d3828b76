import { assetCapabilities } from '@invoice-adapters/asset'
import { commetCapabilities } from '@invoice-adapters/commet'
import type { Capabilities } from '@invoice-adapters/core'
import { whopCapabilities } from '@invoice-adapters/whop'

/** One vendor and what it can do in each of its dialects, the default one first. */
export interface Vendor {
  title: string
  dialects: Capabilities[]
}

export const vendors: Vendor[] = [
  { title: 'Commet', dialects: Object.values(commetCapabilities) },
  { title: 'Asset', dialects: Object.values(assetCapabilities) },
  { title: 'Whop', dialects: Object.values(whopCapabilities) },
]

/** What a table says of one dialect, by a key such as the operation's name. */
export type Cells = Map<string, string[]>

export interface MergedRow {
  key: string
  /** The dialects that say so; null: all of the vendor. */
  dialects: string[] | null
  cells: string[]
}

/** The rows of all dialects of a vendor, those that say the same put together. */
export function mergeDialects(vendor: Vendor, cellsOf: (capabilities: Capabilities) => Cells): MergedRow[] {
  const tables = vendor.dialects.map((one) => ({ dialect: one.dialect, cells: cellsOf(one) }))
  const keys = [...new Set(tables.flatMap((table) => [...table.cells.keys()]))]
  return keys.flatMap((key) => {
    const groups = new Map<string, { dialects: string[]; cells: string[] }>()
    for (const { dialect, cells } of tables) {
      const own = cells.get(key) ?? []
      const group = groups.get(JSON.stringify(own)) ?? { dialects: [], cells: own }
      group.dialects.push(dialect)
      groups.set(JSON.stringify(own), group)
    }
    return [...groups.values()]
      .filter((group) => group.cells.length > 0)
      .map(({ dialects, cells }) => ({
        key,
        dialects: dialects.length === tables.length ? null : dialects,
        cells,
      }))
  })
}

/** For a table that has a column per vendor: one text, with the dialects named where they differ. */
export function mergedText(vendor: Vendor, textOf: (capabilities: Capabilities) => string): string {
  return mergeDialects(vendor, (one) => new Map([['', [textOf(one)]]]))
    .map(({ dialects, cells }) => (dialects === null ? '' : `${dialects.join(', ')}: `) + cells.join(' '))
    .join('<br>')
}
