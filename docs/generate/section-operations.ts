import { filterNames, type OperationSupport, operationNames } from '@invoice-adapters/core'
import { tablePerVendor } from './layout.ts'
import { code, mark, table } from './markdown.ts'
import { mergedText, vendors } from './vendors.ts'

const vendorTitles = vendors.map(({ title }) => title)

/** Vendor by operation, at one glance. */
export function operationsSection(): string {
  return table(
    ['Operation', ...vendorTitles],
    operationNames.map((name) => [
      code(name),
      ...vendors.map((vendor) => mergedText(vendor, ({ operations }) => answer(operations[name]))),
    ]),
  )
}

/** Per vendor: conditions, reasons and sources. */
export function operationDetailsSection(): string {
  return tablePerVendor(
    ['Supported', 'Condition or reason', 'Source'],
    ({ operations }) =>
      new Map(
        operationNames.map((name) => {
          const support = operations[name]
          return [name, [answer(support), remark(support), support.source]] as const
        }),
      ),
  )
}

export function filtersSection(): string {
  return table(
    ['Filter', ...vendorTitles],
    filterNames.map((name) => [
      code(name),
      ...vendors.map((vendor) =>
        mergedText(vendor, ({ filters }) => {
          const { how, note, evidence } = filters[name]
          return `${how} ${mark(evidence)}${note === null ? '' : `: ${note}`}`
        }),
      ),
    ]),
  )
}

function answer({ supported, evidence }: OperationSupport): string {
  return `${supported ? 'yes' : 'no'} ${mark(evidence)}`
}

function remark(support: OperationSupport): string {
  if (support.supported) return support.note ?? ''
  return support.instead === null ? support.reason : `${support.reason}. Instead: ${code(support.instead)}`
}
