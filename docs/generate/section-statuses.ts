import {
  type Capabilities,
  type InvoiceStatus,
  invoiceStatuses,
  type StatusTransition,
} from '@invoice-adapters/core'
import { code, mark, table } from './markdown.ts'
import { mergedText, vendors } from './vendors.ts'

const nothing = '–'

/** Vendor words and canonical statuses. */
export function statusWordsSection(): string {
  return table(
    ['Canonical', ...vendors.map(({ title }) => title)],
    invoiceStatuses
      .filter((status) => status !== 'unknown')
      .map((status) => [
        code(status),
        ...vendors.map((vendor) => mergedText(vendor, (one) => words(one, status))),
      ]),
  )
}

function words({ status }: Capabilities, wanted: InvoiceStatus): string {
  const said = status.meanings
    .filter((meaning) => meaning.canonical === wanted)
    .map((meaning) => `${code(meaning.provider)} ${mark(meaning.evidence)}`)
  const workedOut = status.derived
    .filter((derived) => derived.canonical === wanted)
    .map((derived) => `derived: ${derived.rule}`)
  return [...said, ...workedOut].join('; ') || nothing
}

/** Every change that some vendor takes, and how it is written there. */
export function transitionsSection(): string {
  const all = vendors.flatMap(({ dialects }) => dialects.flatMap(({ status }) => status.transitions))
  const pairs = invoiceStatuses.flatMap((from) =>
    invoiceStatuses
      .filter((to) => all.some((one) => makes(one, from, to)))
      .map((to): [InvoiceStatus, InvoiceStatus] => [from, to]),
  )
  return table(
    ['From', 'To', ...vendors.map(({ title }) => title)],
    pairs.map(([from, to]) => [
      code(from),
      code(to),
      ...vendors.map((vendor) => mergedText(vendor, (one) => written(one, from, to))),
    ]),
  )
}

function makes(transition: StatusTransition, from: InvoiceStatus, to: InvoiceStatus): boolean {
  return transition.to === to && transition.from.includes(from)
}

function written({ status }: Capabilities, from: InvoiceStatus, to: InvoiceStatus): string {
  return (
    status.transitions
      .filter((one) => makes(one, from, to))
      .map((one) => {
        const condition = one.needs === null ? '' : `, only with ${code(one.needs)}`
        return `${code(one.by)} sends ${code(one.sends)}${condition} ${mark(one.evidence)}`
      })
      .join('; ') || nothing
  )
}
