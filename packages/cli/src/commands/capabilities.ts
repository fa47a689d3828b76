import { assetCapabilities } from '@invoice-adapters/asset'
import { commetCapabilities } from '@invoice-adapters/commet'
import { type Capabilities, filterNames, ok, operationNames } from '@invoice-adapters/core'
import { whopCapabilities } from '@invoice-adapters/whop'
import { type Command, defineCommand } from '../command.ts'
import { type VendorName, vendorNames } from '../config/schema.ts'
import { choice, many, whether } from '../inputs.ts'
import { type Page, prose } from '../output/page.ts'
import { type Column, table } from '../output/table.ts'

/** The default dialect of each vendor first. */
const known: Record<VendorName, readonly Capabilities[]> = {
  commet: [commetCapabilities['2026-07-11'], commetCapabilities['2026-07-31']],
  asset: [assetCapabilities['amount-lines'], assetCapabilities['unit-price-lines']],
  whop: [whopCapabilities['2026-10-15-1'], whopCapabilities['2026-07-20']],
}

interface Row {
  what: string
  /** One per dialect shown. */
  cells: string[]
  /** Why not, or what is particular. */
  remarks: string[]
}

export const capabilities: Command = defineCommand({
  name: 'capabilities',
  summary: 'What each vendor can do, side by side',
  details:
    "From the same data that the adapters act on. No configuration is needed and nothing is sent. It states what the vendors' documentation says; no live vendor has confirmed it yet.",
  arguments: { vendors: many(choice('VENDOR', vendorNames, 'Only these; default all')) },
  flags: {
    dialects: whether("Every dialect of a vendor's API, not the default one alone"),
    why: whether('Also the reasons and remarks'),
  },
  examples: [
    { command: 'invoices capabilities', what: 'All vendors.' },
    { command: 'invoices capabilities asset whop --why', what: 'Two of them, with the reasons for each no.' },
    {
      command: 'invoices capabilities --json',
      what: 'All of the data: fields, limits, transitions, sources.',
    },
  ],
  async run(_context, given) {
    const named = given.arguments.vendors
    const { dialects, why } = given.flags
    const shown = (named.length > 0 ? [...new Set(named)] : vendorNames).flatMap((vendor) =>
      dialects ? known[vendor] : known[vendor].slice(0, 1),
    )
    const rows = [...operationRows(shown), ...statusRows(shown), ...filterRows(shown)]
    return ok({
      data: { capabilities: shown },
      rows: shown,
      cells: rows.map(({ what, cells }) => ({ what, ...byTitle(shown, cells) })),
      text: (page) => [table(page, columnsOf(shown), rows), ...(why ? remarks(page, rows) : [])].join('\n'),
    })
  },
})

function titleOf({ provider, dialect }: Capabilities): string {
  return `${provider} ${dialect}`
}

function byTitle(shown: readonly Capabilities[], cells: string[]): Record<string, string> {
  return Object.fromEntries(shown.map((one, index) => [titleOf(one), cells[index] ?? '']))
}

function columnsOf(shown: readonly Capabilities[]): Column<Row>[] {
  const perDialect = shown.map(
    (one, index): Column<Row> => ({
      head: titleOf(one),
      value: ({ cells }) => cells[index] ?? '',
      least: 6,
      ...(index > 0 && { drop: index }),
    }),
  )
  return [{ head: '', value: ({ what }) => what, least: 16 }, ...perDialect]
}

function operationRows(shown: readonly Capabilities[]): Row[] {
  return operationNames.map((name) => {
    const all = shown.map((one) => ({ title: titleOf(one), support: one.operations[name] }))
    return {
      what: name,
      cells: all.map(({ support }) => (support.supported ? 'yes' : 'no')),
      remarks: all.flatMap(({ title, support }) => {
        const remark = support.supported ? support.note : support.reason
        const instead = support.supported || support.instead === null ? '' : ` Instead: ${support.instead}.`
        return remark === null ? [] : [`${title}: ${remark}${instead}`]
      }),
    }
  })
}

function statusRows(shown: readonly Capabilities[]): Row[] {
  const transitions = shown.flatMap(({ status }) => status.transitions)
  return [...new Set(transitions.map(({ to }) => to))].map((to) => ({
    what: `to ${to}`,
    cells: shown.map(({ status }) => {
      const from = status.transitions.filter((one) => one.to === to).flatMap((one) => one.from)
      return from.length === 0 ? 'no' : `from ${[...new Set(from)].join(', ')}`
    }),
    remarks: [],
  }))
}

function filterRows(shown: readonly Capabilities[]): Row[] {
  return filterNames.map((name) => ({
    what: `filter ${name}`,
    cells: shown.map(({ filters }) => filters[name].how),
    remarks: shown.flatMap((one) => {
      const { note } = one.filters[name]
      return note === null ? [] : [`${titleOf(one)}: ${note}`]
    }),
  }))
}

function remarks(page: Page, rows: Row[]): string[] {
  return rows
    .filter(({ remarks: all }) => all.length > 0)
    .flatMap(({ what, remarks: all }) => [
      '',
      page.paint('bold', what),
      ...all.map((one) => prose(page, one)),
    ])
}
