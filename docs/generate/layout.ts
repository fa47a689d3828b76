import type { Capabilities } from '@invoice-adapters/core'
import { code, paragraphs, table } from './markdown.ts'
import { type Cells, mergeDialects, vendors } from './vendors.ts'

/** A table below the vendor's name for each, with the dialect where they differ. */
export function tablePerVendor(head: string[], cellsOf: (capabilities: Capabilities) => Cells): string {
  return paragraphs(
    vendors.flatMap((vendor) => [
      `### ${vendor.title}`,
      table(
        ['', 'Dialect', ...head],
        mergeDialects(vendor, cellsOf).map(({ key, dialects, cells }) => [
          code(key),
          dialects?.join(', ') ?? 'all',
          ...cells,
        ]),
      ),
    ]),
  )
}

/** One table with a row per vendor, or several for a vendor that has several or whose dialects differ. */
export function vendorRows(head: string[], rowsOf: (capabilities: Capabilities) => string[][]): string {
  const rows = vendors.flatMap((vendor) =>
    mergeDialects(
      vendor,
      (one) => new Map(rowsOf(one).map((cells) => [cells.join('\n'), cells] as const)),
    ).map(({ dialects, cells }) => [titled(vendor.title, dialects), ...cells]),
  )
  return table(['Vendor', ...head], rows)
}

/** Text below each vendor's name, once where its dialects say the same. */
export function textPerVendor(textOf: (capabilities: Capabilities) => string): string {
  return paragraphs(
    vendors.flatMap((vendor) =>
      mergeDialects(vendor, (one) => new Map([['', [textOf(one)]]])).flatMap(({ dialects, cells }) => [
        `### ${titled(vendor.title, dialects)}`,
        ...cells,
      ]),
    ),
  )
}

function titled(vendor: string, dialects: string[] | null): string {
  return dialects === null ? vendor : `${vendor} ${dialects.join(', ')}`
}
